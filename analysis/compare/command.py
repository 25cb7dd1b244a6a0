"""`python -m analysis compare`: episodes of several pairs, measured from their triggers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis import check
from analysis.compare.durations import MEASURES, durations, median
from analysis.compare.episodes import KEY, episodes, lacking
from analysis.tables import dataset
from analysis.tables.dataset import Dataset
from analysis.tables.pair import FILE
from analysis.usage import data_option


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command to the parser of the command line."""
    parser.description = (
        "Print how many days after its trigger each episode saw something, of all packages at "
        "hand: the table of the page Compare. An episode that has not seen it is open."
    )
    parser.add_argument("--measure", choices=MEASURES, required=True, help=", ".join(MEASURES))
    data_option(parser, "a package")
    parser.add_argument(
        "--pairs",
        type=Path,
        default=dataset.home_of_pairs(),
        metavar="FOLDER",
        help="the folder that holds those of other pairs (default: pairs beside, or "
        f"${dataset.PAIRS_VARIABLE})",
    )
    parser.set_defaults(run=_compare)


def _compare(arguments: argparse.Namespace) -> int:
    folders = [arguments.data, *(path.parent for path in sorted(arguments.pairs.glob(f"*/{FILE}")))]
    records: dict[str, Dataset] = {}
    for folder in folders:
        if check.problems(folder).empty:
            record = dataset.load(folder)
            # Two packages may bear one name, but not two folders.
            own = record.package.name if folder == arguments.data else folder.name
            records[own] = record
        else:
            check.say(f"left out, for it has problems: {folder.name}", sys.stderr)
    for name in lacking(records):
        check.say(f"no episode on record: {name}", sys.stderr)
    print(told(records, arguments.measure))
    return 0 if records else 1


def told(records: Mapping[str, Dataset], measure: str) -> str:
    """The durations of one measure as text, the shortest first, and their median."""
    known = episodes(records)
    rows = durations(records, known)
    rows = rows[rows["measure"] == measure].merge(known[[*KEY, "begin"]], on=KEY, validate="1:1")
    if rows.empty:
        return "no episode on record"
    ordered = rows.sort_values(["open", "days"])
    spans = [_span(*each) for each in zip(ordered["days"], ordered["days_most"], strict=True)]
    shown = ordered.assign(days=spans)[[*KEY, "begin", "days", "open", "row_id"]]
    half = median(rows)
    found = f"median {_span(half.days, half.most)} days (95 %: {half.low:g} to {half.high:g})"
    said = "too few for a median" if pd.isna(half.days) else found
    return f"{shown.to_string(index=False)}\n{half.n} episodes, {half.came} have seen it; {said}"


def _span(least: float, most: float) -> str:
    """A number of days, or between which two it lies."""
    return f"{least:g}" if least == most else f"{least:g} to {most:g}"
