"""How long things took, held against dates that were counted by hand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from analysis.compare.durations import MEASURES, durations, first, median
from analysis.compare.means import taken
from tests.analysis.compare.conftest import Records


@pytest.fixture(scope="module")
def found(records: Records, known: pd.DataFrame) -> pd.DataFrame:
    return durations(records, known).set_index(["episode_id", "measure"])


@pytest.mark.parametrize(
    ("episode", "measure", "first", "last"),
    [
        ("prize-2010", "days-to-end", "2010-10-08", "2016-12-19"),
        ("prize-2010", "days-to-first-contact", "2010-10-08", "2016-12-19"),
        ("prize-2010", "days-to-first-leaders", "2010-10-08", "2017-04-07"),
        ("huawei-2018", "days-to-end", "2018-12-01", "2021-09-24"),
        ("huawei-2018", "days-to-first-leaders", "2018-12-01", "2019-06-28"),
        ("huawei-2018", "days-to-leaders-visit", "2018-12-01", "2026-01-14"),
        ("surtax-2024", "days-to-leaders-visit", "2024-08-26", "2026-01-14"),
        ("inquiry-2020", "days-to-first-measure", "2020-04-19", "2020-05-11"),
        ("inquiry-2020", "days-to-first-leaders", "2020-04-19", "2022-11-15"),
        ("inquiry-2020", "days-to-end", "2020-04-19", "2024-12-20"),
        ("islands-2012", "days-to-first-leaders", "2012-09-10", "2014-11-10"),
        ("thaad-2016", "days-to-end", "2016-07-08", "2017-10-31"),
    ],
)
def test_duration_is_that_counted_by_hand(
    found: pd.DataFrame, episode: str, measure: str, first: str, last: str
) -> None:
    row = found.loc[(episode, measure)]
    assert row["days"] == (pd.Timestamp(last) - pd.Timestamp(first)).days
    assert not row["open"]


def test_the_detained_were_held_for_as_long_as_the_episode(found: pd.DataFrame) -> None:
    # 1 December 2018 to 24 September 2021: 30 + 365 + 366 + 267 days.
    assert found.at[("huawei-2018", "days-to-end"), "days"] == 30 + 365 + 366 + 267


def test_the_first_of_two_lies_between_the_earliest_days_of_both() -> None:
    """One known to its month, one to a day of that month: either may have come first."""
    rows = pd.DataFrame(
        {"least": [0, 20], "most": [30, 20], "table": "events", "row_id": ["month", "day"]}
    )
    found = first(rows, 100)
    assert (found["days"], found["days_most"], found["open"]) == (0, 20, False)


def test_measures_were_lifted_one_by_one(records: Records, known: pd.DataFrame) -> None:
    rows = taken(records, known[known["episode_id"] == "inquiry-2020"]).set_index("measure_id")
    lifted = rows["lifted"].dt.strftime("%Y-%m-%d")
    assert lifted["chn-coal-unofficial-2020"] == "2023-03-15"
    assert set(lifted[lifted.index.str.startswith("chn-timber")]) == {"2023-05-18"}
    assert set(lifted[lifted.index.str.startswith("chn-barley")]) == {"2023-08-05", "2023-08-09"}
    assert lifted["chn-hay-permits-2021"] == "2023-09-28"
    assert lifted["chn-wine-ad-investigation-2020"] == "2024-03-29"
    assert lifted["chn-beef-four-plants-2020"] == "2024-05-29"
    assert lifted["chn-beef-acc-2021"] == "2024-12-03"
    assert lifted["chn-lobster-inspection-2020"] == "2024-12-20"
    # 19 April 2020 to 20 December 2024.
    lobster = rows.loc["chn-lobster-inspection-2020", ["eased_least", "eased_most"]]
    assert lobster.tolist() == [1706, 1706]
    assert lifted.isna().sum() == 5


def test_what_has_not_come_is_awaited_to_the_end_of_the_record(
    records: Records, known: pd.DataFrame, found: pd.DataFrame
) -> None:
    row = found.loc[("remark-2025", "days-to-end")]
    assert row["open"]
    assert row["days"] == (records["jpn-chn"].end - pd.Timestamp(2025, 11, 7)).days


def test_every_measure_is_counted_for_every_episode_of_the_record(
    known: pd.DataFrame, found: pd.DataFrame
) -> None:
    assert len(found) == len(known) * len(MEASURES)


def rows(days: list[int], open_: list[bool]) -> pd.DataFrame:
    return pd.DataFrame({"days": days, "days_most": days, "open": open_})


def test_the_median_counts_open_episodes_as_long_as_they_were_watched() -> None:
    # Of seven, survival falls at 10, 20, 40, 50 to 6/7, 5/7, 15/28, 5/14; at 30 one drops out.
    found = median(
        rows([10, 20, 30, 40, 50, 60, 70], [False, False, True, False, False, True, True])
    )
    assert (found.n, found.came, found.days) == (7, 4, 50.0)


def test_without_open_episodes_it_is_the_middle_one() -> None:
    found = median(rows([5, 1, 4, 2, 3], [False] * 5))
    assert found.days == 3
    assert found.low <= 3 <= found.high or math.isnan(found.high)


@pytest.mark.parametrize("n", [0, 1, 4])
def test_of_few_episodes_no_median_is_given(n: int) -> None:
    assert np.isnan(median(rows(list(range(n)), [False] * n)).days)


def test_where_fewer_than_half_have_seen_it_there_is_no_median() -> None:
    assert np.isnan(median(rows([1, 2, 3, 4, 5], [False, True, True, True, True])).days)
