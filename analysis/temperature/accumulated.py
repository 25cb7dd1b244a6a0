"""Two other ways to sum up the same events: a bounded running score, and monthly sums."""

from __future__ import annotations

from itertools import accumulate

import numpy as np
import pandas as pd

from analysis.temperature.kernel import daily

RANGE = 9.0
STEP = 0.03

LEVELS: tuple[tuple[str, float, float], ...] = (
    ("confrontational", -9.0, -6.0),
    ("tense", -6.0, -3.0),
    ("discordant", -3.0, 0.0),
    ("ordinary", 0.0, 3.0),
    ("good", 3.0, 6.0),
    ("friendly", 6.0, 9.0),
)
"""Name, lower and upper bound of the six levels of the accumulated score, in points."""


def accumulated(events: pd.DataFrame, at: pd.DatetimeIndex, step: float) -> pd.DataFrame:
    """Where does the relationship stand when every event adds to all that went before?

    The bounded accumulation of Yan and Zhou (2004), behind Tsinghua University's data on
    relations between major powers: with range N = 9, an event of intensity g and weight w scores
    I0 = step * w * g, its impact is I = I0 (N - P) / N where I0 >= 0 and I0 (N + P) / N where
    I0 < 0, and the standing P, at first 0, moves to P + I. So good news moves good relations less,
    bad news moves bad relations less, and P never leaves -9 to +9. Nothing fades.

    `events` has event_id, date, goldstein and weight. Events count whole at their date, in the
    order of date and then event_id. Returns date and score (points) at the end of each day of `at`.
    Raises ValueError where `step` is negative or so large that one event could cross the whole
    range.
    """
    ordered = events.sort_values(["date", "event_id"], kind="stable")
    weighted = (ordered["weight"] * ordered["goldstein"]).to_numpy(dtype=np.float64)
    limit = RANGE / max(float(np.abs(weighted).max(initial=0.0)), RANGE)
    if not 0 <= step <= limit:
        raise ValueError(f"step is {step}; expected a number from 0 to {limit:g}")
    # Each standing needs the one before it. Both cases of the rule are P + I0 - |I0| P / N.
    standings = accumulate(
        (step * weighted).tolist(), lambda p, i: p + i - abs(i) * p / RANGE, initial=0.0
    )
    score = np.clip(np.fromiter(standings, dtype=np.float64), -RANGE, RANGE)
    return pd.DataFrame({"date": at, "score": score[ordered["date"].searchsorted(at, "right")]})


def level(score: float) -> str:
    """Which of the six levels does a score fall in? A bound belongs to the level above it."""
    position = int((score + RANGE) // 3)
    return LEVELS[min(max(position, 0), len(LEVELS) - 1)][0]


def sums_at(events: pd.DataFrame, at: pd.DatetimeIndex) -> pd.DataFrame:
    """What do the intensities of each month of `at` add up to, as machine-coded series report it?

    The sum of Goldstein (1992) values, unweighted. An event known to its year is spread evenly
    over that year's days. Returns date (that of `at`), goldstein (the sum) and events (how many;
    not whole where a year was spread), 0 where nothing happened.
    """
    months = daily(events.assign(weight=1.0)).resample("ME").sum().to_period("M")
    found = months.reindex(at.to_period("M"), fill_value=0.0)
    return pd.DataFrame(
        {"date": at, "goldstein": found["heat"].to_numpy(), "events": found["weight"].to_numpy()}
    )
