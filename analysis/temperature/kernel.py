"""How much of each event is left at a day: the kernel behind every temperature.

An event weighs its salience on its day and half as much every `half_life_days` (H) after:

    w_e(t) = weight_e * 2^(-(t - t_e) / H)   for t_e <= t, else 0

An event known only to its month is spread evenly over the days of that month, one known to its
year over the days of that year; the days that have not come yet count for nothing.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.tables.dates import each_day, first_day, last_day

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def periods(events: pd.DataFrame, spread_dates: bool = True) -> pd.DataFrame:
    """Over which days is each event spread?

    Returns start (first day of its period) and days (1, or the days of its month or year), on
    the index of `events`. With `spread_dates` off every event counts whole on its own date.
    """
    if not spread_dates:
        return pd.DataFrame({"start": events["date"], "days": 1}, index=events.index)
    start = first_day(events["date"], events["date_precision"])
    end = last_day(events["date"], events["date_precision"])
    return pd.DataFrame({"start": start, "days": (end - start).dt.days + 1}, index=events.index)


def decayed(
    events: pd.DataFrame,
    at: pd.DatetimeIndex,
    half_life_days: float,
    spread_dates: bool = True,
) -> tuple[Floats, Floats]:
    """What is left at each point of `at` of all that came before it?

    Returns the decayed weights, and the decayed weights times intensity, one of each per point.
    """
    return faded(daily(events, spread_dates), at, half_life_days)


def faded(
    per_day: pd.DataFrame, at: pd.DatetimeIndex, half_life_days: float
) -> tuple[Floats, Floats]:
    """What is left at each point of `at` of what `daily` says fell on each day?

    Returns decayed weights, and decayed weights times intensity.
    """
    points = pd.DatetimeIndex(at)
    # ewm().sum() is sum_i x_i 2^(-(t - i) / halflife): the decayed running sum itself.
    running = per_day.ewm(halflife=half_life_days).sum().to_numpy()
    position = ((points - per_day.index[0]) // pd.Timedelta(days=1)).to_numpy(dtype=np.int64)
    last = np.clip(position, 0, len(running) - 1)
    fade = np.where(position < 0, 0.0, 0.5 ** (np.maximum(position - last, 0) / half_life_days))
    return running[last, 0] * fade, running[last, 1] * fade


def daily(events: pd.DataFrame, spread_dates: bool = True) -> pd.DataFrame:
    """How much weight, and weight times intensity, falls on each day?

    Returns weight and heat, by day from the first event to the last.
    """
    spans = periods(events, spread_dates)
    row, day = each_day(spans["start"], spans["days"])
    if len(row) == 0:
        # One day on which nothing fell: every sum is then 0.
        return pd.DataFrame({"weight": [0.0], "heat": [0.0]}, index=[pd.Timestamp(0)])
    weight = events["weight"].to_numpy(np.float64) / np.bincount(row, minlength=len(events))
    falls = pd.DataFrame(
        {"weight": weight, "heat": weight * events["goldstein"].to_numpy(np.float64)}
    )
    return falls.iloc[row].set_axis(pd.DatetimeIndex(day)).resample("D").sum()


def remaining(events: pd.DataFrame, day: pd.Timestamp | pd.Series, half_life_days: float) -> Floats:
    """How much does each event still weigh on this day: w_e(t), in the order of `events`?

    `day` is one for all, or one for each on the index of `events`.

    A period of several days is a geometric series, summed in closed form over the days that have
    come.
    """
    spans = periods(events)
    days = spans["days"].to_numpy(dtype=np.float64)
    since_start = ((day - spans["start"]).dt.days).to_numpy(dtype=np.float64)
    come = np.clip(since_start + 1, 0.0, days)
    since_last = np.maximum(since_start - (come - 1), 0.0)
    rate = np.log(2.0) / half_life_days
    series = np.expm1(-rate * come) / np.expm1(-rate)
    left = events["weight"].to_numpy(dtype=np.float64) / days * np.exp(-rate * since_last) * series
    return np.where(come > 0, left, 0.0)


def degrees(heat: Floats, weight: Floats, prior_weight: float) -> Floats:
    """The mean intensity of decayed weights, shrunk to neutral; 0 where nothing weighs."""
    mass = weight + prior_weight
    return np.divide(heat, mass, out=np.zeros_like(heat, dtype=np.float64), where=mass > 0)


def check_parameters(half_life_days: float, prior_weight: float) -> None:
    """Raise ValueError for a half-life that is not positive or a prior weight below 0."""
    if not half_life_days > 0:
        raise ValueError(f"half_life_days is {half_life_days}; expected a number above 0")
    if prior_weight < 0:
        raise ValueError(f"prior_weight is {prior_weight}; expected 0 or more")
