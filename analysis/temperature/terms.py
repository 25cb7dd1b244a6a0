"""Who governed on each side while the temperature rose and fell?"""

from __future__ import annotations

import pandas as pd

from analysis.tables import offices as tables
from analysis.tables.pair import Pair

MOST_OFFICES = 2
"""Offices shown for a side; more would say the same people again."""

LEAST_SHARE = 0.5
"""Of the days of the window, those that an office must be known to be held to be shown."""


def terms(
    offices: pd.DataFrame,
    actors: pd.DataFrame,
    pair: Pair,
    start: pd.Timestamp,
    end: pd.Timestamp,
) -> pd.DataFrame:
    """Who held the highest offices of each side between two days?

    `offices` has actor_id, office, post, rank, start, end and end_precision; `actors` has actor_id
    and country. Taken are offices of rank `leader` with a known start, for each side the two that
    were held on the most days of the window (at least half of it), leaving out one held only by
    people who already stand in another. Titles of one post count as one office. A term whose end is
    not known lasts until the next one of its office.

    Returns lane (0, 1, ...: one for each office), side, office, actor_id, start and end (the day
    after the last), clipped to the window: side a first, the office held longest first, in order
    of time.
    """
    held = _within(_leaders(offices, actors, pair), start, end)
    days = (held["end"] - held["start"]).dt.days
    cover = held.assign(days=days).groupby(["side", "post"])["days"].sum()
    enough = cover[cover >= LEAST_SHARE * max((end - start).days, 1)]
    chosen = [
        part
        for side in pair.sides
        for part in _lanes(held[held["side"] == side.code], enough.get(side.code))
    ]
    columns = ["lane", "side", "office", "actor_id", "start", "end"]
    numbered = [part.assign(lane=n) for n, part in enumerate(chosen)]
    return pd.concat([held.iloc[:0].assign(lane=0), *numbered], ignore_index=True)[columns]


def _leaders(offices: pd.DataFrame, actors: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    country = offices["actor_id"].map(actors.set_index("actor_id")["country"])
    sides = [side.code for side in pair.sides]
    leader = (offices["rank"] == "leader") & country.isin(sides) & offices["start"].notna()
    posts = tables.posts(offices[leader])
    # A side has a post once: the same words may name an office on either side.
    side = country[leader]
    held = tables.terms(offices[leader], post=side + " " + posts, one_at_a_time=True)
    return held.assign(side=side, post=posts, end=held["until"] + pd.Timedelta(days=1)).sort_values(
        ["side", "post", "start"], kind="stable"
    )


def _within(terms: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    clipped = terms.assign(
        start=terms["start"].clip(lower=start), end=terms["end"].fillna(end).clip(upper=end)
    )
    return clipped[clipped["start"] < clipped["end"]]


def _lanes(held: pd.DataFrame, cover: pd.Series | None) -> list[pd.DataFrame]:
    """The terms of the offices to show for one side, the office held longest first."""
    lanes: list[pd.DataFrame] = []
    seen: set[str] = set()
    order = [] if cover is None else cover.sort_values(ascending=False, kind="stable").index
    for post in order:
        lane = held[held["post"] == post]
        if len(lanes) < MOST_OFFICES and not set(lane["actor_id"]) <= seen:
            lanes.append(lane)
            seen |= set(lane["actor_id"])
    return lanes
