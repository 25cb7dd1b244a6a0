"""Series and their figures from a foreign table: a row a figure, or a column a side."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence

import numpy as np

from analysis.files.mapping import countries
from analysis.files.mapping import layout as layouts
from analysis.files.mapping.layout import Layout
from analysis.tables.pair import Pair

Row = dict[str, str]
Numbered = list[tuple[int, Row]]

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_QUARTER = re.compile(r"([0-9]{4})-?Q([1-4])")

PERIODS = {"year": "annual", "quarter": "quarterly", "month": "monthly", "irregular": "irregular"}
"""How often a figure of such a period is given."""


def used(layout: Layout, names: Sequence[str], pair: Pair) -> set[str]:
    """The columns that are read for figures."""
    series = layout.series
    named = set(re.findall(r"{(\w+)}", series.get("name", "")))
    wide = layouts.sides_among(names, pair) if layout.wide else ()
    return {series.get("value", ""), series.get("date", ""), *series.get("by", []), *named, *wide}


def figures(
    rows: Sequence[tuple[int, Row]], layout: Layout, pair: Pair, names: Sequence[str], source: Row
) -> tuple[dict[str, Numbered], list[str], list[tuple[int, str]]]:
    """Rows of series and observations; what has to be given; and lines left, with what they lack.

    Empty cells are no figures, and are left out.
    """
    said = layout.series
    missing = [key for key in ("unit", "date") if not said.get(key)]
    series: dict[str, tuple[int, Row]] = {}
    found: Numbered = []
    left: list[tuple[int, str]] = []
    columns = layouts.sides_among(names, pair) if layout.wide else {said.get("value", ""): ""}
    called = {side.code: side.name["en"] for side in pair.sides}
    for line, row in rows:
        if layout.about and countries.code(row[layout.about]) not in called:
            left.append((line, "pair"))
            continue
        day, period = dated(row.get(said.get("date", ""), ""))
        for column, code in columns.items():
            value = _value(row.get(column, ""), float(said.get("factor", 1)))
            if not day or (not value and not layout.wide):
                left.append((line, "value" if day else "date"))
                continue
            if not value:
                continue
            key = "-".join([layout.name, *([code] if code else _by(row, layout))])
            own = re.sub(r"[^a-z0-9]+", "-", f"{key}-{said.get('key', '')}".lower()).strip("-")
            series.setdefault(
                own,
                (
                    line,
                    _series(own, row, called.get(code, column), period, layout, source["title"]),
                ),
            )
            found.append((line, {"series_id": own, "date": day, "value": value, **_from(source)}))
    return {"series": list(series.values()), "observations": found}, missing, left


def _by(row: Row, layout: Layout) -> list[str]:
    """What tells one series of the file from another, sides by their codes."""
    cells = [row[name] for name in layout.series.get("by", [])]
    return cells or [countries.code(row[n]) for n in (layout.source, layout.target) if n]


def _from(source: Row) -> Row:
    return {"source_id": source["source_id"]}


def _series(own: str, row: Row, column: str, period: str, layout: Layout, title: str) -> Row:
    said: Mapping[str, str] = layout.series
    # A file of this layout may lack a column that names it, or have no name for its series.
    form = said.get("name") or " ".join(f"{{{by}}}" for by in said.get("by", ())) or "{column}"
    bare = dict.fromkeys(re.findall(r"{(\w+)}", form), "")
    name = " ".join(form.format_map({**bare, **row, "column": column}).split()).strip(" ,:")
    return {
        "series_id": own,
        "name": f"{name} ({title})" if layout.wide or layout.about else name,
        "unit": said.get("unit", ""),
        "frequency": PERIODS[period],
        "period": period,
        "basis": said.get("basis", ""),
        "theme": said.get("theme", ""),
        "publisher": layout.publisher or title,
    }


def _value(cell: str, factor: float) -> str:
    number = cell.strip().removesuffix("%").strip().replace(",", ".")
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
