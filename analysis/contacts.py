"""Who met whom, at what level, how often?"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.dates import last_day

LEVELS = (
    "leader",
    "minister",
    "deputy-minister",
    "ambassador",
    "legislator",
    "official",
    "subnational",
)
"""Ranks of office from the highest down; a contact's level is one of them."""

NO_OFFICE = "official"
"""Organisations, and people whose office is not on record, count as officials."""


def with_level(contacts: pd.DataFrame, offices: pd.DataFrame) -> pd.DataFrame:
    """At what level was each contact?

    Each side's rank is the highest that one of its people held on the day; the contact's level is
    the lower of the two sides'. Adds rank_a, rank_b and level (ordered categoricals, highest
    first) to the columns of `contacts`.
    """
    rank_a = side_rank(contacts, "side_a", offices)
    rank_b = side_rank(contacts, "side_b", offices)
    lower = rank_a.cat.codes.where(rank_a.cat.codes >= rank_b.cat.codes, rank_b.cat.codes)
    level = pd.Categorical.from_codes(lower.to_numpy(), dtype=rank_a.dtype)
    return contacts.assign(rank_a=rank_a, rank_b=rank_b, level=level)


def side_rank(contacts: pd.DataFrame, side: str, offices: pd.DataFrame) -> pd.Series:
    """What was the highest rank on one side (`side_a` or `side_b`) of each contact?"""
    people = contacts[["date", side]].explode(side).rename(columns={side: "actor_id"})
    ranked = ranks_on(people.reset_index(names="row"), offices)
    highest = ranked.groupby("row")["rank"].min().reindex(contacts.index)
    return highest.fillna(NO_OFFICE)


def ranks_on(people: pd.DataFrame, offices: pd.DataFrame) -> pd.DataFrame:
    """Which rank did each person hold on the day?

    `people` has actor_id and date; returns it with `rank`: the highest of the offices whose dates
    hold that day, else of the person's undated offices, else `official`. An office with an empty
    start holds from ever, one with an empty end until now.
    """
    rank_type = pd.CategoricalDtype(LEVELS, ordered=True)
    terms = offices.assign(
        rank=offices["rank"].astype(str).astype(rank_type),
        until=last_day(offices["end"], offices["end_precision"]),
        dated=offices["start"].notna() | offices["end"].notna(),
    )[["actor_id", "rank", "start", "until", "dated"]]
    keyed = people.assign(person=range(len(people)))
    held = keyed.merge(terms, on="actor_id", how="inner")
    holds = ~(held["start"] > held["date"]) & ~(held["until"] < held["date"])
    dated = held[holds & held["dated"]].groupby("person")["rank"].min()
    undated = held[~held["dated"]].groupby("person")["rank"].min()
    rank = dated.reindex(keyed["person"]).fillna(undated.reindex(keyed["person"]))
    return people.assign(rank=rank.fillna(NO_OFFICE).to_numpy()).astype({"rank": rank_type})


def counts(contacts: pd.DataFrame, by: Sequence[str] = ("year", "month")) -> pd.DataFrame:
    """How many contacts fall in each cell of two (or more) of their properties?

    `by` names columns of `contacts`, or year and month (of the first day). Returns one row per
    cell, empty cells included: every year from the first to the last, every month, every category
    that a vocabulary knows; column `contacts` is the count. A contact over several days counts
    once, at its first day.
    """
    cells = contacts.assign(year=contacts["date"].dt.year, month=contacts["date"].dt.month)
    found = cells.groupby(list(by), observed=True).size()
    full = pd.MultiIndex.from_product([_values(cells, name) for name in by], names=list(by))
    return found.reindex(full, fill_value=0).rename("contacts").reset_index()


def _values(cells: pd.DataFrame, name: str) -> list[object]:
    if name == "month":
        return list(range(1, 13))
    column = cells[name]
    if name == "year":
        return list(range(int(column.min()), int(column.max()) + 1)) if len(column) else []
    if isinstance(column.dtype, pd.CategoricalDtype):
        return list(column.cat.categories)
    return sorted(column.dropna().unique())


def last_at(contacts: pd.DataFrame, level: str) -> pd.DataFrame:
    """Which was the last contact at this level or above? One row, or none.

    `contacts` has date and level (see `with_level`).
    """
    at_level = contacts[contacts["level"] <= level]
    return at_level.sort_values("date", kind="stable").tail(1)
