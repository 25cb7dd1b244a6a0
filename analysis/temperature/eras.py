"""From which year on is the record dense, and what would it have shown had it stayed thin?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.tables.dates import every_year
from analysis.temperature.kernel import Floats, degrees, remaining
from analysis.temperature.line import HALF_LIFE_DAYS, PRIOR_WEIGHT

DENSER = 2.0
"""A wall stands only where the later years hold at least so many times as many events a year."""

EARLIER_YEARS = 16
"""The earlier density is that of so many years before the wall, or of as many as the record has."""

FEWEST_YEARS = 3
"""Fewer years are no era."""

DRAWS = 200


def wall(events: pd.DataFrame) -> int | None:
    """Which is the first year of density?

    The split of the years into two eras, each with its own rate, that makes the yearly counts of
    events likeliest (Poisson). Returns the first year of the later era, or None where the later
    era is not at least `DENSER` times as dense. The last year is left out: it may not be over.
    """
    counts = per_year(events)
    whole = counts.iloc[:-1].to_numpy(np.float64)
    eras = slice(FEWEST_YEARS - 1, len(whole) - FEWEST_YEARS)
    early, splits = np.cumsum(whole)[eras], np.arange(1.0, len(whole) + 1)[eras]
    if not len(splits):
        return None
    late = whole.sum() - early
    gain = _likelihood(early, splits) + _likelihood(late, len(whole) - splits)
    k = int(gain.argmax())
    dense = late[k] / (len(whole) - splits[k]) >= DENSER * early[k] / splits[k]
    return int(counts.index[k + FEWEST_YEARS]) if dense else None


def since(events: pd.DataFrame, year: int | None) -> pd.DataFrame:
    """The events of the dense years; all of them where there is no wall."""
    return events if year is None else events[events["date"].dt.year >= year]


def per_year(events: pd.DataFrame) -> pd.Series:
    """How many events fall in each year, from the first to the last?"""
    year = events["date"].dt.year
    return year.value_counts().reindex(every_year(events["date"]), fill_value=0)


def _likelihood(total: Floats, years: Floats) -> Floats:
    rate = total / years
    return total * np.log(np.where(rate > 0, rate, 1.0))


def thinned(
    events: pd.DataFrame,
    at: pd.DatetimeIndex,
    year: int,
    half_life_days: float = HALF_LIFE_DAYS,
    like_earlier: bool = False,
) -> Floats:
    """How would the dense years read, had they been recorded as thinly as those before?

    So many events of the dense years are drawn as the years before the wall would have held; with
    `like_earlier` also in their mix of kinds (`quad_class`). Returns points by draws, in degrees.
    """
    dense = since(events, year)
    first = max(year - EARLIER_YEARS, events["date"].dt.year.min())
    before = events[events["date"].dt.year.between(first, year - 1)]
    span = (dense["date"].max() - pd.Timestamp(year, 1, 1)).days / 365.25
    count = min(round(len(before) / (year - first) * span), len(dense))
    chance = np.ones(len(dense))
    if like_earlier:
        kinds = dense["quad_class"].astype(str)
        wanted = before["quad_class"].astype(str).value_counts(normalize=True)
        chance = (kinds.map(wanted).fillna(0) / kinds.map(kinds.value_counts())).to_numpy()
    random = np.random.default_rng(0)
    # The smallest of exponential times at these rates are a draw without putting back.
    times = random.exponential(size=(DRAWS, len(dense))) / np.where(chance > 0, chance, 1e-12)
    kept = np.argsort(np.argsort(times, axis=1), axis=1) < count
    left = np.array([remaining(dense, day, half_life_days) for day in at])
    heat = (left * dense["goldstein"].to_numpy(np.float64)) @ kept.T
    return degrees(heat, left @ kept.T, PRIOR_WEIGHT)


def wrong_sign(drawn: Floats, line: Floats) -> float:
    """In what share of points and draws does a thinned line lie on the other side of zero?"""
    return float((drawn * line[:, np.newaxis] < 0).mean())
