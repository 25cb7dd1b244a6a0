"""One rule for who held which office on a day."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.tables import offices as tables
from analysis.tables.dataset import Dataset

PRECISION = {0: None, 4: "year", 7: "month", 10: "day"}


def offices(*rows: tuple[str, str, str, str, str]) -> pd.DataFrame:
    """Who, office, rank, start and end as the table writes them."""
    table = pd.DataFrame(rows, columns=["actor_id", "office", "rank", "start", "end"])
    table = table.assign(post="", attested="")
    for column in ("start", "end", "attested"):
        table[f"{column}_precision"] = table[column].map(lambda text: PRECISION[len(text)])
        table[column] = pd.to_datetime(table[column].replace("", None), format="ISO8601")
    return table


CAREER = offices(
    ("x", "undated", "official", "", ""),
    ("x", "later", "minister", "2020-03", ""),
    ("x", "earlier", "legislator", "2010", "2012"),
)


def until(table: pd.DataFrame, *, one_at_a_time: bool = False) -> list[str]:
    held = tables.terms(table, one_at_a_time=one_at_a_time)
    return held["until"].dt.strftime("%Y-%m-%d").fillna("").tolist()


def test_an_open_term_ends_where_the_next_holder_begins() -> None:
    table = offices(
        ("one", "minister", "minister", "2019-11-20", ""),
        ("two", "minister", "minister", "2021-01-12", ""),
        ("one", "envoy", "ambassador", "2018-01-01", "2018-06"),
    )
    assert until(table) == ["2021-01-11", "", "2018-06-30"]
    assert tables.terms(table)["end_known"].tolist() == [False, False, True]


def test_an_open_term_lasts_while_the_same_person_holds_the_office_anew() -> None:
    table = offices(("one", "chair", "leader", "2010", ""), ("one", "chair", "leader", "2014", ""))
    assert until(table) == ["", ""]
    assert until(table, one_at_a_time=True) == ["2013-12-31", ""]


def test_an_end_on_record_stands_unless_there_can_be_only_one() -> None:
    table = offices(
        ("a", "speaker", "official", "2015-06", "2019-07"),
        ("b", "speaker", "official", "2016-09-26", ""),
    )
    assert until(table) == ["2019-07-31", ""]
    assert until(table, one_at_a_time=True) == ["2016-09-25", ""]


def test_titles_that_name_one_post_follow_each_other() -> None:
    table = offices(
        ("a", "premier (acting)", "leader", "2001", ""), ("b", "premier", "leader", "2005", "")
    )
    held = tables.terms(table, post=pd.Series(["premier", "premier"]))
    assert held["until"].tolist()[0] == pd.Timestamp(2004, 12, 31)
    assert until(table) == ["", ""]


@pytest.mark.parametrize(
    ("day", "rank", "held"),
    [
        ("2011-06-01", "legislator", ["earlier"]),
        ("2021-01-01", "minister", ["later"]),
        ("2015-01-01", "official", ["undated"]),
    ],
)
def test_the_rank_on_a_day_is_that_of_the_office_held(day: str, rank: str, held: list[str]) -> None:
    assert tables.rank_of(CAREER, "x", pd.Timestamp(day)) == rank
    assert tables.of_person(CAREER, "x", pd.Timestamp(day))["office"].tolist() == held


def test_who_holds_no_office_that_day_has_no_rank() -> None:
    table = offices(("x", "earlier", "minister", "2010", "2012"))
    assert tables.rank_of(table, "x", pd.Timestamp(2013, 1, 1)) == ""
    assert tables.rank_of(table, "stranger", pd.Timestamp(2011, 1, 1)) == ""


def test_everybody_asked_for_has_a_rank_in_the_order_asked() -> None:
    asked = pd.DataFrame(
        {"actor_id": ["stranger", "x", "x"], "date": pd.to_datetime(["2021-01-01"] * 3)},
        index=[7, 3, 3],
    )
    found = tables.ranks_on(asked, CAREER)
    assert found["rank"].tolist() == [tables.NO_OFFICE, "minister", "minister"]
    assert found.index.tolist() == [7, 3, 3]


spans = st.tuples(st.sampled_from("abc"), st.integers(2000, 2010), st.integers(0, 5) | st.none())


@given(st.lists(spans, max_size=6))
def test_of_an_office_held_by_one_no_day_is_in_two_terms(
    spans: list[tuple[str, int, int | None]],
) -> None:
    table = offices(
        *(
            (who, "chair", "leader", str(start), "" if more is None else str(start + more))
            for who, start, more in spans
        )
    )
    held = tables.terms(table, one_at_a_time=True).sort_values("start")
    assert (held["until"].iloc[:-1].to_numpy() < held["start"].iloc[1:].to_numpy()).all()


def test_ranks_on_record_are_ranks(dataset: Dataset) -> None:
    assert set(dataset.offices["rank"].dropna()) <= set(tables.LEVELS)
