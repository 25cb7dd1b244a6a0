"""Is what a package says of itself, and how it calls things, written as the dashboard reads it?"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from analysis.check.messages import Problem
from analysis.tables import package

PLACEHOLDERS = {"a", "b"}
"""In the title of a column these stand for the names of the two sides."""

TEXTS = ("title", "description", "version", "created")


def problems(descriptor: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with the labels, titles and names in this `datapackage.json`?"""
    for name in TEXTS:
        if not isinstance(descriptor.get(name, ""), str):
            yield _wrong(name, descriptor[name], "a text")
    for name, part in (("contributors", "title"), ("licenses", "name")):
        listed = descriptor.get(name, [])
        if not (isinstance(listed, list) and all(_names(each, part) for each in listed)):
            yield _wrong(name, listed, f'a list of objects with a "{part}" of text each')
    vocabularies = descriptor.get("vocabularyLabels", {})
    yield from _labels(
        "vocabularyLabels",
        vocabularies,
        "vocabularies: value: language: text",
        lambda terms: isinstance(terms, dict) and all(map(_is_labels, terms.values())),
    )
    yield from _labels(
        "fieldTitles",
        descriptor.get("fieldTitles", {}),
        "columns: language: text, in which {a} and {b} stand for the two sides",
        lambda labels: _is_labels(labels) and all(map(_is_title, labels.values())),
    )


def _labels(name: str, content: Any, form: str, sound: Callable[[Any], bool]) -> Iterator[Problem]:
    if not isinstance(content, dict):
        yield _wrong(name, content, f"an object of {form}")
        return
    for key, value in content.items():
        if not sound(value):
            yield _wrong(f"{name}.{key}", value, f"an object of {form.partition(': ')[2]}")


def _names(each: Any, part: str) -> bool:
    return isinstance(each, dict) and isinstance(each.get(part, ""), str)


def _is_labels(labels: Any) -> bool:
    return isinstance(labels, dict) and all(isinstance(text, str) for text in labels.values())


def _is_title(text: str) -> bool:
    """Does the text hold no other placeholder than those of the two sides, plainly written?"""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return False
    return all(
        name is None or (name in PLACEHOLDERS and not form and not conversion)
        for _text, name, form, conversion in parts
    )


def _wrong(field: str, value: Any, expected: str) -> Problem:
    return Problem(package.FILE, 0, "", field, str(value), expected)
