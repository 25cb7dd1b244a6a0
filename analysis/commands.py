"""The record through its versions, from the command line: upgrade, changes, verify."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd

from analysis import check, writing
from analysis.contacts.often import last_day_of
from analysis.files import upload
from analysis.files.mapping import laid
from analysis.headline import Headline, headline
from analysis.record import ledger, releases, upgrade
from analysis.tables import dataset, filters
from analysis.tables import package as schema
from analysis.tables import pair as pairs
from analysis.tables.dataset import Dataset
from analysis.tables.dates import iso, last_of
from analysis.tables.filters import Filters
from analysis.tables.offices import with_level
from analysis.usage import NothingError, UsageError, data_option


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Say which package it was that could not be read, whatever its reader stumbled over."""
    try:
        yield
    except (UsageError, NothingError, OSError):
        raise
    except Exception as error:
        raise NothingError(f"{path} cannot be read: {error!s}") from error


def day_of(option: str, text: str) -> pd.Timestamp:
    """The day that an option gives, one that a record may hold."""
    day = check.package.day(text)
    if day is None:
        years = f"from {check.package.EARLIEST} to {check.package.LATEST}"
        raise UsageError(f"{option} {text}: expected a day {years}, as in 2020-08-25")
    return day


def add(commands: Any) -> None:
    """Add these commands to the command line."""
    _upgrade_command(
        commands.add_parser("upgrade", help="bring a package of an earlier schema to this one")
    )
    _changes_command(
        commands.add_parser("changes", help="write the ledger of what changed between versions")
    )
    _import_command(
        commands.add_parser("import", help="lay a foreign table beside ours and take its rows")
    )
    _verify_command(
        commands.add_parser("verify", help="work out anew the figures that an address shows")
    )


def _upgrade_command(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Bring a package of an earlier schema to the present one, in its folder or in another. New "
        "columns are filled where the earlier schema decides their values; a file upgrade.csv "
        "(table, row_id, field, value) beside the tables gives others."
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="write there instead")
    parser.set_defaults(run=_upgrade)


def _changes_command(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Compare two packages, folders or ZIP archives, row by row and field by field, and write "
        "changes.csv into the folder NEW: what changed, why, and by how much it moves the "
        "temperature. Ledgers of earlier versions in it are kept."
    )
    parser.add_argument("old", type=Path, metavar="OLD")
    parser.add_argument("new", type=Path, metavar="NEW")
    parser.add_argument(
        "--reasons",
        type=Path,
        metavar="FILE",
        help="a TOML file of reasons (default: releases/VERSION.toml beside NEW)",
    )
    parser.set_defaults(run=_changes)


def _verify_command(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Say what the address of a view shows: which version of which record, its SHA-256, and the "
        "headline figures, worked out anew. Its filters do not count: these figures are of the "
        "whole record."
    )
    parser.add_argument("address", metavar="ADDRESS", help="as a citation gives it")
    data_option(parser, "the present record")
    parser.set_defaults(run=_verify)


def _import_command(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Read a table as it is: CSV, Excel, Parquet, JSON or XML. One that is none of ours is laid "
        "beside ours; how, is written as a mapping, to be corrected and used again. The tables "
        "with its rows are written into the folder TO."
    )
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--mapping", type=Path, metavar="FILE", help="how its columns are ours")
    data_option(parser, "the present record")
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="write there what was made")
    parser.set_defaults(run=_import)


def _import(arguments: argparse.Namespace) -> int:
    given = [path for path in (arguments.file, arguments.mapping) if path]
    base, _version = _package(arguments.data)
    verdict = upload.judge([(path.name, path.read_bytes()) for path in given], base)
    for beside in verdict.laid:
        print("\n".join(laid.lines(beside)))
    for mend in verdict.mends:
        print(f"{mend.origin}: {mend.field}, {mend.rows} rows: {mend.before} is {mend.after}")
    for doubt in verdict.doubts:
        print(f"{doubt.origin}: {doubt.kind} is one of {', '.join(doubt.options)}: say which")
    for each in verdict.merged:
        print(f"{each.table}: {len(each.new)} new, {each.changed} changed, {each.same} the same")
    made = {f"{each.table}.csv": each.content for each in verdict.merged if verdict.sound}
    made |= {schema.FILE: verdict.descriptor} if verdict.descriptor else {}
    proposed = [each.layout.toml() for each in verdict.laid if not each.told or each.missing]
    if proposed:
        made["mapping.toml"] = proposed[0].encode()
    if arguments.to:
        writing.folder(arguments.to, made)
    elif proposed:
        print(f"\n{proposed[0]}")
    if len(verdict.problems):
        print(check.report(verdict.problems, check.MOST_PRINTED))
    return 0 if verdict.sound else 1


