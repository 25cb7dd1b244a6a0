"""Does `pair.toml` name two sides that the pages can show?"""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

from analysis.check import labels
from analysis.check.labels import by_language, is_text, list_of, matches, object_of
from analysis.check.messages import Problem
from analysis.check.package import EARLIEST, LATEST
from analysis.tables.pair import FILE, parse


def _in_english(value: Any) -> bool:
    """Is it a text by language, in English at least, and nowhere empty?"""
    return by_language(value) and "en" in value and all(t.strip() for t in value.values())


def _is_preset(value: Any) -> bool:
    return isinstance(value, dict) and is_text(value.get("key")) and _in_english(value.get("label"))


COLOR = (matches("#[0-9A-Fa-f]{6}"), "a colour written #RRGGBB")
CODE = matches("[A-Z]{3}")
NAMES = (object_of(by_language), "an object of names: language: text")

SIDE: labels.Rules = {
    "code": (CODE, "an ISO 3166 code of three capital letters"),
    "iso2": (matches("[A-Z]{2}"), "an ISO 3166 code of two capital letters"),
    "also": (list_of(CODE), "a list of ISO 3166 codes of three capital letters"),
    "name": (_in_english, "a name in English at least, none of them empty"),
    "adjective": (
        lambda value: by_language(value) and all(value.values()),
        "an object of language: text, none of them empty",
    ),
    "color": COLOR,
}

PAIR: labels.Rules = {
    "title": (_in_english, "a title in English at least, none of them empty"),
    "mutual_color": COLOR,
    "third_color": COLOR,
    "presets": (list_of(_is_preset), "a list of presets with a key, a date and an English label"),
    "comparisons": (list_of(is_text), "a list of ids of series"),
    **dict.fromkeys(("office_names", "series_names", "series_units"), NAMES),
}


def problems(content: bytes | None) -> list[Problem]:
    """What is wrong with this file?"""
    if content is None:
        return [_wrong("", "the file pair.toml, which names the two sides")]
    try:
        text = content.decode("utf-8")
        said, sides = tomllib.loads(text), parse(text)
    except UnicodeDecodeError:
        return [_wrong("", "UTF-8 text")]
    except tomllib.TOMLDecodeError as error:
        return [_wrong("", f"valid TOML: {error}")]
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        known = "a code and an English name for each side, and valid presets"
        return [_wrong(str(error), known)]
    found = list(labels.problems(said, PAIR, FILE))
    for name in ("a", "b"):
        wrong = labels.problems(said[name], SIDE, FILE)
        found += [
            p._replace(field=name if p.field == "code" else f"{name}.{p.field}") for p in wrong
        ]
    if sides.a.code == sides.b.code:
        found.append(_wrong(labels.shown(sides.b.code), "a code of its own for each side", "b"))
    for preset in sides.presets if not found else ():
        if not (type(preset.date) is date and EARLIEST <= str(preset.date)[:4] <= LATEST):
            expected = f"a date from the year {EARLIEST} to {LATEST}"
            found.append(_wrong(str(preset.date), expected, f"presets.{preset.key}"))
    return found


def _wrong(value: str, expected: str, field: str = "") -> Problem:
    return Problem(FILE, 0, "", field, value, expected)
