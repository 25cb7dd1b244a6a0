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
from typing import TextIO

import pandas as pd

from analysis.check import dates, messages, package, rules, sense, sides, versions
from analysis.check import files as reading
from analysis.check.messages import Expected, Problem
from analysis.check.package import Spec
from analysis.tables import pair
from analysis.tables.dataset import GAPS, TABLES
from analysis.tables.package import FILE

TEXTS = (pair.FILE, GAPS)
"""What is read of a package beside its tables."""

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
    files = _files(folder, found)
    descriptor, wrong = package.parse(files[FILE]) if FILE in files else (None, [])
    found += wrong
    if descriptor is None:
        return messages.frame(found), messages.frame([])
    spec, wrong = package.read(descriptor)
    found += [*wrong, *sides.problems(files.get(pair.FILE), descriptor)]
    found += _misplaced(spec, files, found)
    found += [
        Problem(path, 0, "", "", "", "a file of this name, which datapackage.json lists")
        for name, path in spec.paths.items()
        if name not in TABLES and path not in files
    ]
    sheets: dict[str, reading.Sheet] = {}
    found += _in_order(_table_problems(spec, files, sheets), spec)
    found += [] if found else versions.problems(folder)
    if found:
        return messages.frame(found), messages.frame([])
    codes = [side.code for side in pair.parse(files[pair.FILE].decode()).sides]
    doubts = sense.warnings(rules.Book(spec, sheets), codes, descriptor.get("explained", []))
    return messages.frame([]), messages.frame(_in_order(doubts, spec))


def check_files(files: Mapping[str, bytes], stop_after: int | None = None) -> pd.DataFrame:
    """What is wrong with this data package, held in memory: name of each file, and its bytes?

    Returns and raises as `problems` does. With `stop_after` the search ends once so many problems
    are found in the tables (a large file may have millions), and the first row of the result says
    that it did.
    """
    descriptor, wrong = package.parse(files.get(FILE, b""))
    if descriptor is None:
        return messages.frame(wrong)
    spec, found = package.read(descriptor)
    found += sides.problems(files.get(pair.FILE), descriptor)
    found += _misplaced(spec, files, found)
    inside = list(islice(_table_problems(spec, files, {}), stop_after))
    if stop_after is not None and len(inside) == stop_after:
        expected = Expected(
            "fewer than {n} problems: the check ended there, and there may be more",
            n=f"{stop_after:,}",
        )
        found.insert(0, Problem("", 0, "", "", "", expected))
    return messages.frame([*found, *_in_order(inside, spec)])


def _misplaced(
    spec: Spec, files: Mapping[str, bytes], known: Iterable[Problem]
) -> Iterator[Problem]:
    """Files that are listed and not there, or that nothing would read, and texts that are none."""
    told = {problem.table for problem in known}
    listed = messages.one_of(sorted(f"{name}.csv" for name in spec.declared))
    for name in files:
        if spec.declared and name.lower().endswith(".csv") and name not in listed.values:
            yield Problem(name, 0, "", "", name, listed.expected(name))
    for name, table in spec.tables.items():
        if name in TABLES and table.path not in files and table.path not in told:
            expected = reading.unread(Expected("the file {file}", file=table.path))
            yield Problem(name, 0, "", "", "", expected)
    for name in TEXTS:
        if reading.undecodable(files.get(name, b"")) >= 0:
            yield Problem(name, 0, "", "", "", Expected("UTF-8 text"))


def _table_problems(
    spec: Spec, files: Mapping[str, bytes], sheets: dict[str, reading.Sheet]
) -> Iterator[Problem]:
    """What is wrong inside the tables, in no particular order; they are put into `sheets`."""
    for name, table in spec.tables.items():
        if table.path in files:
            reader = reading.Reader(files[table.path], table)
            yield from reader.problems()
            if reader.sheet is not None:
                sheets[name] = reader.sheet
    book = rules.Book(spec, sheets)
    yield from rules.violations(book)
    yield from dates.violations(book)


def _in_order(found: Iterable[Problem], spec: Spec) -> list[Problem]:
    """Table by table as the package lists them, line by line."""
    order = {name: position for position, name in enumerate(spec.tables)}
    return sorted(found, key=lambda problem: (order.get(problem.table, -1), problem.row))


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
    say("\n".join(told), sys.stdout)
    return 0 if found.empty else 1


def _files(folder: Path, found: list[Problem]) -> dict[str, bytes]:
    """What the folder holds by name, empty what nothing reads; what keeps it closed is noted."""
    if not folder.is_dir():
        what = "a folder; this is a file" if folder.exists() else "a folder that exists"
        found.append(Problem("", 0, "", "", str(folder), what))
        return {}
    files: dict[str, bytes] = {}
    try:
        for path in sorted(folder.iterdir()):
            try:
                is_read = path.name.lower().endswith(".csv") or path.name in (FILE, *TEXTS)
                files[path.name] = path.read_bytes() if is_read else b""
            except OSError as error:
                expected = "a file that can be read"
                found.append(Problem(path.name, 0, "", "", error.strerror or "", expected))
    except OSError as error:
        found.append(Problem("", 0, "", "", error.strerror or "", "a folder that can be listed"))
    if FILE not in files and not found:
        expected = "the file datapackage.json, which says what the tables hold"
        found.append(Problem(FILE, 0, "", "", "", expected))
    return files


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


def say(text: str, to: TextIO) -> None:
    """Print, also to a terminal that lacks a character, or a pager that has been closed."""
    encoding = to.encoding or "utf-8"
    known = text.encode(encoding, errors="backslashreplace").decode(encoding)
    try:
        print(known, file=to, flush=True)
    except BrokenPipeError:
        # As the Python manual advises: what is left in the buffer has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), to.fileno())
