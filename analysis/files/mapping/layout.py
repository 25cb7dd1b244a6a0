"""Which column of a foreign table is which of ours: proposed, corrected by the reader, and kept."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from analysis.files.mapping import countries
from analysis.files.reading.grid import Grid
from analysis.files.reading.recognised import plain
from analysis.tables.package import Table
from analysis.tables.pair import Pair

FILE = Path(__file__).with_name("layouts.toml")
NAMES = "names"

FEWEST = 2
"""So many columns must be ours by name before a table of no known layout is taken for one."""

PARTS = "+"
EITHER = "|"


@dataclass(frozen=True)
class Layout:
    """How the columns of a foreign table are ours.

    `columns` gives, by our field, their column (`a+b+c`: parts), `constants` what is the same in
    every row, `values` what theirs are in our vocabularies. `source` and `target` are columns of
    the country that acts and that it acts on, `actor` who acts; with `both` it is each side's
    government. `series` says how figures are read. `phases` that rows of one good follow each
    other. `order` is that of days and months.
    """

    name: str
    table: str
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    series: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""
    target: str = ""
    actor: str = ""
    about: str = ""
    publisher: str = ""
    order: str = ""
    both: bool = False
    wide: bool = False
    phases: bool = False

    def toml(self) -> str:
        """The same as a file that can be read again."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        plain_ones = [f"{k} = {_toml(v)}" for k, v in said.items() if v and not isinstance(v, dict)]
        tables = {
            "columns": self.columns, "constants": self.constants, "series": self.series,
            **{f"values.{name}": own for name, own in self.values.items()},
        }  # fmt: skip
        lines = plain_ones
        for name, own in tables.items():
            if own:
                lines += ["", f"[{name}]", *(f"{_key(k)} = {_toml(v)}" for k, v in own.items())]
        return "\n".join(lines) + "\n"


def parse(text: str) -> Layout:
    """A mapping that was saved. Raises ValueError or TypeError where it is none."""
    content = tomllib.loads(text)
    known = {each.name for each in fields(Layout)}
    if unknown := set(content) - known:
        raise ValueError(f"not of a mapping: {', '.join(sorted(unknown))}")
    for part in ("columns", "constants", "values", "series"):
        if not isinstance(content.get(part, {}), dict):
            raise ValueError(f"{part}: expected names and values")
    return Layout(**content)


def _toml(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _key(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)


def header(grid: Grid) -> list[str]:
    """The names of the columns, plain, and none twice or empty."""
    names: list[str] = []
    for number, name in enumerate(grid.header, 1):
        own = plain(name) or f"column_{number}"
        names.append(own if own not in names else f"{own}_{number}")
    return names


def proposed(grid: Grid, tables: Mapping[str, Table], pair: Pair) -> Layout | None:
    """How this table may be ours: a known layout, or columns that are called as ours are."""
    names = header(grid)
    known = {name: content for name, content in _layouts().items() if name != NAMES}
    fits = {
        name: content
        for name, content in known.items()
        if all(_one(need, names) for need in content["needs"])
        and (not content.get("wide") or sides_among(names, pair))
    }
    if not fits:
        return _by_names(names, tables)
    name, content = max(fits.items(), key=lambda each: len(each[1]["needs"]))
    layout = Layout(
        name=name,
        table=content["table"],
        columns=_resolved(content.get("columns", {}), names),
        constants=content.get("constants", {}),
        values=content.get("values", {}),
        series={k: _series(k, v, names) for k, v in content.get("series", {}).items()},
        source=_one(content.get("from", ""), names),
        target=_one(content.get("to", ""), names),
        actor=_one(content.get("actor", ""), names),
        about=_one(content.get("about", ""), names),
        publisher=content.get("publisher", ""),
        both=content.get("both", False),
        wide=content.get("wide", False),
        phases=content.get("phases", False),
    )
    return _imposed(layout, grid, names, content.get("on", ""), pair)


def _imposed(layout: Layout, grid: Grid, names: Sequence[str], on: str, pair: Pair) -> Layout:
    """Whoever lists the people of one side is, it is proposed, the other."""
    if not on:
        return layout
    at = names.index(on)
    listed = {countries.code(row[at]) for row in grid.rows}
    by = [side.code for side in pair.sides if side.code not in listed]
    if len(by) != 1:
        return layout
    return Layout(**{**vars(layout), "constants": {**layout.constants, "imposed_by": by[0]}})


def sides_among(names: Collection[str], pair: Pair) -> dict[str, str]:
    """The code of each column that is called as a side of the pair is."""
    codes = {side.code for side in pair.sides}
    found = {name: countries.code(name.replace("_", " ")) for name in names}
    return {name: code for name, code in found.items() if code in codes}


def _series(key: str, value: Any, names: Sequence[str]) -> Any:
    if key in {"value", "date"}:
        return _one(value, names)
    if key == "by":
        return [one for each in value if (one := _one(each, names))]
    return value


def _resolved(columns: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
    found = {ours: _one(theirs, names) for ours, theirs in columns.items()}
    return {ours: theirs for ours, theirs in found.items() if theirs}


def _one(either: str, names: Collection[str]) -> str:
    """The first of these columns, or sets of parts, that the table has."""
    for each in either.split(EITHER):
        parts = [part for part in each.split(PARTS) if part in names]
        if parts and each.split(PARTS)[0] in names:
            return PARTS.join(parts)
    return ""


def _by_names(names: Sequence[str], tables: Mapping[str, Table]) -> Layout | None:
    called = _layouts()[NAMES]
    best: dict[str, str] = {}
    chosen = ""
    for table in tables.values():
        own = {f.name: [f.name, *called.get(f.name, [])] for f in table.fields}
        found = {
            ours: next(name for name in theirs if name in names)
            for ours, theirs in own.items()
            if set(theirs) & set(names)
        }
        if len(found) > len(best):
            best, chosen = found, table.name
    return Layout("table", chosen, best) if len(best) >= FEWEST else None


@cache
def _layouts() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
