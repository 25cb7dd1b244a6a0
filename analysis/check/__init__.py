"""Is a folder of tables as its `datapackage.json` says? `python -m analysis.check FOLDER`.

`files` reads the files, `package` the descriptor, `rules` checks values, `dates` what comes first,
and `sense` warns of what is seldom meant. Whatever is wrong is a row of a table: bad data is
reported, never raised and never dropped.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.check import dates, files, messages, package, rules, sense, sides, versions
from analysis.check.messages import Problem
from analysis.check.package import Spec
from analysis.tables import pair
from analysis.tables.package import FILE

MOST_PRINTED = 200
"""So many problems are printed unless all are asked for; all are counted."""

MOST_SHOWN = 120
"""So many characters of a value are printed."""


def problems(folder: Path) -> pd.DataFrame:
    """What is wrong with the data package in this folder?

    Returns one row for each problem: `table` (or the file, where it is not a table), `row` (line
    of the file as an editor counts, the header being line 1; 0 for the whole file), `id`, `field`,
    `value` and `expected`, in the order of the package's tables and their lines. Empty, with the
    same dtypes, when nothing is wrong. Raises nothing for bad data.
    """
    return findings(folder)[0]


def findings(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What is wrong with the data package in this folder, and what seems not to be meant?

    Returns problems and warnings, both as `problems` does. Warnings are sought only where there is
    no problem (see `analysis.check.sense`).
    """
    found: list[Problem] = []
    book, explained = _read(folder, found)
    if book is not None and not found:
        found += versions.problems(folder)
    told = messages.frame(found)
    if book is None or found:
        return told, messages.frame([])
    codes = [side.code for side in pair.parse((folder / pair.FILE).read_text("utf-8")).sides]
    doubts = sense.warnings(book, codes, explained)
    return told, messages.frame(_in_order(doubts, book.spec))


def _read(folder: Path, found: list[Problem]) -> tuple[rules.Book | None, list[dict[str, Any]]]:
    """The tables of the folder and its explanations; what is wrong with them is noted."""
    if not folder.is_dir():
        what = "a folder; this is a file" if folder.exists() else "a folder that exists"
        found.append(Problem("", 0, "", "", str(folder), what))
        return None, []
    content = _bytes(folder / FILE, found)
    if content is None:
        if not found:
            expected = "the file datapackage.json, which says what the tables hold"
            found.append(Problem(FILE, 0, "", "", "", expected))
        return None, []
    descriptor, wrong = package.parse(content)
    found += wrong
    if descriptor is None:
        return None, []
    spec, wrong = package.read(descriptor)
    found += wrong
    files = {name: _bytes(folder / path, found) for name, path in spec.paths.items()}
    unreadable = {problem.table.removesuffix(".csv") for problem in found}
    found += [
        Problem(path, 0, "", "", "", "a file of this name, which datapackage.json lists")
        for name, path in spec.paths.items()
        if name not in spec.tables and files[name] is None
    ]
    found += sides.problems(_bytes(folder / pair.FILE, found))
    tables = {name: b for name, b in files.items() if b is not None and name in spec.tables}
    found += _missing(spec, {*tables, *unreadable})
    found += _extra(folder, spec) if spec.declared else []
    book, unread = _open(tables, spec)
    found += _in_order([*unread, *_violations(book)], spec)
    return book, descriptor.get("explained", [])


def check_tables(
    tables: Mapping[str, bytes], descriptor: Mapping[str, Any], stop_after: int | None = None
) -> pd.DataFrame:
    """What is wrong with these tables, held in memory: the name of each, and its CSV file?

    `descriptor` is the content of `datapackage.json`; a table that it names and `tables` lacks is a
    problem, and so is one that it does not name. Returns and raises as `problems` does. With
    `stop_after` the search ends once so many problems are found in the tables (a large file may
    have millions), and the first row of the result says that it did.
    """
    spec, found = package.read(descriptor)
    unknown = [name for name in tables if spec.declared and name not in spec.declared]
    vocabulary = messages.one_of(sorted(spec.declared))
    found += [Problem(name, 0, "", "", name, vocabulary.expected(name)) for name in unknown]
    found += _missing(spec, set(tables))
    inside = list(islice(_table_problems(tables, spec), stop_after))
    if stop_after is not None and len(inside) == stop_after:
        said = f"fewer than {messages.count(stop_after, 'problem')}: the check ended there"
        found.insert(0, Problem("", 0, "", "", "", f"{said}, and there may be more"))
    return messages.frame([*found, *_in_order(inside, spec)])