def _upgrade(arguments: argparse.Namespace) -> int:
    folder: Path = arguments.folder
    target: Path = arguments.to or folder
    held = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    with reading(folder):
        made, added = upgrade.files(held)
    kept = held if target == folder else {}
    writing.folder(target, {n: made[n] for n in made if kept.get(n) != made[n]})
    for new in added:
        what = f"column {new.field}" if new.field else "table"
        print(f"{new.table}: {what}, filled in {check.messages.count(new.filled, 'row')}")
    found = check.problems(target)
    print(check.report(found, check.MOST_PRINTED))
    return 0 if found.empty else 1


def _changes(arguments: argparse.Namespace) -> int:
    old, _before = _package(arguments.old)
    new, version = _package(arguments.new)
    beside = arguments.new.parent / releases.FOLDER.name / f"{version}.toml"
    told: Path = arguments.reasons or beside
    with reading(told):
        known = ledger.reasons(told.read_text(encoding="utf-8"))
        content, rows = ledger.ledger(old, new, known)
    target = arguments.new / f"{ledger.TABLE}.csv"
    writing.file(target, content)
    print(f"{target}: {check.messages.count(len(rows), 'row')} of version {version}")
    if len(rows):
        print(rows.groupby(["table", "change"], sort=False).size().to_string())
    return 0


def _package(path: Path) -> tuple[dict[str, bytes], str]:
    """The files of a package, and which version of the record it is."""
    with reading(path):
        files = releases.of_path(path)
        return files, str(json.loads(files[schema.FILE]).get("version", ""))


def _verify(arguments: argparse.Namespace) -> int:
    try:
        asked = parse_qs(urlsplit(arguments.address).query)
    except ValueError as error:
        raise UsageError(f"{arguments.address}: expected an address; {error!s}") from error
    known = asked.get("as_of", [""])[0]
    as_of = day_of("as_of", str(last_of(known) or known)) if known else None
    pair, beside = asked.get("pair", [""])[0], dataset.home_of_pairs()
    others = sorted(path.parent.name for path in beside.glob(f"*/{pairs.FILE}"))
    if pair and pair not in others:
        raise NothingError(f"the pair {pair} is not here; here are: {', '.join(others) or 'none'}")
    place = beside / pair if pair else arguments.data
    present, version = _package(place)
    wanted = asked.get("v", [version])[0]
    if pair and wanted != version:
        raise UsageError(f"{wanted} is not kept of {pair}: expected {version}")
    try:
        digest = releases.digest(present if wanted == version else releases.files(wanted))
        with reading(place):
            record = dataset.from_files(present) if wanted == version else releases.load(wanted)[0]
    except releases.UnknownVersionError as error:
        raise UsageError(f"{error}, {version}") from error
    print(f"version {wanted}\nSHA-256 {digest}")
    for cited in asked.get("sha256", []):
        same = digest.startswith(cited)
        print(f"cited   {cited}: {'the same' if same else 'another package'}")
        if not same:
            return 1
    for name, value in figures(record, as_of).items():
        print(f"{name}: {value}")
    return 0


def figures(record: Dataset, as_of: pd.Timestamp | None = None) -> dict[str, str]:
    """The headline figures of the record on a day, as they are printed."""
    known = filters.apply(record, Filters(as_of=as_of))
    found = headline(known.with_tables(contacts=with_level(known.contacts, known.offices)))
    unknown = int((found.cases["standing"] == "outcome-unknown").sum())
    return {
        "day": f"{found.day:%Y-%m-%d}",
        "events": f"{len(known.events):,}",
        "contacts": f"{len(known.contacts):,}",
        "temperature": f"{found.stands['value']:+.4f} degrees",
        "record band": f"{found.stands['low']:+.4f} to {found.stands['high']:+.4f}",
        "last meeting of leaders": _last(found, "last_leader"),
        "last meeting of ministers": _last(found, "last_minister"),
        "restrictions": "; ".join(
            f"{side} {row['in-force']} in force, {row['end-unknown']} with no known end"
            for side, row in found.restrictions.iterrows()
        ),
        "open cases": f"{len(found.cases) - unknown}, and {unknown} of unknown outcome",
    }


def _last(found: Headline, which: str) -> str:
    rows = getattr(found, which)
    if rows.empty:
        return "none"
    first, last = rows["date"].iloc[0], last_day_of(rows).iloc[0]
    told = str(iso(rows["date"], rows["date_precision"]).iloc[0])
    return told + (f" to {last:%Y-%m-%d}" if last > first else "")
