"""How new is the newest row of each table?"""

from __future__ import annotations

import pandas as pd

from analysis.tables import kinds
from analysis.tables.dataset import Dataset


def freshness(dataset: Dataset) -> pd.DataFrame:
    """How new is the newest row of each table?

    Returns table, rows, column (that dates its rows, empty where none does), newest and days
    (from the newest row to the end of the record; below 0 where a row carries a later date).
    """
    rows = []
    for table in dataset.package.tables:
        if table not in dataset.tables():
            continue
        whole = dataset.tables()[table]
        column = next(iter(kinds.of(table).dated_by), "")
        newest = whole[column].max() if column else pd.NaT
        rows.append((table, len(whole), column, newest, (dataset.end - newest).days))
    return pd.DataFrame(rows, columns=["table", "rows", "column", "newest", "days"])
