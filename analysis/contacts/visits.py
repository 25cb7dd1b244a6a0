"""Which office was received where, and when last?"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from analysis.tables.dates import last_day

FEWEST_VISITS = 2
"""Days of visit from which an office and a city are worth a line of their own."""


def visits(
    contacts: pd.DataFrame, offices: pd.DataFrame, hosts: Mapping[str, Collection[str]]
) -> pd.DataFrame:
    """Which holders of which office had a contact in which city of the other side?

    `hosts` gives, for `side_a` and `side_b`, the country codes of the other side. Only dated
    offices count here, and only if they hold on the first day of the contact (see `terms`): an
    undated office may have been held at another time. Returns one row per contact, side, person and
    office: the columns of `contacts` with side, actor_id and office.
    """
    parts = [
        contacts[contacts["place_country"].isin(host)]
        .assign(side=side, actor_id=contacts[side])
        .explode("actor_id")
        for side, host in hosts.items()
    ]
    people = pd.concat(parts)
    held = people.merge(terms(offices), on="actor_id", how="inner")
    holds = ~(held["start"] > held["date"]) & ~(held["until"] < held["date"])
    return held[holds].drop(columns=["start", "until"]).reset_index(drop=True)


def terms(offices: pd.DataFrame) -> pd.DataFrame:
    """From when to when was each dated office held?

    Returns actor_id, office, start and until (the last day; missing while the office is held). An
    end that is not on record is taken to be the day before the next holder of the same office
    began, where there is one: two people do not hold one office at a time.
    """
    dated = offices[offices["start"].notna()].sort_values(["office", "start"], kind="stable")
    next_start = dated.groupby("office")["start"].shift(-1)
    next_holder = dated.groupby("office")["actor_id"].shift(-1)
    replaced = (next_start - pd.Timedelta(days=1)).where(next_holder != dated["actor_id"])
    until = last_day(dated["end"], dated["end_precision"]).fillna(replaced)
    return dated.assign(until=until)[["actor_id", "office", "start", "until"]]


def offices_received(visits: pd.DataFrame, fewest: int = FEWEST_VISITS) -> pd.DataFrame:
    """Which offices were received in which cities, and on how many days did a visit begin?

    `visits` is what `visits` returns. Returns side, office, place_city and visits, the most
    visited first; those below `fewest` are left out.
    """
    placed = visits[visits["place_city"].astype(str) != ""]
    keys = ["side", "office", "place_city"]
    found = placed.groupby(keys, observed=True)["date"].nunique().rename("visits").reset_index()
    kept = found[found["visits"] >= fewest]
    return kept.sort_values(
        ["visits", "office", "place_city"], ascending=[False, True, True], kind="stable"
    ).reset_index(drop=True)


def visits_of(visits: pd.DataFrame, office: str, city: str) -> pd.DataFrame:
    """Which contacts did holders of the office have in the city? One row per contact."""
    chosen = visits[(visits["office"] == office) & (visits["place_city"] == city)]
    return chosen.drop_duplicates("contact_id").sort_values("date", kind="stable")
