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

from analysis.tables.dates import first_day, last_day

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Days = npt.NDArray[np.datetime64]

MOST_DAYS = 1_000_000
"""Beyond so many days of events, events of the same period are summed before they are spread."""

ALIKE = ["start", "days", "weight", "goldstein"]
"""What makes two events the same to every measure of this family."""


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


def alike(events: pd.DataFrame, spread_dates: bool = True) -> pd.DataFrame:
    """How many events share period, weight and intensity?

    Returns start, days, weight, goldstein and count, in the order of these columns, so that the
    order of the rows of `events` does not matter.
    """
    spans = periods(events, spread_dates).assign(
        weight=events["weight"].astype("float64"), goldstein=events["goldstein"].astype("float64")
    )
    return spans.groupby(ALIKE, sort=True).size().rename("count").reset_index()


def spread(spans: pd.DataFrame) -> tuple[Ints, Days]:
    """Which days does each period hold?

    `spans` has start and days. Returns two aligned arrays: the position of the row in `spans`,
    and the day.
    """
    days = spans["days"].to_numpy(dtype=np.int64)
    row = np.repeat(np.arange(len(days)), days)
    offset = np.arange(len(row)) - np.repeat(np.cumsum(days) - days, days)
    return row, spans["start"].to_numpy()[row] + offset.astype("timedelta64[D]")


def decayed(
    events: pd.DataFrame,
    at: pd.DatetimeIndex,
    half_life_days: float,
    spread_dates: bool = True,
    group: Ints | None = None,
    groups: int = 1,
) -> tuple[Floats, Floats]:
    """What is left at each point of `at` of all that came before it?

    `group` numbers the group of each event from 0 to `groups` - 1 (one group unless given).
    Returns two arrays, one row per point and one column per group: the decayed weights, and the
    decayed weights times intensity. Costs one pass over the days from the first event to the
    last, however many events there are.
    """
    return faded(daily(events, spread_dates, group, groups), at, half_life_days)


def faded(
    falling: tuple[pd.DataFrame, pd.Timestamp], at: pd.DatetimeIndex, half_life_days: float
) -> tuple[Floats, Floats]:
    """What is left at each point of `at` of what `daily` says fell on each day?

    Returns decayed weights, and decayed weights times intensity: points by groups.
    """
    per_day, first = falling
    points = pd.DatetimeIndex(at)
    groups = per_day.shape[1] // 2
    if points.empty:
        return np.zeros((0, groups)), np.zeros((0, groups))
    # ewm().sum() is sum_i x_i 2^(-(t - i) / halflife): the decayed running sum itself.
    running = per_day.ewm(halflife=half_life_days).sum().to_numpy()
    position = ((points - first) // pd.Timedelta(days=1)).to_numpy()
    last = np.clip(position, 0, len(running) - 1)
    fade = np.where(position < 0, 0.0, 0.5 ** (np.maximum(position - last, 0) / half_life_days))
    left = running[last] * fade[:, np.newaxis]
    return left[:, :groups], left[:, groups:]


def daily(
    events: pd.DataFrame, spread_dates: bool = True, group: Ints | None = None, groups: int = 1
) -> tuple[pd.DataFrame, pd.Timestamp]:
    """How much weight, and weight times intensity, falls on each day, by group?

    Returns a table with a row for every day from the first event to the last (first the columns
    of weight, then those of weight times intensity, one of each per group), and the first day.
    """
    spans = periods(events, spread_dates).assign(
        group=0 if group is None else group,
        weight=events["weight"].astype("float64"),
        heat=events["weight"].astype("float64") * events["goldstein"].astype("float64"),
    )
    if spans["days"].sum() > MOST_DAYS:
        # Summed by period first, so that a hundred thousand events known to their year stay small.
        long = spans["days"] > 1
        summed = spans[long].groupby(["group", "start", "days"], sort=True).sum().reset_index()
        spans = pd.concat([spans[~long], summed])
    if spans.empty:
        # One day on which nothing fell: every sum is then 0.
        return pd.DataFrame(np.zeros((1, 2 * groups))), pd.Timestamp(0)
    row, day = spread(spans)
    first = day.min()
    offset = (day - first) // np.timedelta64(1, "D")
    length = int(offset.max()) + 1
    cell = offset.astype(np.int64) * groups + spans["group"].to_numpy(dtype=np.int64)[row]
    share = spans[["weight", "heat"]].to_numpy()[row] / spans["days"].to_numpy()[row, np.newaxis]
    per_day = [
        np.bincount(cell, share[:, column], minlength=length * groups).reshape(length, groups)
        for column in (0, 1)
    ]
    return pd.DataFrame(np.hstack(per_day)), pd.Timestamp(first)


def remaining(
    events: pd.DataFrame, day: pd.Timestamp, half_life_days: float, spread_dates: bool = True
) -> Floats:
    """How much does each event still weigh on this day: w_e(t), in the order of `events`?

    A period of several days is a geometric series, summed in closed form over the days that have
    come.
    """
    spans = periods(events, spread_dates)
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
