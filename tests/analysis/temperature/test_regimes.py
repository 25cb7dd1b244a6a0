"""Change points: where the level changed, and nowhere else."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.tables.dataset import Dataset
from analysis.tables.dates import month_ends
from analysis.temperature.line import line
from analysis.temperature.regimes import SHORTEST_MONTHS, penalty, regimes


def monthly(values: list[float]) -> pd.DataFrame:
    date = pd.date_range("2000-01-31", periods=len(values), freq="ME")
    return pd.DataFrame({"date": date, "temperature": values})


def cost(values: np.ndarray, ends: list[int]) -> float:
    parts = np.split(values, ends)
    return sum(((part - part.mean()) ** 2).sum() for part in parts) + penalty(values) * len(ends)


def test_a_step_is_found_where_it_is() -> None:
    found = regimes(monthly([2.0] * 30 + [-1.0] * 20))
    assert found["months"].tolist() == [30, 20]
    assert found["mean"].tolist() == pytest.approx([2, -1])
    assert found["band"].tolist() == ["mild", "cool"]
    assert str(found["start"].iloc[1])[:7] == "2002-07"


def test_no_other_pair_of_changes_is_cheaper() -> None:
    noise = np.random.default_rng(0).normal(0, 0.4, 45)
    values = np.array([1.0] * 14 + [-1.5] * 16 + [2.0] * 15) + noise
    found = regimes(monthly(values.tolist()))
    chosen = found["months"].cumsum().tolist()[:-1]
    every = [
        cost(values, [i, j])
        for i in range(SHORTEST_MONTHS, 45)
        for j in range(i + SHORTEST_MONTHS, 45 - SHORTEST_MONTHS + 1)
    ]
    assert cost(values, chosen) <= min(every) + 1e-9


def test_no_regime_is_shorter_than_six_months(dataset: Dataset) -> None:
    at = month_ends(dataset.events["date"].min(), dataset.end)
    found = regimes(line(dataset.events, at))
    assert found["months"].min() >= SHORTEST_MONTHS
    assert found["months"].sum() == len(at)


def test_the_end_of_2018_is_a_boundary(dataset: Dataset) -> None:
    at = month_ends(dataset.events["date"].min(), dataset.end)
    starts = regimes(line(dataset.events, at))["start"].dt.strftime("%Y-%m").tolist()
    assert "2018-12" in starts


@pytest.mark.parametrize("values", [[], [1.0], [1.0] * 60, [5.0] * 5 + [-5.0] * 5])
def test_what_is_too_short_or_never_moves_is_one_regime(values: list[float]) -> None:
    assert len(regimes(monthly(values))) == min(len(values), 1)
