"""How many restrictions stood over time, and how soon they took effect."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.tables.as_of import as_of
from analysis.tables.dataset import Dataset
from analysis.trade import counts, standing
from tests.analysis.trade.rows import phases


@given(st.dates(pd.Timestamp("2003-01-01").date(), pd.Timestamp("2026-06-16").date()))
def test_the_count_over_time_equals_the_count_on_the_day(dataset: Dataset, day: object) -> None:
    on, table = pd.Timestamp(day), dataset.trade_restrictions  # type: ignore[arg-type]
    sides = (dataset.pair.a.code, dataset.pair.b.code)
    found = counts.over_time(table, on, dataset.end, sides)
    first = found[found["date"] == on].set_index("imposed_by")[["in-force", "end-unknown"]]
    held = standing.count_by_side(standing.in_force(table, on))
    expected = held.reindex(list(sides), fill_value=0)
    assert first.loc[list(sides)].to_numpy().tolist() == expected.to_numpy().tolist()


def test_delays_are_counted_only_between_known_days(dataset: Dataset) -> None:
    delays = counts.delays(dataset.trade_restrictions).set_index("restriction_id")["delay"]
    assert delays["can-ev-surtax-2024"] == 36
    assert delays["chn-beef-bse-2003"] == -7
    assert pd.isna(delays["can-tiktok-windup-2024"])
    assert "chn-canola-meal-suspension-2026" not in delays


def test_what_has_not_taken_effect_has_no_delay_yet(dataset: Dataset) -> None:
    for day in ("2022-06-01", str(dataset.end)):
        known = as_of(dataset, pd.Timestamp(day))
        assert (counts.delays(known.trade_restrictions)["effective"] <= known.end).all()


def test_an_empty_table_counts_nothing() -> None:
    found = counts.over_time(
        phases(), pd.Timestamp("2020-01-01"), pd.Timestamp("2020-02-01"), ("AAA", "BBB")
    )
    assert found[["in-force", "end-unknown"]].to_numpy().sum() == 0
    assert len(found) == 4


def test_two_phases_are_counted() -> None:
    start, end = pd.Timestamp("2020-01-01"), pd.Timestamp("2020-02-01")
    table = phases({"effective": "2019-01-01"}, {"effective": "2020-01-10", "imposed_by": "BBB"})
    found = counts.over_time(table, start, end, ("AAA", "BBB"))
    assert found["in-force"].tolist() == [1, 1, 1, 0, 1, 1]
