"""Sensitivity to the choices made."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.tables.dataset import Dataset
from analysis.tables.dates import month_ends
from analysis.temperature.certainty.sensitivity import sensitivity
from analysis.temperature.line import line


def test_each_variant_is_the_line_under_that_choice(dataset: Dataset) -> None:
    events, at = dataset.events, month_ends(pd.Timestamp(2020, 1, 31), dataset.end)
    found = sensitivity(events, at, dataset.sources).set_index(["family", "value"])["temperature"]
    expected = {
        ("half_life", "30"): line(events, at, 30),
        ("half_life", "730"): line(events, at, 730),
        ("prior_weight", "0"): line(events, at, 180, 0),
        ("prior_weight", "5"): line(events, at, 180, 5),
        ("salience", "equal"): line(events.assign(weight=1.0), at),
    }
    for key, wanted in expected.items():
        assert found.loc[key].to_numpy() == pytest.approx(wanted["temperature"].to_numpy())
    assert len(found) == (5 + 4 + 1 + dataset.sources["side"].nunique()) * len(at)


def test_without_a_side_drops_only_what_no_other_side_reports(dataset: Dataset) -> None:
    events, at = dataset.events, pd.DatetimeIndex([dataset.end])
    side = dataset.sources.set_index("source_id")["side"].astype(str)
    found = sensitivity(events, at, dataset.sources).set_index(["family", "value"])["temperature"]
    for name in side.unique():
        kept = events[[any(side[s] != name for s in ids) for ids in events["sources"]]]
        assert 0 < len(kept) < len(events)
        assert found["without_side", name] == pytest.approx(line(kept, at)["temperature"].iloc[0])
