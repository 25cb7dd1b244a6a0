"""Breaks: found where they are, and nowhere on a shuffled record."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.tables.dataset import Dataset
from analysis.tables.dates import month_ends
from analysis.temperature import acts, eras
from analysis.temperature.acts import episodes
from analysis.temperature.certainty.breaks import (
    CHANCE,
    against_drift,
    breaks,
    by_chance,
    drop_against_drift,
    levels,
    simulated,
)
from analysis.temperature.certainty.state import Drift, fit


def stream(values: np.ndarray, links: dict[int, int] | None = None) -> pd.DataFrame:
    """An event a week with these intensities; `links` says which answers which."""
    known = links or {}
    return pd.DataFrame(
        {
            "event_id": [f"e{n:04}" for n in range(len(values))],
            "date": pd.date_range("2000-01-01", periods=len(values), freq="7D").astype(
                "datetime64[s]"
            ),
            "date_precision": "day",
            "goldstein": values,
            "weight": 1.0,
            "responds_to": [(f"e{known[n]:04}",) if n in known else () for n in range(len(values))],
        }
    )


@pytest.fixture(scope="module")
def dense(dataset: Dataset) -> pd.DataFrame:
    events = acts.between(dataset.events, dataset.pair)
    return eras.since(events, eras.wall(events))


@pytest.fixture(scope="module")
def before(reviewed: Dataset) -> pd.DataFrame:
    return eras.since(acts.between(reviewed.events, reviewed.pair), 2016)


def test_a_step_is_found_where_it_is() -> None:
    noise = np.random.default_rng(0).normal(0, 1, 120)
    events = stream(np.repeat([3.0, -2.0], 60) + noise)
    found = breaks(events)
    assert len(found) == 1
    row = found.iloc[0]
    assert abs((row["date"] - events["date"].iloc[60]).days) <= 14
    assert row["low"] <= row["date"] <= row["high"]
    assert row["firm"]
    assert levels(events, found)["mean"].tolist() == pytest.approx([3, -2], abs=0.5)


def test_p_is_uniform_on_shuffled_records(dense: pd.DataFrame) -> None:
    """Whole episodes of the record in any order, each with its weights: no p is likelier."""
    random = np.random.default_rng(5)
    ordered = dense.sort_values(["date", "event_id"], kind="stable").tail(160)
    episode, weight = episodes(ordered), ordered["weight"].to_numpy(np.float64)
    values, p = ordered["goldstein"].to_numpy(np.float64), []
    for _run in range(200):
        place = np.argsort(random.random(episode.max() + 1)[episode], kind="stable")
        p.append(by_chance(values[place], weight[place], episode[place], random))
    found = np.sort(p)
    # Kolmogorov (1933): further from the diagonal than this in 1 of 1,000 uniform samples.
    assert np.abs(found - (np.arange(200) + 0.5) / 200).max() < 1.95 / 200**0.5


def test_episodes_that_come_together_are_no_break() -> None:
    """Blocks of alike events, one episode each, would pass for breaks if events were shuffled."""
    random = np.random.default_rng(6)
    told = 0
    for seed in range(40):
        values = np.repeat(random.normal(0, 3, 12), 10) + random.normal(0, 0.5, 120)
        links = {n: n - 1 for n in range(120) if n % 10}
        told += len(breaks(stream(values, links), seed)) > 0
    assert told / 40 <= 0.15


def test_a_shuffled_record_has_few_breaks(dense: pd.DataFrame) -> None:
    random = np.random.default_rng(1)
    found = [
        len(
            breaks(
                dense.assign(
                    goldstein=random.permutation(dense["goldstein"].to_numpy()),
                    responds_to=[()] * len(dense),
                )
            )
        )
        for _run in range(20)
    ]
    assert np.mean(found) < 0.5


def test_the_breaks_of_the_record_are_the_firm_ones_of_the_review_and_one_more(
    before: pd.DataFrame,
) -> None:
    """Its two weaker ones (2019, 2020) stood because the test left the weights at their places."""
    found = breaks(before)
    assert found["firm"].all()
    earliest, first, last = (row for _n, row in found.iterrows())
    assert str(earliest["date"])[:7] == "2016-07"
    assert str(first["date"])[:7] == "2018-11"
    assert pd.Timestamp(2018, 10, 1) <= first["low"] <= pd.Timestamp(2018, 11, 14)
    assert pd.Timestamp(2018, 12, 1) <= first["high"] <= pd.Timestamp(2019, 1, 5)
    assert pd.Timestamp(2025, 8, 1) <= last["date"] <= pd.Timestamp(2025, 10, 1)
    assert pd.Timestamp(2024, 8, 1) <= last["low"]
    assert last["high"] <= pd.Timestamp(2025, 11, 15)


def test_no_level_is_sharper_than_drift_and_december_2018_nearly_so(before: pd.DataFrame) -> None:
    found, drift = breaks(before), fit(before)
    assert (against_drift(before, found, drift) > CHANCE).all()
    at = month_ends(pd.Timestamp(2017, 1, 31), before["date"].max())
    when, fall, p = drop_against_drift(before, at, Drift())
    assert drop_against_drift(before, at, Drift(), 30)[1] < fall
    assert str(when)[:7] == "2018-12"
    assert fall == pytest.approx(-1.9, abs=0.1)
    assert p == pytest.approx(0.044, abs=0.02)


def test_a_drift_has_the_spread_and_the_noise_it_is_given(dense: pd.DataFrame) -> None:
    drawn = simulated(dense, Drift(1.0, 2.0, 500.0), 400)
    assert drawn.shape == (400, len(dense))
    assert drawn.var() == pytest.approx(3.0, rel=0.1)


def test_the_order_of_rows_changes_nothing(dense: pd.DataFrame) -> None:
    shuffled = dense.sample(frac=1, random_state=2)
    pd.testing.assert_frame_equal(breaks(dense), breaks(shuffled))


def test_too_few_events_have_no_break() -> None:
    assert breaks(stream(np.repeat([9.0, -9.0], 10))).empty
