"""Which phases make up a measure, and how did each stand on a day?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

NOT_RESTRICTING = ("easing", "investigation", "scheduled")
"""Statuses of phases that restrict nothing: relief, a probe, a measure still to come."""

ADVICE = "travel-advice"
"""The measure that limits nothing: it is counted apart."""

UNANNOUNCED = ("reported", "denied")
"""How a measure is known that its author did not make known."""

STANDINGS = (
    "in-force",
    "end-unknown",
    "easing",
    "advice",
    "scheduled",
    "investigation",
    "no-start",
)
"""How a phase may stand on a day; only the first two restrict anything. `no-start` is a measure
that was announced and of which it is not known since when it holds (see `took_effect`)."""


def restricting(restrictions: pd.DataFrame) -> pd.Series:
    """Which phases restrict anything while they hold: no relief, no probe, no advice?"""
    return ~restrictions["status"].isin(NOT_RESTRICTING) & (restrictions["measure"] != ADVICE)


def unannounced(restrictions: pd.DataFrame) -> pd.Series:
    """Which phases did their author not make known: reported by others only, or denied?"""
    return restrictions["made_known"].isin(UNANNOUNCED)


def took_effect(restrictions: pd.DataFrame) -> pd.Series:
    """From which day on did each phase hold? (NaT where it is not known.)

    A phase that restricts, and of which no day of effect is on record, goes on with what it
    replaces: it holds from the end of that phase. Aligned with `restrictions`.
    """
    first = restrictions["effective"]
    ends = restrictions.loc[first.notna()].set_index("restriction_id")["ended"].to_dict()
    before = restrictions["replaces"].explode().map(ends).groupby(level=0).max()
    return first.fillna(pd.to_datetime(before).where(restricting(restrictions)))


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
    first, replaced = took_effect(restrictions), replaced_on(restrictions)
    day = replaced.where(replaced > first, first)
    return day.where(restrictions["status"] == "end-unknown")


def widened_on(restrictions: pd.DataFrame) -> pd.Series:
    """On which day did wider relief take the place of each phase of relief? (NaT: it did not.)"""
    relief = restrictions["status"] == "easing"
    return replaced_on(restrictions, relief).where(relief)


def standing(restrictions: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """How did each phase stand on this day, of those that were known and not over?

    A phase holds from the day on which it took effect (see `took_effect`) up to, and not on, its
    end; a reduced date counts from the first day of its period. A phase that ended later was in
    force then, whatever its status says now. Returns the rows with `standing` (one of STANDINGS)
    and `measure_id` (see `measures`).
    """
    status, ended = restrictions["status"], restrictions["ended"]
    effective = took_effect(restrictions)
    known = restrictions["announced"].fillna(effective) <= on
    over = (ended <= on) | (status.eq("ended") & ended.isna())
    kinds = {
        "investigation": status == "investigation",
        "scheduled": (effective > on) | (status == "scheduled"),
        "no-start": effective.isna(),
        "easing": status == "easing",
        "advice": restrictions["measure"] == ADVICE,
        "end-unknown": uncertain_from(restrictions) <= on,
    }
    # A measure may take effect before it is announced; it stands from the earlier of the two.
    alive = (known | (effective <= on)) & ~over
    how = np.select(list(kinds.values()), list(kinds), default="in-force")
    # Phases of one measure may be joined by one that does not stand on the day.
    return restrictions.assign(standing=how, measure_id=measures(restrictions))[alive]


def in_force(restrictions: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """Which restrictions were in force on this day?

    The rows of `standing` that restrict: in-force, or end-unknown where no end was found
    (counted apart, for it may have ended). Relief, probes and what is still to come are left out.
    """
    held = standing(restrictions, on)
    return held[held["standing"].isin(STANDINGS[:2])]


def count_by_side(held: pd.DataFrame) -> pd.DataFrame:
    """How many measures does each side hold, known and unknown ends apart?

    `held` is what `in_force` returns. A measure counts once, whatever the number of its phases: as
    in force where one of them is, else as of unknown end. One row per imposing side, columns
    in-force, end-unknown.
    """
    surest = held.sort_values("standing", key=lambda how: how.map(STANDINGS.index))
    each = surest.drop_duplicates(["imposed_by", "measure_id"])
    table = each.groupby(["imposed_by", "standing"], observed=True).size().unstack(fill_value=0)
    return table.reindex(columns=list(STANDINGS[:2]), fill_value=0)


def measures(restrictions: pd.DataFrame) -> pd.Series:
    """Which measure is each phase part of?

    Phases that `replaces` connects, in either direction and through any number of steps, are one
    measure; it is named by the id of its earliest phase. A circle of replacements is one measure
    like any other. Aligned with `restrictions`.
    """
    order = restrictions.sort_values(["effective", "announced", "restriction_id"])
    pairs = order[["restriction_id", "replaces"]].explode("replaces")
    pairs = pairs[pairs["replaces"].isin(order["restriction_id"])]
    first = first_of_group(order["restriction_id"], pairs)
    return restrictions["restriction_id"].map(first).rename("measure_id")


def first_of_group(members: pd.Series, pairs: pd.DataFrame) -> dict[Any, Any]:
    """Which is the first of the members that pairs connect each member with?

    The two columns of `pairs` hold members.
    """
    # networkx would take 150 ms to import, and the overview needs none of it.
    place = pd.Index(members)
    ends = tuple(place.get_indexer(pairs[name]) for name in pairs)
    links = sparse.coo_array((np.ones(len(pairs)), ends), shape=(len(place), len(place)))
    _count, label = sparse.csgraph.connected_components(links, directed=False)
    return dict(zip(members, members.groupby(label).transform("first"), strict=True))
