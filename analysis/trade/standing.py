"""Which trade restrictions were in force, since when, and how many?"""

from __future__ import annotations

import numpy as np
import pandas as pd

NOT_RESTRICTING = ("easing", "investigation", "scheduled")
"""Statuses of phases that restrict nothing: relief, a probe, a measure still to come."""

STANDINGS = (
    "in-force",
    "end-unknown",
    "easing",
    "scheduled",
    "investigation",
    "no-start",
)
"""How a phase may stand on a day; only the first two restrict anything. `no-start` is a measure
that was announced and for which no day of effect is on record."""

MOST_STEPS = 1500
"""Beyond so many changes a count over time is given at the ends of months only."""


def replaced_on(restrictions: pd.DataFrame, by: pd.Series | None = None) -> pd.Series:
    """On which day did a later phase first take effect that replaces each phase? (NaT: none did.)

    `by` marks the phases that may replace (all unless given). Aligned with `restrictions`.
    """
    later = restrictions if by is None else restrictions[by]
    pairs = later[["replaces", "effective"]].explode("replaces").dropna()
    first = pairs.groupby("replaces")["effective"].min().to_dict()
    return pd.to_datetime(restrictions["restriction_id"].map(lambda row: first.get(row)))


def uncertain_from(restrictions: pd.DataFrame) -> pd.Series:
    """From which day on is it unknown whether a phase still holds? (NaT where it is known.)

    A phase whose end was not found is known to have held until a later phase replaced it in
    part; without such a phase nothing is known beyond its own first day.
    """
    first, replaced = restrictions["effective"], replaced_on(restrictions)
    day = replaced.where(replaced > first, first)
    return day.where(restrictions["status"] == "end-unknown")


def widened_on(restrictions: pd.DataFrame) -> pd.Series:
    """On which day did wider relief take the place of each phase of relief? (NaT: it did not.)"""
    relief = restrictions["status"] == "easing"
    return replaced_on(restrictions, relief).where(relief)


def standing(restrictions: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """How did each phase stand on this day, of those that were known and not over?

    A phase holds from its effective day up to, and not on, its end; a reduced date counts from
    the first day of its period. A phase that ended later was in force then, whatever its status
    says now. Returns the rows with `standing` (one of STANDINGS).
    """
    status, effective, ended = (restrictions[c] for c in ("status", "effective", "ended"))
    known = restrictions["announced"].fillna(effective) <= on
    over = (ended <= on) | (status.eq("ended") & ended.isna())
    kinds = {
        "investigation": status == "investigation",
        "scheduled": (effective > on) | (status == "scheduled"),
        "no-start": effective.isna(),
        "easing": status == "easing",
        "end-unknown": uncertain_from(restrictions) <= on,
    }
    # A measure may take effect before it is announced; it stands from the earlier of the two.
    alive = (known | (effective <= on)) & ~over
    how = np.select(list(kinds.values()), list(kinds), default="in-force")
    return restrictions.assign(standing=how)[alive]


def in_force(restrictions: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """Which restrictions were in force on this day?

    The rows of `standing` that restrict: in-force, or end-unknown where no end was found
    (counted apart, for it may have ended). Relief, probes and what is still to come are left out.
    """
    held = standing(restrictions, on)
    return held[held["standing"].isin(STANDINGS[:2])]


def count_by_side(held: pd.DataFrame) -> pd.DataFrame:
    """How many restrictions does each side hold, known and unknown ends apart?

    `held` is what `in_force` returns. One row per imposing side, columns in-force, end-unknown.
    """
    return counts(held, ["imposed_by"]).reindex(columns=list(STANDINGS[:2]), fill_value=0)


def counts(held: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """How many phases stand how, by the columns `by`?

    `held` is what `standing` returns. One row per combination found, one column per standing.
    """
    table = held.groupby([*by, "standing"], observed=True).size().unstack(fill_value=0)
    return table.reindex(columns=list(STANDINGS), fill_value=0)


def over_time(
    restrictions: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp, sides: tuple[str, ...]
) -> pd.DataFrame:
    """How many restrictions did each side hold, from `start` to `end`?

    Returns date, imposed_by, in-force, end-unknown: the counts from that date on, at every change
    (at month ends where there are too many), at `start` and at `end`. At any date they equal
    `count_by_side(in_force(restrictions, date))`.
    """
    changes = _changes(restrictions)
    at = pd.DatetimeIndex(changes["date"]).unique()
    at = at[(at > start) & (at < end)]
    if len(at) > MOST_STEPS:
        at = pd.date_range(start, end, freq="ME")
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
    restricting = restrictions[
        ~restrictions["status"].isin(NOT_RESTRICTING)
        & restrictions["effective"].notna()
        & ~(restrictions["status"].eq("ended") & restrictions["ended"].isna())
        & ~(restrictions["ended"] <= restrictions["effective"])
    ]
    side, end = restricting["imposed_by"].astype(str), restricting["ended"]
    doubt = uncertain_from(restrictions).reindex(restricting.index)
    doubt = doubt.mask(doubt >= end)
    steps = [
        (restricting["effective"], "in-force", 1),
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

    Relief and probes are left out. Returns the rows with both dates and `delay` (days; negative
    where it applied before it was announced; NaN where a date is known to the month or year
    only, because then the days cannot be counted).
    """
    dated = restrictions[
        ~restrictions["status"].isin(["easing", "investigation"])
        & restrictions["announced"].notna()
        & restrictions["effective"].notna()
    ]
    to_the_day = (dated["announced_precision"] == "day") & (dated["effective_precision"] == "day")
    days = (dated["effective"] - dated["announced"]).dt.days.astype("float64")
    return dated.assign(delay=days.where(to_the_day))
