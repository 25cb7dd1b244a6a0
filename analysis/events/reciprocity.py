"""What share of the conflictual acts of one side is answered in kind, and how soon?

A conflictual act has an intensity below 0; it is answered in kind when an event in the opposite
direction, also below 0, answers it.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.tables.dates import last_day
from analysis.tables.pair import Pair

WITHIN_DAYS = (30, 90, 180)
"""Within how many days an answer is looked for."""


def conflictual(events: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    """Which acts of one side towards the other have an intensity below 0?"""
    return events[events["direction"].isin(_opposite(pair)) & (events["goldstein"] < 0)]


def in_kind(linked: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    """The pairs (see `analysis.events.answers.pairs`) in which an act is answered in kind."""
    hostile = linked[(linked["goldstein"] < 0) & (linked["goldstein_act"] < 0)]
    answering = hostile["direction_act"].astype(str).map(_opposite(pair))
    return hostile[hostile["direction"].astype(str) == answering]


def shares(
    events: pd.DataFrame,
    linked: pd.DataFrame,
    pair: Pair,
    end: pd.Timestamp,
    within_days: Sequence[int] = WITHIN_DAYS,
) -> pd.DataFrame:
    """What share of the conflictual acts is answered in kind within so many days?

    Acts that are less than `within` days old at `end` are left out, for their time is not up.
    Returns direction (of the acts), within (days), acts, answered (surely within that time),
    possibly (only if the precision of the dates is stretched) and share (answered / acts).
    """
    acts = conflictual(events, pair)
    soonest = in_kind(linked, pair).groupby("act")[["days_least", "days_most"]].min()
    waited = soonest.reindex(acts["event_id"]).set_axis(acts.index)
    done = last_day(acts["date"], acts["date_precision"])
    rows = []
    for direction in _opposite(pair):
        for within in within_days:
            due = (acts["direction"] == direction) & (done + pd.Timedelta(days=within) <= end)
            surely = due & (waited["days_most"] <= within)
            possibly = due & ~surely & (waited["days_least"] <= within)
            rows.append((direction, within, due.sum(), surely.sum(), possibly.sum()))
    table = pd.DataFrame(rows, columns=["direction", "within", "acts", "answered", "possibly"])
    return table.assign(share=table["answered"] / table["acts"].where(table["acts"] > 0))


def _opposite(pair: Pair) -> dict[str, str]:
    """Each side's direction, and the other's."""
    return {pair.a_to_b: pair.b_to_a, pair.b_to_a: pair.a_to_b}
