"""How many restrictions stood at any time, and how soon did they follow their announcement?"""

from __future__ import annotations

import pandas as pd

from analysis.trade.standing import STANDINGS, restricting, uncertain_from


def over_time(
    restrictions: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp, sides: tuple[str, ...]
) -> pd.DataFrame:
    """How many restrictions did each side hold, from `start` to `end`?

    Returns date, imposed_by, in-force, end-unknown: the counts from that date on, at every
    change, at `start` and at `end`. At any date they equal those of
    `count_by_side(in_force(restrictions, date))`.
    """
    changes = _changes(restrictions)
    at = pd.DatetimeIndex(changes["date"]).unique()
    at = at[(at > start) & (at < end)]
    dates = pd.DatetimeIndex([start, end]).append(at).unique().sort_values()
    columns = pd.MultiIndex.from_product([sides, STANDINGS[:2]], names=["imposed_by", "standing"])
    running = (
        changes.groupby(["date", "imposed_by", "standing"])["change"]
        .sum()
        .unstack(["imposed_by", "standing"], fill_value=0)
        .reindex(columns=columns, fill_value=0)
        .sort_index()
        .cumsum()
        .reindex(dates, method="ffill")
        .fillna(0)
        .astype(int)
    )
    long = running.stack(["imposed_by", "standing"]).unstack("standing").reset_index(names=None)
    return long.set_axis(["date", "imposed_by", *long.columns[2:]], axis=1)[
        ["date", "imposed_by", *STANDINGS[:2]]
    ].sort_values(["imposed_by", "date"], ignore_index=True)


def _changes(restrictions: pd.DataFrame) -> pd.DataFrame:
    """Every day on which a count goes up or down: date, imposed_by, standing, change."""
    held = restrictions[
        restricting(restrictions)
        & restrictions["effective"].notna()
        & ~(restrictions["status"].eq("ended") & restrictions["ended"].isna())
        & ~(restrictions["ended"] <= restrictions["effective"])
    ]
    side, end = held["imposed_by"].astype(str), held["ended"]
    doubt = uncertain_from(restrictions).reindex(held.index)
    doubt = doubt.mask(doubt >= end)
    steps = [
        (held["effective"], "in-force", 1),
        (end.mask(doubt.notna()), "in-force", -1),
        (doubt, "in-force", -1),
        (doubt, "end-unknown", 1),
        (end.where(doubt.notna()), "end-unknown", -1),
    ]
    return pd.concat(
        [
            pd.DataFrame({"date": day, "imposed_by": side, "standing": kind, "change": change})
            for day, kind, change in steps
        ],
        ignore_index=True,
    ).dropna(subset="date")


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
