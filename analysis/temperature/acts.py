"""Which events count, and which belong together?

The temperature of a pair is made of acts between its two sides: those of one towards the other,
and those that both take together. What third parties do, or what is done towards them, is context:
an agreement with somebody else is no warming towards the other side.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

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
    place = pd.Series(np.arange(len(ordered)), index=ordered["event_id"])
    answers = ordered["responds_to"].explode().map(place).dropna()
    answered = answers.to_numpy(dtype=np.int64)
    answering = place[ordered.loc[answers.index, "event_id"]].to_numpy()
    links = sparse.coo_array(
        (np.ones(len(answered)), (answering, answered)), shape=(len(ordered), len(ordered))
    )
    _count, label = sparse.csgraph.connected_components(links, directed=False)
    number, _labels = pd.factorize(label)
    found: Ints = number[place[events["event_id"]].to_numpy()].astype(np.int64)
    return found
