"""With what did the side that answered press, and what did it lift first?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.compare import clock
from analysis.compare.episodes import KEY
from analysis.tables.dataset import Dataset

PROPERTIES = ("measure", "product_group", "made_known")
"""By what the measures are told apart: their kind, what they hit, and how they became known."""

UNKNOWN = "unknown"
"""What stands for an empty cell."""


def taken(records: Mapping[str, Dataset], episodes: pd.DataFrame) -> pd.DataFrame:
    """Which measures did the side that answered take in each episode?

    Returns the columns of `analysis.compare.clock.measures` with `pair`, `episode_id`, and
    `eased_least` and `eased_most`, between which days of the episode any of it was first lifted or
    eased (missing where nothing was); of each episode in the order in which they were lifted.
    """
    whole = {pair: clock.measures(records[pair]) for pair in episodes["pair"].unique()}
    parts = [
        _taken(records[episode["pair"]], whole[episode["pair"]], episode, marks)
        for episode, marks in clock.after(records, episodes)
    ]
    found = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=[*KEY])
    return found.astype(dict.fromkeys(set(PROPERTIES) & set(found), str))


def _taken(
    record: Dataset, whole: pd.DataFrame, episode: Mapping[Any, Any], marks: pd.DataFrame
) -> pd.DataFrame:
    """Those of the measures of a record that the side that answered took in this episode."""
    rows = whole[whole["measure_id"].isin(clock.taken(episode, marks)["row_id"])]
    first = clock.liftings(record, marks).groupby("measure_id")[["least", "most"]].min()
    return rows.assign(
        **{name: episode[name] for name in KEY},
        eased_least=rows["measure_id"].map(first["least"]),
        eased_most=rows["measure_id"].map(first["most"]),
    ).sort_values(["lifted", "begin"], ignore_index=True)


def mix(measures: pd.DataFrame, by: str) -> pd.DataFrame:
    """How are the measures of each episode made up, by one of PROPERTIES?

    `measures` is what `taken` returns. Returns pair, episode_id, `part` (a value of `by`, or
    `unknown`), `count`, `total` of the episode and `share`; the part with the most of all first.
    """
    parts = measures[by].replace("", UNKNOWN).fillna(UNKNOWN)
    counted = measures.assign(part=parts).groupby([*KEY, "part"]).size().rename("count")
    found = counted.reset_index()
    total = found.groupby(KEY)["count"].transform("sum")
    most = found.groupby("part")["count"].transform("sum")
    found = found.assign(total=total, share=found["count"] / total, most=most)
    return found.sort_values(["most", "part"], ascending=[False, True]).drop(columns="most")


def first_eased(measures: pd.DataFrame) -> pd.DataFrame:
    """What was lifted or eased first in each episode? All that may have been first count.

    Returns the rows of `taken`, those of an episode in which nothing was eased left out.
    """
    first = measures.groupby(KEY)["eased_most"].transform("min")
    return measures[measures["eased_least"] <= first]
