"""Rows that are brought, put to those of a table: new ones behind, known ones in place."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from analysis.check.dates import WITHIN_COVERAGE
from analysis.files.reading import grid as grids
from analysis.files.reading.grid import Grid
from analysis.record import upgrade
from analysis.tables.dataset import csv_of
from analysis.tables.dates import ISO, is_day
from analysis.tables.package import Table
from analysis.tables.pair import Pair

_BREAK = re.compile(r"\r\n|\r|\n")

NUMBERS = ("number", "integer")

Key = tuple[str, ...]
Row = dict[str, str]


@dataclass(frozen=True)
class Merged:
    """A table of rows shown and brought, as its file, and how many rows of each kind came in.

    `lines` gives, by the line of this file, the line on which the row stands in the file that was
    brought. `filled` are the columns that it lacked.
    """

    table: str
    content: bytes = field(repr=False)
    lines: Mapping[int, int] = field(repr=False)
    new: tuple[Key, ...] = ()
    changed: int = 0
    same: int = 0
    filled: tuple[str, ...] = ()


def rows_of(content: bytes, table: Table) -> dict[Key, Row]:
    """The rows of a table's file by their key."""
    lines = grids.lines_of(content.decode("utf-8-sig"), ",")
    if not lines:
        return {}
    header = lines[0][1]
    rows = [dict(zip(header, cells, strict=False)) for _, cells in lines[1:] if any(cells)]
    return {tuple(row.get(name, "") for name in table.primary_key): row for row in rows}


def beneath(text: bytes, shown: bytes, table: Table) -> bytes:
    """A text whose columns are not all the table's, with the rows shown that it lacks at its end.

    Rows of the text and of other tables refer to them.
    """
    try:
        own, (_, header) = rows_of(text, table), grids.lines_of(text.decode(), ",")[0]
    except (ValueError, IndexError, csv.Error):
        return text
    held = rows_of(shown, table).items()
    left = [[row.get(name, "") for name in header] for key, row in held if key not in own]
    return text.rstrip(b"\r\n") + b"\n" + csv_of(left[0], left[1:]) if left else text


def merged(
    shown: Mapping[Key, Row],
    brought: Iterable[Grid],
    table: Table,
    pair: Pair,
    version: str,
    *,
    whole: bool = False,
) -> Merged:
    """These rows put to those shown, or with `whole` in place of them.

    A column that a file lacks keeps what the row shown has, or what the schema decides. A key that
    stands twice in what is brought stays twice: the check says so.
    """
    names = [f.name for f in table.fields]
    at = {} if whole else {key: number for number, key in enumerate(shown)}
    rows: list[Sequence[str]] = (
        [] if whole else [[row.get(name, "") for name in names] for row in shown.values()]
    )
    own: dict[int, int] = {}
    new: list[Key] = []
    changed = same = 0
    lacking: dict[str, None] = {}
    for grid in brought:
        missing = [name for name in names if name not in grid.header]
        lacking |= dict.fromkeys(missing)
        for line, cells in zip(grid.lines, grid.rows, strict=True):
            row = dict(zip(grid.header, cells, strict=True))
            key = tuple(row.get(name, "") for name in table.primary_key)
            before = shown.get(key, {})
            for name in missing:
                row[name] = before.get(name, "") or upgrade.filled(
                    table.name, name, row, pair, version
                )
            made = [row[name] for name in names]
            place = at.get(key)
            if place is None or place in own:
                own[len(rows)] = line
                at.setdefault(key, len(rows))
                rows.append(made)
                if key not in shown:
                    new.append(key)
            else:
                own[place] = line
                alike = _alike(rows[place], made, table)
                same += alike
                changed += not alike
                rows[place] = made
    content = csv_of(names, rows)
    return Merged(table.name, content, _lines(rows, own), tuple(new), changed, same, tuple(lacking))


def _alike(one: Sequence[str], other: Sequence[str], table: Table) -> bool:
    """Do these rows say the same? A number may be written with more digits than it needs."""
    pairs = zip(one, other, table.fields, strict=True)
    return all(a == b or (f.type in NUMBERS and _number(a) == _number(b)) for a, b, f in pairs)


def _number(cell: str) -> float | str:
    try:
        return float(cell)
    except ValueError:
        return cell


def _lines(rows: Sequence[Sequence[str]], own: Mapping[int, int]) -> dict[int, int]:
    """The lines of the table's file on which the rows begin that were brought."""
    lines: dict[int, int] = {}
    line = 2
    for number, row in enumerate(rows):
        if number in own:
            lines[line] = own[number]
        line += 1 + sum(len(_BREAK.findall(cell)) for cell in row)
    return lines


def reached(brought: Mapping[str, Iterable[Grid]], end: pd.Timestamp) -> str:
    """The last day, none after today, on which a row that is brought says that something happened.

    Empty where none is after the end of what the package speaks for.
    """
    first = {
        f"{cell}-01-01"[:10]
        for table, name in WITHIN_COVERAGE
        for grid in brought.get(table, ())
        if name in grid.header
        for cell in grid.column(name)
        if ISO.fullmatch(cell) and is_day(cell)
    }
    past = [day for day in first if f"{end:%Y-%m-%d}" < day <= f"{date.today():%Y-%m-%d}"]
    return max(past, default="")
