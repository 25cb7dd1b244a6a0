"""What changed between two versions of the record, why, and by how much it moves the temperature.

The ledger (`changes.csv`) has a row for each row that was added or removed, with its fields as
JSON, and for each field that changed. So either version follows from the other and the ledger.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.record.upgrade import Row, row_key, rows_of, table_file
from analysis.tables import dataset
from analysis.tables import package as schema
from analysis.tables.dataset import TABLES, Dataset
from analysis.temperature import acts
from analysis.temperature.line import line

TABLE = "changes"

COMPARED = tuple(name for name in TABLES if name != TABLE)

MEASURED = ("date", "date_precision", "direction", "cameo", "salience")
"""The fields of an event that the temperature is worked out from."""

DIGITS = 4
"""Effects are written in degrees with so many decimals."""


class Change(NamedTuple):
    """One row of the ledger, without its version, its reason and its effect."""

    table: str
    row_id: str
    change: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Reason:
    """Why rows or fields changed; what is empty fits any."""

    why: str
    table: str = ""
    change: str = ""
    field: str = ""
    ids: tuple[str, ...] = ()

    def fits(self, change: Change) -> bool:
        """Is it the reason of this change?"""
        return (
            self.table in ("", change.table)
            and self.change in ("", change.change)
            and self.field in ("", change.field)
            and (not self.ids or change.row_id in self.ids)
        )


def reasons(text: str) -> list[Reason]:
    """The reasons in a TOML file: a list `reason`, each with why and what it fits.

    Raises ValueError where one has no `why`, or names what a reason does not have.
    """
    listed = tomllib.loads(text).get("reason", [])
    for entry in listed:
        if set(entry) - set(Reason.__dataclass_fields__) or "why" not in entry:
            raise ValueError(f"a reason has why, and table, change, field or ids: {entry}")
    return [Reason(**{**entry, "ids": tuple(entry.get("ids", ()))}) for entry in listed]


def changes(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> list[Change]:
    """What must be done to the rows of one package to have those of another?

    Both hold the files of a package in the present schema. Rows are known by their keys; changes
    come in the order of the tables and of the new rows, removed rows last.
    """
    found: list[Change] = []
    tables = schema.parse(new[schema.FILE]).tables
    for table in (tables[name] for name in COMPARED):
        before, after = (
            {row_key(row, table): row for row in rows_of(held[table.path])} for held in (old, new)
        )
        for key, row in after.items():
            if key not in before:
                found.append(Change(table.name, key, "added", "", "", _written(row)))
                continue
            found += [
                Change(table.name, key, "changed", field, before[key].get(field, ""), value)
                for field, value in row.items()
                if before[key].get(field, "") != value
            ]
        found += [
            Change(table.name, key, "removed", "", _written(row), "")
            for key, row in before.items()
            if key not in after
        ]
    return found


def ledger(
    old: Mapping[str, bytes], new: Mapping[str, bytes], known: Sequence[Reason]
) -> tuple[bytes, pd.DataFrame]:
    """The ledger of the step from one package to the next, ahead of the steps before.

    Returns the file `changes.csv` of the new package, and the rows of this step. Raises ValueError
    where no reason fits a change; the first that fits counts.
    """
    package = schema.parse(new[schema.FILE])
    made = changes(old, new)
    why = {change: next((r.why for r in known if r.fits(change)), "") for change in made}
    bare = [change for change, said in why.items() if not said]
    if bare:
        first = " ".join(part for part in bare[0][:4] if part)
        raise ValueError(f"{len(bare)} changes have no reason; the first is {first}")
    moved = effects(dataset.from_files(old), dataset.from_files(new), made)
    created = str(package.descriptor["created"])[:10]
    rows = [
        {"version": package.version, "date": created, **change._asdict(), "reason": why[change]}
        | moved.get(change, {})
        for change in made
    ]
    spec = package.tables[TABLE]
    past = [r for r in rows_of(new[spec.path]) if r["version"] != package.version]
    return table_file(spec, [*past, *rows]), pd.DataFrame(rows)


def effects(old: Dataset, new: Dataset, made: Iterable[Change]) -> dict[Change, Row]:
    """By how much does each change of an event alone move the line of the old version?

    Returns effect_at_end (on the last day that the old version covers), largest_effect (signed,
    degrees) and largest_on, as the ledger writes them; 0 where the temperature is not worked out
    from the field.
    """
    at = pd.date_range(old.package.start, old.end)
    before = _line(old, old.events, at)
    found: dict[Change, Row] = {}
    for change in made:
        if change.table != "events":
            continue
        if change.change == "changed" and change.field not in MEASURED:
            found[change] = {"effect_at_end": "0", "largest_effect": "0"}
            continue
        moved = _line(old, _with(old.events, new.events, change), at) - before
        most = int(np.abs(moved).argmax())
        found[change] = {
            "effect_at_end": _number(moved[-1]),
            "largest_effect": _number(moved[most]),
            "largest_on": f"{at[most]:%Y-%m-%d}" if round(moved[most], DIGITS) else "",
        }
    return found


def mismatches(
    old: Mapping[str, bytes], new: Mapping[str, bytes], version: str
) -> Iterator[tuple[str, str]]:
    """Where does the ledger of the new package not tell what changed? (Row, and what was expected.)

    Empty where it tells all of it, and nothing else.
    """
    made = set(changes(old, new))
    told = {
        Change(*(row[name] for name in Change._fields)): row["row_id"]
        for row in rows_of(new[f"{TABLE}.csv"])
        if row["version"] == version
    }
    for change in sorted(made - set(told)):
        what = f"a row for {change.table} {change.field}".strip()
        yield change.row_id, f"{what}, which version {version} {change.change}"
    for change in sorted(set(told) - made):
        yield told[change], f"no row for {change.table} {change.field}, which did not change so"


def _line(dataset: Dataset, events: pd.DataFrame, at: pd.DatetimeIndex) -> Any:
    return line(acts.between(events, dataset.pair), at)["temperature"].to_numpy()


def _with(old: pd.DataFrame, new: pd.DataFrame, change: Change) -> pd.DataFrame:
    """The old events after one change alone."""
    own, other = old["event_id"] == change.row_id, new["event_id"] == change.row_id
    if change.change == "added":
        return pd.concat([old, new[other]], ignore_index=True)
    if change.change == "removed":
        return old[~own]
    told = new[other].iloc[0]
    columns = [change.field]
    if change.field == "cameo":
        columns = ["cameo", "root", "goldstein", "quad_class", "plover"]
    elif change.field == "salience":
        columns = ["salience", "weight"]
    return old.assign(**{name: old[name].mask(own, told[name]) for name in columns})


def _written(row: Row) -> str:
    """A row as JSON, with every field that it has."""
    return json.dumps(row, ensure_ascii=False) if row else ""


def _number(value: float) -> str:
    text = np.format_float_positional(round(float(value), DIGITS), trim="-")
    return "0" if text == "-0" else text


def lines(old: Dataset, new: Dataset, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """How did the temperature of each day read before, and how does it read after?

    Returns date, before, after (degrees; missing after the last day that a version covers).
    """
    at = pd.date_range(start, end)
    told = {"before": old, "after": new}
    return pd.DataFrame(
        {
            "date": at,
            **{
                name: pd.Series(_line(held, held.events, at)).where(at <= held.end)
                for name, held in told.items()
            },
        }
    )
