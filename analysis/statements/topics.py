"""Who says what about what?"""

from __future__ import annotations

import pandas as pd

from analysis.statements.tone import values, with_tone
from analysis.tables.pair import Pair

MOST_TOPICS = 15
"""How many topics are told apart at most: the most frequent."""


def by_topic(
    statements: pd.DataFrame, pair: Pair, by: str = "tone", most: int = MOST_TOPICS
) -> pd.DataFrame:
    """Who says what about what?

    Returns one row per topic (the `most` frequent, the most frequent first) and tone or stance:
    topic, the column named by `by`, one column of counts for each side's code, and one of
    `share_<code>`: of the side's `of_<code>` statements that have a topic, the share on this topic
    in this tone or stance (0 to 1; 0 where it has none). A statement on two topics counts for both.
    """
    sides = [side.code for side in pair.sides]
    spoken = with_tone(statements[statements["side"].isin(sides)])
    on_topic = spoken.explode("topics").dropna(subset="topics")
    ranking = on_topic["topics"].value_counts()
    topics = sorted(ranking.index, key=lambda topic: (-ranking[topic], topic))[:most]
    full = pd.MultiIndex.from_product([topics, values(by)], names=["topic", by])
    counts = (
        pd.crosstab([on_topic["topics"], on_topic[by].astype(str)], on_topic["side"].astype(str))
        .rename_axis(index=["topic", by], columns=None)
        .reindex(index=full, columns=sides, fill_value=0)
    )
    with_topic = spoken[spoken["topics"].map(len) > 0]["side"].astype(str).value_counts()
    of = {code: with_topic.get(code, 0) for code in sides}
    shares = {f"share_{code}": counts[code] / max(of[code], 1) for code in sides}
    named = {f"of_{code}": number for code, number in of.items()}
    return counts.assign(**named, **shares).reset_index()
