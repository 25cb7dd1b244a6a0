"""How much does the line hang on its choices?"""

from __future__ import annotations

import pandas as pd

from analysis.temperature import scales
from analysis.temperature.kernel import Floats, check_parameters, daily, degrees, faded
from analysis.temperature.line import HALF_LIFE_DAYS, PRIOR_WEIGHT

HALF_LIVES = (30.0, 90.0, 180.0, 365.0, 730.0)
PRIOR_WEIGHTS = (0.0, 1.0, 2.0, 5.0)


def sensitivity(
    events: pd.DataFrame,
    at: pd.DatetimeIndex,
    sources: pd.DataFrame,
    half_life_days: float = HALF_LIFE_DAYS,
    context: pd.DataFrame | None = None,
    second: pd.Series | None = None,
) -> pd.DataFrame:
    """How would the line read, had its choices been others?

    One choice is changed at a time, from the half-life given and `PRIOR_WEIGHT`. `events` has
    sources (ids), `sources` has source_id and side. Returns date, family, value and temperature
    (degrees), with family and value one of

    - half_life: days;
    - prior_weight: the weight of neutrality;
    - salience: `equal` (every event weighs 1);
    - without_side: a side of the sources; the events that only its sources report are left out;
    - scale: `plover`, where `second` holds the scores of the second scale;
    - acts: `third-party`, where `context` holds acts of third parties, counted like all others.

    Raises ValueError as `analysis.temperature.line.line` does.
    """
    check_parameters(half_life_days, PRIOR_WEIGHT)
    falling = daily(events)
    variants: list[tuple[str, str, Floats]] = [
        ("half_life", f"{days:g}", _line(falling, at, days)) for days in HALF_LIVES
    ]
    weight, heat = faded(falling, at, half_life_days)
    variants += [
        ("prior_weight", f"{prior:g}", degrees(heat, weight, prior)) for prior in PRIOR_WEIGHTS
    ]
    others = {("salience", "equal"): events.assign(weight=1.0)}
    if second is not None and len(second):
        others["scale", scales.SCALES[1]] = scales.scaled(events, second)
    if context is not None and len(context):
        others["acts", "third-party"] = pd.concat([events, context])
    others |= {("without_side", side): kept for side, kept in _without(events, sources).items()}
    variants += [(*name, _line(daily(kept), at, half_life_days)) for name, kept in others.items()]
    return pd.concat(
        [
            pd.DataFrame({"date": at, "family": family, "value": value, "temperature": level})
            for family, value, level in variants
        ],
        ignore_index=True,
    )


def _line(falling: pd.DataFrame, at: pd.DatetimeIndex, half_life_days: float) -> Floats:
    weight, heat = faded(falling, at, half_life_days)
    return degrees(heat, weight, PRIOR_WEIGHT)


def _without(events: pd.DataFrame, sources: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The events that remain without each side's sources."""
    side = sources.set_index("source_id")["side"].astype(str)
    cited = events["sources"].explode().map(side)
    sides = sorted(cited.dropna().unique())
    return {
        name: events[cited.ne(name).groupby(level=0).any().reindex(events.index, fill_value=True)]
        for name in sides
    }
