"""How new is the newest row of each table?"""

from __future__ import annotations

import pandas as pd

from analysis.tables import kinds
from analysis.tables.dataset import Dataset


def freshness(dataset: Dataset) -> pd.DataFrame:
    """How new is the newest row of each table?

    Returns table, rows, columns (that date its rows, the first known one counts), newest and days
    (from the newest row to the end of the record; below 0 where a row carries a later date).
    """
    rows = []
    for table in dataset.package.tables:
        if table not in dataset.tables():
            continue
        whole, kind = dataset.tables()[table], kinds.of(table)
        newest = kind.dates(whole).max()
        rows.append((table, len(whole), kind.dated_by, newest, (dataset.end - newest).days))
    return pd.DataFrame(rows, columns=["table", "rows", "columns", "newest", "days"])
