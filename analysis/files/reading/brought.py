"""Every table in the files that were brought, and which table of ours each of them is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from analysis.check import messages
from analysis.check.messages import Expected, Problem
from analysis.files import archive, citation
from analysis.files.reading import delimited, recognised, records, references, workbooks
from analysis.files.reading.grid import Grid, Said, UnreadableError
from analysis.streams import StreamError, forms
from analysis.tables import package as schema
from analysis.tables import pair
from analysis.tables.dataset import GAPS
from analysis.tables.package import Table

KEPT = (schema.FILE, pair.FILE, GAPS)
"""What is read of a package beside its tables."""

READ = (*archive.TABLES, *archive.REFERENCES, archive.WORKBOOK, archive.PARQUET)
"""Endings of files that may hold a table."""

MOST_TOLD = 80
"""So many letters of a line that is no row are shown."""

ASIDE = ("citation", "codebook")
"""Sheets that an export adds."""


@dataclass
class Brought:
    """What stood in the files.

    `grids` are tables of ours, by name; `texts` files as UTF-8 with commas that the check has to
    speak of itself; `foreign` tables that are none of ours; `doubtful` those that may be several;
    `mapping` says how foreign ones are to be read, where a file does.
    """

    grids: dict[str, list[Grid]] = field(default_factory=dict)
    texts: dict[str, bytes] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)
    foreign: list[Grid] = field(default_factory=list)
    doubtful: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    machine: list[Said] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    mapping: str = ""


def read(
    files: Mapping[str, bytes],
    tables: Mapping[str, Table],
    chosen: Mapping[str, str],
    *,
    package: bool = False,
) -> Brought:
    """What stands in these files? `chosen` says which table a file is, where the reader has.

    Of a `package` every table has the name that its file has.
    """
    found = Brought()
    known = {f.name for table in tables.values() for f in table.fields}
    for name, content in files.items():
        ending = PurePosixPath(name).suffix.lower()
        if name in KEPT:
            found.kept[name] = content
        elif ending == ".toml" and not package:
            found.mapping = content.decode("utf-8", "replace")
        elif ending not in READ or name == citation.FILE or (package and not name.endswith(".csv")):
            found.unread.append(name)
        elif ending not in {".csv", ".tsv", ".tab", ".txt"}:
            try:
                for grid in _grids(name, content):
                    _sort(grid, None, tables, chosen, found)
            except UnreadableError as error:
                found.refused.append(archive.refusal(name, error.value, error.expected))
        else:
            _text(name, content, tables, known, chosen, found, package)
    return found


def _grids(name: str, content: bytes) -> Iterator[Grid]:
    ending = PurePosixPath(name).suffix.lower()
    if ending == archive.WORKBOOK:
        yield from workbooks.sheets(name, content)
    elif ending == archive.PARQUET:
        yield workbooks.parquet(name, content)
    elif ending in archive.REFERENCES:
        yield references.read(name, ending, content)
    elif ending == ".xml":
        yield records.read_xml(name, content)
    else:
        yield records.read_json(name, content)


def _text(
    name: str,
    content: bytes,
    tables: Mapping[str, Table],
    known: Collection[str],
    chosen: Mapping[str, str],
    found: Brought,
    package: bool,
) -> None:
    try:
        grid, plain = delimited.read(name, content, known)
    except UnreadableError as error:
        if not package and not recognised.by_name(name, tables):
            found.refused.append(archive.refusal(name, error.value, error.expected))
            return
        # The check says on which lines.
        grid, plain = None, content
    if package:
        own = tables.get(name.removesuffix(".csv"))
        found.said += grid.said if grid and own else ()
        if grid and own and list(grid.header) == [f.name for f in own.fields]:
            found.grids.setdefault(own.name, []).append(grid)
        else:
            found.texts[name] = plain
    elif grid is None:
        if table := chosen.get(name) or recognised.by_name(name, tables):
            found.texts[f"{table}.csv"] = plain
            return
        expected = Expected("a table: a header, and rows with as many cells as it has")
        line, told = delimited.odd(plain)
        told = messages.shortened(told, MOST_TOLD)
        found.refused.append(Problem(name, line, "", "", told, expected))
    elif form := _form(content):
        found.machine.append(Said(name, "machine", form))
    elif len(grid.header) > 1 or not name.lower().endswith(".txt"):
        _sort(grid, plain, tables, chosen, found)
    else:
        found.unread.append(name)


def _form(content: bytes) -> str:
    """The published form of machine-coded events that a file has; empty where it has none."""
    head = content[: 1 << 16]
    if b"\t" not in head:
        return ""
    try:
        return forms.layout(head.decode("utf-8-sig", "replace").splitlines()[:-1] or [""]).form.name
    except StreamError:
        return ""


def _sort(
    grid: Grid,
    plain: bytes | None,
    tables: Mapping[str, Table],
    chosen: Mapping[str, str],
    found: Brought,
) -> None:
    """Put a table where it belongs."""
    sheet = grid.origin.rpartition(": ")[2]
    if sheet in ASIDE and ": " in grid.origin:
        found.unread.append(grid.origin)
        return
    named = recognised.by_name(sheet, tables)
    fits = recognised.by_columns(grid.header, tables)
    table = chosen.get(grid.origin) or (named if named in fits else "")
    if not table and len(fits) > 1:
        found.doubtful.append((grid.origin, tuple(fits)))
        return
    table = table or next(iter(fits), "")
    shaped = recognised.shaped(grid, tables[table]) if table else None
    if shaped is not None and len(set(shaped.header)) > 1:
        found.grids.setdefault(table, []).append(shaped)
        found.said += shaped.said
        if table != named:
            found.said.append(Said(grid.origin, "table", table))
    elif (table or named) and plain is not None:
        found.texts[f"{table or named}.csv"] = plain
        found.said += grid.said
    else:
        found.foreign.append(grid)
        found.said += grid.said


_CODE = re.compile("[A-Z]{3}")


def of_others(found: Brought, sides: pair.Pair) -> list[Problem]:
    """Tables of which no row that names a direction is about this pair: said once for each."""
    told = []
    codes = {side.code for side in sides.sides}
    for grids in found.grids.values():
        for grid in grids:
            if "direction" not in grid.header:
                continue
            named = {code for cell in grid.column("direction") for code in _CODE.findall(cell)}
            if named and not named & codes:
                expected = Expected(
                    "rows about {sides}; for another pair bring all its tables in one ZIP "
                    "archive, with datapackage.json and pair.toml",
                    sides=" and ".join(sorted(codes)),
                )
                told.append(archive.refusal(grid.origin, ", ".join(sorted(named)), expected))
    return told
