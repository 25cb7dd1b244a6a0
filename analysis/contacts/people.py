"""Who met whom, how often, and where does each person stand in the network of those who met?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.tables.dataset import Dataset
from analysis.tables.offices import RANKS, ranks_on

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, eq=False)
class Met:
    """Who met whom among the busiest people of each side.

    `people` and `links` are what the functions of these names return for them; `unnamed` counts
    the contacts in which a side is not named by a person, `outside` those of other people.
    """

    people: pd.DataFrame
    links: pd.DataFrame
    unnamed: int
    outside: int


def met(contacts: pd.DataFrame, record: Dataset, most: int) -> Met:
    """Which of the busiest people met, at most `most` of each side, and what is left out?

    `record` tells who is a person, and which office each held.
    """
    named = pairs(contacts, record.actors)
    shown = busiest(people(named, record.offices), most)
    joined = links(named, shown)
    return Met(shown, joined, without_names(contacts, named), outside(named, joined))


def pairs(contacts: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Which person of side a met which person of side b, in which contact?

    One row per contact and pair of named people: contact_id, date, date_precision, place_city,
    person_a and person_b. A contact of several people has several pairs, each once; one in which a
    side is named only as a state, an organisation or a company has none.
    """
    people = frozenset(actors.loc[actors["kind"] == "person", "actor_id"])
    met = (
        contacts[["contact_id", "date", "date_precision", "place_city", "side_a", "side_b"]]
        .explode("side_a")
        .explode("side_b")
        .rename(columns={"side_a": "person_a", "side_b": "person_b"})
    )
    named = met["person_a"].isin(people) & met["person_b"].isin(people)
    return met[named].drop_duplicates(["contact_id", "person_a", "person_b"]).reset_index(drop=True)


def people(pairs: pd.DataFrame, offices: pd.DataFrame) -> pd.DataFrame:
    """Who took part in these pairs, at what rank, since when and how often?

    Returns one row per person: actor_id, side (side_a or side_b), contacts (counted once each),
    partners (people of the other side), first (date of the first contact), first_precision and
    rank (the highest on the days of those contacts; ordered categorical), ordered by side, rank
    and first contact.
    """
    columns = {"side_a": ("person_a", "person_b"), "side_b": ("person_b", "person_a")}
    long = pd.concat(
        [
            pairs[["contact_id", "date", "date_precision"]].assign(
                side=side, actor_id=pairs[own], partner=pairs[other]
            )
            for side, (own, other) in columns.items()
        ],
        ignore_index=True,
    )
    ranked = ranks_on(long, offices).sort_values(["date", "date_precision"])
    found = ranked.groupby(["side", "actor_id"], as_index=False).agg(
        contacts=("contact_id", "nunique"),
        partners=("partner", "nunique"),
        first=("date", "first"),
        first_precision=("date_precision", "first"),
        rank=("rank", "min"),
    )
    return found.astype({"rank": RANKS}).sort_values(
        ["side", "rank", "first", "actor_id"], kind="stable", ignore_index=True
    )


def busiest(people: pd.DataFrame, n: int) -> pd.DataFrame:
    """Who of each side had the most contacts? At most `n` a side, in the order of `people`.

    Among equals, those who met more different people come first, then those of higher rank.
    """
    most = people.sort_values(
        ["contacts", "partners", "rank", "first"], ascending=[False, False, True, True]
    )
    return people[people.index.isin(most.groupby("side").head(n).index)]


