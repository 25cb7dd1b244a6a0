"""The accumulated score after Yan and Zhou, and the monthly sums."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.tables.dataset import Dataset
from analysis.tables.dates import month_ends
from analysis.temperature.accumulated import accumulated, accumulated_at, level, sums_at
from tests.analysis.temperature.test_line import events_of, table


@pytest.mark.parametrize(
    ("day", "expected"), [("2017-12-31", 5.3), ("2019-12-31", 0.6), ("2024-12-31", -5.4)]
)
def test_the_score_reads_as_designed(reviewed: Dataset, day: str, expected: float) -> None:
    found = accumulated_at(reviewed.events, pd.DatetimeIndex([day]))["score"].iloc[0]
    assert found == pytest.approx(expected, abs=0.06)


def test_the_rule_worked_by_hand() -> None:
    events = table(
        [("2020-01-01", "day", 10, 2), ("2020-02-01", "day", 5, 1), ("2020-03-01", "day", -10, 2)]
    )
    found = accumulated(events, step=0.3)
    # I0 = 6: 6*9/9 = 6; I0 = 1.5: 1.5*(9-6)/9 = 0.5; I0 = -6: -6*(9+6.5)/9.
    assert found["impact"].tolist() == pytest.approx([6, 0.5, -6 * 15.5 / 9])
    assert found["score"].tolist() == pytest.approx([6, 6.5, 6.5 - 6 * 15.5 / 9])
    assert found["level"].tolist() == ["friendly", "friendly", "tense"]


@given(events_of, st.floats(0, 0.45), st.floats(-9, 9))
def test_the_score_never_leaves_its_range(events: pd.DataFrame, step: float, start: float) -> None:
    assert accumulated(events, step, start)["score"].abs().max() <= 9


@given(events_of)
def test_the_order_of_rows_changes_nothing(events: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(accumulated(events), accumulated(events.iloc[::-1]))


def test_good_news_moves_good_relations_less() -> None:
    event = table([("2020-01-01", "day", 5, 1)])
    low, high = (accumulated(event, start=start)["impact"].iloc[0] for start in (-6.0, 6.0))
    assert low > high > 0


@pytest.mark.parametrize(("step", "start"), [(-0.1, 0.0), (0.5, 0.0), (0.03, 9.5)])
def test_what_could_leave_the_range_is_refused(step: float, start: float) -> None:
    with pytest.raises(ValueError, match="expected"):
        accumulated(table([("2020-01-01", "day", 10, 2)]), step, start)


def test_before_the_first_event_the_score_is_where_it_starts() -> None:
    at = pd.DatetimeIndex(["2019-12-31", "2020-01-01"])
    found = accumulated_at(table([("2020-01-01", "day", 10, 1)]), at, start=1.0)
    assert found["score"].tolist() == pytest.approx([1.0, 1.0 + 0.3 * 8 / 9])


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
    found = sums_at(table([]), pd.DatetimeIndex(["1970-01-31", "2020-01-31"]))
    assert found[["goldstein", "events"]].to_numpy().tolist() == [[0, 0], [0, 0]]
    assert accumulated(table([])).empty
