"""No difference without its interval: changes, sides and superlatives over resampled records."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.tables.pair import Pair
from analysis.temperature.certainty.record import Resamples, limits
from analysis.temperature.kernel import Floats
from analysis.temperature.line import HALF_LIFE_DAYS, PRIOR_WEIGHT, line, support


@dataclass(frozen=True)
class Difference:
    """A difference in degrees, and between which values it lies in resampled records."""

    value: float
    low: float
    high: float

    @property
    def sure(self) -> bool:
        """Does the interval leave out 0, so that a direction may be told?"""
        return self.low > 0 or self.high < 0


def _holding(value: Floats, drawn: Floats) -> tuple[Floats, Floats]:
    """The interval of the draws, widened where need be to hold the value that it is one of."""
    low, high = limits(drawn)
    return np.minimum(low, value), np.maximum(high, value)


def band(
    drawn: Resamples,
    at: pd.DatetimeIndex,
    half_life_days: float = HALF_LIFE_DAYS,
    prior_weight: float = PRIOR_WEIGHT,
) -> pd.DataFrame:
    """Between which temperatures does the average of the record lie on each day of `at`?

    Returns date, low and high (degrees), which hold the line of `drawn.events`.
    """
    shown = line(drawn.events, at, half_life_days, prior_weight)["temperature"].to_numpy()
    lines = drawn.line(at, half_life_days, prior_weight)
    low, high = _holding(shown, lines)
    return pd.DataFrame({"date": at, "low": low, "high": high})


def change(
    drawn: Resamples,
    start: pd.Timestamp,
    end: pd.Timestamp,
    half_life_days: float = HALF_LIFE_DAYS,
) -> Difference:
    """How much warmer was the second day than the first?"""
    at = pd.DatetimeIndex([start, end])
    value = np.diff(line(drawn.events, at, half_life_days)["temperature"].to_numpy())
    low, high = _holding(value, np.diff(drawn.line(at, half_life_days), axis=0))
    return Difference(float(value[0]), float(low[0]), float(high[0]))


def asymmetry(
    drawn: Resamples,
    at: pd.DatetimeIndex,
    pair: Pair,
    half_life_days: float = HALF_LIFE_DAYS,
) -> pd.DataFrame:
    """Which side was the warmer towards the other, where that can be told?

    Returns date, a_acts and b_acts (how many of each side count, as `support` counts them),
    asymmetry (the temperature of the acts of side a towards b minus the reverse, degrees), low and
    high, all three missing where a side did not act, for silence is no warmth of 0, and sure: the
    interval leaves out 0.
    """
    ways = [(drawn.events["direction"] == way).to_numpy() for way in (pair.a_to_b, pair.b_to_a)]
    shown = [line(drawn.events[way], at, half_life_days)["temperature"].to_numpy() for way in ways]
    lines = [drawn.of(way).line(at, half_life_days) for way in ways]
    value = shown[0] - shown[1]
    low, high = _holding(value, lines[0] - lines[1])
    a, b = (support(drawn.events[way], at, half_life_days)["events"] for way in ways)
    apart = pd.DataFrame({"asymmetry": value, "low": low, "high": high}).where((a > 0) & (b > 0))
    return apart.assign(date=at, a_acts=a, b_acts=b, sure=(apart["low"] > 0) | (apart["high"] < 0))


def extremes(
    drawn: Resamples, at: pd.DatetimeIndex, half_life_days: float = HALF_LIFE_DAYS
) -> pd.DataFrame:
    """In what share of resampled records is each day of `at` the coldest, and the warmest?

    Returns date, temperature, coldest and warmest (shares, 0 to 1; each adds up to 1).
    """
    lines = drawn.line(at, half_life_days)
    shares = {
        name: np.bincount(best, minlength=len(at)) / lines.shape[1]
        for name, best in (("coldest", lines.argmin(axis=0)), ("warmest", lines.argmax(axis=0)))
    }
    return line(drawn.events, at, half_life_days).assign(**shares)
