"""The wall between the thin and the dense record, and what thinness would have shown."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.tables.dataset import Dataset
from analysis.tables.dates import month_ends
from analysis.temperature import acts, eras
from analysis.temperature.line import line


def yearly(counts: list[int]) -> pd.DataFrame:
    days = [pd.Timestamp(2000 + n, 3, 1) for n, count in enumerate(counts) for _e in range(count)]
    return pd.DataFrame({"date": pd.DatetimeIndex(days)})


def test_the_wall_stands_where_the_counts_rise() -> None:
    assert eras.wall(yearly([2, 3, 1, 2, 20, 25, 19, 4])) == 2004


@pytest.mark.parametrize(
    "counts",
    [[], [5], [10, 11, 9, 12, 10], [20, 22, 3, 2, 3], [1, 3, 4, 3, 3, 4, 3], [2, 3, 2, 3, 9, 1]],
)
def test_an_even_or_falling_record_has_no_wall(counts: list[int]) -> None:
    events = yearly(counts)
    assert eras.wall(events) is None
    assert len(eras.since(events, None)) == len(events)


def test_the_record_is_dense_from_2016(dataset: Dataset) -> None:
    assert eras.wall(acts.between(dataset.events, dataset.pair)) == 2016


@pytest.mark.parametrize(("like", "share"), [(False, 0.15), (True, 0.28)])
def test_a_thin_record_would_show_the_wrong_sign_in_many_months(
    reviewed: Dataset, like: bool, share: float
) -> None:
    at = month_ends(pd.Timestamp(2016, 12, 31), reviewed.end)
    drawn = eras.thinned(reviewed.events, at, 2016, like_earlier=like)
    full = line(eras.since(reviewed.events, 2016), at)["temperature"].to_numpy()
    assert eras.wrong_sign(drawn, full) == pytest.approx(share, abs=0.03)


def test_a_line_at_zero_has_no_wrong_sign() -> None:
    """A record so thin that nothing is left of it says neither."""
    assert eras.wrong_sign(np.array([[0.0, -1.0], [0.0, 2.0]]), np.array([1.0, 1.0])) == 0.25


def test_a_short_record_is_thinned_by_the_years_that_it_has(dataset: Dataset) -> None:
    dense = dataset.events[dataset.events["date"].dt.year.between(2016, 2019)]
    early = dense.assign(date=dense["date"] - pd.DateOffset(years=4))
    at = month_ends(pd.Timestamp(2018, 1, 31), pd.Timestamp(2018, 12, 31))
    drawn = eras.thinned(pd.concat([early, dense], ignore_index=True), at, 2016)
    full = line(dense, at)["temperature"].to_numpy()
    # As dense before the wall as after it: next to nothing is left out.
    assert np.abs(drawn - full[:, np.newaxis]).max() < 0.5


def test_nothing_thinned_is_the_line_itself(dataset: Dataset) -> None:
    dense = eras.since(dataset.events, 2016)
    # Before the wall stand as many events as after it: nothing is left out.
    early = dense.assign(date=dense["date"] - pd.DateOffset(years=12))
    events = pd.concat([early, dense], ignore_index=True)
    at = month_ends(pd.Timestamp(2020, 1, 31), pd.Timestamp(2020, 12, 31))
    drawn = eras.thinned(events, at, 2016)
    full = line(dense, at)["temperature"].to_numpy()
    assert np.abs(drawn - full[:, np.newaxis]).max() < 3
