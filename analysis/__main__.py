"""The tables from the command line: `python -m analysis --help`.

Exit status: 0 when what was asked for was done, 1 when it could not be (problems in the tables, no
row that passes the filters, a file that cannot be written), 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import difflib
import io
import json
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

from analysis import check, commands, writing
from analysis.article import command as article_command
from analysis.check.package import EARLIEST, LATEST
from analysis.commands import day_of
from analysis.compare import command as compare_command
from analysis.files import citation, export, newpair, workbook
from analysis.files.citation import Citation
from analysis.record import releases
from analysis.streams import StreamError
from analysis.streams import command as streams_command
from analysis.tables import dataset, filters
from analysis.tables.dataset import Dataset
from analysis.tables.dates import iso
from analysis.tables.filters import Filters
from analysis.temperature import acts, line
from analysis.temperature.certainty.record import resamples
from analysis.temperature.measures import doubt, standing
from analysis.usage import NothingError, UsageError, data_option

DONE, FAILED, MISUSED = 0, 1, 2

FORMATS = (".xlsx", ".csv", ".parquet", ".zip")
MOST_DAYS, MOST_WEIGHT = 36_525, 1_000
"""Beyond a half-life of a century or such a weight no event tells on any day."""

READ = f"the data package to read (default: the one shipped, or ${dataset.FOLDER_VARIABLE})"

NARROWING = {
    "actors": "rows in which one of these takes part, by id, as in wang-yi",
    "topics": "events, contacts and statements on one of these, as in canola",
    "domains": "events of these domains, and the contacts that belong to them",
    "directions": "who acts towards whom, as in mutual",
}
"""The filters of which several values may be named."""

MOVERS = 5
"""So many events are named that hold the temperature up or down most."""

EPILOG = """\
examples:
  python -m analysis export --years 2018-2021 --actors wang-yi --to out.xlsx
  python -m analysis export --table contacts --as-of 2020-12-31 --to contacts.parquet
  python -m analysis check
  python -m analysis temperature --at 2020-08-25
  python -m analysis new-pair AUS NZL ../aus-nzl
  python -m analysis upgrade ../aus-nzl
  python -m analysis changes releases/1.0.0.zip data
  python -m analysis import table.xlsx --mapping mapping.toml --to ../made
  python -m analysis verify ADDRESS
  python -m analysis compare --measure days-to-first-contact
  python -m analysis article story.html --published 2020-08-26
  python -m analysis streams import *.export.CSV.zip --pair AUS NZL --to ../machine

