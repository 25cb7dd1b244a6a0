"""The rows that a foreign table has for ours, by its layout; what does not fit is kept aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from analysis.files.ids import slug
from analysis.files.mapping import countries
from analysis.files.mapping import figures as figures_of
from analysis.files.mapping import layout as layouts
from analysis.files.mapping.cells import Known, Reading
from analysis.files.mapping.layout import Layout
from analysis.files.mends import days
from analysis.files.mends.columns import Doubt
from analysis.files.reading import recognised
from analysis.files.reading.grid import Grid
from analysis.tables.dates import PRECISION_OF_LENGTH
from analysis.tables.package import Table

Row = dict[str, str]


class Aside(NamedTuple):
    """A row that was not taken: its line, and why (another pair, or the column it lacks)."""

    line: int
    why: str


@dataclass(frozen=True)
class Laid:
    """Rows for our tables, what nothing gives, what is in no vocabulary, and what is kept aside."""

    origin: str
    layout: Layout
    grids: Mapping[str, Grid] = field(repr=False)
    missing: tuple[str, ...]
    unknown: Mapping[str, tuple[str, ...]]
    aside: tuple[Aside, ...] = field(repr=False)
    unused: tuple[str, ...]
    header: tuple[str, ...]
    told: bool = False
    """Has the reader said so, or is it proposed?"""
    doubts: tuple[Doubt, ...] = ()
    """What has to be decided before its dates can be read."""


def laid(grid: Grid, layout: Layout, known: Known, *, told: bool = False) -> Laid:
    """The rows of this table as ours."""
    names = layouts.header(grid)
    reading = Reading(grid, layout, known)
    taken: list[tuple[int, Row]] = []
    aside: list[Aside] = []
    for line, cells in zip(grid.lines, grid.rows, strict=True):
        theirs = dict(zip(names, cells, strict=True))
        sides = _sides(layout, theirs, known.codes)
        if sides and set(sides) != set(known.codes):
            aside.append(Aside(line, "pair"))
        elif layout.series:
            taken.append((line, theirs))
        else:
            taken.append((line, _filled(theirs, layout, reading, known, sides)))
    source = _source(grid.origin, layout)
    if layout.series:
        rows, missing, left = figures_of.figures(taken, layout, known.pair, names, source)
        aside += [Aside(*each) for each in left]
    else:
        rows, missing, lacking = _whole(taken, layout, known, source)
        aside += lacking
    rows["sources"] = [*rows.get("sources", []), *((0, own) for own in reading.found.values())]
    if any(source["source_id"] in own.values() for name in rows for _, own in rows[name]):
        rows["sources"].append((0, source))
    used = {part for spec in layout.columns.values() for part in spec.split(layouts.PARTS)}
    used |= {layout.source, layout.target, layout.actor, layout.about}
    used |= figures_of.used(layout, names, known.pair)
    unused = tuple(name for name in names if name not in used)
    return Laid(
        grid.origin,
        layout,
        {n: _grid(grid, known.tables[n], own) for n, own in rows.items() if own},
        tuple(missing),
        {name: tuple(sorted(own)) for name, own in reading.unknown.items()},
        tuple(sorted(aside)),
        unused,
        tuple(names),
        told,
        (Doubt(grid.origin, "order", days.ORDERS),) if reading.doubtful else (),
    )


def _grid(grid: Grid, table: Table, rows: Sequence[tuple[int, Row]]) -> Grid:
    header = [f.name for f in table.fields if any(row.get(f.name) for _, row in rows)]
    cells = [[row.get(name, "") for name in header] for _, row in rows]
    return Grid(grid.origin, header, cells, [line for line, _ in rows])


def _sides(layout: Layout, theirs: Row, codes: Sequence[str]) -> tuple[str, ...]:
    """The countries that a row is between, where its columns say so."""
    columns = [name for name in (layout.source, layout.target) if name]
    return tuple(countries.code(theirs[name], codes) or theirs[name] for name in columns)


def _filled(
    theirs: Row, layout: Layout, reading: Reading, known: Known, sides: Sequence[str]
) -> Row:
    made = {f.name: reading.cell(f, theirs) for f in known.tables[layout.table].fields}
    if "end_date" in made and not made["end_date"]:
        made["end_date"] = reading.until(theirs)
    if "date_precision" in made and made["date"]:
        made["date_precision"] = PRECISION_OF_LENGTH.get(len(made["date"]), "")
        made["date"] = f"{made['date']}-01-01"[:10]
        made["end_date"] = f"{made['end_date']}-01-01"[:10] if made["end_date"] else ""
    if layout.both:
        sides = known.codes
    if sides:
        acting = reading.actor(theirs.get(layout.actor, "")) or reading.state(sides[0])
        made |= _between(made, sides, acting, reading.state(sides[1]), known)
    return made


def _between(made: Row, sides: Sequence[str], acting: str, other: str, known: Known) -> Row:
    """Who acts and on whom, as the table at hand says it."""
    first = sides[0] == known.codes[0]
    said = {
        "side_a": acting if first else other,
        "side_b": other if first else acting,
        "initiator": acting,
        "target": other,
        "direction": f"{sides[0]}-{sides[1]}",
        "imposed_by": sides[0],
        "imposed_on": sides[1],
    }
    return {name: value for name, value in said.items() if name in made and not made[name]}


def _whole(
    taken: Sequence[tuple[int, Row]], layout: Layout, known: Known, source: Row
) -> tuple[dict[str, list[tuple[int, Row]]], list[str], list[Aside]]:
    """Rows that have what none may lack, with ids; what no row has; and the rows that lack more."""
    table = known.tables[layout.table]
    key = table.primary_key[0]
    needed = recognised.needed(table) - {key, "sources"}
    missing = sorted(n for n in needed if not any(row[n] for _, row in taken))
    rows: list[tuple[int, Row]] = []
    aside: list[Aside] = []
    ids: set[str] = set()
    for line, row in taken:
        lacking = [name for name in sorted(needed) if not row[name] and name not in missing]
        if lacking:
            aside.append(Aside(line, lacking[0]))
            continue
        if not row[key]:
            row[key] = _id(layout.name, row, table, ids)
        ids.add(row[key])
        if "sources" in row and not row["sources"]:
            row["sources"] = source["source_id"]
        rows.append((line, row))
    if layout.phases:
        _follow(rows)
    return {layout.table: rows}, missing, aside


def _id(name: str, row: Row, table: Table, taken: set[str]) -> str:
    """An id of the layout, the day and what the row is about: the same whenever it is read."""
    said = ("date", "announced", "effective", "published", "title", "product", "occasion")
    text = "-".join([name, *(row.get(part, "") for part in said)])
    base = slug(text) or table.name
    numbered = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(each for each in numbered if each not in taken)


def _follow(rows: Sequence[tuple[int, Row]]) -> None:
    """Of rows about one good each ends when the next takes effect, which replaces it."""
    goods: dict[str, list[Row]] = {}
    for _, row in rows:
        goods.setdefault(row["hs"], []).append(row)
    for phases in goods.values():
        for before, after in pairwise(sorted(phases, key=lambda row: row["effective"])):
            before["ended"], before["status"] = after["effective"], "ended"
            after["replaces"] = before["restriction_id"]


def _source(origin: str, layout: Layout) -> Row:
    """The file itself as a source, for rows that name none."""
    return {
        "source_id": f"file-{slug(origin)}",
        "title": origin,
        "publisher": layout.publisher or origin,
        "language": "en",
        "kind": "dataset",
        "side": "third-party",
    }


def lines(found: Laid) -> Iterator[str]:
    """What was understood of a foreign table, for the command line."""
    yield f"{found.origin}: as {found.layout.table} ({found.layout.name})"
    for name, grid in found.grids.items():
        yield f"  {name}: {len(grid.rows)} rows"
    if found.missing:
        yield f"  to be given under [constants] or [columns]: {', '.join(found.missing)}"
    if found.doubts:
        yield f"  to be given as order: {' or '.join(days.ORDERS)}"
    for name, values in found.unknown.items():
        yield f"  to be given under [values.{name}]: {', '.join(values)}"
    for line, why in found.aside:
        yield f"  line {line} kept aside: {'of another pair' if why == 'pair' else f'no {why}'}"
    if found.unused:
        yield f"  columns not used: {', '.join(found.unused)}"
