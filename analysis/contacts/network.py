"""Where does each person stand in the network of those who met?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    import networkx as nx

SEED = 7
"""Fixed, so that the same people stand in the same places on every run."""


def layout(people: pd.DataFrame, links: pd.DataFrame, seed: int = SEED) -> pd.DataFrame:
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
    groups = [
        _in_time(_spectral(graph, sorted(group), seed), first)
        for group in nx.connected_components(graph)
    ]
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


def _spectral(graph: nx.Graph, group: list[str], seed: int) -> list[str]:
    """The members of a connected group along its Fiedler vector; two need no order."""
    import networkx as nx

    if len(group) < 3:
        return group
    # Built anew from sorted names: the order of a set of texts differs from run to run.
    part = nx.Graph()
    part.add_nodes_from(group)
    part.add_weighted_edges_from(
        (a, b, graph[a][b]["weight"]) for a in group for b in group if a < b and b in graph[a]
    )
    return [str(person) for person in nx.spectral_ordering(part, weight="weight", seed=seed)]


def _in_time(group: list[str], first: dict[str, pd.Timestamp]) -> list[str]:
    """The same order, turned so that early contacts stand before late ones on the whole."""
    rank = pd.Series([first[person] for person in group]).rank()
    turned = len(group) > 1 and rank.corr(pd.Series(range(len(group)), dtype=float)) < 0
    return group[::-1] if turned else group
