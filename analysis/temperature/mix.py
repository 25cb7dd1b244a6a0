"""Is a change of the temperature a matter of mix or of tone?

Acts that both sides take together (visits, talks, agreements) are nearly always warm, acts of one
side mostly cold. So the mean intensity moves when the share of mutual acts moves (mix), and when
the acts of either kind grow warmer or colder (tone).
"""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd

from analysis.temperature.acts import MUTUAL
from analysis.temperature.kernel import decayed, remaining
from analysis.temperature.line import HALF_LIFE_DAYS, PRIOR_WEIGHT

PARTS = ("depth", "share", "mutual", "one_way")


def over_time(
    events: pd.DataFrame, at: pd.DatetimeIndex, half_life_days: float = HALF_LIFE_DAYS
) -> pd.DataFrame:
    """How many of the acts are mutual, and how warm are those of one side?

    `events` has direction, and all columns of the line. Returns date, share (of mutual acts in the
    decayed weight, 0 to 1) and mutual and one_way (mean intensities, degrees); missing where
    nothing weighs.
    """
    together = (events["direction"] == MUTUAL).to_numpy()
    weight, heat = decayed(events[together], at, half_life_days)
    weight_1, heat_1 = decayed(events[~together], at, half_life_days)
    with np.errstate(invalid="ignore"):
        return pd.DataFrame(
            {
                "date": at,
                "share": weight / (weight + weight_1),
                "mutual": heat / weight,
                "one_way": heat_1 / weight_1,
            }
        )


def explained(
    events: pd.DataFrame,
    start: pd.Timestamp,
    end: pd.Timestamp,
    half_life_days: float = HALF_LIFE_DAYS,
    prior_weight: float = PRIOR_WEIGHT,
) -> pd.Series:
    """How much of the change of the temperature between two days is mix, and how much tone?

    T = depth (share * mutual + (1 - share) * one_way), where depth is what the prior leaves of the
    mean. Returns depth, share, mutual and one_way (degrees), which add up to T(end) - T(start).
    """
    return _shared_out(
        *(
            _parts(events, remaining(events, day, half_life_days), prior_weight)
            for day in (start, end)
        )
    )


def explained_between(before: pd.DataFrame, after: pd.DataFrame) -> pd.Series:
    """The same of the plain weighted means of two tables of events; depth is then 0."""
    return _shared_out(
        *(_parts(rows, rows["weight"].to_numpy(np.float64), 0.0) for rows in (before, after))
    )


def _parts(events: pd.DataFrame, left: np.ndarray, prior_weight: float) -> dict[str, float]:
    together = (events["direction"] == MUTUAL).to_numpy()
    heat = left * events["goldstein"].to_numpy(np.float64)
    mass, mutual = float(left.sum()), float(left[together].sum())

    def mean(rows: np.ndarray) -> float:
        return float(heat[rows].sum() / left[rows].sum()) if left[rows].sum() > 0 else 0.0

    return {
        "depth": mass / (prior_weight + mass) if mass else 0.0,
        "share": mutual / mass if mass else 0.0,
        "mutual": mean(together),
        "one_way": mean(~together),
    }


def _level(parts: dict[str, float]) -> float:
    mean = parts["share"] * parts["mutual"] + (1 - parts["share"]) * parts["one_way"]
    return parts["depth"] * mean


def _shared_out(before: dict[str, float], after: dict[str, float]) -> pd.Series:
    """What each part does, on the mean over every order of changing them (Shapley 1953)."""
    orders = list(permutations(PARTS))
    done = dict.fromkeys(PARTS, 0.0)
    for order in orders:
        now = dict(before)
        for part in order:
            level = _level(now)
            now[part] = after[part]
            done[part] += (_level(now) - level) / len(orders)
    return pd.Series(done)
