"""`python -m analysis streams`: take the rows of a pair out of published files, and read them."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from analysis import writing
from analysis.streams import engine, intake, manifest, measures
from analysis.streams.columns import Count, Sides, country_name
from analysis.streams.manifest import Manifest
from analysis.tables import dataset
from analysis.usage import UsageError

NAMED = 10
"""So many faults are printed; the manifest has them all."""

EXAMPLES = """\
examples:
  python -m analysis streams import 2024*.export.CSV.zip --pair AUS NZL --to aus-nzl
  python -m analysis streams months aus-nzl --to months.csv
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command to the parser of the command line."""
    parser.description = (
        "Take the rows of one pair out of machine-coded event streams (GDELT, ICEWS, POLECAT), of "
        "any size, into a folder that the dashboard shows beside the curated record "
        "(DASHBOARD_STREAMS=FOLDER make run)."
    )
    parser.epilog = EXAMPLES
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    commands = parser.add_subparsers(dest="streams_command", required=True, metavar="COMMAND")
    taking = commands.add_parser("import", help="read published files into a folder")
    taking.description = (
        "Read files as they are published: plain, .gz or .zip. What is in the folder already is "
        "passed over, so that an import that broke off goes on. Every row that is refused is "
        "counted, and named in FOLDER/manifest.json."
    )
    taking.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="a file, or a folder of files"
    )
    taking.add_argument(
        "--pair", nargs=2, required=True, metavar=("A", "B"), help="ISO 3166 alpha-3 codes"
    )
    taking.add_argument(
        "--also",
        action="append",
        default=[],
        metavar="CODE=NAME",
        help="what else a side is called in the files, as in ROU=ROM, or in ICEWS "
        "'RUS=Russian Federation' (may be repeated)",
    )
    taking.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="new, or imported")
    taking.set_defaults(run=_import)
    months = commands.add_parser("months", help="what a folder holds, month by month")
    months.description = (
        "Reports, repeated and mirrored rows, and folded events of each month, by direction and "
        f"CAMEO root. Computed by DuckDB, or by what {engine.VARIABLE} names."
    )
    months.add_argument("folder", type=Path, metavar="FOLDER", help="as import writes it")
    months.add_argument("--to", type=Path, metavar="FILE", help="a CSV file (default: print it)")
    months.set_defaults(run=_months)


def _import(arguments: argparse.Namespace) -> int:
    sides = _sides(arguments.pair, arguments.also)
    paths = files(arguments.files)
    seen: Counter[str] = Counter()
    with _progress(paths) as told:

        def heard(path: Path, count: Count) -> None:
            seen.update(count.seen)
            told(path, count)

        try:
            held = intake.import_files(paths, sides, arguments.to, heard)
        except KeyboardInterrupt:
            print("stopped; the same command goes on from the last whole file", file=sys.stderr)
            return 1
    print(_report(held, {path.name for path in paths}))
    if not held.total("kept"):
        known = ", ".join(name for name, _count in seen.most_common(NAMED) if name)
        print(f"no row is about {sides.a} and {sides.b}; actors seen first: {known or 'none'}")
        print("a side that is called otherwise in these files is told with --also CODE=NAME")
        return 1
    return 0


def _months(arguments: argparse.Namespace) -> int:
    sides = manifest.load(arguments.folder).sides
    found = measures.reports(
        engine.opened(arguments.folder), sides.a, sides.b, dataset.load().cameo_goldstein
    )
    months = measures.by_month(measures.by_day(measures.folded(found)))
    table = months.order_by(["month", "direction", "root"]).to_pandas()
    if arguments.to:
        writing.file(arguments.to, table.to_csv(index=False, lineterminator="\n").encode())
        print(f"{arguments.to}: {len(table)} rows")
    else:
        print(table.to_string(index=False))
    return 0


def files(paths: Iterable[Path]) -> list[Path]:
    """The files meant: each named one, and those inside each named folder, in order of name.

    Raises UsageError for a name that does not exist.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(each for each in path.rglob("*") if each.is_file())
        elif path.exists():
            found.append(path)
        else:
            raise UsageError(f"{path} does not exist")
    return found


def _sides(pair: Sequence[str], also: Iterable[str]) -> Sides:
    a, b = pair
    names: dict[str, tuple[str, ...]] = {}
    for each in also:
        code, mark, name = each.partition("=")
        if not mark or not name or code not in pair:
            raise UsageError(f"--also {each}: expected {a} or {b}, =, and a name")
        names[code] = (*names.get(code, ()), name)
    for code in pair:
        if not country_name(code):
            raise UsageError(f"--pair {a} {b}: {code} is no country's ISO 3166 alpha-3 code")
    if a == b:
        raise UsageError(f"--pair {a} {b}: expected two different sides")
    return Sides(a, b, names)


def _report(held: Manifest, asked: set[str]) -> str:
    """What the folder holds, and what was wrong with the files that were asked for."""
    first, last = held.days()
    reach = f" ({first} to {last})" if first else ""
    refused = held.refused()
    lines = [
        f"{len(held.sources)} files, {held.total('rows'):,} rows: {held.total('kept'):,} kept"
        f"{reach}, {held.total('other'):,} of other pairs, {sum(refused.values()):,} refused",
        *(f"  refused for its {reason}: {rows:,}" for reason, rows in refused.items()),
        *(f"{name}: {terms}" for name, terms in held.licences().items()),
    ]
    without = sum(source.rows > 0 and not source.kept for source in held.sources)
    if without:
        lines.append(f"files without a row of the pair: {without:,}")
    faults = [f"{source.name}: {source.fault}" for source in held.sources if source.fault] + [
        f"{source.name}, row {row}: {reason} {value!r}"
        for source in held.sources
        if source.name in asked and not source.fault
        for row, reason, value in source.examples
    ]
    more = len(faults) - NAMED
    return "\n".join(
        [*lines, *faults[:NAMED], *([f"and {more} more, in {manifest.FILE}"] if more > 0 else [])]
    )


@contextmanager
def _progress(paths: Sequence[Path]) -> Iterator[Callable[[Path, Count], None]]:
    """A bar on a terminal: bytes of all files, and rows read."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    sizes = [path.stat().st_size for path in paths]
    begins = {path: sum(sizes[:number]) for number, path in enumerate(paths)}
    console = Console(stderr=True)
    columns = (
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]:,} rows, {task.fields[kept]:,} kept"),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    before, now = Count(), Count()
    with Progress(*columns, console=console, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("", total=sum(sizes), rows=0, kept=0)

        def told(path: Path, count: Count) -> None:
            nonlocal now
            if count is not now:
                before.rows, before.kept = before.rows + now.rows, before.kept + now.kept
                now = count
            bar.update(
                task,
                completed=begins[path] + count.position,
                description=path.name,
                rows=before.rows + count.rows,
                kept=before.kept + count.kept,
            )

        yield told
