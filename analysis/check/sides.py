"""Does `pair.toml` name two sides that the pages can show?"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from analysis.check import labels, package
from analysis.check.labels import by_language, is_text, list_of, matches, object_of
from analysis.check.messages import Expected, Problem
from analysis.tables import dataset
from analysis.tables.pair import FILE, Pair, parse


def _in_english(value: Any) -> bool:
    """Is it a text by language, in English at least, and nowhere empty?"""
    return by_language(value) and "en" in value and all(t.strip() for t in value.values())


def _is_preset(value: Any) -> bool:
    """Is it a preset: a key, a day that pages can draw, a label?"""
    if not isinstance(value, dict) or not is_text(value.get("key")):
        return False
    return package.day(str(value.get("date"))) is not None and _in_english(value.get("label"))


COLOR = (matches("#[0-9A-Fa-f]{6}"), Expected("a colour written #RRGGBB"))
CODE = matches("[A-Z]{3}")
NAMES = (object_of(by_language), Expected("an object of names: language: text"))

SIDE: labels.Rules = {
    "code": (CODE, Expected("an ISO 3166 code of three capital letters")),
    "iso2": (matches("[A-Z]{2}"), Expected("an ISO 3166 code of two capital letters")),
    "also": (list_of(CODE), Expected("a list of ISO 3166 codes of three capital letters")),
    "name": (_in_english, Expected("a name in English at least, none of them empty")),
    "adjective": (
        lambda value: by_language(value) and all(value.values()),
        Expected("an object of language: text, none of them empty"),
    ),
    "color": COLOR,
}

PAIR: labels.Rules = {
    "title": (_in_english, Expected("a title in English at least, none of them empty")),
    "mutual_color": COLOR,
    "third_color": COLOR,
    "presets": (
        list_of(_is_preset),
        Expected("a list of presets with a key, a day and an English label"),
    ),
    "comparisons": (list_of(is_text), Expected("a list of ids of series")),
    **dict.fromkeys(("office_names", "series_names"), NAMES),
}


def problems(content: bytes | None, descriptor: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with this file, or with how the vocabularies of the package name the sides?"""
    if content is None:
        return [_wrong("", Expected("the file pair.toml, which names the two sides"))]
    try:
        text = content.decode("utf-8")
        said = tomllib.loads(text)
    except UnicodeDecodeError:
        # As of every text of a package, the check says so.
        return []
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return [_wrong("", Expected("valid TOML: {error}", error=str(error)))]
    if not all(isinstance(said.get(s), dict) and {"code", "name"} <= said[s].keys() for s in "ab"):
        expected = Expected("a code and an English name for each side, [a] and [b]")
        return [_wrong("", expected)]
    found = list(labels.problems(said, PAIR, FILE))
    for name in "ab":
        wrong = labels.problems(said[name], SIDE, FILE)
        found += [each._replace(field=f"{name}.{each.field}") for each in wrong]
    if found:
        return found
    pair = parse(text)
    if pair.a.code == pair.b.code:
        expected = Expected("a code of its own for each side")
        found.append(_wrong(pair.b.code, expected, "b.code"))
    return found + list(_unnamed(pair, descriptor))


def _unnamed(pair: Pair, descriptor: Mapping[str, Any]) -> Iterator[Problem]:
    """Vocabularies that lack a side, or acts of one side towards the other, where ours has them."""
    named = dict(zip(_our_codes(), _codes(pair), strict=True))
    known = {(table, name): enum for table, name, enum in package.enums(package.shipped())}
    for table, name, enum in package.enums(package.schemas(descriptor)):
        for value in known.get((table, name), ()):
            if value in named and named[value] not in enum:
                expected = Expected(
                    "codes that the vocabulary of {field} in datapackage.json has",
                    field=f"{table}.{name}",
                )
                yield _wrong(named[value], expected)


@cache
def _our_codes() -> tuple[str, ...]:
    """Those of the dashboard's own package, which no run changes."""
    return _codes(parse((dataset.FOLDER / FILE).read_text(encoding="utf-8")))


def _codes(pair: Pair) -> tuple[str, ...]:
    return pair.a.code, pair.b.code, pair.a_to_b, pair.b_to_a


def _wrong(value: str, expected: Expected, field: str = "") -> Problem:
    return Problem(FILE, 0, "", field, value, expected)