def links(pairs: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """How often did each two of these people meet?

    Returns one row per pair that met: person_a, person_b, contacts, dates (each day once,
    in order, with its precision) and places (each known city once, in the order of the first
    meeting there).
    """
    among = pairs[
        pairs["person_a"].isin(people["actor_id"]) & pairs["person_b"].isin(people["actor_id"])
    ].sort_values("date", kind="stable")
    among = among.assign(when=list(zip(among["date"], among["date_precision"], strict=True)))
    return among.groupby(["person_a", "person_b"], as_index=False).agg(
        contacts=("contact_id", "nunique"),
        dates=("when", lambda d: tuple(dict.fromkeys(d))),
        places=("place_city", lambda p: tuple(dict.fromkeys(str(c) for c in p if c))),
    )


def matrix(links: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """How often did each person of side a (rows) meet each of side b (columns)?

    Rows and columns stand in the order of `people`; those who met none of the others shown are
    left out. 0 where two never met.
    """
    table = links.pivot(index="person_a", columns="person_b", values="contacts")
    rows = [p for p in people.loc[people["side"] == "side_a", "actor_id"] if p in table.index]
    columns = [p for p in people.loc[people["side"] == "side_b", "actor_id"] if p in table]
    return table.reindex(index=rows, columns=columns).fillna(0).astype("int64")


def outside(pairs: pd.DataFrame, links: pd.DataFrame) -> int:
    """How many contacts of two named people joined none of the pairs of `links`?"""
    shown = pd.MultiIndex.from_frame(links[["person_a", "person_b"]])
    met = pd.MultiIndex.from_frame(pairs[["person_a", "person_b"]])
    held = pairs["contact_id"].nunique()
    return int(held - pairs.loc[met.isin(shown), "contact_id"].nunique())


def without_names(contacts: pd.DataFrame, pairs: pd.DataFrame) -> int:
    """In how many contacts is one side, or are both, not named by a person?"""
    return int((~contacts["contact_id"].isin(pairs["contact_id"])).sum())


def layout(people: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Where to draw each person so that those who met stand close?

    The network has two kinds of nodes, so it is drawn in two columns: `people` has actor_id, side
    (side_a or side_b) and first (the date of the first contact), `links` person_a, person_b and
    contacts. Returns the people who have a link, in the order in which they stand, with x (0 for
    side a, 1 for side b) and y (0 at the top, 1 at the bottom).

    In each group of connected people the order is the spectral one (the Fiedler vector of the
    weighted graph; Fiedler, 1973), which keeps those who met often at the same height; it runs
    from the earlier to the later contacts. Groups follow one another by first contact.
    """
    # networkx takes 150 ms to import, and only this picture needs it.
    import networkx as nx

    graph = nx.Graph()
    graph.add_weighted_edges_from(
        links[["person_a", "person_b", "contacts"]].itertuples(index=False)
    )
    first = people.set_index("actor_id")["first"].to_dict()
    groups = [_spectral(graph, group, first) for group in nx.connected_components(graph)]
    groups.sort(key=lambda group: (min(first[person] for person in group), group))
    place = {person: i for i, person in enumerate(p for group in groups for p in group)}
    kept = people[people["actor_id"].isin(place)]
    ordered = kept.assign(place=kept["actor_id"].map(place)).sort_values("place")
    position = ordered.groupby("side").cumcount()
    last = ordered.groupby("side")["place"].transform("size") - 1
    return ordered.assign(
        x=(ordered["side"] == "side_b").astype(float),
        y=(position / last.where(last > 0)).fillna(0.5),
    ).drop(columns="place")


def _spectral(graph: nx.Graph, group: set[str], first: dict[str, pd.Timestamp]) -> list[str]:
    """A connected group along its Fiedler vector; who stand alike, by their first contacts."""
    import networkx as nx

    ordered = sorted(group, key=lambda person: (first[person], person))
    if len(ordered) < 3:
        return ordered
    weights = nx.to_numpy_array(graph, nodelist=ordered)
    # Rounded, since those who stand alike differ by what is lost in computing.
    vector = np.linalg.eigh(np.diag(weights.sum(axis=0)) - weights)[1][:, 1].round(6)
    later = np.corrcoef(vector, np.arange(len(ordered)))[0, 1] >= 0
    return [ordered[i] for i in np.argsort(vector if later else -vector, kind="stable")]
