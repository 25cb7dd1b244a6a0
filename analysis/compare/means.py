"""With what did the side that answered press, and what did it lift first?"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.compare.durations import liftings
from analysis.compare.episodes import KEY
from analysis.tables.dataset import Dataset

PROPERTIES = ("measure", "product_group", "made_known")
"""By what the measures are told apart: their kind, what they hit, and how they became known."""

UNKNOWN = "unknown"
"""What stands for an empty cell."""


def taken(records: Mapping[str, Dataset], episodes: pd.DataFrame) -> pd.DataFrame:
    """Which measures did the side that answered take in each episode?

    Returns the columns of `analysis.compare.clock.measures` with `pair`, `episode_id`, `days`
    (from the trigger to the lifting) and `eased_days` (to the first easing of any of it).
    """
    parts = [
        liftings(records, each).assign(
            **{name: each[name] for name in KEY},
            eased_days=lambda rows, begin=each["begin"]: (rows["eased"] - begin).dt.days,
        )
        for each in episodes.to_dict("records")
    ]
    found = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=[*KEY])
    return found.astype(dict.fromkeys(set(PROPERTIES) & set(found), str))


def mix(measures: pd.DataFrame, by: str) -> pd.DataFrame:
    """How are the measures of each episode made up, by one of PROPERTIES?

    `measures` is what `taken` returns. Returns pair, episode_id, `part` (a value of `by`, or
    `unknown`), `count`, `total` of the episode and `share`; the part with the most of all first.
    """
    parts = measures[by].replace({"": UNKNOWN, "nan": UNKNOWN}).fillna(UNKNOWN)
    counted = measures.assign(part=parts).groupby([*KEY, "part"]).size().rename("count")
    found = counted.reset_index()
    total = found.groupby(KEY)["count"].transform("sum")
    most = found.groupby("part")["count"].transform("sum")
    found = found.assign(total=total, share=found["count"] / total, most=most)
    return found.sort_values(["most", "part"], ascending=[False, True]).drop(columns="most")


def first_eased(measures: pd.DataFrame) -> pd.DataFrame:
    """What was lifted or eased first in each episode? Several of one day all count.

    Returns the rows of `taken`, those of an episode in which nothing was eased left out.
    """
    first = measures.groupby(KEY)["eased"].transform("min")
    return measures[measures["eased"].notna() & (measures["eased"] == first)]
