"""Demands and conditions of each episode."""

from __future__ import annotations

import pandas as pd

from analysis.compare.episodes import KEY
from analysis.compare.said import STANCES, said
from tests.analysis.compare.conftest import Records


def test_every_demand_lies_inside_its_episode(records: Records, known: pd.DataFrame) -> None:
    found = said(records, known).merge(known[[*KEY, "begin", "end", "watched"]], on=KEY)
    assert len(found) > 20
    assert set(found["stance"]) == set(STANCES)
    assert (found["date"] >= found["begin"]).all()
    assert (found["date"] <= found["end"].fillna(found["watched"])).all()


def test_the_first_answer_comes_after_what_was_said(records: Records, known: pd.DataFrame) -> None:
    found = said(records, known)
    assert found["answer"].notna().any()
    assert (found["answer_days"].dropna() >= 0).all()


def test_what_came_on_the_topic_after_the_end_is_no_part_of_it(
    records: Records, known: pd.DataFrame
) -> None:
    found = said(records, known).merge(known[[*KEY, "end", "watched"]], on=KEY)
    came = found["date"] + pd.to_timedelta(found["topic_days"], unit="D")
    assert came.notna().any()
    assert (came.dropna() <= found["end"].fillna(found["watched"])[came.notna()]).all()


def test_of_no_episode_nothing_was_said(records: Records, known: pd.DataFrame) -> None:
    assert said(records, known.head(0)).empty
