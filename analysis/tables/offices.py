"""Who held which office, and so which rank, on a day?

One rule for every reader of `offices`. A start that is not on record is before any day. An end that
is not on record is the day before somebody else began in the same office; where nobody is on
record as having done so, the office is still held. A date known to the month or year begins with
its first day and ends with its last. An office without any date serves for any day on which no
dated office of the same person is held; on a day on which it is attested it counts as dated.
"""

from __future__ import annotations

import pandas as pd

from analysis.tables.dates import last_day

LEVELS = (
    "leader",
    "state-councillor",
    "minister",
    "national-security-adviser",
    "deputy-minister",
    "ambassador",
    "party-leader",
    "legislator",
    "official",
    "subnational",
)
"""Ranks of office from the highest down."""

NO_OFFICE = "official"
"""Organisations, and people whose office is not on record, count as officials."""

RANKS = pd.CategoricalDtype(LEVELS, ordered=True)


def posts(offices: pd.DataFrame) -> pd.Series:
    """Of which office is each row, whatever variant of its title it gives?"""
    return offices["post"].where(offices["post"] != "", offices["office"])


def terms(
    offices: pd.DataFrame, *, post: pd.Series | None = None, one_at_a_time: bool = False
) -> pd.DataFrame:
    """From when to when was each office held?

    `post` (on the index of `offices`) says which rows are of the same office; without it `posts`
    does. With `one_at_a_time` a term ends at the latest the day before the next one of its
    office begins, even where a later end is on record; such terms never overlap, and those that
    have no day left are left out.

    Returns the rows of `offices` in their order with `until` (the last day; missing while the
    office is held or where nothing is known), `dated` (is a start or an end on record?) and
    `end_known` (is the term's own end?).
    """
    ordered = offices.assign(post=posts(offices) if post is None else post).sort_values(
        ["post", "start"], kind="stable"
    )
    ordered = ordered[ordered["start"].notna()]
    following = ordered.groupby("post")
    eve = following["start"].shift(-1) - pd.Timedelta(days=1)
    taken_over = following["actor_id"].shift(-1) != ordered["actor_id"]
    own_end = last_day(offices["end"], offices["end_precision"])
    until = own_end.fillna(eve.where(taken_over | one_at_a_time).reindex(offices.index))
    if one_at_a_time:
        latest = eve.reindex(offices.index)
        until = until.mask(until > latest, latest)
    held = offices.assign(
        until=until,
        dated=offices["start"].notna() | offices["end"].notna(),
        end_known=offices["end"].notna(),
    )
    return held[~(held["until"] < held["start"])] if one_at_a_time else held


def held_on(people: pd.DataFrame, offices: pd.DataFrame) -> pd.DataFrame:
    """Which offices did each person hold on the day?

    `people` has actor_id and date. Returns one row for each person and office that holds that day:
    the columns of `people` and of `offices` (without a shared name), with `person` (the position
    in `people`), `until`, `dated` and `end_known`. Undated offices serve only where no dated one
    holds.
    """
    keyed = people.assign(person=range(len(people)))
    held = keyed.merge(terms(offices), on="actor_id", how="inner", suffixes=("", "_of_office"))
    held = held[~(held["start"] > held["date"]) & ~(held["until"] < held["date"])]
    attested = (held["attested"] == held["date"]) & (held["attested_precision"] == "day")
    held = held.assign(dated=held["dated"] | attested)
    by_date = held.groupby("person")["dated"].transform("any").astype(bool)
    return held[held["dated"] | ~by_date].reset_index(drop=True)


def ranks_on(people: pd.DataFrame, offices: pd.DataFrame) -> pd.DataFrame:
    """Which rank did each person hold on the day?

    `people` has actor_id and date; returns it with `rank` (ordered, highest first): the highest of
    the offices held that day, `official` where none is on record.
    """
    held = held_on(people, offices.assign(rank=offices["rank"].astype(str).astype(RANKS)))
    rank = held.groupby("person")["rank"].min().reindex(range(len(people)))
    return people.assign(rank=rank.fillna(NO_OFFICE).to_numpy()).astype({"rank": RANKS})


def of_person(offices: pd.DataFrame, actor_id: str, day: pd.Timestamp) -> pd.DataFrame:
    """Which offices did one person hold on a day? Rows as `held_on` returns them."""
    return held_on(pd.DataFrame({"actor_id": [actor_id], "date": [day]}), offices)


def rank_of(offices: pd.DataFrame, actor_id: str, day: pd.Timestamp) -> str:
    """The rank of one person on a day; empty where no office on record holds that day."""
    ranks = of_person(offices, actor_id, day)["rank"]
    return "" if ranks.empty else str(ranks.astype(str).astype(RANKS).min())


def with_level(contacts: pd.DataFrame, offices: pd.DataFrame) -> pd.DataFrame:
    """At what level was each contact?

    Each side's rank is the highest that one of its people held on its first day; the contact's
    level is the lower of the two sides'. Adds rank_a, rank_b and level (ordered categoricals,
    highest first) to the columns of `contacts`.
    """
    people = [
        contacts[["date", side]].explode(side).rename(columns={side: "actor_id"}).assign(side=side)
        for side in ("side_a", "side_b")
    ]
    ranked = ranks_on(pd.concat(people).reset_index(names="row"), offices)
    highest = ranked.groupby(["side", "row"])["rank"].min()
    rank_a, rank_b = (
        highest.loc[highest.index.get_level_values("side") == side]
        .droplevel("side")
        .reindex(contacts.index)
        .fillna(NO_OFFICE)
        for side in ("side_a", "side_b")
    )
    lower = rank_a.cat.codes.where(rank_a.cat.codes >= rank_b.cat.codes, rank_b.cat.codes)
    level = pd.Categorical.from_codes(lower.to_numpy(), dtype=rank_a.dtype)
    return contacts.assign(rank_a=rank_a, rank_b=rank_b, level=level)
