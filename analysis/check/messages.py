"""How the check says what it found: one problem, and the words for what was expected."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, Self

import pandas as pd

COLUMNS = ("table", "row", "id", "field", "value", "expected")

MOST_LISTED = 14
"""A vocabulary up to this size is written out in a message; a longer one is only counted."""

MOST_GUESSED = 200
"""Near matches are sought for so many different values of a field: each search is slow."""

MOST_COMPARED = 5_000
"""Above so many known values, a near match must begin with the same letters."""

LONGEST_GUESSED = 100
"""For longer values no near match is sought: the time grows with the square of the length."""

LONGEST_SHOWN = 1_000
"""So many characters of a value, or of what was expected, are kept."""


class Expected(str):
    """What was expected, in English; its template and values let it be told in other languages.

    Templates are literals, from which the catalogues of `locales` are gathered.
    """

    template: str
    values: Mapping[str, str]

    def __new__(cls, template: str, **values: str | int) -> Self:
        """The template with its {values} filled in; one without values may hold braces."""
        kept = {name: _kept(value) for name, value in values.items()}
        text = super().__new__(cls, template.format(**kept) if kept else template)
        text.template, text.values = template, kept
        return text

    def but(self, **values: str | int) -> Self:
        """The same with these values in place of its own."""
        return type(self)(self.template, **{**self.values, **values})


class Problem(NamedTuple):
    """One thing that is wrong: in which table, on which line of its file, and what was expected.

    `row` counts lines as an editor does (the header is line 1); 0 stands for the whole file.
    """

    table: str
    row: int
    id: str
    field: str
    value: str
    expected: str


def frame(problems: Iterable[Problem]) -> pd.DataFrame:
    """Problems as a table, typed alike also when there is none.

    `row` is int64, `expected` holds objects (`Expected`, or text), every other column is text.
    """
    rows = [
        [part if isinstance(part, int) else _kept(part) for part in problem] for problem in problems
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS), dtype="object")
    return table.astype(dict.fromkeys(COLUMNS, "str") | {"row": "int64", "expected": "object"})


def shortened(value: str, most: int = LONGEST_SHOWN) -> str:
    """The beginning of a long value."""
    return value if len(value) <= most else f"{value[:most]}…"


def _kept(part: str | int) -> str:
    """A text, not too long, and without half characters, which the name of a file may hold."""
    if isinstance(part, Expected):
        return part
    return shortened(str(part)).encode("utf-8", "backslashreplace").decode("utf-8")


def count(number: int, noun: str) -> str:
    """'1 row', '1,200 rows'."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


class Vocabulary:
    """The values that a field may take, and which of them a wrong value may have meant."""

    def __init__(self, known: Iterable[str], named: Expected) -> None:
        """`named` says what the values are, as in 'an actor_id of the table actors'."""
        self.values = dict.fromkeys(known)
        self._named = named
        self._told: dict[str, Expected] = {}

    @cached_property
    def _by_lower(self) -> dict[str, str]:
        return {value.lower(): value for value in self.values}

    def expected(self, value: str) -> Expected:
        """What was expected in place of this value, with the nearest known values."""
        if value not in self._told:
            near = self.nearest(value) if len(self._told) < MOST_GUESSED else []
            self._told[value] = _guessed(self._named, near)
        return self._told[value]

    def nearest(self, value: str) -> list[str]:
        """Up to three known values that are spelt like this one, nearest first."""
        lower = value.strip().lower()
        if len(lower) > LONGEST_GUESSED:
            return []
        if lower in self._by_lower:
            return [self._by_lower[lower]]
        candidates = list(self._by_lower)
        if len(candidates) > MOST_COMPARED:
            candidates = [c for c in candidates if c.startswith(lower[:4])][:MOST_COMPARED]
        candidates = [c for c in candidates if len(c) <= LONGEST_GUESSED]
        return [self._by_lower[c] for c in difflib.get_close_matches(lower, candidates, n=3)]


def _guessed(what: Expected, near: Sequence[str]) -> Expected:
    """What was expected, and up to three values that may have been meant."""
    match near:
        case [one]:
            return Expected("{what}; did you mean {one}?", what=what, one=one)
        case [one, two]:
            return Expected("{what}; did you mean {one} or {two}?", what=what, one=one, two=two)
        case [one, two, three]:
            return Expected(
                "{what}; did you mean {one} or {two} or {three}?",
                what=what,
                one=one,
                two=two,
                three=three,
            )
    return what


def one_of(values: Sequence[str]) -> Vocabulary:
    """The vocabulary of an enumeration, written out where it is short."""
    if len(values) <= MOST_LISTED:
        return Vocabulary(values, Expected("one of {values}", values=", ".join(values)))
    named = Expected("one of the {n} values of this field's vocabulary", n=len(values))
    return Vocabulary(values, named)


def found_in(values: Iterable[str], places: Sequence[tuple[str, str]]) -> Vocabulary:
    """The vocabulary of a reference: the values that the (table, field) places hold."""
    (table, field), *others = places
    named = Expected("an existing {field} of the table {table}", field=field, table=table)
    for table, field in others:
        named = Expected(
            "{what} or {field} of the table {table}", what=named, field=field, table=table
        )
    return Vocabulary(values, named)
