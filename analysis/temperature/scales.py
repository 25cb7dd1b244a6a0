"""How does the line read on a second published scale?

Goldstein's values are those of the edition in `cameo_goldstein`. The scores of PLOVER, CAMEO's
successor, were given by experts and fitted to pairwise comparisons (Bradley and Terry 1952); where
a code has none, its Goldstein value stays.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.tables.dataset import Dataset
from analysis.temperature.kernel import decayed, degrees
from analysis.temperature.line import HALF_LIFE_DAYS, PRIOR_WEIGHT

SCALES = ("goldstein", "plover")
APART = 2.5
"""By more than this the two scales are said to differ on a code."""


def scores(dataset: Dataset) -> pd.Series:
    """The second scale by CAMEO code; empty where the package has none."""
    table = dataset.extras.get("plover_scores")
    return pd.Series(dtype="float64") if table is None else table.set_index("cameo")["score"]


def scaled(events: pd.DataFrame, second: pd.Series) -> pd.DataFrame:
    """The events with the intensity that the second scale gives them."""
    known = events["cameo"].astype(str).map(second)
    return events.assign(goldstein=known.fillna(events["goldstein"]).astype("float64"))


def differing(
    events: pd.DataFrame,
    at: pd.DatetimeIndex,
    second: pd.Series,
    half_life_days: float = HALF_LIFE_DAYS,
) -> pd.DataFrame:
    """On which codes do the two scales differ, and what does each do to the line?

    Returns for each code in use on which they differ by more than `APART`: cameo, goldstein,
    second, events (how many) and moves (the largest change of the line over `at` if this code alone
    were scored by the second scale; degrees, signed).
    """
    own = events.groupby("cameo", observed=True)["goldstein"].agg(["first", "size"])
    table = own.rename(columns={"first": "goldstein", "size": "events"})
    table = table.assign(second=second.reindex(table.index.astype(str)).to_numpy())
    apart = table[(table["second"] - table["goldstein"]).abs() > APART].reset_index()
    mass, _heat = decayed(events, at, half_life_days)
    moves = []
    for row in apart.itertuples():
        rows = events[events["cameo"] == row.cameo]
        left, _own = decayed(rows, at, half_life_days)
        moved = degrees(left * (row.second - row.goldstein), mass, PRIOR_WEIGHT)
        moves.append(float(moved[np.abs(moved).argmax()]) if len(moved) else 0.0)
    columns = ["cameo", "goldstein", "second", "events", "moves"]
    ordered = apart.assign(moves=moves)[columns]
    return ordered.sort_values("moves", key=np.abs, ascending=False, ignore_index=True)
