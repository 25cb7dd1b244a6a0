"""The faults of whole columns: each found once, with what the cells would be after the mend."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from analysis.check.rules import TYPES
from analysis.files.mends import days
from analysis.files.reading.grid import Grid, Said
from analysis.tables.dates import ISO, LENGTH_OF_ROUGH
from analysis.tables.package import Field, Table

NUMBER = re.compile(TYPES["number"][0])
NUMBERS = {"number", "integer"}
"""Types of a field that holds numbers."""

_COMMA = re.compile(r"(-?[0-9]{1,3}(?:[ .\u00a0\u202f’'][0-9]{3})+|-?[0-9]+),([0-9]+)")
_GROUPED = re.compile(r"(-?[1-9][0-9]{0,2}(?:[, \u00a0\u202f’'][0-9]{3})+)(\.[0-9]+)?")
_PERCENT = re.compile(r"(-?[0-9]+(?:[.,][0-9]+)?)\s*%")
_GROUPS = re.compile(r"[, .\u00a0\u202f’']")

Rows = Mapping[tuple[str, ...], Mapping[str, str]]
"""The rows of the tables shown now, by their key."""


class Mend(NamedTuple):
    """In `rows` cells of a column the same is wrong: `before` would be `after`, as an example."""

    table: str
    origin: str
    field: str
    kind: str
    rows: int
    before: str
    after: str


class Doubt(NamedTuple):
    """What a reader has to decide about a file before it can be read: `options` are the answers."""

    origin: str
    kind: str
    options: tuple[str, ...]


def mended(
    grid: Grid, table: Table, codes: Sequence[str], shown: Rows, order: str = ""
) -> tuple[Grid, list[Mend], list[Doubt]]:
    """The table with its columns mended, what was wrong with them, and what has to be asked.

    `codes` are those of `cameo_goldstein`; `shown` are the rows that stand now; `order` is that of
    days and months, where the reader has told it.
    """
    fields = [field for field in table.fields if field.name in grid.header]
    dated = [field.name for field in fields if field.type == "date" or field.reduced_date]
    found = days.order(cell for name in dated for cell in set(grid.column(name)))
    order = order or (_known_order(grid, table, dated, shown) if found == "either" else found)
    doubts = [Doubt(grid.origin, "order", days.ORDERS)] if order == "either" else []
    cells: dict[str, list[str]] = {}
    mends: list[Mend] = []
    for field in fields:
        column = grid.column(field.name)
        comma = field.type in NUMBERS and has_comma(grid, column)
        read = {cell: _read(cell, field, codes, order, comma) for cell in set(column) if cell}
        told = {cell: next((each for each in read[cell] if each[1]), None) for cell in read}
        new = [(told.get(cell) or ("", cell)) for cell in column]
        if field.name in table.primary_key and len(table.primary_key) == 1:
            new = [
                each if each[0] == "space" else ("", c) for each, c in zip(new, column, strict=True)
            ]
        if any(kind == "zero" for kind, _ in new):
            new = _as_shown(grid, table, field.name, new, codes, shown)
        mends += _told(grid, table, field.name, column, new)
        if any(kind for kind, _ in new):
            cells[field.name] = [cell for _, cell in new]
    grid = _precise(grid.with_columns(cells), dated)
    lost, more = _lost(grid, table, shown)
    return lost, [*mends, *more], doubts


def _known_order(grid: Grid, table: Table, dated: Sequence[str], shown: Rows) -> str:
    """The order in which the dates are those of the rows shown, where there are any."""
    keys = _keys(grid, table)
    right: Counter[str] = Counter()
    for name in dated:
        for key, cell in zip(keys, grid.column(name), strict=True):
            before = shown.get(key, {}).get(name, "")
            fits = [
                order for order in days.ORDERS if before and days.read(cell, order)[0] == before
            ]
            right.update(fits if len(fits) == 1 else [])
    return next(iter(right)) if len(right) == 1 else "either"


def _told(
    grid: Grid, table: Table, field: str, old: Sequence[str], new: Sequence[tuple[str, str]]
) -> Iterator[Mend]:
    counts = Counter(kind for kind, _ in new if kind)
    for kind, rows in counts.items():
        before, after = next((o, n[1]) for o, n in zip(old, new, strict=True) if n[0] == kind)
        yield Mend(table.name, grid.origin, field, kind, rows, before, after)


def _read(
    cell: str, field: Field, codes: Sequence[str], order: str, comma: bool
) -> Iterator[tuple[str, str]]:
    """What a cell may have been meant to say, with what is wrong with it; the first counts."""
    bare = cell.strip()
    if field.type == "date" or field.reduced_date:
        if not ISO.fullmatch(cell):
            day, kind = days.read(bare, order)
            yield kind, day
    elif field.type in NUMBERS and not field.enum:
        if not NUMBER.fullmatch(cell):
            yield from _numbers(bare, comma)
    elif ("cameo_goldstein", "cameo") in field.references:
        if cell not in codes and f"0{bare}" in codes:
            yield "zero", f"0{bare}"
    elif field.name in {"hs", "headings"}:
        yield from _headings(bare, field)
    elif field.enum and cell not in field.enum and not field.is_list:
        spelt = re.sub(r"[\s_]+", "-", bare.lower())
        yield "case", next((value for value in field.enum if value.lower() == spelt), "")
    if cell != bare:
        yield "space", bare


def has_comma(grid: Grid, column: Sequence[str]) -> bool:
    """Does a comma stand before the decimals of this column's numbers?

    So it does where that of one of them can be no other, and in a file that parts its cells by
    semicolons.
    """
    bare = map(str.strip, column)
    parted = Said(grid.origin, "delimiter", "semicolon") in grid.said
    return parted or any(_COMMA.fullmatch(c) and not _GROUPED.fullmatch(c) for c in bare)


def _numbers(cell: str, comma: bool) -> Iterator[tuple[str, str]]:
    """What a cell is as a number; with `comma` that sign stands before decimals."""
    if found := _PERCENT.fullmatch(cell):
        yield "percent", found[1].replace(",", ".")
    elif (found := _GROUPED.fullmatch(cell)) and not (comma and "," in cell):
        yield "grouped", _GROUPS.sub("", found[1]) + (found[2] or "")
    elif found := _COMMA.fullmatch(cell):
        yield "comma", f"{_GROUPS.sub('', found[1])}.{found[2]}"


def number(cell: str, comma: bool) -> str:
    """The number that a whole cell is, without marks between thousands; empty where it is none.

    With `comma` that sign stands before decimals.
    """
    if NUMBER.fullmatch(cell):
        return cell
    return next((plain for _kind, plain in _numbers(cell, comma)), "")


def _headings(cell: str, field: Field) -> Iterator[tuple[str, str]]:
    """Headings of the Harmonised System, which spreadsheets take for numbers."""
    items = cell.split(field.delimiter) if field.delimiter else [cell]
    bare = [item.strip().replace(".", "").replace(" ", "") for item in items]
    even = [f"0{item}" if item.isdecimal() and len(item) % 2 else item for item in bare]
    if even != bare and field.name == "hs":
        yield "zero", field.delimiter.join(even)
    elif bare != items:
        yield "dots", field.delimiter.join(bare)


def _as_shown(
    grid: Grid,
    table: Table,
    field: str,
    new: Sequence[tuple[str, str]],
    codes: Sequence[str],
    shown: Rows,
) -> list[tuple[str, str]]:
    """A code such as 10 is one whether or not a zero is lost: the row that is shown decides."""
    decided = []
    for key, (kind, cell) in zip(_keys(grid, table), new, strict=True):
        before = shown.get(key, {}).get(field, "")
        lost = not kind and cell in codes and before == f"0{cell}"
        decided.append(("zero", before) if lost else (kind, cell))
    return decided


def _precise(grid: Grid, dated: Sequence[str]) -> Grid:
    """A year or a month alone stands at its first day, beside its precision."""
    if not {"date", "date_precision"} <= set(grid.header) or "date" not in dated:
        return grid
    days_of = grid.column("date")
    rough = {length: name for name, length in LENGTH_OF_ROUGH.items()}
    known = [rough.get(len(day), "") if ISO.fullmatch(day) else "" for day in days_of]
    if not any(known):
        return grid
    before = grid.column("date_precision")
    return grid.with_columns(
        {
            "date_precision": [new or old for new, old in zip(known, before, strict=True)],
            "date": [
                f"{day}-01-01"[:10] if new else day for day, new in zip(days_of, known, strict=True)
            ],
        }
    )


def _lost(grid: Grid, table: Table, shown: Rows) -> tuple[Grid, list[Mend]]:
    """Signs that the file's letters do not have, and that its program wrote as ?."""
    if not any(said.kind == "encoding" for said in grid.said):
        return grid, []
    cells: dict[str, list[str]] = {}
    mends = []
    keys = _keys(grid, table)
    for name in grid.header:
        column = grid.column(name)
        lost = [cell.count("?") > 1 and not any(map(str.isalpha, cell)) for cell in column]
        if any(lost):
            cells[name] = [
                shown.get(key, {}).get(name, "") if gone else cell
                for key, gone, cell in zip(keys, lost, column, strict=True)
            ]
            at = lost.index(True)
            mends.append(
                Mend(
                    *(table.name, grid.origin, name, "lost", sum(lost)),
                    *(column[at], cells[name][at]),
                )
            )
    return grid.with_columns(cells), mends


def _keys(grid: Grid, table: Table) -> list[tuple[str, ...]]:
    if not set(table.primary_key) <= set(grid.header):
        return [()] * len(grid.rows)
    return list(zip(*(grid.column(name) for name in table.primary_key), strict=True))
