"""Which rows of a view are new or changed, and since which version of the record?"""

from __future__ import annotations

import pandas as pd

from analysis.files import export
from analysis.tables import kinds
from analysis.tables.dataset import Dataset

TABLES = tuple(name for name in export.SELECTABLE if kinds.of(name).has_card)
"""The tables whose rows are news: those that filters narrow and that a reader can open."""


def news(shown: Dataset) -> pd.DataFrame:
    """Which of these rows did which version add or change? The latest first.

    From the ledger of changes, and for events that it does not tell from the version in which they
    were added, where that is the present one. Returns version, date (of the version), table,
    row_id, dated (the row's own date), at (its place on the index of its table), added (bool),
    fields and reasons (tuples of text).
    """
    rows = pd.concat([_rows(shown, name) for name in TABLES], ignore_index=True)
    ledger = shown.changes.astype({"table": "str"})
    told = ledger.groupby(["version", "date", "table", "row_id"], sort=False).agg(
        added=("change", lambda changes: (changes == "added").any()),
        fields=("field", lambda fields: tuple(f for f in dict.fromkeys(fields) if f)),
        reasons=("reason", lambda reasons: tuple(r for r in dict.fromkeys(reasons) if r)),
    )
    found = told.reset_index().merge(rows, on=["table", "row_id"], validate="many_to_one")
    found = pd.concat([found, _untold(shown, rows, ledger)], ignore_index=True)
    order = ["date", "dated", "table", "row_id"]
    ascending = [False, False, True, True]
    return found.sort_values(order, ascending=ascending, kind="stable", ignore_index=True)


def _rows(shown: Dataset, table: str) -> pd.DataFrame:
    """The rows of a table: how the ledger names each, its date, its place."""
    rows, spec = shown.tables()[table], shown.package.tables[table]
    return pd.DataFrame(
        {
            "table": table,
            "row_id": export.keys(rows, spec),
            "dated": kinds.of(table).dates(rows),
            "at": rows.index,
        }
    )


def _untold(shown: Dataset, rows: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
    """The events that the present version added, where the ledger does not tell them."""
    version = shown.package.version
    new = shown.events.loc[shown.events["added_on"] == version, "event_id"]
    of_ledger = ledger.loc[ledger["table"] == "events", "row_id"]
    untold = rows[(rows["table"] == "events") & rows["row_id"].isin(set(new) - set(of_ledger))]
    day = pd.Timestamp(str(shown.package.descriptor.get("created", ""))[:10])
    added = pd.DataFrame({"version": version, "date": day, "added": True}, index=untold.index)
    empty = [()] * len(untold)
    return untold.assign(fields=empty, reasons=empty).join(added)
