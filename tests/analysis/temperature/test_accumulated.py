"""The accumulated score after Yan and Zhou, and the monthly sums."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.tables.dataset import Dataset
from analysis.tables.dates import month_ends
from analysis.temperature.accumulated import STEP, accumulated, level, sums_at
from tests.analysis.temperature.test_line import events_of, points, table


@pytest.mark.parametrize(
    ("day", "expected"), [("2017-12-31", 5.3), ("2019-12-31", 0.6), ("2024-12-31", -5.4)]
)
def test_the_score_reads_as_designed(reviewed: Dataset, day: str, expected: float) -> None:
    found = accumulated(reviewed.events, pd.DatetimeIndex([day]), STEP)["score"].iloc[0]
    assert found == pytest.approx(expected, abs=0.06)


def test_the_rule_worked_by_hand() -> None:
    events = table(
        [("2020-01-01", "day", 10, 2), ("2020-02-01", "day", 5, 1), ("2020-03-01", "day", -10, 2)]
    )
    score = accumulated(events, pd.DatetimeIndex(events["date"]), step=0.3)["score"]
    # I0 = 6: 6*9/9 = 6; I0 = 1.5: 1.5*(9-6)/9 = 0.5; I0 = -6: -6*(9+6.5)/9.
    assert score.tolist() == pytest.approx([6, 6.5, 6.5 - 6 * 15.5 / 9])
    assert score.map(level).tolist() == ["friendly", "friendly", "tense"]


@given(events_of, st.floats(0, 0.45))
def test_the_score_never_leaves_its_range(events: pd.DataFrame, step: float) -> None:
    at = pd.DatetimeIndex(events["date"])
    assert (accumulated(events, at, step)["score"].abs() <= 9).all()


@given(events_of, points)
def test_the_order_of_rows_changes_nothing(events: pd.DataFrame, at: pd.DatetimeIndex) -> None:
    found = accumulated(events, at, STEP)
    pd.testing.assert_frame_equal(found, accumulated(events.iloc[::-1], at, STEP))


def test_good_news_moves_good_relations_less() -> None:
    at = pd.DatetimeIndex(["2019-12-31", "2020-01-01"])
    low, high = (
        accumulated(table([("2019-01-01", "day", before, 2), ("2020-01-01", "day", 5, 1)]), at, 0.3)
        for before in (-10, 10)
    )
    assert low["score"].diff()[1] > high["score"].diff()[1] > 0


@pytest.mark.parametrize("step", [-0.1, 0.5])
def test_what_could_leave_the_range_is_refused(step: float) -> None:
    events = table([("2020-01-01", "day", 10, 2)])
    with pytest.raises(ValueError, match="expected"):
        accumulated(events, pd.DatetimeIndex(events["date"]), step)


def test_before_the_first_event_the_score_is_neutral() -> None:
    at = pd.DatetimeIndex(["2019-12-31", "2020-01-01"])
    found = accumulated(table([("2020-01-01", "day", 10, 1)]), at, STEP)
    assert found["score"].tolist() == pytest.approx([0, 0.3])


@pytest.mark.parametrize(
    ("score", "name"),
    [
        (-9, "confrontational"),
        (-6, "tense"),
        (-0.1, "discordant"),
        (0, "ordinary"),
        (9, "friendly"),
    ],
)
def test_each_score_has_a_level(score: float, name: str) -> None:
    assert level(score) == name


def test_months_are_summed_unweighted_and_none_is_left_out() -> None:
    events = table(
        [
            ("2020-01-05", "day", 4, 2),
            ("2020-01-20", "month", -1, 0.5),
            ("2020-03-01", "day", -2, 1),
        ]
    )
    at = month_ends(pd.Timestamp(2019, 12, 1), pd.Timestamp(2020, 4, 15))
    found = sums_at(events, at)
    assert found["date"].tolist() == at.tolist()
    assert found["goldstein"].tolist() == pytest.approx([0, 3, 0, -2, 0])
    assert found["events"].tolist() == pytest.approx([0, 2, 0, 1, 0])


def test_an_event_known_to_its_year_is_spread_over_its_months() -> None:
    at = month_ends(pd.Timestamp(2020, 12, 31), pd.Timestamp(2022, 1, 31))
    found = sums_at(table([("2021-01-01", "year", -7.3, 2)]), at)["goldstein"].to_numpy()
    assert (found != 0).tolist() == [False, *[True] * 12, False]
    assert found[1] == pytest.approx(-7.3 * 31 / 365)
    assert found.sum() == pytest.approx(-7.3)


def test_all_intensities_are_in_the_months(dataset: Dataset) -> None:
    at = month_ends(dataset.events["date"].min(), dataset.end)
    found = sums_at(dataset.events, at)
    assert found["goldstein"].sum() == pytest.approx(dataset.events["goldstein"].sum())
    assert found["events"].sum() == pytest.approx(len(dataset.events))


def test_no_event_gives_no_sum_and_no_step() -> None:
    at = pd.DatetimeIndex(["1970-01-31", "2020-01-31"])
    found = sums_at(table([]), at)
    assert found[["goldstein", "events"]].to_numpy().tolist() == [[0, 0], [0, 0]]
    assert accumulated(table([]), at, STEP)["score"].tolist() == [0, 0]
