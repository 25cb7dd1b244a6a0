"""How warm was each pair, month by month, and how dense is its record?"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.tables.dataset import Dataset
from analysis.tables.dates import month_ends
from analysis.temperature import acts
from analysis.temperature.accumulated import sums_at
from analysis.temperature.certainty.state import fit, state
from analysis.temperature.line import line

MOST_APART = 2.0
"""Records of which one has so many times the events of another are not ranked."""


def courses(records: Mapping[str, Dataset], first: pd.Timestamp) -> pd.DataFrame:
    """The mean and the sum of the acts between the sides of each pair, from a day on.

    Returns pair, date (each month's end), `temperature` (degrees, of the acts before it too),
    `low` and `high` (the band of the state, 90 %), and `sum` (Goldstein points of the month).
    """
    parts = []
    for pair, record in records.items():
        events = acts.between(record.events, record.pair)
        if events.empty or record.end <= first:
            continue
        at = month_ends(max(first, record.package.start), record.end)
        band = state(events, at, fit(events))
        parts.append(
            line(events, at)[["date", "temperature"]]
            .merge(band[["date", "low", "high"]], on="date", validate="1:1")
            .assign(pair=pair, sum=sums_at(events, at)["goldstein"].to_numpy())
        )
    columns = ["pair", "date", "temperature", "low", "high", "sum"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def density(records: Mapping[str, Dataset], first: pd.Timestamp) -> pd.Series:
    """How many acts between its sides does each record have in a year, from a day on?"""
    found = {}
    for pair, record in records.items():
        events = acts.between(record.events, record.pair)
        start = max(first, record.package.start)
        years = (record.end - start).days / 365.25
        if years > 0:
            found[pair] = float((events["date"] >= start).sum() / years)
    return pd.Series(found, dtype=float, name="density")


def comparable(densities: pd.Series) -> bool:
    """May levels be ranked: is no record more than MOST_APART times as dense as another?"""
    return bool(len(densities) > 1 and densities.max() <= MOST_APART * densities.min())