def report(problems: pd.DataFrame, at_most: int | None = None, called: str = "problem") -> str:
    """The problems as text: one line for each, then how many there are of what is `called` so.

    With `at_most`, only so many are written out, and the text says how many more there are.
    """
    shown = problems if at_most is None else problems.head(at_most)
    lines = [_line(*row) for row in shown.itertuples(index=False, name=None)]
    if len(shown) < len(problems):
        lines.append(f"… and {len(problems) - len(shown):,} more (--all prints every one)")
    return "\n".join([*lines, messages.count(len(problems), called)])


def main(argv: list[str] | None = None) -> int:
    """Check the folder named on the command line; 0 no problem, 1 problems, 2 wrong usage."""
    parser = argparse.ArgumentParser(
        prog="python -m analysis.check",
        description="Check a data package: its files, its schema, and the sense of its dates and "
        "references. Prints one line for each problem and their number.",
        epilog="Exit status: 0 when there is no problem, 1 when there is any, 2 for wrong usage; "
        "warnings do not count.",
    )
    parser.add_argument("folder", type=Path, help="the folder that holds datapackage.json")
    parser.add_argument(
        "--all", action="store_true", help=f"print every problem, not only {MOST_PRINTED}"
    )
    try:
        arguments = parser.parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    found, doubts = findings(arguments.folder)
    most = None if arguments.all else MOST_PRINTED
    # Where there are problems, no warnings have been sought.
    told = [report(found, most), *([report(doubts, most, "warning")] if found.empty else [])]
    _print("\n".join(told))
    return 0 if found.empty else 1


def _bytes(path: Path, found: list[Problem]) -> bytes | None:
    """The file's content; None where there is no such file, or (a problem) it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        found.append(Problem(path.name, 0, "", "", error.strerror or "", "a file that can be read"))
        return None


def _missing(spec: Spec, present: set[str]) -> list[Problem]:
    return [
        Problem(name, 0, "", "", "", f"the file {table.path}{files.UNREAD}")
        for name, table in spec.tables.items()
        if name not in present
    ]


def _extra(folder: Path, spec: Spec) -> list[Problem]:
    """CSV files that the package does not list, and that nothing would read."""
    listed = sorted(f"{name}.csv" for name in spec.declared)
    vocabulary = messages.one_of(listed)
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        return [Problem("", 0, "", "", error.strerror or "", "a folder that can be listed")]
    return [
        Problem(name, 0, "", "", name, vocabulary.expected(name))
        for name in names
        if name.lower().endswith(".csv") and name not in listed
    ]


def _table_problems(tables: Mapping[str, bytes], spec: Spec) -> Iterator[Problem]:
    """What is wrong inside the files, in no particular order."""
    book, wrong = _open(tables, spec)
    yield from wrong
    yield from _violations(book)


def _open(tables: Mapping[str, bytes], spec: Spec) -> tuple[rules.Book, Iterator[Problem]]:
    """The tables that could be read, and what kept others from being read."""
    readers = {
        name: files.Reader(tables[name], table)
        for name, table in spec.tables.items()
        if name in tables
    }
    wrong = [problem for reader in readers.values() for problem in reader.problems()]
    sheets = {name: reader.sheet for name, reader in readers.items() if reader.sheet is not None}
    return rules.Book(spec, sheets), iter(wrong)


def _violations(book: rules.Book) -> Iterator[Problem]:
    yield from rules.violations(book)
    yield from dates.violations(book)


def _in_order(found: Iterable[Problem], spec: Spec) -> list[Problem]:
    """Table by table as the package lists them, line by line."""
    order = {name: position for position, name in enumerate(spec.tables)}
    return sorted(found, key=lambda problem: (order.get(problem.table, -1), problem.row))


def _line(table: str, row: int, row_id: str, field: str, value: str, expected: str) -> str:
    place = " ".join(
        part
        for part in (table, f"line {row}" if row else "", f"[{row_id}]" if row_id else "", field)
        if part
    )
    found = f" is '{_plain(messages.shortened(value, MOST_SHOWN))}'" if value else ""
    return f"{_plain(place)}{found}: expected {_plain(expected)}"


def _plain(text: str) -> str:
    """Text from a file, without what would break the line or drive a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _print(text: str) -> None:
    """Print, also to a terminal that lacks a character, or a pager that has been closed."""
    encoding = sys.stdout.encoding or "utf-8"
    try:
        print(text.encode(encoding, errors="backslashreplace").decode(encoding), flush=True)
    except BrokenPipeError:
        # As the Python manual advises: what is left in the buffer has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
