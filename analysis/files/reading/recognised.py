"""Which table is it? Told by the columns, whatever the file is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath

from analysis.files.reading.grid import Grid, Said
from analysis.record import upgrade
from analysis.tables.dates import LENGTH_OF_ROUGH
from analysis.tables.package import Table

AWAY = re.compile(r"[\s_.-]+")

NEAR = 0.8
"""So alike are a column of the schema and one that is misspelt (difflib)."""


def plain(name: str) -> str:
    """A column's name without capitals, marks and spaces."""
    return AWAY.sub("_", name.strip().strip("\ufeff").lower())


def by_columns(header: Iterable[str], tables: Mapping[str, Table]) -> list[str]:
    """The tables that these columns can be, the fullest alone where one is fuller than all others.

    A table needs its key and whatever may not be empty, but for what later schemas added.
    """
    names = {plain(name) for name in header}
    counts = {
        name: len(names & {field.name for field in table.fields})
        for name, table in tables.items()
        if {*table.primary_key, *needed(table)} - _dated(table) <= names
    }
    most = max(counts.values(), default=0)
    return [name for name, count in counts.items() if count == most]


def needed(table: Table) -> set[str]:
    """The columns without which no row of the table can be made."""
    return {
        field.name
        for field in table.fields
        if field.required and (table.name, field.name) not in upgrade.FILLS
    }


def _dated(table: Table) -> set[str]:
    """Parts of a key that may be empty."""
    return {field.name for field in table.fields if field.name in table.primary_key[1:]} - needed(
        table
    )


def by_name(name: str, tables: Mapping[str, Table]) -> str:
    """The table that a file is named after, as `Events (1).csv` is; empty where it is none."""
    stem = re.sub(r"\s*\(\d+\)$", "", PurePosixPath(name).name.lower().partition(".")[0])
    return stem if stem in tables else ""


def shaped(grid: Grid, table: Table) -> Grid | None:
    """The rows with the columns of the table that they have; None where one seems misspelt.

    Names beside ids, translations and precisions, which exports add, are left out, and a date
    that is known to its month or year is cut to it; other columns are left out and said to be.
    """
    names = [plain(name) for name in grid.header]
    fields = {field.name for field in table.fields}
    beyond = [own for own in names if own not in fields and own and not _added(own, table)]
    missing = fields - set(names)
    if any(get_close_matches(own, missing, 1, NEAR) for own in beyond):
        return None
    if len(set(names) & fields) < sum(name in fields for name in names):
        return None
    renamed = Grid(grid.origin, names, grid.rows, grid.lines, grid.said)
    cut = {
        field.name: _cut(renamed, field.name)
        for field in table.fields
        if field.reduced_date and {field.name, f"{field.name}_precision"} <= set(names)
    }
    kept = renamed.with_columns(cut).only([f.name for f in table.fields if f.name in names])
    said = [Said(grid.origin, "aside", name) for name in beyond]
    return Grid(grid.origin, kept.header, kept.rows, grid.lines, (*grid.said, *said))


def _cut(grid: Grid, name: str) -> list[str]:
    pairs = zip(grid.column(name), grid.column(f"{name}_precision"), strict=True)
    return [day[: LENGTH_OF_ROUGH.get(precision, len(day))] for day, precision in pairs]


def _added(name: str, table: Table) -> bool:
    """Is it a column that an export of this table adds?"""
    # Names in another language say so.
    base, _, ending = re.sub("(_name)_[a-z]{2}$", r"\1", name).rpartition("_")
    field = next((f for f in table.fields if f.name == base), None)
    if field is None:
        return False
    return (
        (ending == "name" and bool(field.references))
        or (ending == "precision" and field.reduced_date)
        # A translation.
        or bool(re.fullmatch("[a-z]{2}", ending))
    )
