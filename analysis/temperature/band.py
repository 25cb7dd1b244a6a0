"""How sure is the temperature, given that other events might have come on record?

A Poisson bootstrap (Hanley and MacGibbon 2006; Chamandy and others 2012): every event's weight is
multiplied by a draw from a Poisson distribution of mean 1, the temperature is worked out again,
and the spread of the results is the band. It tells how much hangs on single events. It does not
know of events that nobody reported, nor of codes that are wrong.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from analysis.temperature.kernel import Days, Floats, alike, check_parameters, degrees, spread
from analysis.temperature.line import HALF_LIFE_DAYS, PRIOR_WEIGHT

DRAWS = 400
LEVEL = 0.90
BLOCK = 8192
"""Groups of events drawn at once: bounds the memory to some 60 MB, however many events."""
CROWD = 500
"""Beyond so many events between two points their sum is drawn, not each of them."""


def band(
    events: pd.DataFrame,
    at: pd.DatetimeIndex,
    half_life_days: float = HALF_LIFE_DAYS,
    prior_weight: float = PRIOR_WEIGHT,
    draws: int = DRAWS,
    seed: int = 0,
    level: float = LEVEL,
) -> pd.DataFrame:
    """Between which temperatures does the line lie on each day of `at`, at this level?

    `events` has date, date_precision, goldstein and weight, in any order. Returns date, low and
    high (degrees): the quantiles (1 - level) / 2 and (1 + level) / 2 of the temperatures of
    `draws` bootstrap samples. The draws are fixed by `seed`, and those of earlier events do not
    depend on later ones. Raises ValueError as `line` does, and for a level outside 0 to 1.

    All draws are made together. Events alike in period, weight and intensity form one group, whose
    summed draws are one draw of Poisson(n). What a group leaves at the first point after each of
    its days is a sparse matrix (points by groups); its product with the draws (groups by draws)
    gives what arrives between two points, and the exponential kernel carries it on from point to
    point. Where more than `CROWD` events arrive at one point, what they bring together is drawn
    from the normal distribution with the mean and covariance of their sum, to which it tends (the
    central limit theorem): the cost stays the same however many they are.
    """
    check_parameters(half_life_days, prior_weight)
    if not 0 < level < 1:
        raise ValueError(f"level is {level}; expected a number between 0 and 1")
    points, order = np.unique(
        pd.DatetimeIndex(at).to_numpy().astype("datetime64[D]"), return_inverse=True
    )
    groups = alike(events)
    crowded = _crowded(groups, points)
    arrived = _arrivals(
        groups[~crowded], points, half_life_days, draws, np.random.default_rng(seed)
    ) + _sums(groups[crowded], points, half_life_days, draws, seed)
    heat, weight = _carried(arrived, points, half_life_days)
    limits = np.quantile(
        degrees(heat, weight, prior_weight), [(1 - level) / 2, (1 + level) / 2], axis=1
    )
    return pd.DataFrame({"date": at, "low": limits[0][order], "high": limits[1][order]})


def _arrivals(
    groups: pd.DataFrame,
    points: Days,
    half_life_days: float,
    draws: int,
    random: np.random.Generator,
) -> Floats:
    """What arrives up to each point since the one before: heat, then weight; points by draws."""
    arrived = np.zeros((2 * len(points), draws))
    for begin in range(0, len(groups), BLOCK):
        block = groups.iloc[begin : begin + BLOCK]
        counts = random.poisson(block["count"].to_numpy()[:, np.newaxis], (len(block), draws))
        reach = _reach(block, points, half_life_days)
        heat = reach @ sparse.diags_array(block["goldstein"].to_numpy())
        arrived += sparse.vstack([heat, reach]).tocsr() @ counts.astype(np.float64)
    return arrived.reshape(2, len(points), draws)


def _crowded(groups: pd.DataFrame, points: Days) -> npt.NDArray[np.bool_]:
    """Which groups arrive whole at a point at which more than `CROWD` events do?"""
    begin = groups["start"].to_numpy().astype("datetime64[D]")
    first, last = (
        np.searchsorted(points, day, "left")
        for day in (begin, begin + (groups["days"].to_numpy() - 1).astype("timedelta64[D]"))
    )
    whole = (first == last) & (first < len(points))
    here = np.bincount(first[whole], groups["count"].to_numpy()[whole], minlength=len(points) + 1)
    crowded: npt.NDArray[np.bool_] = whole & (here[first] > CROWD)
    return crowded


def _sums(
    groups: pd.DataFrame, points: Days, half_life_days: float, draws: int, seed: int
) -> Floats:
    """What crowds of events bring to their points, like `_arrivals`: sums that are nearly normal.

    The weight of each event is multiplied by a draw of mean 1 and variance 1. So the sum of what
    they leave has for mean the sum of it, and for covariance the sum of its products.
    """
    arrived = np.zeros((2, len(points), draws))
    reach = _reach(groups, points, half_life_days)
    count, goldstein = (groups[name].to_numpy(dtype=np.float64) for name in ("count", "goldstein"))
    squares = reach.multiply(reach)
    heat, weight = reach @ (count * goldstein), reach @ count
    heat_2, both, weight_2 = (squares @ (count * goldstein**power) for power in (2, 1, 0))
    # Drawn for one point after the other, so that later events leave earlier points alone.
    random = np.random.default_rng([seed, 1])
    for point in np.flatnonzero(weight):
        normal = random.standard_normal((2, draws))
        along = both[point] / weight_2[point]
        left = max(heat_2[point] - along * both[point], 0.0)
        moved = np.sqrt(weight_2[point]) * normal[0]
        arrived[1, point] = weight[point] + moved
        arrived[0, point] = heat[point] + along * moved + np.sqrt(left) * normal[1]
    return arrived


def _reach(
    groups: pd.DataFrame,
    points: Days,
    half_life_days: float,
) -> sparse.csr_array:
    """What one event of each group leaves at the first point on or after each of its days."""
    row, day = spread(groups)
    day = day.astype("datetime64[D]")
    point = np.searchsorted(points, day, "left")
    seen = point < len(points)
    row, day, point = row[seen], day[seen], point[seen]
    days = groups["days"].to_numpy()[row]
    since = (points[point] - day).astype(np.float64)
    left = groups["weight"].to_numpy()[row] / days * 0.5 ** (since / half_life_days)
    return sparse.coo_array((left, (point, row)), shape=(len(points), len(groups))).tocsr()


def _carried(
    arrived: Floats,
    points: Days,
    half_life_days: float,
) -> Floats:
    """The decayed running sums: what a point holds fades until the next, where more arrives."""
    held = arrived.copy()
    fade = 0.5 ** (np.diff(points).astype(np.float64) / half_life_days)
    for i, part in enumerate(fade, start=1):
        held[:, i] += part * held[:, i - 1]
    return held
