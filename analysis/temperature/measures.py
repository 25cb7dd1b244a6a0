"""The three ways to sum up the events: one line of this registry adds another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analysis.tables.dataset import Dataset
from analysis.tables.pair import Pair
from analysis.temperature import acts, scales
from analysis.temperature.accumulated import LEVELS, RANGE, accumulated, level, sums_at
from analysis.temperature.certainty import coders, differences
from analysis.temperature.certainty.record import Resamples, resamples
from analysis.temperature.certainty.state import Drift, fit, state
from analysis.temperature.line import (
    BANDS,
    HALF_LIFE_DAYS,
    PRIOR_WEIGHT,
    line,
    named_band,
    support,
)

Values = Callable[[pd.DataFrame, pd.DatetimeIndex, float, float], pd.DataFrame]


@dataclass(frozen=True, eq=False)
class Doubt:
    """What the whole record says of its own uncertainty.

    `drift` is how the state moves; `errors` how other coders would have coded, where that is known.
    """

    drift: Drift = field(default_factory=Drift)
    errors: coders.Errors | None = None


Certainty = Callable[[pd.DataFrame, pd.DatetimeIndex, float, Doubt], pd.DataFrame]


@dataclass(frozen=True)
class Measure:
    """One way to sum up events over time.

    `unit` is written after a value; `bound` is what it never passes either way; `levels` names
    stretches of it (name, lower, upper), and `level` says in which of them a value lies. `values`
    takes events, points, a half-life in days and the step of the score, of which it uses its own,
    and returns date and value, and what else it knows of each point. `certainty` takes events,
    points, half-life and doubt, and returns the record band (low, high), the state
    and its band (state, state_low, state_high), events and thin; a measure without it has no
    interval, and no difference of it is told.
    """

    name: str
    unit: str
    bound: float
    levels: tuple[tuple[str, float, float], ...]
    values: Values
    level: Callable[[float], str] = lambda _value: ""
    certainty: Certainty | None = None
    dial: str = ""


def _temperature(
    events: pd.DataFrame, at: pd.DatetimeIndex, half_life: float, _step: float
) -> pd.DataFrame:
    return line(events, at, half_life).rename(columns={"temperature": "value"})


def _certainty(
    events: pd.DataFrame, at: pd.DatetimeIndex, half_life: float, doubt: Doubt
) -> pd.DataFrame:
    return _bands(resamples(events, errors=doubt.errors), at, half_life, doubt, PRIOR_WEIGHT)


def _bands(
    drawn: Resamples,
    at: pd.DatetimeIndex,
    half_life: float,
    doubt: Doubt,
    prior_weight: float,
) -> pd.DataFrame:
    stands = state(drawn.events, at, doubt.drift).rename(
        columns={"low": "state_low", "high": "state_high"}
    )
    band = differences.band(drawn, at, half_life, prior_weight)
    return band.merge(stands, on="date").merge(support(drawn.events, at, half_life), on="date")


def _accumulated(
    events: pd.DataFrame, at: pd.DatetimeIndex, _half_life: float, step: float
) -> pd.DataFrame:
    return accumulated(events, at, step).rename(columns={"score": "value"})


def _sum(
    events: pd.DataFrame, at: pd.DatetimeIndex, _half_life: float, _step: float
) -> pd.DataFrame:
    return sums_at(events, at).rename(columns={"goldstein": "value"})


MEASURES = {
    measure.name: measure
    for measure in (
        Measure("temperature", "°", 10.0, BANDS, _temperature, named_band, _certainty, "half_life"),
        Measure("accumulated", "", RANGE, LEVELS, _accumulated, level, dial="step"),
        Measure("sum", "", np.inf, (), _sum),
    )
}


def doubt(dataset: Dataset, scale: str = scales.SCALES[0]) -> Doubt:
    """How sure may the temperature of this record be, on this scale?"""
    second = scales.scores(dataset) if scale == scales.SCALES[1] else None
    events = acts.between(dataset.events, dataset.pair)
    cameo = dataset.cameo_goldstein
    if second is not None:
        events, cameo = scales.scaled(events, second), scales.scaled(cameo, second)
    recoding = dataset.extras.get("recoding")
    errors = None if recoding is None or recoding.empty else coders.errors(recoding, cameo)
    return Doubt(fit(events), errors)


def standing(
    drawn: Resamples,
    day: pd.Timestamp,
    doubt: Doubt,
    half_life_days: float = HALF_LIFE_DAYS,
    prior_weight: float = PRIOR_WEIGHT,
) -> pd.Series:
    """The temperature on a day with both of its bands; `drawn` are resamples of the acts.

    Returns value, low and high (the record band), state, state_low and state_high (degrees),
    events (how many stand behind it) and thin.
    """
    at = pd.DatetimeIndex([day])
    value = line(drawn.events, at, half_life_days, prior_weight)["temperature"]
    known = _bands(drawn, at, half_life_days, doubt, prior_weight)
    return known.assign(value=value).iloc[0]


def each_way(
    measure: Measure,
    events: pd.DataFrame,
    at: pd.DatetimeIndex,
    pair: Pair,
    half_life: float,
    step: float,
    doubt: Doubt,
) -> pd.DataFrame:
    """How did each side act towards the other?

    `events` has direction too. Returns date, a_to_b and b_to_a (the measure over that direction's
    events alone) and asymmetry (a_to_b minus b_to_a: above 0 where side a was the warmer); of a
    measure whose certainty is known, all that `differences.asymmetry` returns.
    """
    a, b = (
        measure.values(events[events["direction"] == way], at, half_life, step)["value"]
        for way in (pair.a_to_b, pair.b_to_a)
    )
    curves = pd.DataFrame({"date": at, "a_to_b": a, "b_to_a": b})
    if measure.certainty is None:
        return curves.assign(asymmetry=a - b)
    apart = differences.asymmetry(resamples(events, errors=doubt.errors), at, pair, half_life)
    return curves.merge(apart, on="date")
