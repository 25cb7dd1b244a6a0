"""What happened to a flow around a measure."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.tables.dataset import Dataset
from analysis.tables.dates import iso
from analysis.trade import flow, goods, series
from tests.analysis.trade.rows import phases


def _figures(dataset: Dataset, series_id: str) -> pd.DataFrame:
    table = dataset.series
    return series.values(dataset.observations, table[table["series_id"] == series_id].iloc[0])


def test_a_spell_runs_from_the_first_phase_to_the_last(dataset: Dataset) -> None:
    spells = flow.spells(dataset.trade_restrictions).set_index("measure_id")
    seed = spells.loc["chn-canola-seed-ad-provisional-2025"]
    assert (str(seed["effective"].date()), pd.isna(seed["ended"])) == ("2025-08-14", True)
    viterra = spells.loc["chn-canola-viterra-2019"]
    assert str(viterra["ended"].date()) == "2022-05-18"
    # The meal surtax ended; what lifted it is relief, and no part of the spell.
    assert str(spells.loc["chn-canola-meal-surtax-2025", "ended"].date()) == "2026-03-01"


def test_a_measure_goes_on_in_a_phase_without_a_day_of_effect() -> None:
    table = phases(
        {"effective": "2025-11-27", "ended": "2026-02-09", "status": "ended"},
        {"announced": "2026-02-09", "replaces": ("p0",)},
    )
    spells = flow.spells(table)
    assert spells["effective"].tolist() == [pd.Timestamp("2025-11-27")]
    assert spells["ended"].isna().all()
    assert spells["status"].tolist() == ["in-force"]
    assert flow.spells(table.tail(1)).empty


def test_the_end_of_a_measure_is_unknown_where_none_is_found_and_no_phase_is_in_force() -> None:
    spells = flow.spells(
        phases(
            {"effective": "2019-03", "status": "end-unknown"},
            {"effective": "2020", "status": "end-unknown"},
            {"effective": "2021-01-01", "replaces": ("p1",)},
            {"effective": "2022-01-01", "ended": "2022-05", "status": "ended"},
        )
    )
    assert spells["status"].tolist() == ["end-unknown", "in-force", "ended"]
    assert iso(spells["effective"], spells["effective_precision"]).tolist() == [
        "2019-03",
        "2020",
        "2022-01-01",
    ]
    assert iso(spells["ended"], spells["ended_precision"]).tolist() == ["", "", "2022-05"]


def test_canola_seed_before_during_and_after_the_licences(dataset: Dataset) -> None:
    found = flow.compare(
        _figures(dataset, "canola-seed-exports-value"),
        pd.Timestamp("2019-03-01"),
        pd.Timestamp("2022-05-18"),
    )
    assert found.before["value"].tolist() == [2.8]
    assert found.before_exact
    assert found.during["value"].tolist() == [0.8, 1.4, 1.8]
    # 2023, the first full year after, is not on record; 2024 is the nearest.
    assert found.after["date"].dt.year.tolist() == [2024]
    assert not found.after_exact
    assert found.change_during == pytest.approx((4.0 / 3 / 2.8 - 1) * 100)
    assert found.change_after == pytest.approx((3.99 / 2.8 - 1) * 100)


def test_an_open_measure_has_no_after(dataset: Dataset) -> None:
    figures = _figures(dataset, "canola-seed-exports-value")
    found = flow.compare(figures, pd.Timestamp("2019-03-01"))
    assert found.after.empty
    assert pd.isna(found.change_after)
    assert len(found.during) == 4


def test_one_figure_compares_with_nothing(dataset: Dataset) -> None:
    figures = _figures(dataset, "pork-exports-value")
    found = flow.compare(figures, pd.Timestamp("2019-05-01"), pd.Timestamp("2020-05-01"))
    assert len(figures) == 1
    assert found.before["value"].tolist() == [514.0]
    assert pd.isna(found.change_during)


def test_nothing_is_compared_with_zero() -> None:
    figures = pd.DataFrame(
        {
            "begin": pd.to_datetime(["2018-01-01", "2019-01-01"]),
            "date": pd.to_datetime(["2018-12-31", "2019-12-31"]),
            "value": [0.0, 5.0],
        }
    )
    assert pd.isna(flow.compare(figures, pd.Timestamp("2019-02-01")).change_during)


def test_the_measure_with_most_around_it_is_compared_first(dataset: Dataset) -> None:
    table = dataset.series.set_index("series_id", drop=False)
    row = table.loc["canola-seed-exports-value"]
    figures = series.values(dataset.observations, row)
    spells = flow.spells(goods.of_line(dataset.trade_restrictions, "canola-seed"))
    best = flow.Flow(figures, spells, row).best_measured()
    assert best == "chn-canola-richardson-2019"
    assert flow.Flow(figures.head(1), spells, row).best_measured() is None
    assert flow.Flow(figures, spells.iloc[:0], row).best_measured() is None
