"""Is a change of the temperature a matter of mix or of tone?

Acts that both sides take together (visits, talks, agreements) are nearly always warm, acts of one
side mostly cold. So the mean intensity moves when the share of mutual acts moves (mix), and when
the acts of either kind grow warmer or colder (tone).
"""

from __future__ import annotations

from itertools import permutations

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.temperature.acts import MUTUAL
from analysis.temperature.certainty.differences import Difference
from analysis.temperature.certainty.record import Resamples, limits
from analysis.temperature.kernel import Floats, decayed, remaining
from analysis.temperature.line import HALF_LIFE_DAYS, PRIOR_WEIGHT

Bools = npt.NDArray[np.bool_]
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
) -> pd.Series:
    """How much of the change of the temperature between two days is mix, and how much tone?

    T = depth (share * mutual + (1 - share) * one_way), where depth is what the prior leaves of the
    mean. Returns depth, share, mutual and one_way (degrees), which add up to T(end) - T(start).
    """
    left = (remaining(events, day, half_life_days) for day in (start, end))
    parts = (_parts(events, each, PRIOR_WEIGHT) for each in left)
    return pd.Series(_shared_out(*parts)).astype("float64")


def told(
    drawn: Resamples,
    start: pd.Timestamp,
    end: pd.Timestamp,
    half_life_days: float = HALF_LIFE_DAYS,
) -> dict[str, Difference]:
    """How much of a change is mix, tone and depth, with the interval over resampled records?

    `drawn.events` has direction too. The three add up to T(end) - T(start).
    """
    shown = explained(drawn.events, start, end, half_life_days)
    together = (drawn.events["direction"] == MUTUAL).to_numpy()
    left = (drawn.left(day, half_life_days) for day in (start, end))
    levels = (_levels(each, drawn.goldstein, together, PRIOR_WEIGHT) for each in left)
    spread = _shared_out(*levels)
    parts = {"mix": ["share"], "tone": ["mutual", "one_way"], "depth": ["depth"]}
    found = {}
    for name, names in parts.items():
        value = float(sum(shown[each] for each in names))
        low, high = limits(np.sum([spread[each] for each in names], axis=0))
        found[name] = Difference(value, min(float(low), value), max(float(high), value))
    return found


def explained_between(before: pd.DataFrame, after: pd.DataFrame) -> pd.Series:
    """The same of the plain weighted means of two tables of events; depth is then 0."""
    parts = (_parts(rows, rows["weight"].to_numpy(np.float64), 0.0) for rows in (before, after))
    return pd.Series(_shared_out(*parts)).astype("float64")


def _parts(events: pd.DataFrame, left: Floats, prior_weight: float) -> dict[str, Floats]:
    together = (events["direction"] == MUTUAL).to_numpy()
    goldstein = events["goldstein"].to_numpy(np.float64)
    return _levels(left, goldstein, together, prior_weight)


def _levels(
    left: Floats, goldstein: Floats, together: Bools, prior_weight: float
) -> dict[str, Floats]:
    """The four parts of a temperature; `left` and `goldstein` may hold many draws side by side."""
    heat = left * goldstein
    mass, mutual = left.sum(axis=0), left[together].sum(axis=0)
    return {
        "depth": _ratio(mass, mass + prior_weight),
        "share": _ratio(mutual, mass),
        "mutual": _ratio(heat[together].sum(axis=0), mutual),
        "one_way": _ratio(heat[~together].sum(axis=0), mass - mutual),
    }


def _ratio(part: Floats, whole: Floats) -> Floats:
    """The part of the whole; 0 where there is nothing (or no more than rounding leaves)."""
    held = np.asarray(whole) > 1e-12
    return np.where(held, part, 0.0) / np.where(held, whole, 1.0)


def _level(parts: dict[str, Floats]) -> Floats:
    mean = parts["share"] * parts["mutual"] + (1 - parts["share"]) * parts["one_way"]
    return parts["depth"] * mean


def _shared_out(before: dict[str, Floats], after: dict[str, Floats]) -> dict[str, Floats]:
    """What each part does, on the mean over every order of changing them (Shapley 1953)."""
    orders = list(permutations(PARTS))
    done = {part: np.zeros_like(_level(before)) for part in PARTS}
    for order in orders:
        now = dict(before)
        for part in order:
            level = _level(now)
            now[part] = after[part]
            done[part] = done[part] + (_level(now) - level) / len(orders)
    return done
