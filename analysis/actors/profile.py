"""Who took part in what, in which office, with whom?"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.tables import kinds
from analysis.tables import offices as tables
from analysis.tables.dataset import Dataset, row_ids
from analysis.tables.dates import FIRST_AND_LAST
from analysis.tables.filters import involves

PARTIES = ("events", "contacts", "statements", "consular_cases")
"""The tables in whose rows actors appear."""


def appearances(dataset: Dataset) -> pd.DataFrame:
    """Where does each actor appear, and as what?

    Returns actor_id, table, row_id, date and its precision (missing where unknown) and role (the
    column), one row for each actor, row and role, by date. Ids that are no actor's (a statement
    may be about an event) are left out.
    """
    parts = []
    known = set(dataset.actors["actor_id"])
    for table in PARTIES:
        rows, kind = dataset.tables()[table], kinds.of(table)
        ids = row_ids(rows, dataset.package.tables[table])
        for role in kind.roles:
            part = pd.DataFrame(
                {
                    "actor_id": rows[role],
                    "table": table,
                    "row_id": ids,
                    "date": kind.dates(rows),
                    "precision": kind.precision(rows),
                    "role": role,
                }
            ).explode("actor_id")
            parts.append(part[part["actor_id"].isin(known)])
    return pd.concat(parts, ignore_index=True).sort_values(
        ["date", "table", "row_id"], kind="stable", ignore_index=True
    )


def busiest(seen: pd.DataFrame) -> pd.Series:
    """In how many rows does each actor appear? Indexed by actor_id, most first.

    `seen` is what `appearances` returns; an actor with two roles in a row counts once.
    """
    rows = seen.drop_duplicates(["actor_id", "table", "row_id"])
    return rows.groupby("actor_id").size().sort_values(ascending=False, kind="stable")


def summary(seen: pd.DataFrame, ids: Iterable[str]) -> pd.Series:
    """First and last appearance of these actors together, and their rows of each table.

    Returns first and last (dates, missing where no row is dated), first_precision and
    last_precision, and a count for each table of PARTIES.
    """
    own = seen[seen["actor_id"].isin(list(ids))].drop_duplicates(["table", "row_id"])
    counts = own["table"].value_counts().reindex(list(PARTIES), fill_value=0)
    dated = own.dropna(subset="date").sort_values(["date", "precision"])
    none = pd.DataFrame({"date": [pd.NaT], "precision": None})
    ends = (dated if len(dated) else none).iloc[[0, -1]]
    first, last = ends["date"]
    known = dict(zip(("first_precision", "last_precision"), ends["precision"], strict=True))
    return pd.Series({"first": first, "last": last, **known, **counts.to_dict()})


def roles_in_events(events: pd.DataFrame, ids: Iterable[str]) -> pd.DataFrame:
    """Which events do these actors start, and of which are they the target?

    Returns the rows of `events` with `role`: initiator or target; an event in which they are both
    stands once for each.
    """
    own = frozenset(ids)
    return pd.concat(
        [
            events[involves(events, own, (role,))].assign(role=role)
            for role in kinds.of("events").people
        ]
    )


def intensity(own: pd.DataFrame) -> pd.DataFrame:
    """How intense are events on average, as initiator and as target?

    `own` is what `roles_in_events` returns. Returns role, events, goldstein (mean weighted by
    salience, -10 to +10), and cold and warm (how many are below and above zero).
    """
    weighted = own.assign(
        heat=own["goldstein"] * own["weight"],
        cold=own["goldstein"] < 0,
        warm=own["goldstein"] > 0,
    )
    sums = weighted.groupby("role").agg(
        events=("event_id", "size"),
        heat=("heat", "sum"),
        weight=("weight", "sum"),
        cold=("cold", "sum"),
        warm=("warm", "sum"),
    )
    sums = sums.reindex(list(kinds.of("events").people), fill_value=0)
    return (
        sums.assign(goldstein=sums["heat"] / sums["weight"].where(sums["weight"] > 0))
        .reset_index()
        .loc[:, ["role", "events", "goldstein", "cold", "warm"]]
    )


def counterparts(contacts: pd.DataFrame, ids: Iterable[str]) -> pd.DataFrame:
    """Whom did these actors meet, on the other side or as third parties?

    Returns actor_id, contacts, first and last (dates, with first_precision and last_precision),
    most contacts first.
    """
    own = frozenset(ids)
    sides = kinds.of("contacts").people
    columns = ["contact_id", "date", "date_precision"]
    met = [
        contacts[involves(contacts, own, (side,))][[*columns, other]].set_axis(
            [*columns, "actor_id"], axis=1
        )
        for side in sides
        for other in sides
        if other != side
    ]
    people = pd.concat(met).explode("actor_id").dropna(subset="actor_id")
    people = people[~people["actor_id"].isin(own)].drop_duplicates(["contact_id", "actor_id"])
    return (
        people.sort_values(["date", "date_precision"], kind="stable")
        .groupby("actor_id")
        .agg(contacts=("contact_id", "size"), **FIRST_AND_LAST)
        .reset_index()
        .sort_values(["contacts", "last"], ascending=False, kind="stable", ignore_index=True)
    )


def places(contacts: pd.DataFrame, ids: Iterable[str]) -> pd.DataFrame:
    """Where did these actors meet others? Returns place_city, contacts; unknown places last."""
    own = contacts[involves(contacts, frozenset(ids), kinds.of("contacts").people)]
    counts = own["place_city"].value_counts().rename("contacts").reset_index()
    known = counts["place_city"] != ""
    return pd.concat([counts[known], counts[~known]], ignore_index=True)


def stances(statements: pd.DataFrame, ids: Iterable[str]) -> pd.DataFrame:
    """What stances do these speakers take? Returns stance and statements, most first."""
    own = statements[involves(statements, frozenset(ids), ("speaker",))]
    counts = own["stance"].value_counts()
    return counts[counts > 0].rename("statements").rename_axis("stance").reset_index()


def terms(offices: pd.DataFrame, ids: Iterable[str], end: pd.Timestamp) -> pd.DataFrame:
    """When did these people hold which offices?

    Returns what `analysis.tables.offices.terms` does of them with `since` and `until` (the last day
    of the office, or `end` where it is open) and `known_start`, those with one first, by it.
    """
    own = tables.terms(offices)[offices["actor_id"].isin(list(ids))]
    return own.assign(
        since=own["start"],
        until=own["until"].fillna(end),
        known_start=own["start"].notna(),
    ).sort_values(["known_start", "start"], ascending=[False, True], kind="stable")
