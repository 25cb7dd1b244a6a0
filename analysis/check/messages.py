"""How the check says what it found: one problem, and the words for what was expected."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

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
    """Problems as a table: `row` is int64, every other column text, also when there is none."""
    rows = [
        [_whole(shortened(part)) if isinstance(part, str) else part for part in problem]
        for problem in problems
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({name: "int64" if name == "row" else "str" for name in COLUMNS})


def shortened(value: str, most: int = LONGEST_SHOWN) -> str:
    """The beginning of a long value."""
    return value if len(value) <= most else f"{value[:most]}…"


def _whole(text: str) -> str:
    """The text without half characters, which the name of a file may hold."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def count(number: int, noun: str, plural: str = "") -> str:
    """'1 row', '1,200 rows'."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


class Vocabulary:
    """The values that a field may take, and which of them a wrong value may have meant."""

    def __init__(self, known: Iterable[str], named: str) -> None:
        """`named` says what the values are, as in 'an actor_id of the table actors'."""
        self.values = dict.fromkeys(known)
        self._named = named
        self._told: dict[str, str] = {}

    @cached_property
    def _by_lower(self) -> dict[str, str]:
        return {value.lower(): value for value in self.values}

    def expected(self, value: str) -> str:
        """What was expected in place of this value, with the nearest known values."""
        if value not in self._told:
            near = self.nearest(value) if len(self._told) < MOST_GUESSED else []
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            self._told[value] = self._named + hint
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


def one_of(values: Sequence[str]) -> Vocabulary:
    """The vocabulary of an enumeration, written out where it is short."""
    if len(values) <= MOST_LISTED:
        return Vocabulary(values, f"one of {', '.join(values)}")
    return Vocabulary(values, f"one of the {len(values)} values of this field's vocabulary")


def found_in(values: Iterable[str], places: Sequence[tuple[str, str]]) -> Vocabulary:
    """The vocabulary of a reference: the values that the (table, field) places hold."""
    named = " or ".join(f"{field} of the table {table}" for table, field in places)
    return Vocabulary(values, f"an existing {named}")
