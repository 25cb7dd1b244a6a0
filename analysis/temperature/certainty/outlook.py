"""Does the line tell the sign of the next event better than a rule without it?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.tables.dates import last_day
from analysis.temperature.kernel import Floats, Ints, remaining
from analysis.temperature.line import HALF_LIFE_DAYS, line

BURN_IN_YEARS = 1
"""The dense years are that old before the first forecast, so that the line rests on them."""

RESAMPLED = 2000
INTERVAL = 0.95


def next_sign(
    events: pd.DataFrame, year: int, half_life_days: float = HALF_LIFE_DAYS
) -> pd.DataFrame:
    """How often is the sign of the next event foretold by the line, and by two simpler rules?

    Foretold are the events known to their day, from a year after the dense years begin (`year`):
    by the sign of the line on the day before, by the sign of the mean of all events before the
    year in question, and by always saying conflict. Nothing later than the day before is used, nor
    any event of a month or year that was not over by then.
    Events of intensity 0 count as not above 0. Returns rule (line, earlier, conflict), right, n,
    and low and high: by what share of the events the line is right more often (95 %, whole
    quarters resampled, for neighbours are alike).
    """
    known = events[events["date_precision"] == "day"]
    asked = known[known["date"] >= pd.Timestamp(year, 1, 1) + pd.DateOffset(years=BURN_IN_YEARS)]
    warm = (asked["goldstein"] > 0).to_numpy()
    eve = pd.DatetimeIndex(asked["date"]) - pd.Timedelta(days=1)
    # An event of a month or year counts from its last day, with what is left of it by then.
    over = last_day(events["date"], events["date_precision"])
    by_then = events.assign(date=over, weight=remaining(events, over, half_life_days))
    told = line(by_then, eve, half_life_days, spread_dates=False)["temperature"].to_numpy() > 0
    years = asked["date"].dt.year
    means = {y: events.loc[events["date"].dt.year < y, "goldstein"].mean() for y in years.unique()}
    rules = {
        "line": told,
        "earlier": (years.map(means) > 0).to_numpy(),
        "conflict": np.zeros(len(asked), dtype=bool),
    }
    quarter = pd.factorize(asked["date"].dt.to_period("Q"))[0]
    random = np.random.default_rng(0)
    rows = []
    for rule, said in rules.items():
        more = (told == warm).astype(float) - (said == warm)
        low, high = _interval(more, quarter, random)
        rows.append((rule, int((said == warm).sum()), len(asked), low, high))
    return pd.DataFrame(rows, columns=["rule", "right", "n", "low", "high"])


def _interval(more: Floats, quarter: Ints, random: np.random.Generator) -> tuple[float, float]:
    """Between which values does the mean lie, had other quarters come on record?"""
    if not len(more):
        return 0.0, 0.0
    sums, counts = np.bincount(quarter, more), np.bincount(quarter)
    drawn = random.integers(0, len(counts), (RESAMPLED, len(counts)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.quantile(means, [(1 - INTERVAL) / 2, (1 + INTERVAL) / 2])
    return float(low), float(high)
