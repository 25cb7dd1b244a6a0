"""Which column of a foreign table is which of ours: proposed, corrected by the reader, and kept."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from analysis.files.mapping import countries
from analysis.files.reading.grid import Grid
from analysis.files.reading.recognised import plain
from analysis.tables.package import Table
from analysis.tables.pair import Pair
from analysis.writing import toml

FILE = Path(__file__).with_name("layouts.toml")
NAMES = "names"

FEWEST = 2
"""So many columns must be ours by name before a table of no known layout is taken for one."""

PARTS = "+"
EITHER = "|"

_PERIOD = re.compile(r"(?:1[89]|20)[0-9]{2}(?:-?(?:Q[1-4]|[01][0-9])(?:-[0-3][0-9])?)?")
_FIGURE = re.compile(r"-?[0-9][0-9.,]*(?:e[+-]?[0-9]+)?%?", re.IGNORECASE)
NO_FIGURE = {"", ".", "..", "...", "-", "–", "—", "na", "n/a", "n.a.", "nd", "n.d."}
"""So tables of figures say that there is none."""

_CODE = re.compile(r"(?:^|_)(?:c?code\d?|id)(?:_|$)")

Finder = Callable[[str, Collection[str]], str]
"""Finds, of names that `EITHER` parts, the one that a table has."""

# A sign of a script without spaces is a word of its own.
_WORD = re.compile(r"[a-z0-9]+|[^\W\d_a-z]")


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
        lines = [f"{k} = {toml(v)}" for k, v in said.items() if v and not isinstance(v, dict)]
        tables = {
            "columns": self.columns, "constants": self.constants, "series": self.series,
            **{f"values.{name}": own for name, own in self.values.items()},
        }  # fmt: skip
        for name, own in tables.items():
            if own:
                lines += ["", f"[{name}]", *(f"{toml(k)} = {toml(v)}" for k, v in own.items())]
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


def header(grid: Grid) -> list[str]:
    """The names of the columns, plain, and none twice or empty."""
    names: list[str] = []
    for number, name in enumerate(grid.header, 1):
        own = plain(name) or f"column_{number}"
        names.append(own if own not in names else f"{own}_{number}")
    return names


def proposed(grid: Grid, tables: Mapping[str, Table], pair: Pair) -> Layout | None:
    """How this table may be ours: a known layout, or columns that are called as ours are.

    Columns are first sought by their very names, then by the words in them.
    """
    names = header(grid)
    for one in (_exactly, _loosely):
        known = {name: content for name, content in _layouts().items() if name != NAMES}
        fits = {name: own for name, own in known.items() if _fits(own, names, pair, one)}
        if fits:
            name, content = max(fits.items(), key=lambda each: len(each[1]["needs"]))
            return _made(name, content, grid, names, pair, one)
    # Most of the columns of a table that lacks one it needs are still called as ours.
    ours = max(len({f.name for f in table.fields} & set(names)) for table in tables.values())
    if 2 * ours <= len(names) and (figures := _by_values(grid, names, pair)):
        return figures
    best = max((by_names(names, table) for table in tables.values()), key=lambda e: len(e.columns))
    return best if len(best.columns) >= FEWEST else None


def _fits(content: Mapping[str, Any], names: Sequence[str], pair: Pair, one: Finder) -> bool:
    """Has the table what this layout needs, each in a column of its own?"""
    if content.get("wide") and not sides_among(names, pair):
        return False
    left = list(names)
    for need in content["needs"]:
        found = one(need, left)
        if not found:
            return False
        left = [name for name in left if name not in found.split(PARTS)]
    return True


_AS_TOLD = ("table", "constants", "values", "publisher", "both", "wide", "phases")
_SOUGHT = {"source": "from", "target": "to", "actor": "actor", "about": "about"}
"""Parts of a layout that stand in it as they are, and columns, by what names them there."""


def _made(
    name: str,
    content: Mapping[str, Any],
    grid: Grid,
    names: Sequence[str],
    pair: Pair,
    one: Finder,
) -> Layout:
    columns: dict[str, str] = {}
    for ours, theirs in content.get("columns", {}).items():
        left = [each for each in names if each not in columns.values()]
        if found := one(theirs, left) or one(theirs, names):
            columns[ours] = found
    parts: dict[str, Any] = {part: content[part] for part in _AS_TOLD if part in content}
    parts |= {ours: one(content.get(key, ""), names) for ours, key in _SOUGHT.items()}
    series = _series(content.get("series", {}), names, one)
    layout = Layout(name=name, columns=columns, series=series, **parts)
    return _imposed(layout, grid, names, one(content.get("on", ""), names), pair)


def _imposed(layout: Layout, grid: Grid, names: Sequence[str], on: str, pair: Pair) -> Layout:
    """Whoever lists the people of one side is, it is proposed, the other."""
    if not on:
        return layout
    at = names.index(on)
    sides = {side.code for side in pair.sides}
    listed = {countries.code(row[at], sides) for row in grid.rows}
    by = [side.code for side in pair.sides if side.code not in listed]
    if len(by) != 1:
        return layout
    return replace(layout, constants={**layout.constants, "imposed_by": by[0]})


def sides_among(names: Collection[str], pair: Pair) -> dict[str, str]:
    """The code of each column that is called as a side of the pair is."""
    codes = {side.code for side in pair.sides}
    found = {name: countries.code(name.replace("_", " ")) for name in names}
    return {name: code for name, code in found.items() if code in codes}


def _series(said: Mapping[str, Any], names: Sequence[str], one: Finder) -> dict[str, Any]:
    """How figures are read; the column that holds them, or their dates, tells no series apart."""
    read = {key: one(said[key], names) for key in ("value", "date") if key in said}
    left = [name for name in names if name not in read.values()]
    by = dict.fromkeys(filter(None, (one(each, left) for each in said.get("by", ()))))
    return {**said, **read, **({"by": list(by)} if "by" in said else {})}


def _by_values(grid: Grid, names: Sequence[str], pair: Pair) -> Layout | None:
    """Figures told by what stands in the columns: periods, numbers, and countries or the sides."""
    cells = {
        name: [cell for row in grid.rows if (cell := row[at].strip()).lower() not in NO_FIGURE]
        for at, name in enumerate(names)
    }
    dated = [name for name, own in cells.items() if own and all(map(_PERIOD.fullmatch, own))]
    numbers = [
        name
        for name, own in cells.items()
        if name not in dated and own and all(map(_FIGURE.fullmatch, own))
    ]
    codes = {n: [countries.code(cell) for cell in own] for n, own in cells.items() if own}
    # A code beside a name says the same.
    told = {tuple(own): n for n, own in reversed(codes.items()) if all(own) and n not in numbers}
    places = list(reversed(told.values()))
    wide = [name for name in sides_among(names, pair) if name in numbers]
    # Numbers of rows are no figures.
    counted = [str(number) for number in range(1, len(grid.rows) + 1)]
    values = [name for name in numbers if not _CODE.search(name) and cells[name] != counted]
    if not dated or not (wide or (places and values)):
        return None
    others = [n for n in names if cells[n] and n not in (*dated, *numbers) and not all(codes[n])]
    between = len(places) > 1 and not wide
    return Layout(
        name="figures",
        table="observations",
        series={
            "date": dated[0],
            "by": others if wide else [*places[:2], *others],
            **({} if wide else {"value": values}),
        },
        source=places[0] if between else "",
        target=places[1] if between else "",
        about=places[0] if len(places) == 1 and not wide else "",
        wide=bool(wide),
    )


def _exactly(either: str, names: Collection[str]) -> str:
    """The first of these columns, or sets of parts, that the table has."""
    for each in either.split(EITHER):
        parts = [part for part in each.split(PARTS) if part in names]
        if parts and each.split(PARTS)[0] in names:
            return PARTS.join(parts)
    return ""


def _loosely(either: str, names: Collection[str]) -> str:
    """The same, by the words of the columns: `additional_duty_(%)` holds `duty`."""
    words = {name: _words(name) for name in names}
    for each in either.split(EITHER) if either else ():
        parts = [
            next((name for name, own in words.items() if f" {_words(part)} " in f" {own} "), "")
            for part in each.split(PARTS)
        ]
        if parts[0]:
            return PARTS.join(filter(None, parts))
    return ""


def _words(name: str) -> str:
    """The words of a column's name without accents, plurals and what stands in brackets."""
    bare = unicodedata.normalize("NFKD", re.sub(r"\(.*?\)|\[.*?\]", " ", name.lower()))
    marked = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(word.removesuffix("s") for word in _WORD.findall(marked))


def by_names(names: Sequence[str], table: Table) -> Layout:
    """The columns of a table that are called as its fields are, each taken once."""
    called = _layouts()[NAMES]
    columns: dict[str, str] = {}
    for one in (_exactly, _loosely):
        for ours in (each.name for each in table.fields if each.name not in columns):
            left = [name for name in names if name not in columns.values()]
            if found := one(EITHER.join([ours, *called.get(ours, [])]), left):
                columns[ours] = found
    return Layout("table", table.name, columns)


@cache
def _layouts() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
