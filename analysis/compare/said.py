"""What was demanded, and on what condition, while an episode lasted?"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.compare.episodes import KEY
from analysis.statements import followed
from analysis.tables.dataset import Dataset

STANCES = ("demand", "condition")


def said(records: Mapping[str, Dataset], episodes: pd.DataFrame) -> pd.DataFrame:
    """Which demands and conditions were voiced from the trigger to the end, whatever about?

    Returns pair, episode_id, statement_id, date, date_precision, side, stance and paraphrase, and
    the first that followed, as `analysis.statements.followed.first_followed` has it: answer,
    answer_days, topic and topic_days. The earliest of each episode first.
    """
    columns = ["statement_id", "date", "date_precision", "side", "stance", "paraphrase"]
    parts = []
    for each in episodes.to_dict("records"):
        record = records[each["pair"]]
        inside = record.statements["date"].between(each["begin"], each["until"])
        rows = followed.ledger(record.statements[inside], STANCES)
        first = followed.first_followed(followed.followed(record, rows))
        # What came on the topic long after the episode was no part of it.
        told = rows[columns].merge(first, on="statement_id", how="left", validate="1:1")
        late = told.pop("topic_on") > each["until"]
        told = told.assign(topic=told["topic"].mask(late), topic_days=told["topic_days"].mask(late))
        parts.append(told.assign(**{name: each[name] for name in KEY}).iloc[::-1])
    empty = pd.DataFrame(columns=[*KEY, *columns, "answer", "answer_days", "topic", "topic_days"])
    return pd.concat(parts, ignore_index=True) if parts else empty
