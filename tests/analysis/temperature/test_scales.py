"""The second scale: the same events, other intensities."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.tables.dataset import Dataset
from analysis.tables.dates import month_ends
from analysis.temperature import acts, scales
from analysis.temperature.line import BANDS, line
from benchmarks.method import agreement

BOUNDS = [low for _name, low, _high in BANDS[1:]]


def test_the_second_scale_tells_the_same_story_in_other_bands(reviewed: Dataset) -> None:
    second = scales.scores(reviewed)
    events = acts.between(reviewed.events, reviewed.pair)
    at = month_ends(pd.Timestamp(2016, 1, 31), reviewed.end)
    own = line(events, at)["temperature"]
    other = line(scales.scaled(events, second), at)["temperature"]
    r, same = agreement(own, other, BOUNDS)
    assert r == pytest.approx(0.99, abs=0.01)
    assert same == pytest.approx(0.84, abs=0.03)


def test_the_main_oddities_are_among_the_codes_that_differ(dataset: Dataset) -> None:
    at = month_ends(pd.Timestamp(2016, 1, 31), dataset.end)
    found = scales.differing(dataset.events, at, scales.scores(dataset))
    assert {"1053", "100", "046", "116"} <= set(found["cameo"])
    assert ((found["second"] - found["goldstein"]).abs() > scales.APART).all()
    assert found["moves"].abs().is_monotonic_decreasing


def test_one_code_scored_otherwise_moves_the_line_by_what_is_said(dataset: Dataset) -> None:
    events, second = dataset.events, scales.scores(dataset)
    at = month_ends(pd.Timestamp(2018, 1, 31), dataset.end)
    row = scales.differing(events, at, second).iloc[0]
    alone = scales.scaled(events, second[[row["cameo"]]])
    moved = line(alone, at)["temperature"] - line(events, at)["temperature"]
    assert moved.iloc[moved.abs().argmax()] == pytest.approx(row["moves"], abs=1e-9)


def test_a_code_without_a_score_keeps_its_value(dataset: Dataset) -> None:
    none = pd.Series(dtype="float64")
    kept = scales.scaled(dataset.events, none)["goldstein"]
    assert np.array_equal(kept, dataset.events["goldstein"])
    bare = dataset.with_tables()
    assert scales.scores(bare).notna().all()
