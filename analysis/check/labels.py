"""Is what a package says of itself, and how it calls things, written as the dashboard reads it?"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from analysis.check.messages import Expected, Problem
from analysis.tables import package

Sound = Callable[[Any], bool]
Rules = Mapping[str, tuple[Sound, str]]
"""By the name of a property: is its value sound, and what was expected?"""


def is_text(value: Any) -> bool:
    """Is it a text?"""
    return isinstance(value, str)


def list_of(sound: Sound) -> Sound:
    """Is it a list whose items are sound?"""
    return lambda value: isinstance(value, list) and all(map(sound, value))


def object_of(sound: Sound) -> Sound:
    """Is it an object whose values are sound?"""
    return lambda value: isinstance(value, dict) and all(map(sound, value.values()))


def with_part(name: str, sound: Sound) -> Sound:
    """Is it an object whose property of that name, if it has it, is sound?"""
    return lambda value: isinstance(value, dict) and (name not in value or sound(value[name]))


by_language = object_of(is_text)


def _is_title(text: Any) -> bool:
    """Does the text hold no other placeholder than {a} and {b}, the two sides, plainly written?"""
    try:
        parts = list(string.Formatter().parse(text))
    except (TypeError, ValueError):
        return False
    return all(
        name is None or (name in {"a", "b"} and not form and not conversion)
        for _text, name, form, conversion in parts
    )


def _is_explanation(value: Any) -> bool:
    """Does it say of which warnings it tells the reason?"""
    return (
        isinstance(value, dict)
        and all(is_text(value.get(name)) for name in ("table", "field", "why"))
        and list_of(is_text)(value.get("ids"))
    )


DESCRIPTOR: Rules = {
    **dict.fromkeys(("title", "description", "version", "created"), (is_text, Expected("a text"))),
    "contributors": (
        list_of(with_part("title", is_text)),
        Expected('a list of objects with a "title" of text each'),
    ),
    "licenses": (
        list_of(with_part("name", is_text)),
        Expected('a list of objects with a "name" of text'),
    ),
    "explained": (
        list_of(_is_explanation),
        Expected("a list of objects with a table, a field, a list of ids and why"),
    ),
    "vocabularyLabels": (
        object_of(object_of(by_language)),
        Expected("an object of vocabularies: value: language: text"),
    ),
    "fieldTitles": (
        object_of(object_of(_is_title)),
        Expected(
            "an object of columns: language: text, in which {a} and {b} stand for the two sides"
        ),
    ),
}


def problems(
    content: Mapping[str, Any], rules: Rules = DESCRIPTOR, file: str = package.FILE
) -> Iterator[Problem]:
    """Which properties of this file are not as the rules have them? Those left out are fine.

    Where an object is at fault, those of its properties are named that are at fault alone.
    """
    for name, (sound, expected) in rules.items():
        if name in content and not sound(content[name]):
            value = content[name]
            parts = value if isinstance(value, dict) else {}
            wrong = {f"{name}.{k}": v for k, v in parts.items() if not sound({k: v})}
            for field, said in (wrong or {name: value}).items():
                yield Problem(file, 0, "", field, shown(said), expected)


def shown(value: Any) -> str:
    """A value of a JSON or TOML file as a text."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def matches(pattern: str) -> Sound:
    """Is it a text of this form?"""
    return lambda value: isinstance(value, str) and bool(re.fullmatch(pattern, value))