exit status: 0 done; 1 not done (problems in the tables, no row left, nothing written);
2 wrong usage
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says and return the exit status."""
    parser = _parser()
    # Told at the end: a reader who does not listen on must not stop what is done halfway.
    with redirect_stdout(io.StringIO()) as told:
        status = _done(parser, argv)
    if told.getvalue():
        check.say(told.getvalue().removesuffix("\n"), sys.stdout)
    return status


def _done(parser: argparse.ArgumentParser, argv: Sequence[str] | None) -> int:
    try:
        arguments = parser.parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or DONE)
    status, said = FAILED, ""
    try:
        return int(arguments.run(arguments))
    except UsageError as error:
        status, said = MISUSED, str(error)
    except (NothingError, StreamError, OSError) as error:
        said = str(error)
    except KeyboardInterrupt:
        said = "stopped"
    check.say(f"{parser.prog} {arguments.command}: {said}", sys.stderr)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m analysis",
        description="Export the tables, check them, read the temperature, start a new pair, or "
        "take rows out of event streams.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    added = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _export_command(added.add_parser("export", help="write filtered rows into a file"))
    _check_command(added.add_parser("check", help="say what is wrong with a data package"))
    _temperature_command(
        added.add_parser("temperature", help="how warm or cold it was on a day, and why")
    )
    _new_pair_command(
        added.add_parser("new-pair", help="write a folder to start another pair from")
    )
    streams_command.add(
        added.add_parser("streams", help="take the rows of a pair out of event streams")
    )
    compare_command.add(
        added.add_parser("compare", help="how long episodes of several pairs lasted")
    )
    article_command.add(added.add_parser("article", help="hold a news article against the record"))
    commands.add(added)
    return parser


def _export_command(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Write the rows that pass the filters into a file. The ending of --to decides: .xlsx is a "
        "workbook with a sheet for each table, the codebook and the citation; .csv and .parquet "
        "hold one table; .zip is a data package, with the rows that the chosen ones refer to."
    )
    parser.add_argument(
        "--to", type=Path, required=True, metavar="FILE", help=f"ends with {', '.join(FORMATS)}"
    )
    parser.add_argument(
        "--table",
        choices=dataset.TABLES,
        metavar="TABLE",
        help=f"one table: {', '.join(dataset.TABLES)} (default: all; events for .csv, .parquet)",
    )
    parser.add_argument("--years", metavar="FIRST-LAST", help="as in 2018-2021, or 2018 alone")
    for name, what in NARROWING.items():
        parser.add_argument(f"--{name}", nargs="+", default=[], metavar="ID", help=what)
    parser.add_argument("--as-of", metavar="DAY", help="the record as it stood at the end of DAY")
    parser.add_argument(
        "--only-themselves",
        action="store_true",
        help="a state among --actors does not stand for its people",
    )
    data_option(parser, READ)
    parser.set_defaults(run=_export)


def _check_command(parser: argparse.ArgumentParser) -> None:
    parser.description = "Check a data package, as python -m analysis.check does."
    parser.add_argument("folder", type=Path, nargs="?", help="instead of --data")
    parser.add_argument("--all", action="store_true", help="print every problem")
    data_option(parser, READ)
    parser.set_defaults(run=_check)


def _temperature_command(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "How warm or cold was the relationship at the end of a day: degrees from -10 to +10, the "
        "named band, between which values the record and the state put it (90 %), how many acts "
        "of the two sides stand behind it, and those that hold it up or down most."
    )
    parser.add_argument("--at", metavar="DAY", help="a day (default: the end of coverage)")
    parser.add_argument(
        "--half-life",
        type=float,
        default=line.HALF_LIFE_DAYS,
        metavar="DAYS",
        help="after so many days an event counts half (default: %(default)g)",
    )
    parser.add_argument(
        "--prior",
        type=float,
        default=line.PRIOR_WEIGHT,
        metavar="WEIGHT",
        help="the weight of neutrality (default: %(default)g)",
    )
    data_option(parser, READ)
    parser.set_defaults(run=_temperature)


def _new_pair_command(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Write a data package of invented examples for two countries into a new folder; the "
        "dashboard shows it at once (DASHBOARD_DATA=FOLDER make run)."
    )
    parser.add_argument("a", metavar="A", help="side a, an ISO 3166 alpha-3 code as in AUS")
    parser.add_argument("b", metavar="B", help="side b, the same")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="new, or empty")
    parser.add_argument("--name-a", metavar="NAME", help="the English name of side a")
    parser.add_argument("--name-b", metavar="NAME", help="the English name of side b")
    parser.set_defaults(run=_new_pair)


def _export(arguments: argparse.Namespace) -> int:
    target: Path = arguments.to
    if target.suffix not in FORMATS:
        raise UsageError(f"--to {target}: expected a name that ends with {', '.join(FORMATS)}")
    if target.suffix == ".zip" and arguments.table:
        raise UsageError("--table does not go with .zip, which holds every table")
    record = _load(arguments.data)
    chosen = _filters(arguments, record)
    shown = export.selected(filters.apply(record, chosen))
    names = [arguments.table] if arguments.table else list(dataset.TABLES)
    if target.suffix in {".csv", ".parquet"}:
        names = [arguments.table or "events"]
    counted = [name for name in names if name in export.SELECTABLE] or names
    rows = sum(len(getattr(shown, name)) for name in counted)
    if not rows:
        raise NothingError("no row passes these filters; nothing was written")
    known = filters.apply(record, chosen.only_as_of())
    mark = releases.digest(releases.read(arguments.data))
    cited = citation.of(shown.package, date.today(), end=shown.end, digest=mark)
    writing.file(target, _content(target.suffix, shown, known, names, chosen, cited))
    print(f"{target}: {rows:,} rows of {', '.join(counted)}\n{cited.apa()}")
    return DONE


def _content(
    suffix: str,
    shown: Dataset,
    known: Dataset,
    names: Sequence[str],
    chosen: Filters,
    cited: Citation,
) -> bytes:
    tables = {name: getattr(shown, name) for name in names}
    specs = shown.package.tables
    if suffix == ".xlsx":
        said = [f"{key}: {value}" for key, value in export.selection(chosen).items()]
        return workbook.workbook(tables, specs, [cited.apa(), *cited.bibtex().split("\n"), *said])
    if suffix == ".zip":
        files = export.package(export.complete(shown, known), chosen)
        return export.archive({**files, citation.FILE: cited.text().encode()})
    (name,) = names
    if suffix == ".csv":
        return export.csv(tables[name], specs[name])
    about = {"citation": cited.apa(), "selection": json.dumps(export.selection(chosen))}
    return export.parquet(tables[name], specs[name], about)


def _check(arguments: argparse.Namespace) -> int:
    folder = str(arguments.folder or arguments.data)
    return check.main([folder, *(["--all"] if arguments.all else [])])


def _temperature(arguments: argparse.Namespace) -> int:
    if not 1 <= arguments.half_life <= MOST_DAYS or not 0 <= arguments.prior <= MOST_WEIGHT:
        raise UsageError(
            f"--half-life is a number from 1 to {MOST_DAYS}, --prior one from 0 to {MOST_WEIGHT}"
        )
    record = _load(arguments.data)
    day = day_of("--at", arguments.at) if arguments.at else record.end
    if day > record.end:
        raise UsageError(f"--at {day:%Y-%m-%d}: the record ends on {record.end:%Y-%m-%d}")
    known = filters.apply(record, Filters(as_of=day))
    events = acts.between(known.events, known.pair)
    if events.empty:
        raise NothingError(f"no event is on record up to {day:%Y-%m-%d}")
    unsure = doubt(known)
    drawn = resamples(events, errors=unsure.errors)
    now = standing(drawn, day, unsure, arguments.half_life, arguments.prior)
    parts = line.breakdown(events, day, arguments.half_life, arguments.prior)
    print(f"{day:%Y-%m-%d}  {now['value']:+.2f} degrees  {line.named_band(now['value'])}")
    print(f"record {now['low']:+.2f} to {now['high']:+.2f}")
    print(f"state {now['state_low']:+.2f} to {now['state_high']:+.2f}")
    print(
        f"half-life {arguments.half_life:g} days, prior weight {arguments.prior:g}; state: "
        f"variance {unsure.drift.spread:.2f}, noise {unsure.drift.noise:.2f}, "
        f"memory {unsure.drift.memory:.1f} days; "
        f"{now['events']} acts of the last two half-lives stand behind it"
    )
    largest = parts["contribution"].abs().sort_values(ascending=False).index[:MOVERS]
    named = parts.loc[largest].assign(day=lambda rows: iso(rows["date"], rows["date_precision"]))
    for event in named.itertuples():
        print(f"  {event.contribution:+.2f}  {event.day}  {event.title}")
    return DONE


def _new_pair(arguments: argparse.Namespace) -> int:
    given = {arguments.a: arguments.name_a, arguments.b: arguments.name_b}
    names = {code: name for code, name in given.items() if name is not None}
    for name in names.values():
        if not name or not name.isprintable() or name != name.strip():
            raise UsageError(f"{name!r}: expected a name of signs that can be printed")
    try:
        sides = newpair.sides(arguments.a, arguments.b, names)
    except newpair.UnknownCountryError as error:
        raise UsageError(f"{error}; give its name with --name-a or --name-b") from error
    except ValueError as error:
        raise UsageError(str(error)) from error
    newpair.write(newpair.files(sides), arguments.folder)
    print(f"{arguments.folder}: a package of invented examples, to be replaced")
    print(f"check it: python -m analysis check {arguments.folder}")
    print(f"see it:   {dataset.FOLDER_VARIABLE}={arguments.folder} make run")
    return DONE


def _load(folder: Path) -> Dataset:
    """The tables of a folder; what is wrong with them, where they cannot be loaded."""
    try:
        return dataset.load(folder)
    # Whatever a broken table makes the loader stumble over, the check says it in words.
    except Exception as error:
        found = check.problems(folder)
        if found.empty:
            raise
        raise NothingError(f"{folder} cannot be read\n{check.report(found, 20)}") from error


def _filters(arguments: argparse.Namespace, record: Dataset) -> Filters:
    known = {
        "actors": record.actors["actor_id"],
        "topics": record.topics,
        "domains": record.events["domain"].cat.categories,
        "directions": record.events["direction"].cat.categories,
    }
    narrowed: dict[str, Any] = {n: _known(n, getattr(arguments, n), known[n]) for n in NARROWING}
    return Filters(
        **narrowed,
        years=_years(arguments.years) if arguments.years else None,
        as_of=day_of("--as-of", arguments.as_of) if arguments.as_of else None,
        people_of_states=not arguments.only_themselves,
    )


def _known(option: str, values: Sequence[str], known: Iterable[str]) -> tuple[str, ...]:
    names = list(known)
    for value in values:
        if value not in names:
            near = difflib.get_close_matches(value, names, n=3)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            raise UsageError(f"--{option} {value} is not known{hint}")
    return tuple(sorted(values))


def _years(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{4}))?", text)
    if not found or not EARLIEST <= found[1] <= (found[2] or found[1]) <= LATEST:
        within = f"from {EARLIEST} to {LATEST}"
        raise UsageError(f"--years {text}: expected FIRST-LAST {within}, as in 2018-2021")
    return int(found[1]), int(found[2] or found[1])


if __name__ == "__main__":
    raise SystemExit(main())
