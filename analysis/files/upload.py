"""What a reader brings: is it safe to open, and is it a package that the dashboard can show?

Everything happens in memory. Whatever is refused is a row of the same table of problems that
`analysis.check` makes; nothing is raised for a bad file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from analysis import check
from analysis.check import messages
from analysis.check.messages import Expected, Problem
from analysis.files import archive, merge, row
from analysis.files.mapping import figures, laid, layout
from analysis.files.mapping.cells import Known
from analysis.files.mapping.laid import Laid
from analysis.files.mends import columns
from analysis.files.mends.columns import Doubt, Mend
from analysis.files.merge import Merged
from analysis.files.reading import brought
from analysis.files.reading.brought import Brought
from analysis.files.reading.grid import Grid, Said
from analysis.record import upgrade
from analysis.record.upgrade import Added
from analysis.tables import dataset, pair
from analysis.tables import package as schema
from analysis.tables.dataset import Dataset
from analysis.tables.package import Table

MOST_ROWS = 100_000
MOST_CELLS = 2_000_000

MOST_BYTES_OF_ONE, MOST_BYTES_OF_ALL = 60 * 1024**2, 400 * 1024**2
"""Files that the server keeps of one session, and of all together, as they came."""

MOST_TABLES_OF_ALL = 200 * 1024**2
"""Bytes of memory that the tables of all sessions together may fill."""

MOST_FINDINGS = 500
"""So many problems of an upload are looked for."""

MOST_LIKENED = 50
"""So many new rows are held against those that are there."""

_SCHEMAS = (schema.FILE, pair.FILE)
_TABLES = (".csv", ".tsv", ".tab")


@dataclass(frozen=True)
class Choices:
    """What the reader decided about the files.

    `tables` says which table a file is, `orders` in which order (dmy or mdy) its dates stand, and
    `whole` which tables take the place of those shown, in place of being added to them.
    """

    mappings: Mapping[str, str] = field(default_factory=dict)
    """How a foreign file is to be read, as TOML (see `mapping.layout`)."""
    tables: Mapping[str, str] = field(default_factory=dict)
    orders: Mapping[str, str] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()
    aside: frozenset[str] = frozenset()
    """Files that are none of ours and are left out."""


@dataclass(frozen=True)
class Verdict:
    """What an upload turned out to be: tables to show, or the problems that stand against it.

    `said` is what was understood of the files, `doubts` what the reader has to decide first;
    `mends` were made in whole columns and wait for the reader's word; `merged` tells of the rows
    that were put to the tables shown.
    """

    problems: pd.DataFrame
    tables: Dataset | None
    names: tuple[str, ...]
    added: tuple[Added, ...] = ()
    """What a package of an earlier schema lacked, and was given."""
    unread: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    mends: tuple[Mend, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    merged: tuple[Merged, ...] = ()
    laid: tuple[Laid, ...] = ()
    """Foreign tables beside ours, and whether anything is missing."""
    descriptor: bytes = field(default=b"", repr=False)
    """The package's description, where rows that were put to it lie after its end."""
    alike: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Rows shown that may tell of the same as a new one: new (its id), id, date, text, likeness."""

    @property
    def sound(self) -> bool:
        """Can it be shown?"""
        return self.tables is not None


def judge(
    uploads: Iterable[tuple[str, bytes]],
    base: Mapping[str, bytes],
    choices: Choices = Choices(),
) -> Verdict:
    """Can these uploaded files be shown?

    `uploads` are names and contents: one ZIP archive of a package, or single files. With a
    `datapackage.json` among them they are a whole package; without one, the rows of each table are
    put to those in `base`, the files of the package that is shown now. A package of an earlier
    schema is brought to the present one first.
    """
    files, refused = archive.unpack(uploads)
    refused = refused or _too_large(files)
    if refused:
        return _refused(refused, files)
    package = schema.FILE in files
    described = files if package else {**(base or _own()), **_kept(files)}
    if package and (others := _others(files[schema.FILE])):
        return _refused([_foreign(schema.FILE, others)], files)
    try:
        spec = schema.parse(described[schema.FILE])
        sides = pair.parse(described[pair.FILE].decode())
    # The check says better what is wrong with it.
    except (KeyError, ValueError, TypeError, AttributeError):
        return _judged(files, tuple(files))
    found = brought.read(files, spec.every, choices.tables, package=package)
    beside = () if package else _laid(found, spec.tables, sides, described, choices)
    found.refused += [_coded(each) for each in found.machine]
    doubts = [Doubt(origin, "table", options) for origin, options in found.doubtful]
    doubts += [doubt for each in beside for doubt in each.doubts]
    found.refused += () if package else brought.of_others(found, sides)
    if found.refused or doubts or any(each.missing or not each.told for each in beside):
        verdict = _refused(found.refused, files)
        return replace(verdict, doubts=tuple(doubts), said=tuple(found.said), laid=beside)
    if not (package or found.grids or found.texts or found.kept):
        expected = Expected("at least one table, such as a CSV file or an Excel workbook")
        return _refused([archive.refusal("", ", ".join(sorted(files)), expected)], files)
    held = {} if package else base
    return replace(_mended(found, files, described, sides, held, choices), laid=beside)


def _laid(
    found: Brought,
    tables: Mapping[str, Table],
    sides: pair.Pair,
    files: Mapping[str, bytes],
    choices: Choices,
) -> tuple[Laid, ...]:
    """Foreign tables beside ours; those of which the reader has confirmed how are put to them."""
    if not found.foreign:
        return ()
    actors, sources, places = (_held(files, tables[n]) for n in ("actors", "sources", "places"))
    known = Known(tables, sides, actors, sources, frozenset(places["place"]))
    made = []
    for grid in found.foreign:
        told = choices.mappings.get(grid.origin, found.mapping)
        if grid.origin in choices.aside:
            found.unread.append(grid.origin)
            continue
        grid = figures.long(grid)
        try:
            # Where nothing is recognised, the reader says what is what.
            unknown = layout.Layout("table", "events") if len(grid.header) > 1 else None
            how = layout.parse(told) if told else layout.proposed(grid, tables, sides) or unknown
            if how is None and ": " in grid.origin:
                # A sheet of one column beside others holds remarks.
                found.unread.append(grid.origin)
                continue
            if how is None or how.table not in tables:
                found.refused.append(_foreign(grid.origin, grid.header))
                continue
            how = replace(how, order=choices.orders.get(grid.origin, how.order))
            made.append(laid.laid(grid, how, known, told=bool(told)))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            expected = Expected("a mapping of its columns")
            found.refused.append(archive.refusal(grid.origin, str(error), expected))
            continue
        if told and not made[-1].missing:
            for name, rows in made[-1].grids.items():
                found.grids.setdefault(name, []).append(rows)
    return tuple(made)


def _held(files: Mapping[str, bytes], table: Table) -> pd.DataFrame:
    """A table of those shown, as text but for its lists."""
    names = [each.name for each in table.fields]
    rows = merge.rows_of(files.get(table.path, b""), table).values()
    held = pd.DataFrame([{n: row.get(n, "") for n in names} for row in rows], columns=names)
    lists = {f.name: held[f.name].map(dataset.split) for f in table.fields if f.is_list}
    return held.assign(**lists)


def _mended(
    found: Brought,
    files: Mapping[str, bytes],
    described: Mapping[str, bytes],
    sides: pair.Pair,
    held: Mapping[str, bytes],
    choices: Choices,
) -> Verdict:
    """Mend the columns, put the rows to those held, and check the whole."""
    spec, package = schema.parse(described[schema.FILE]), schema.FILE in files
    made = {**found.kept, **found.texts}
    for table in spec.every.values():
        if text := found.texts.get(table.path):
            made[table.path] = merge.beneath(text, held.get(table.path, b""), table)
    merged: list[Merged] = []
    mends: list[Mend] = []
    doubts: list[Doubt] = []
    fine: dict[str, list[Grid]] = {}
    codes = merge.rows_of(described.get(_CODES, b""), spec.tables["cameo_goldstein"])
    for name, grids in found.grids.items():
        table = spec.every[name]
        shown = merge.rows_of(held.get(table.path, b""), table)
        better = fine.setdefault(name, [])
        for grid in grids:
            order = choices.orders.get(grid.origin, "")
            own, told, asked = columns.mended(
                grid, table, [code for (code, *_) in codes], shown, order
            )
            better.append(own)
            mends += told
            doubts += [] if order else asked
        if package and better == grids and not any(grid.said for grid in grids):
            made[table.path] = files[table.path]
        else:
            whole = package or name in choices.whole
            merged.append(merge.merged(shown, better, table, sides, spec.version, whole=whole))
            made[table.path] = merged[-1].content
    end = "" if package else merge.reached(fine, spec.end)
    if end and schema.FILE in held:
        made[schema.FILE] = schema.ending(held[schema.FILE], end)
    verdict = _judged({**held, **made}, tuple(files))
    if end and verdict.sound:
        found.said.append(Said(schema.FILE, "end", end))
    # What is not decided yet would be a problem of every row.
    problems = messages.frame([]) if doubts else _own_lines(verdict.problems, merged)
    return replace(
        verdict,
        problems=problems,
        tables=None if doubts else verdict.tables,
        unread=tuple(found.unread),
        said=tuple(found.said),
        mends=tuple(mends),
        doubts=tuple(doubts),
        merged=() if package else tuple(merged),
        descriptor=made.get(schema.FILE, b"") if end else b"",
        alike=_alike(verdict.tables, merged),
    )


def _alike(tables: Dataset | None, merged: Iterable[Merged]) -> pd.DataFrame:
    """Which rows that were there may tell of the same as the new ones? Sought where few are new."""
    new = {each.table: {key[0] for key in each.new} for each in merged if each.new}
    new = {name: ids for name, ids in new.items() if name in row.ADDABLE}
    if tables is None or not 0 < sum(map(len, new.values())) <= MOST_LIKENED:
        return pd.DataFrame()
    book, found = row.book(tables), []
    for name, ids in new.items():
        cells = book.cells(name)
        for own in cells[cells[book.key(name)].isin(ids)].to_dict("records"):
            alike = row.duplicates(book, name, own)
            alike.insert(0, "new", own[book.key(name)])
            found.append(alike[~alike["id"].isin(ids)])
    return pd.concat(found, ignore_index=True)


_CODES = "cameo_goldstein.csv"


def _own() -> dict[str, bytes]:
    return {name: (dataset.FOLDER / name).read_bytes() for name in (*_SCHEMAS, _CODES)}


def _kept(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name in brought.KEPT}


def _refused(problems: Iterable[Problem], files: Iterable[str]) -> Verdict:
    return Verdict(messages.frame(problems), None, tuple(files))


def _others(descriptor: bytes) -> list[str]:
    """The tables of a package of which none is ours; nothing where one is."""
    content, _wrong = check.package.parse(descriptor)
    resources = (content or {}).get("resources")
    listed = resources if isinstance(resources, list) else []
    names = [str(each.get("name")) for each in listed if isinstance(each, dict)]
    return [] if set(names) & set(dataset.TABLES) else names


def _foreign(name: str, columns: Iterable[str]) -> Problem:
    tables = ", ".join(dataset.TABLES)
    expected = Expected("the columns of one of the tables {tables}", tables=tables)
    return archive.refusal(name, messages.shortened(", ".join(columns), 200), expected)


def _coded(said: Said) -> Problem:
    expected = Expected(
        "events coded by hand. Events coded by a program belong into the machine record: "
        "python -m analysis streams import FILE"
    )
    return archive.refusal(said.origin, said.value, expected)


def _own_lines(problems: pd.DataFrame, merged: Iterable[Merged]) -> pd.DataFrame:
    """The same problems, on the lines of the files that were brought."""
    own = {each.table: each.lines for each in merged}
    rows = []
    for each in map(Problem._make, problems.values):
        if lines := own.get(each.table):
            row, expected = lines.get(each.row, each.row), _named(each.expected, lines)
            each = each._replace(row=row, expected=expected)
        rows.append(each)
    return messages.frame(rows)


def _named(expected: str, lines: Mapping[int, int]) -> str:
    """The same, with the line that it names told as one of the files, or of the table shown."""
    if not isinstance(expected, Expected):
        return expected
    line = expected.values.get("line")
    if not isinstance(line, Expected):
        return expected
    at = int(line.values["n"])
    shown = Expected("line {n} of the table shown now", n=at)
    told = Expected("line {n}", n=lines[at]) if at in lines else shown
    return expected.but(line=told)


def _judged(files: Mapping[str, bytes], names: tuple[str, ...]) -> Verdict:
    wrong = _too_large(files)
    if wrong:
        return _refused(wrong, names)
    added: list[Added] = []
    problems = check.check_files(files, MOST_FINDINGS)
    try:
        # A package of which nothing is wrong but that its schema is an earlier one.
        if problems["field"].tolist() == [upgrade.PRESENT] and upgrade.needed(files):
            files, added = upgrade.files(files)
            problems = check.check_files(files, MOST_FINDINGS)
        if len(problems):
            return Verdict(problems, None, names)
        loaded = dataset.from_files(files)
    # The check is there to say it first and better; a reader never sees a trace.
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        expected = Expected("a package that can be loaded")
        return _refused([archive.refusal(schema.FILE, str(error), expected)], names)
    if loaded.events.empty:
        expected = Expected("at least one event; every page starts from them")
        return _refused([archive.refusal("events", "", expected)], names)
    return Verdict(problems, loaded, names, tuple(added))


def _too_large(files: Mapping[str, bytes]) -> list[Problem]:
    """More rows or cells than can be checked in time, counted before anything is read."""
    tables = [held for name, held in files.items() if name.lower().endswith(_TABLES)]
    rows = sum(map(_lines, tables))
    cells = rows + sum(content.count(b",") for content in tables)
    if rows > MOST_ROWS:
        # Cells may hold line breaks, so that the exact number takes a real reader.
        rows = sum(map(_rows, tables))
    found = []
    if rows > MOST_ROWS:
        expected = Expected("at most {n} rows in all tables", n=f"{MOST_ROWS:,}")
        found.append(archive.refusal("", messages.count(rows, "row"), expected))
    if cells > MOST_CELLS:
        expected = Expected("at most {n} cells in all tables", n=f"{MOST_CELLS:,}")
        found.append(archive.refusal("", messages.count(cells, "cell"), expected))
    return found


def _lines(content: bytes) -> int:
    """How many lines, whichever way they end?"""
    return content.count(b"\n") + content.count(b"\r") - content.count(b"\r\n")


def _rows(content: bytes) -> int:
    lines = io.StringIO(content.decode("utf-8", errors="replace"), newline="")
    try:
        return max(sum(1 for _ in csv.reader(lines)) - 1, 0)
    except csv.Error:
        return _lines(content)
