"""The data package's own description of itself: `datapackage.json`, read once.

The file is a Frictionless Data Package (version 1) with a Table Schema for every table. Four
custom properties say what version 1 cannot: `items` (a list column: its delimiter, vocabulary
and what it refers to), `reducedDate` (ISO dates that may stop at the month or year), `ordered`
(a vocabulary with a meaningful order) and `vocabulary` (whose labels stand in
`vocabularyLabels`). `fieldTitles` names the columns in each language; {a} and {b} are the sides.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

FILE = "datapackage.json"


@dataclass(frozen=True)
class Field:
    """One column: its type, vocabulary, unit and what it refers to."""

    name: str
    type: str
    title: str
    description: str
    required: bool = False
    enum: tuple[str, ...] = ()
    ordered: bool = False
    unit: str = ""
    vocabulary: str = ""
    delimiter: str = ""
    references: tuple[tuple[str, str], ...] = ()
    reduced_date: bool = False

    @property
    def is_list(self) -> bool:
        """Does a cell hold several items?"""
        return bool(self.delimiter)


@dataclass(frozen=True)
class Table:
    """One table: its columns and its key."""

    name: str
    path: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]

    def field(self, name: str) -> Field:
        """The column of that name; KeyError when there is none."""
        return next(f for f in self.fields if f.name == name)


TRANSLATIONS, EPISODES = "translations", "episodes"

EXTRAS = ("recoding", "audits", "plover_scores", TRANSLATIONS, EPISODES)
"""Tables that a package may leave out: how events are coded, what texts say elsewhere, and what is
compared with other pairs."""


@dataclass(frozen=True)
class Package:
    """The whole package: its tables, coverage and the labels of its vocabularies.

    `extras` are the tables that a package may leave out.
    """

    name: str
    title: str
    version: str
    start: pd.Timestamp
    end: pd.Timestamp
    tables: Mapping[str, Table]
    extras: Mapping[str, Table]
    labels: Mapping[str, Mapping[str, Mapping[str, str]]]
    field_titles: Mapping[str, Mapping[str, str]]
    descriptor: Mapping[str, Any] = field(repr=False)

    @property
    def every(self) -> dict[str, Table]:
        """The tables by name, also those that may be left out."""
        return {**self.tables, **self.extras}


def parse(text: str | bytes) -> Package:
    """Which tables and columns does this `datapackage.json` describe?

    Raises KeyError or ValueError where a property that the loader needs is missing or malformed;
    `analysis.check` says so in words before anything is loaded.
    """
    descriptor = json.loads(text)
    tables = {r["name"]: _table(r) for r in descriptor["resources"] if "schema" in r}
    return Package(
        name=descriptor["name"],
        title=descriptor.get("title", descriptor["name"]),
        version=descriptor.get("version", ""),
        start=pd.Timestamp(descriptor["coverage"]["start"]),
        end=pd.Timestamp(descriptor["coverage"]["end"]),
        tables={name: table for name, table in tables.items() if name not in EXTRAS},
        extras={name: table for name, table in tables.items() if name in EXTRAS},
        labels=descriptor.get("vocabularyLabels", {}),
        field_titles=descriptor.get("fieldTitles", {}),
        descriptor=descriptor,
    )


def _table(resource: Mapping[str, Any]) -> Table:
    schema = resource["schema"]
    key = schema.get("primaryKey", [])
    foreign = {
        _first(fk["fields"]): (fk["reference"]["resource"], _first(fk["reference"]["fields"]))
        for fk in schema.get("foreignKeys", [])
    }
    return Table(
        name=resource["name"],
        path=resource["path"],
        title=resource.get("title", resource["name"]),
        description=resource.get("description", ""),
        fields=tuple(_field(f, foreign) for f in schema["fields"]),
        primary_key=(key,) if isinstance(key, str) else tuple(key),
    )


def _first(names: str | list[str]) -> str:
    return names if isinstance(names, str) else names[0]


def _field(descriptor: Mapping[str, Any], foreign: Mapping[str, tuple[str, str]]) -> Field:
    name = descriptor["name"]
    items = descriptor.get("items", {})
    constraints = descriptor.get("constraints", {})
    references = tuple((r["resource"], r["field"]) for r in items.get("reference", []))
    if name in foreign:
        references = (foreign[name], *references)
    return Field(
        name=name,
        type=descriptor.get("type", "string"),
        title=descriptor.get("title", name),
        description=descriptor.get("description", ""),
        required=bool(constraints.get("required", False)),
        enum=tuple(str(v) for v in items.get("enum", constraints.get("enum", []))),
        ordered=bool(descriptor.get("ordered", False)),
        unit=descriptor.get("unit", ""),
        vocabulary=descriptor.get("vocabulary", ""),
        delimiter=items.get("delimiter", ""),
        references=references,
        reduced_date=bool(descriptor.get("reducedDate", False)),
    )


def ending(descriptor: bytes, day: str) -> bytes:
    """The same `datapackage.json` with another end of coverage (YYYY-MM-DD), else as it stands."""
    return re.sub(
        rb'("coverage"\s*:\s*\{[^{}]*"end"\s*:\s*")[^"]*', rb"\g<1>" + day.encode(), descriptor
    )
