"""How warm or cold was the relationship, and what made it so?

Each event has an intensity g (Goldstein 1992, as assigned to CAMEO codes; -10 to +10) and a
weight (salience) that fades with a half-life H: w_e(t), see `analysis.temperature.kernel`. The
temperature at a day is their mean, shrunk towards neutral by a prior weight k:

    T(t)   = sum_e w_e(t) g_e / (k + sum_e w_e(t))
    c_e(t) = w_e(t) g_e / (k + sum_e w_e(t)),   so that T(t) = sum_e c_e(t)

It stays between -10 and +10, does not grow merely because more is reported, and fades to neutral
in silence.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.tables.dates import last_day
from analysis.temperature.kernel import check_parameters, decayed, degrees, remaining

HALF_LIFE_DAYS = 180.0
PRIOR_WEIGHT = 2.0
LONG_HALF_LIFE_DAYS = 730.0
"""For views over decades, in which a few events a year leave a saw-tooth at the default."""

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

THIN_EVENTS = 10
"""With fewer events than this behind it, a point of the line is called thin."""


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
    `spread_dates` off, every event counts whole on its own date, however well it is known. Raises
    ValueError for a half-life that is not positive or a prior weight below 0.
    """
    check_parameters(half_life_days, prior_weight)
    weight, heat = decayed(events, at, half_life_days, spread_dates)
    return pd.DataFrame({"date": at, "temperature": degrees(heat, weight, prior_weight)})


def breakdown(
    events: pd.DataFrame,
    at: pd.Timestamp,
    half_life_days: float = HALF_LIFE_DAYS,
    prior_weight: float = PRIOR_WEIGHT,
) -> pd.DataFrame:
    """What does each event add to the temperature on this day?

    Returns the rows of `events`, in their order, with left (what remains of the event's weight,
    w_e) and contribution (degrees, c_e). The contributions add up to the temperature. Raises
    ValueError as `line` does.
    """
    check_parameters(half_life_days, prior_weight)
    left = remaining(events, at, half_life_days)
    heat = left * events["goldstein"].to_numpy(dtype=np.float64)
    mass = np.full_like(heat, left.sum())
    return events.assign(left=left, contribution=degrees(heat, mass, prior_weight))


def change(
    events: pd.DataFrame,
    start: pd.Timestamp,
    end: pd.Timestamp,
    half_life_days: float = HALF_LIFE_DAYS,
    prior_weight: float = PRIOR_WEIGHT,
) -> pd.DataFrame:
    """What did each event do to the temperature between the ends of two days?

    Returns the rows of `events` with before and after (its contribution on each day, degrees),
    change (after minus before) and earlier (its day, month or year was over by `start`). The
    changes add up to T(end) - T(start): new events move the temperature one way or the other, and
    earlier ones fade. Raises ValueError as `line` does.
    """
    before = breakdown(events, start, half_life_days, prior_weight)["contribution"]
    after = breakdown(events, end, half_life_days, prior_weight)["contribution"]
    earlier = last_day(events["date"], events["date_precision"]) <= start
    return events.assign(before=before, after=after, change=after - before, earlier=earlier)


def support(
    events: pd.DataFrame, at: pd.DatetimeIndex, half_life_days: float = HALF_LIFE_DAYS
) -> pd.DataFrame:
    """How many events stand behind each point of the line?

    Counted are those of the last two half-lives: whatever is older weighs less than a quarter of
    what it did. Returns date, events and thin (fewer than `THIN_EVENTS`).
    """
    day = np.sort(events["date"].to_numpy().astype("datetime64[s]"))
    points = pd.DatetimeIndex(at).to_numpy().astype("datetime64[s]")
    reach = np.timedelta64(round(2 * half_life_days), "D")
    behind = np.searchsorted(day, points, "right") - np.searchsorted(day, points - reach, "right")
    return pd.DataFrame({"date": at, "events": behind, "thin": behind < THIN_EVENTS})


def mean_age(half_life_days: float = HALF_LIFE_DAYS) -> float:
    """How old is the evidence of the line on average, where events come evenly? H / ln 2 days."""
    return float(half_life_days / np.log(2))


def named_band(temperature: float) -> str:
    """Which named band does a temperature fall in? A bound belongs to the band nearer neutral."""
    lower = [low for _, low, _ in BANDS[1:]]
    return BANDS[
        sum(temperature >= bound if bound < 0 else temperature > bound for bound in lower)
    ][0]


def landmarks(
    events: pd.DataFrame,
    half_life_days: float = HALF_LIFE_DAYS,
    among: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Which events moved the line most when they came?

    Returns the rows of `among` (rows of `events`; all of them unless given) with impact (degrees:
    what the event adds to the temperature at the end of its own day, or of the first day of its
    period), greatest effect first. Raises ValueError as `line` does.
    """
    check_parameters(half_life_days, PRIOR_WEIGHT)
    told = events if among is None else among
    weight, _heat = decayed(
        events, pd.DatetimeIndex(told["date"]), half_life_days, spread_dates=False
    )
    own = told["weight"].to_numpy(dtype=np.float64)
    heat = own * told["goldstein"].to_numpy(dtype=np.float64)
    return told.assign(impact=degrees(heat, weight, PRIOR_WEIGHT)).sort_values(
        "impact", key=np.abs, ascending=False, kind="stable"
    )


LEAST_STEP = 0.005
"""Degrees. An event that changed less has faded by the last day, and is no step of its own."""


def movers(changes: pd.DataFrame, top: int = 10) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Which events moved the temperature most, and what did all the others do together?

    `changes` is what `change` returns. Returns its rows of the `top` events with
    the largest change either way, of LEAST_STEP or more, in order of date, and of the others that
    changed anything change and earlier.
    """
    amount = changes["change"].to_numpy()
    moved = np.flatnonzero(amount)
    order = moved[np.argsort(-np.abs(amount[moved]), kind="stable")]
    named = min(top, int((np.abs(amount) >= LEAST_STEP).sum()))
    largest = changes.iloc[order[:named]].sort_values("date", kind="stable")
    return largest, changes[["change", "earlier"]].iloc[order[named:]]
