"""The registry of measures: each is what its own module gives, for all events and each way."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.tables.dataset import Dataset
from analysis.tables.dates import month_ends
from analysis.temperature.accumulated import STEP
from analysis.temperature.line import line
from analysis.temperature.measures import MEASURES, Doubt, Measure, each_way


def test_each_direction_is_the_line_of_its_own_events(dataset: Dataset) -> None:
    pair = dataset.pair
    at = month_ends(pd.Timestamp(2018, 1, 31), dataset.end)
    both = each_way(MEASURES["temperature"], dataset.events, at, pair, 180, STEP, Doubt())
    for column, way in (("a_to_b", pair.a_to_b), ("b_to_a", pair.b_to_a)):
        alone = dataset.events[dataset.events["direction"] == way]
        assert both[column].to_numpy() == pytest.approx(
            line(alone, at)["temperature"].to_numpy(), abs=1e-12
        )
    assert both["asymmetry"].to_numpy() == pytest.approx(
        (both["a_to_b"] - both["b_to_a"]).to_numpy()
    )


@pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
def test_every_value_lies_in_bounds_and_in_a_level(dataset: Dataset, measure: Measure) -> None:
    at = month_ends(pd.Timestamp(2018, 1, 31), dataset.end)
    found = measure.values(dataset.events, at, 180, STEP)
    assert found["date"].tolist() == at.tolist()
    assert found["value"].abs().max() <= measure.bound
    names = {name for name, _low, _high in measure.levels} or {""}
    assert {measure.level(value) for value in found["value"]} <= names


def test_a_month_without_an_event_sums_to_nothing(dataset: Dataset) -> None:
    events = dataset.events[dataset.events["date"].dt.year == 2019]
    at = month_ends(pd.Timestamp(2018, 11, 30), pd.Timestamp(2020, 2, 29))
    found = MEASURES["sum"].values(events, at, 180, STEP)
    assert found["value"].iloc[[0, -1]].tolist() == [0, 0]
    assert found["value"].sum() == pytest.approx(events["goldstein"].sum())
