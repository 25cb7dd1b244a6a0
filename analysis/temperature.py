"""How warm or cold was the relationship?

Each event has an intensity g (Goldstein 1992, as assigned to CAMEO codes; -10 to +10) and a
weight (salience). The temperature at a day is their mean under a kernel that halves every
`half_life_days`, shrunk towards neutral by `prior_weight`:

    w_e(t) = weight_e * 2^(-(t - t_e) / H)   for t_e <= t, else 0
    T(t)   = sum_e w_e(t) g_e / (k + sum_e w_e(t))

An event known only to its month is spread evenly over the days of that month, one known to its
year over the days of that year; the days that have not come yet count for nothing.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.dates import first_day, last_day

HALF_LIFE_DAYS = 180.0
PRIOR_WEIGHT = 2.0

BANDS: tuple[tuple[str, float, float], ...] = (
    ("frozen", -10.0, -4.0),
    ("cold", -4.0, -2.0),
    ("cool", -2.0, -0.5),
    ("neutral", -0.5, 0.5),
    ("mild", 0.5, 2.0),
    ("warm", 2.0, 4.0),
    ("hot", 4.0, 10.0),
)
"""Name, lower and upper bound of each band of the temperature, in degrees."""

Floats = npt.NDArray[np.float64]


def line(
    events: pd.DataFrame,
    at: pd.DatetimeIndex,
    half_life_days: float = HALF_LIFE_DAYS,
    prior_weight: float = PRIOR_WEIGHT,
    spread_dates: bool = True,
) -> pd.DataFrame:
    """How warm was the relationship on each day of `at`?

    `events` has date, date_precision, goldstein and weight, in any order; `at` is in any order.
    Returns date and temperature (degrees, -10 to +10; 0 where no event lies before). With
    `spread_dates` off, every event counts whole on the first day of its period. Raises ValueError
    for a half-life that is not positive or a prior weight below 0.

    The kernel is exponential, so one pass over the days from the first event to the last point
    is enough: a day's sums are yesterday's, decayed by one day, plus the day's own events.
    """
    check_parameters(half_life_days, prior_weight)
    dated = events if spread_dates else events.assign(date_precision="day")
    sums = decayed_sums(daily(dated), at, half_life_days)
    return pd.DataFrame(
        {"date": at, "temperature": degrees(sums["heat"], sums["weight"], prior_weight)}
    )


def degrees(heat: pd.Series, weight: pd.Series, prior_weight: float) -> Floats:
    """The mean intensity of decayed weights, shrunk to neutral; 0 where nothing weighs."""
    mass = weight.to_numpy(dtype=float) + prior_weight
    return np.divide(heat.to_numpy(dtype=float), mass, out=np.zeros_like(mass), where=mass > 0)


def daily(events: pd.DataFrame) -> pd.DataFrame:
    """How much weight, and weight times intensity, falls on each day?

    Returns a table indexed by every day from the first event to the last, with `weight` and
    `heat` (weight times goldstein); events known to the month or year are spread over its days.
    """
    day = spread(events)
    if day.empty:
        return pd.DataFrame({"weight": [], "heat": []}, index=pd.DatetimeIndex([]), dtype=float)
    start = day["date"].min()
    offset = (day["date"] - start).dt.days.to_numpy()
    weight = day["weight"].to_numpy(dtype=float)
    heat = weight * day["goldstein"].to_numpy(dtype=float)
    index = pd.date_range(start, periods=int(offset.max()) + 1, freq="D")
    return pd.DataFrame(
        {"weight": np.bincount(offset, weight), "heat": np.bincount(offset, heat)}, index=index
    )


def spread(events: pd.DataFrame) -> pd.DataFrame:
    """On which days does each event fall, and with what part of its weight?

    Returns date, weight and goldstein, one row per event and day of its period; the weights of an
    event's days add up to its weight.
    """
    days = period_days(events)
    row = np.repeat(np.arange(len(events)), days)
    first = np.repeat(np.cumsum(days) - days, days)
    offset = np.arange(len(row)) - first
    start = first_day(events["date"], events["date_precision"]).to_numpy()[row]
    return pd.DataFrame(
        {
            "date": start + offset.astype("timedelta64[D]"),
            "weight": (events["weight"].to_numpy(dtype=float) / days)[row],
            "goldstein": events["goldstein"].to_numpy(dtype=float)[row],
        }
    )


def period_days(events: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Over how many days is each event spread: 1, or the days of its month or year?"""
    begin = first_day(events["date"], events["date_precision"])
    end = last_day(events["date"], events["date_precision"])
    return ((end - begin).dt.days + 1).to_numpy(dtype=np.int64)


def decayed_sums(
    per_day: pd.DataFrame, at: pd.DatetimeIndex, half_life_days: float
) -> pd.DataFrame:
    """What remains at each point of `at` of all that fell on or before it?

    `per_day` is indexed by consecutive days. Returns the same columns, one row per point.
    """
    points = pd.DatetimeIndex(at)
    if per_day.empty or points.empty:
        return pd.DataFrame(0.0, index=range(len(points)), columns=per_day.columns)
    # ewm().sum() is sum_i x_i 2^(-(t - i) / halflife): the decayed running sum itself.
    running = per_day.ewm(halflife=half_life_days).sum()
    position = ((points - per_day.index[0]) // pd.Timedelta(days=1)).to_numpy()
    last = np.clip(position, 0, len(running) - 1)
    since = np.maximum(position - last, 0)
    fade = np.where(position < 0, 0.0, 0.5 ** (since / half_life_days))
    return pd.DataFrame(running.to_numpy()[last] * fade[:, np.newaxis], columns=per_day.columns)


def check_parameters(half_life_days: float, prior_weight: float) -> None:
    """Raise ValueError for a half-life that is not positive or a prior weight below 0."""
    if not half_life_days > 0:
        raise ValueError(f"half_life_days is {half_life_days}; expected a number above 0")
    if prior_weight < 0:
        raise ValueError(f"prior_weight is {prior_weight}; expected 0 or more")


def band(temperature: float) -> str:
    """Which named band does a temperature fall in? A bound belongs to the band nearer neutral."""
    lower = [low for _, low, _ in BANDS[1:]]
    return BANDS[
        sum(temperature >= bound if bound < 0 else temperature > bound for bound in lower)
    ][0]
