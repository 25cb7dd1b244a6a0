"""Which events count, and which belong together?

The temperature of a pair is made of acts between its two sides: those of one towards the other,
and those that both take together. What third parties do, or what is done towards them, is context:
an agreement with somebody else is no warming towards the other side.
"""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd

from analysis.tables.pair import Pair
from analysis.temperature.kernel import Ints

MUTUAL = "mutual"


def between(events: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    """The events in which the two sides act on each other: the only ones that are measured."""
    return events[events["direction"].isin([pair.a_to_b, pair.b_to_a, MUTUAL])]


def context(events: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    """The events of third parties, or towards them: shown, and never measured."""
    return events[~events["direction"].isin([pair.a_to_b, pair.b_to_a, MUTUAL])]


def episodes(events: pd.DataFrame) -> Ints:
    """Which episode does each event belong to?

    `events` has event_id, date and responds_to (ids). Events that answer each other, directly or
    through others of the table, are one episode. Returns the number of the episode of each row,
    in the order in which episodes begin.
    """
    ordered = events.sort_values(["date", "event_id"], kind="stable")
    graph = nx.Graph()
    graph.add_nodes_from(ordered["event_id"])
    answers = ordered[["event_id", "responds_to"]].explode("responds_to").dropna()
    known = answers[answers["responds_to"].isin(set(ordered["event_id"]))]
    graph.add_edges_from(known.itertuples(index=False))
    number = {
        event: n for n, together in enumerate(nx.connected_components(graph)) for event in together
    }
    found: Ints = events["event_id"].map(number).to_numpy(dtype=np.int64)
    return found
