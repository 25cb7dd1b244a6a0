"""The bootstrap band: reproducible, honest about few events, and about as wide as it says."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.tables.dataset import Dataset
from analysis.tables.dates import month_ends
from analysis.temperature.band import band
from analysis.temperature.kernel import remaining
from analysis.temperature.line import line
from benchmarks.coverage import covered, recent
from tests.analysis.temperature.test_line import table


def test_the_band_holds_a_known_mean_about_as_often_as_it_says(dataset: Dataset) -> None:
    assert 0.85 <= covered(recent(dataset), per_year=60, mean=1.0, runs=250) <= 0.95


def test_the_band_lies_about_the_line(dataset: Dataset) -> None:
    at = month_ends(pd.Timestamp(2016, 1, 31), dataset.end)
    limits = band(dataset.events, at)
    shown = line(dataset.events, at)["temperature"]
    assert ((limits["low"] <= shown) & (shown <= limits["high"])).all()


def test_the_same_seed_gives_the_same_band_whatever_the_order_of_rows(dataset: Dataset) -> None:
    at = month_ends(pd.Timestamp(2024, 1, 31), dataset.end)
    first = band(dataset.events, at, seed=3)
    shuffled = band(dataset.events.sample(frac=1, random_state=1), at[::-1], seed=3)
    pd.testing.assert_frame_equal(first, shuffled.iloc[::-1].reset_index(drop=True))
    assert not band(dataset.events, at, seed=4)["low"].equals(first["low"])


def test_later_events_leave_the_band_of_earlier_days_alone(dataset: Dataset) -> None:
    at = month_ends(pd.Timestamp(2019, 1, 31), pd.Timestamp(2020, 12, 31))
    known = dataset.events[dataset.events["date"] <= "2020-12-31"]
    day_known = known[known["date_precision"] == "day"]
    later = dataset.events[dataset.events["date"] > "2020-12-31"]
    pd.testing.assert_frame_equal(
        band(day_known, at), band(pd.concat([day_known, later]), at), check_exact=False
    )


def test_the_product_of_kernel_and_draws_is_what_the_formula_says() -> None:
    events = table(
        [
            ("2020-01-01", "day", 5, 2),
            ("2020-03-09", "month", -4, 1),
            ("2020-01-01", "year", -2, 0.5),
            ("2020-01-01", "day", 5, 2),
        ]
    )
    at = pd.DatetimeIndex(["2020-02-10", "2020-03-20", "2021-05-01"])
    one = events.sort_values(["date", "date_precision", "goldstein", "weight"])
    draws = np.random.default_rng(0).poisson(1.0, (len(one), 50))
    for n, day in enumerate(at):
        left = remaining(one, day, 180)[:, np.newaxis] * draws
        heat = (left * one["goldstein"].to_numpy()[:, np.newaxis]).sum(axis=0)
        slow = np.quantile(heat / (2 + left.sum(axis=0)), [0.05, 0.95])
        fast = band(events, at, draws=50).iloc[n]
        assert [fast["low"], fast["high"]] == pytest.approx(slow.tolist(), abs=1e-9)


def test_more_doubt_is_asked_for_with_a_higher_level(dataset: Dataset) -> None:
    at = pd.DatetimeIndex([dataset.end])
    narrow, wide = (band(dataset.events, at, level=level).iloc[0] for level in (0.5, 0.95))
    assert wide["low"] < narrow["low"] < narrow["high"] < wide["high"]


def test_a_single_event_may_as_well_not_be_there() -> None:
    limits = band(table([("2020-01-01", "day", 8, 2)]), pd.DatetimeIndex(["2020-01-01"])).iloc[0]
    assert limits["low"] == 0
    assert limits["high"] > 4


def test_no_event_means_no_doubt_about_neutral() -> None:
    limits = band(table([]), pd.DatetimeIndex(["2020-01-01"])).iloc[0]
    assert (limits["low"], limits["high"]) == (0, 0)


def test_a_level_that_is_no_share_is_refused() -> None:
    with pytest.raises(ValueError, match="level"):
        band(table([]), pd.DatetimeIndex(["2020-01-01"]), level=1.0)
