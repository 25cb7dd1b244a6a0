"""How many measures stood at any time, and how soon did they follow their announcement?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.trade.standing import measures, restricting, took_effect, uncertain_from


def over_time(
    restrictions: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp, sides: Sequence[str]
) -> pd.DataFrame:
    """How many measures did each side hold, from `start` to `end`?

    Returns date, imposed_by, in-force, end-unknown: the counts from that date on, at every
    change, at `start` and at `end`. At any date they equal those of
    `count_by_side(in_force(restrictions, date))`.
    """
    held = _held(restrictions)
    changes = held[["effective", "doubt", "ended"]].stack()
    at = changes[(changes > start) & (changes < end)]
    dates = pd.DatetimeIndex([start, end, *at]).unique().sort_values()
    day = dates.to_numpy()
    first, doubt, over = (held[[name]].to_numpy() for name in ("effective", "doubt", "ended"))
    # Phases by dates. No day lies before or after one that is missing.
    alive = (first <= day) & ~(over <= day)
    sure = _measures(held, alive & ~(doubt <= day))
    counts = {"in-force": sure, "end-unknown": _measures(held, alive) & ~sure}
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "date": dates,
                    "imposed_by": side,
                    **{
                        name: found[found.index.get_level_values(0) == side].sum().to_numpy()
                        for name, found in counts.items()
                    },
                }
            )
            for side in sorted(sides)
        ],
        ignore_index=True,
    )


def _held(restrictions: pd.DataFrame) -> pd.DataFrame:
    """The phases that ever restricted, with their measure_id and since when they are in doubt."""
    known = restrictions.assign(
        imposed_by=restrictions["imposed_by"].astype(str),
        measure_id=measures(restrictions),
        effective=took_effect(restrictions),
        doubt=uncertain_from(restrictions),
    )
    return known[
        restricting(restrictions)
        & known["effective"].notna()
        & ~(restrictions["status"].eq("ended") & restrictions["ended"].isna())
    ]


def _measures(held: pd.DataFrame, holds: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """For which dates (columns) does any phase of a measure (rows, by side) hold?"""
    keys = [held[name].to_numpy() for name in ("imposed_by", "measure_id")]
    return pd.DataFrame(holds).groupby(keys).any()


def delays(restrictions: pd.DataFrame) -> pd.DataFrame:
    """How long after its announcement did each restriction take effect?

    Only what restricts is counted (see `restricting`), so nothing that is still to come. Returns
    the rows with both dates and `delay` (days; negative where it applied before it was announced;
    NaN where a date is known to the month or year only, because then the days cannot be counted).
    """
    dated = restrictions[
        restricting(restrictions)
        & restrictions["announced"].notna()
        & restrictions["effective"].notna()
    ]
    to_the_day = (dated["announced_precision"] == "day") & (dated["effective_precision"] == "day")
    days = (dated["effective"] - dated["announced"]).dt.days.astype("float64")
    return dated.assign(delay=days.where(to_the_day))
