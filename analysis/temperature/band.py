"""How sure is the temperature, given that other events might have come on record?

A Poisson bootstrap (Hanley and MacGibbon 2006; Chamandy and others 2012): every event's weight is
multiplied by a draw from a Poisson distribution of mean 1, the temperature is worked out again,
and the spread of the results is the band. It tells how much hangs on single events. It does not
know of events that nobody reported, nor of codes that are wrong.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.temperature.kernel import check_parameters, degrees, remaining
from analysis.temperature.line import HALF_LIFE_DAYS, PRIOR_WEIGHT

DRAWS = 400
LEVEL = 0.90


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

    `events` has date, date_precision, goldstein and weight, in any order. Returns date,
    low and high (degrees): the quantiles (1 - level) / 2 and (1 + level) / 2 of the temperatures
    of `draws` bootstrap samples. The draws are fixed by `seed`, and those of earlier events do not
    depend on later ones. Raises ValueError as `line` does, and for a level outside 0 to 1.
    """
    check_parameters(half_life_days, prior_weight)
    if not 0 < level < 1:
        raise ValueError(f"level is {level}; expected a number between 0 and 1")
    ordered = events.sort_values(["date", "date_precision", "goldstein", "weight"], kind="stable")
    counts = np.random.default_rng(seed).poisson(1.0, (len(ordered), draws))
    left = np.array([remaining(ordered, day, half_life_days) for day in at])
    left = left.reshape(len(at), len(ordered))
    heat = (left * ordered["goldstein"].to_numpy(np.float64)) @ counts
    limits = np.quantile(
        degrees(heat, left @ counts, prior_weight), [(1 - level) / 2, (1 + level) / 2], axis=1
    )
    return pd.DataFrame({"date": at, "low": limits[0], "high": limits[1]})
