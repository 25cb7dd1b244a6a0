"""Which trade restrictions were in force, and since when?"""

from __future__ import annotations

import pandas as pd

NOT_RESTRICTING = ("easing", "investigation", "scheduled")
"""Statuses of phases that restrict nothing: relief, a probe, a measure still to come."""


def in_force(restrictions: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """Which restrictions were in force on this day?

    A phase holds from its effective day up to, and not on, its end; a reduced date counts from
    the first day of its period. A phase that ended later was in force then, whatever its status
    says now. Returns the rows with `standing`: in-force, or end-unknown where no end was found
    (counted apart, for it may have ended).
    """
    holds = (
        (restrictions["effective"] <= on)
        & ~(restrictions["ended"] <= on)
        & ~restrictions["status"].isin(NOT_RESTRICTING)
        & ~(restrictions["status"].eq("ended") & restrictions["ended"].isna())
    )
    held = restrictions[holds]
    unknown = held["status"] == "end-unknown"
    return held.assign(standing=unknown.map({True: "end-unknown", False: "in-force"}).astype(str))


def count_by_side(held: pd.DataFrame) -> pd.DataFrame:
    """How many restrictions does each side hold, known and unknown ends apart?

    `held` is what `in_force` returns. One row per imposing side, columns in-force, end-unknown.
    """
    table = held.groupby(["imposed_by", "standing"], observed=True).size().unstack(fill_value=0)
    return table.reindex(columns=["in-force", "end-unknown"], fill_value=0)
