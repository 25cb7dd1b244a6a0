"""Mix and tone: what they add up to, and what they explain."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.tables.dataset import Dataset
from analysis.tables.dates import month_ends
from analysis.temperature.certainty.record import resamples
from analysis.temperature.line import line
from analysis.temperature.mix import explained, explained_between, over_time, told
from tests.analysis.temperature.test_line import dates, events_of, half_lives


@given(events_of, st.integers(0, 99), dates, dates, half_lives)
def test_the_parts_add_up_to_the_change(
    events: pd.DataFrame, seed: int, first: object, last: object, half_life: float
) -> None:
    ways = np.random.default_rng(seed).choice(["mutual", "A-B"], len(events))
    start, end = pd.Timestamp(str(first)), pd.Timestamp(str(last))
    parts = explained(events.assign(direction=ways), start, end, half_life)
    before, after = line(events, pd.DatetimeIndex([start, end]), half_life)["temperature"]
    assert parts.sum() == pytest.approx(after - before, abs=1e-9)


def test_a_mere_change_of_shares_is_mix() -> None:
    kinds = pd.DataFrame(
        {"direction": ["mutual", "A-B"], "goldstein": [6.0, -4.0], "weight": [1.0, 1.0]}
    )
    before = kinds.iloc[[0, 0, 0, 1]]
    after = kinds.iloc[[0, 1, 1, 1]]
    parts = explained_between(before, after)
    assert parts["share"] == pytest.approx(-5)
    assert parts[["depth", "mutual", "one_way"]].abs().max() == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("spans", "mix", "tone"),
    [
        (("2016-01-01", "2018-12-01", "2025-09-01"), 0.48, 0.51),
        (("2018-12-01", "2025-09-01", "2027-01-01"), 0.17, 0.81),
    ],
)
def test_the_fall_of_2018_and_the_rise_of_2025_are_explained_as_in_the_review(
    reviewed: Dataset, spans: tuple[str, str, str], mix: float, tone: float
) -> None:
    date = reviewed.events["date"]
    before, after = (reviewed.events[(date >= a) & (date < b)] for a, b in pairwise(spans))
    parts = explained_between(before, after)
    shares = parts / parts.sum()
    assert shares["share"] == pytest.approx(mix, abs=0.02)
    assert shares["one_way"] == pytest.approx(tone, abs=0.02)


def test_the_share_of_mutual_acts_alone_goes_with_the_line(reviewed: Dataset) -> None:
    at = month_ends(pd.Timestamp(2016, 1, 31), reviewed.end)
    found = over_time(reviewed.events, at)
    assert found["share"].between(0, 1).all()
    shown = line(reviewed.events, at)["temperature"]
    assert np.corrcoef(found["share"], shown)[0, 1] == pytest.approx(0.93, abs=0.02)


def test_the_parts_told_add_up_and_lie_in_their_intervals(dataset: Dataset) -> None:
    events = dataset.events[dataset.events["date"] >= "2015-01-01"]
    start, end = pd.Timestamp(2018, 11, 30), pd.Timestamp(2019, 6, 30)
    found = told(resamples(events, draws=300), start, end)
    before, after = line(events, pd.DatetimeIndex([start, end]))["temperature"]
    assert sum(part.value for part in found.values()) == pytest.approx(after - before, abs=1e-9)
    assert all(part.low <= part.value <= part.high for part in found.values())
    assert found["mix"].sure
    assert found["tone"].sure
