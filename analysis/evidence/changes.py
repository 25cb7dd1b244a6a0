"""What did the versions of the record change?"""

from __future__ import annotations

import pandas as pd

from analysis.tables.dataset import Dataset

MOST = 12
"""So many changes that move the temperature are named."""


def versions(dataset: Dataset) -> list[str]:
    """The versions that have a ledger, the latest first."""
    return sorted(
        dataset.changes["version"].unique(),
        key=lambda version: [int(part) for part in version.split(".")],
        reverse=True,
    )


def of_version(dataset: Dataset, version: str) -> pd.DataFrame:
    """The changes of one version, in the order of the tables."""
    return dataset.changes[dataset.changes["version"] == version]


def counted(changes: pd.DataFrame) -> pd.DataFrame:
    """How many rows were added and removed, and how many changed, in each table?

    Returns table, change and rows (a row with several changed fields counts once).
    """
    rows = changes.groupby(["table", "change"], observed=True)["row_id"].nunique()
    return rows.rename("rows").reset_index()


def moving(changes: pd.DataFrame, most: int = MOST) -> pd.DataFrame:
    """Which changes alone move the line of the earlier version most, on any day?"""
    moved = changes[changes["largest_effect"].fillna(0) != 0]
    order = moved["largest_effect"].abs().sort_values(ascending=False, kind="stable").index
    return moved.loc[order].head(most)
