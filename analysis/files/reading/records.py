"""JSON and XML: a list of records, wherever in the file it stands, as a table of text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

from analysis.check.messages import Expected
from analysis.files.reading import grid
from analysis.files.reading.grid import Grid, UnreadableError

DEEPEST = 6
"""Lists that are nested deeper are no tables."""

Record = Mapping[str, Any]


def read_json(name: str, content: bytes) -> Grid:
    """The longest list of objects in a JSON file, or one object a line. Raises UnreadableError."""
    try:
        text = content.decode("utf-8-sig")
        try:
            held = json.loads(text)
        except json.JSONDecodeError:
            held = [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError) as error:
        raise UnreadableError(Expected("valid JSON"), str(error)) from error
    return _grid(name, max(_lists(held), key=len, default=[]))


def read_xml(name: str, content: bytes) -> Grid:
    """The elements that repeat inside an XML file, each a record. Raises UnreadableError."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise UnreadableError(Expected("XML without definitions of its own (<!DOCTYPE, <!ENTITY)"))
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise UnreadableError(Expected("XML that is whole"), str(error)) from error
    lists: list[list[ElementTree.Element]] = [list(root), *(list(child) for child in root)]
    longest = max(lists, key=lambda each: sum(len(item) > 0 for item in each))
    found: list[Record] = [_fields(item) for item in longest if len(item)]
    return _grid(name, found)


def _fields(element: ElementTree.Element) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for child in element:
        text = " ".join("".join(child.itertext()).split())
        said.setdefault(child.tag.rpartition("}")[2], []).append(text)
    return said


def _lists(held: Any, depth: int = 0) -> Iterator[list[Record]]:
    """Every list of objects inside."""
    if depth > DEEPEST:
        return
    if isinstance(held, list):
        objects: list[Record] = [item for item in held if isinstance(item, dict)]
        if objects:
            yield objects
    elif isinstance(held, dict):
        # A table written by columns, or one that names the fields of its rows.
        for value in held.values():
            yield from _lists(value, depth + 1)


def _grid(name: str, records: list[Record]) -> Grid:
    if not records:
        raise UnreadableError(Expected("a list of records, { … }, with the same fields"))
    return grid.of_records(name, [*enumerate((dict(_flat(record)) for record in records), 1)])


def _flat(record: Record, before: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """The values of a record by the names on the way to them.

    What a query of linked data gives for a variable is an object whose value is the value.
    """
    for name, value in record.items():
        own = f"{before}{name}"
        if isinstance(value, dict) and "value" in value and "type" in value:
            yield own, grid.text(value["value"])
        elif isinstance(value, dict) and depth < DEEPEST:
            yield from _flat(value, f"{own}.", depth + 1)
        elif isinstance(value, list) and any(isinstance(item, (dict, list)) for item in value):
            yield own, json.dumps(value, ensure_ascii=False)
        else:
            yield own, grid.text(value)
