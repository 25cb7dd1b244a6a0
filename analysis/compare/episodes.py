"""Which episodes do the packages hold, and who answered what set them off?"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.tables.dataset import Dataset
from analysis.tables.package import EPISODES
from analysis.tables.pair import Pair

KEY = ["pair", "episode_id"]
"""Packages of two makers may have the same id: only with its pair does it name an episode."""


def episodes(records: Mapping[str, Dataset]) -> pd.DataFrame:
    """Which episodes can be compared?

    `records` holds the tables of each pair by its name. Returns the columns of the table
    `episodes` with `pair`, `answered_by` (the code of the side that answered; empty where no row
    tells), `watched` (the last day of the record), `until` (the end, or else that day) and `lasted`
    (the days from the first day until then). One that began after the record is left out.
    """
    found = [
        _of_record(record).assign(pair=pair, watched=record.end)
        for pair, record in records.items()
        if EPISODES in record.extras
    ]
    if not found:
        return pd.DataFrame(
            columns=[*KEY, "begin", "end", "watched", "until", "lasted", "answered_by"]
        )
    every = pd.concat(found, ignore_index=True)
    known = every[every["begin"] <= every["watched"]]
    ended = known["end"].where(known["end"] <= known["watched"])
    until = ended.fillna(known["watched"])
    lasted = (until - known["begin"]).dt.days
    found = known.assign(end=ended, until=until, lasted=lasted)
    return found.sort_values(["begin", "pair"]).reset_index(drop=True)


def lacking(records: Mapping[str, Dataset]) -> list[str]:
    """The pairs whose packages have no episode."""
    return [p for p, r in records.items() if r.extras.get(EPISODES, pd.DataFrame()).empty]


def _of_record(record: Dataset) -> pd.DataFrame:
    rows = record.extras[EPISODES]
    answered = [_answering(record, trigger) for trigger in rows["trigger_event"]]
    return rows.assign(answered_by=answered)


def _answering(record: Dataset, trigger: str) -> str:
    """The side towards which the trigger was; of an act of third parties, the one that answered."""
    events, pair = record.events, record.pair
    acted = _acting(events.loc[events["event_id"] == trigger, "direction"], pair)
    if len(acted):
        return pair.b.code if acted.iloc[0] == pair.a.code else pair.a.code
    answers = events["responds_to"].explode() == trigger
    answering = _acting(events.loc[answers[answers].index.unique(), "direction"], pair)
    return str(answering.mode().iloc[0]) if len(answering) else ""


def _acting(directions: pd.Series, pair: Pair) -> pd.Series:
    """The code of the side that acts towards the other, of the rows that say so."""
    sides = {pair.a_to_b: pair.a.code, pair.b_to_a: pair.b.code}
    return directions.astype(str).map(sides).dropna()
