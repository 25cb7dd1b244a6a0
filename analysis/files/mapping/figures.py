"""Series and their figures from a foreign table: a row a figure, or a column a side."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from analysis.files.mapping import countries
from analysis.files.mapping import layout as layouts
from analysis.files.mapping.layout import Layout
from analysis.files.reading.grid import Grid
from analysis.tables.pair import Pair

Row = dict[str, str]
Numbered = list[tuple[int, Row]]

_PERIOD = re.compile(r"([0-9]{4}(?:-?(?:Q[1-4]|0[1-9]|1[0-2]))?)(?: \[.*\])?")
"""A column that is called by a year, a quarter or a month."""

_SCALES = {"thousand": 1e3, "millier": 1e3, "million": 1e6, "billion": 1e9, "milliard": 1e9}
_SCALED = {"scalar_factor", "scale", "unit", "units", "uom", "unit_multiplier"}
"""Columns that say in what figures are counted."""

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_QUARTER = re.compile(r"([0-9]{4})-?Q([1-4])")

FEWEST_PERIODS = 2

PERIODS = {"year": "annual", "quarter": "quarterly", "month": "monthly", "irregular": "irregular"}
"""How often a figure of such a period is given."""


def long(grid: Grid) -> Grid:
    """The table with a row a figure, where it has a column a year; else as it is."""
    at = {i: found[1] for i, name in enumerate(grid.header) if (found := _PERIOD.fullmatch(name))}
    if len(at) < FEWEST_PERIODS:
        return grid
    others = [i for i in range(len(grid.header)) if i not in at]
    header = [*(grid.header[i] for i in others), "period", "value"]
    cells = [
        (line, [*(row[i] for i in others), period, row[i]])
        for line, row in zip(grid.lines, grid.rows, strict=True)
        for i, period in at.items()
        if row[i].strip()
    ]
    return replace(
        grid, header=header, rows=[row for _, row in cells], lines=[line for line, _ in cells]
    )


def used(layout: Layout, names: Sequence[str], pair: Pair) -> set[str]:
    """The columns that are read for figures."""
    series = layout.series
    named = set(re.findall(r"{(\w+)}", series.get("name", "")))
    wide = layouts.sides_among(names, pair) if layout.wide else ()
    return {*values(layout), series.get("date", ""), *series.get("by", []), *named, *wide}


def values(layout: Layout) -> list[str]:
    """The columns of figures."""
    said = layout.series.get("value") or []
    return [said] if isinstance(said, str) else said


def figures(
    rows: Sequence[tuple[int, Row]], layout: Layout, pair: Pair, names: Sequence[str], source: Row
) -> tuple[dict[str, Numbered], list[str], list[tuple[int, str]]]:
    """Rows of series and observations; what has to be given; and lines left, with what they lack.

    Empty cells are no figures, and are left out.
    """
    said = layout.series
    needed = ("unit", "date") if layout.wide else ("unit", "date", "value")
    missing = [key for key in needed if not said.get(key)]
    series: dict[str, tuple[int, Row]] = {}
    found: Numbered = []
    left: list[tuple[int, str]] = []
    columns = layouts.sides_among(names, pair) if layout.wide else dict.fromkeys(values(layout), "")
    called = {side.code: side.name["en"] for side in pair.sides}
    for line, row in rows:
        if layout.about and countries.code(row[layout.about], called) not in called:
            left.append((line, "pair"))
            continue
        day, period = dated(row.get(said.get("date", ""), ""))
        for column, code in columns.items():
            value = _value(row.get(column, ""), factor(column, row, said))
            if not day or (not value and not layout.wide):
                left.append((line, "value" if day else "date"))
                continue
            if not value:
                continue
            told = code or (column if len(columns) > 1 else "")
            key = "-".join(filter(None, [layout.name, told, *_by(row, layout), said.get("key")]))
            own = re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")
            if own not in series:
                called_so = called.get(code, column.replace("_", " ") if told else "")
                made = _series(own, row, called_so, period, layout, source["title"])
                series[own] = (line, made)
            by = source["source_id"]
            found.append((line, {"series_id": own, "date": day, "value": value, "source_id": by}))
    return {"series": list(series.values()), "observations": found}, missing, left


def _by(row: Row, layout: Layout) -> list[str]:
    """What tells one series of the file from another, sides by their codes."""
    cells = [row[name] for name in layout.series.get("by", [])]
    return cells or [countries.code(row[n]) for n in (layout.source, layout.target) if n]


def _series(own: str, row: Row, column: str, period: str, layout: Layout, title: str) -> Row:
    said: Mapping[str, Any] = layout.series
    # A file of this layout may lack a column that names it, or have no name for its series.
    form = said.get("name", "")
    bare = dict.fromkeys(re.findall(r"{(\w+)}", form), "")
    parts = [form.format_map({**bare, **row})] if form else [row[by] for by in said.get("by", ())]
    name = " ".join(" ".join([*parts, column]).split()).strip(" ,:")
    return {
        "series_id": own,
        "name": f"{name} ({title})" if layout.wide or layout.about else name or title,
        "unit": said.get("unit", ""),
        "frequency": PERIODS[period],
        "period": period,
        "basis": said.get("basis", ""),
        "theme": said.get("theme", ""),
        "publisher": layout.publisher or title,
    }


def factor(column: str, row: Row, said: Mapping[str, Any]) -> float:
    """By what a figure is multiplied: as told, or theirs to ours where both say how they count."""
    if "factor" in said:
        return float(said["factor"])
    theirs = _scale(" ".join([column, *(row[name] for name in sorted(_SCALED & set(row)))]))
    ours = _scale(said.get("unit", ""))
    return theirs / ours if theirs != 1 and ours != 1 else 1.0


def _scale(text: str) -> float:
    return next((size for word, size in _SCALES.items() if word in text.lower()), 1.0)


def _value(cell: str, factor: float) -> str:
    number = cell.strip().removesuffix("%").strip()
    # Marks between thousands, or a decimal comma.
    grouped = re.fullmatch(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", number)
    number = number.replace(",", "" if grouped else ".")
    if not _NUMBER.fullmatch(number):
        return ""
    # What a factor does to the last of sixteen digits is no figure.
    return np.format_float_positional(float(f"{float(number) * factor:.12g}"), trim="-")


def dated(cell: str) -> tuple[str, str]:
    """The last day of the period that a cell names, and what kind of period it is."""
    cell = cell.strip().removesuffix(".0")
    if re.fullmatch("[0-9]{4}", cell):
        return f"{cell}-12-31", "year"
    if found := _QUARTER.fullmatch(cell):
        month = int(found[2]) * 3
        return f"{found[1]}-{month:02}-{monthrange(int(found[1]), month)[1]}", "quarter"
    if found := re.fullmatch("([0-9]{4})-?(0[1-9]|1[0-2])", cell):
        year, month = int(found[1]), int(found[2])
        return f"{year:04}-{month:02}-{monthrange(year, month)[1]}", "month"
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
        return cell, "irregular"
    return "", "irregular"
