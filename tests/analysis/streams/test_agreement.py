from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.streams import agreement


def _lines(machine: np.ndarray, curated: np.ndarray) -> pd.DataFrame:
    dates = pd.date_range("2000-01-31", periods=len(machine), freq="ME")
    return agreement.side_by_side(
        pd.DataFrame({"date": dates[::-1], "temperature": curated[::-1]}),
        pd.DataFrame({"date": dates, "temperature": machine}),
    )


def test_lines_are_set_side_by_side_where_both_are() -> None:
    curated = pd.DataFrame(
        {"date": pd.to_datetime(["2020-02-29", "2020-01-31"]), "temperature": [2.0, 1.0]}
    )
    machine = pd.DataFrame(
        {"date": pd.to_datetime(["2020-02-29", "2020-03-31"]), "temperature": [3.0, 4.0]}
    )
    both = agreement.side_by_side(curated, machine)
    assert both[["curated", "machine"]].to_numpy().tolist() == [[2.0, 3.0]]


def test_a_line_agrees_with_itself_however_it_is_scaled() -> None:
    line = np.cumsum(np.random.default_rng(1).normal(size=120))
    found = agreement.agreement(_lines(np.exp(line / 5), line)).set_index("band")
    assert list(found.index) == list(agreement.BANDS)
    assert found.loc["level", ["rho", "low", "high"]].tolist() == [1.0, 1.0, 1.0]
    assert found["rho"].min() > 0.5
    assert found["together"].all()
    opposite = agreement.agreement(_lines(-line, line)).set_index("band")
    assert opposite.loc["level", "rho"] == -1.0


def test_two_slow_lines_that_know_nothing_of_each_other_are_not_said_to_agree() -> None:
    held = 0
    for seed in range(20):
        random = np.random.default_rng(seed)
        lines = pd.DataFrame(random.normal(size=(180, 2))).ewm(halflife=6).mean().to_numpy()
        level = agreement.agreement(_lines(lines[:, 0], lines[:, 1]), draws=100).iloc[0]
        held += level["low"] <= 0 <= level["high"]
    assert held >= 15


def test_unrelated_lines_are_seldom_said_to_go_together_in_any_band() -> None:
    told = 0
    for seed in range(30):
        random = np.random.default_rng(seed)
        lines = pd.DataFrame(random.normal(size=(96, 2))).ewm(halflife=6).mean().to_numpy()
        told += agreement.agreement(_lines(lines[:, 0], lines[:, 1]), draws=100)["together"].any()
    assert told <= 4


def test_bands_split_what_is_fast_from_what_is_slow() -> None:
    months = np.arange(240)
    slow, fast = np.sin(months / 40), np.sin(months * 2.0)
    found = agreement.agreement(_lines(slow + fast, slow - fast)).set_index("band")["rho"]
    assert found["slow"] > 0.9
    assert found["fast"] < -0.9
    assert found["change"] < -0.9


def test_few_months_say_nothing() -> None:
    lines = np.random.default_rng(1).normal(size=(2, 30))
    assert agreement.agreement(_lines(*lines[:, :20])).empty
    assert list(agreement.agreement(_lines(*lines))["band"]) == ["level", "change", "fast"]
    assert agreement.agreement(_lines(np.zeros(30), lines[0])).empty
