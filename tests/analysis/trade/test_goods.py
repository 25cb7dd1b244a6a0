"""Goods are told apart by the lines that the tables name."""

from __future__ import annotations

import pytest

from analysis.tables.dataset import Dataset
from analysis.trade import goods, series
from tests.analysis.trade.rows import phases


def _lines(dataset: Dataset, restriction_id: str) -> set[str]:
    found = goods.with_lines(dataset.trade_restrictions)
    return set(found.loc[found["restriction_id"] == restriction_id, "line"])


@pytest.mark.parametrize(
    ("restriction_id", "lines"),
    [
        ("chn-canola-seed-ad-final-2026", {"canola-seed"}),
        ("chn-canola-blackleg-2009-notice", {"canola-seed"}),
        ("chn-canola-meal-surtax-2025", {"canola-meal"}),
        ("chn-meat-certificates-2019", {"beef", "pork"}),
        ("chn-food-registration-2022", {"seafood"}),
        ("can-octg-2009-provisional", {"steel-aluminium"}),
        ("can-surtax-remission-2025-01", {"steel-aluminium"}),
        ("chn-lobster-crab-suspension-2026", {"seafood"}),
        ("chn-pea-starch-ad-probe-2025", {"pulses"}),
        ("can-wechat-devices-2023", {"technology"}),
    ],
)
def test_the_line_of_a_phase(dataset: Dataset, restriction_id: str, lines: set[str]) -> None:
    assert _lines(dataset, restriction_id) == lines


def test_every_phase_has_a_line(dataset: Dataset) -> None:
    found = goods.with_lines(dataset.trade_restrictions)
    assert set(found["restriction_id"]) == set(dataset.trade_restrictions["restriction_id"])
    assert found["line"].notna().all()


def test_all_goods_are_all_phases(dataset: Dataset) -> None:
    table = dataset.trade_restrictions
    assert goods.of_line(table, goods.ALL) is table
    assert goods.of_line(table, "no-such-line").empty


def test_series_measure_the_goods_that_they_name(dataset: Dataset) -> None:
    oil = series.of_line(dataset.series, "canola-oil")
    assert "canola-all-exports-value" in set(oil["series_id"])
    whole = series.of_line(dataset.series, goods.ALL)
    assert "can-exports-to-china-customs-annual" in set(whole["series_id"])
    assert "ev-import-quota" not in set(series.of_line(dataset.series, "vehicles")["series_id"])


def test_a_line_has_its_topics_and_a_product_group_none(dataset: Dataset) -> None:
    assert goods.topics(dataset.goods, "travel") == {"tourism", "visas"}
    assert goods.topics(dataset.goods, "technology") == frozenset()


def test_lines_stand_in_the_order_of_the_table(dataset: Dataset) -> None:
    assert goods.in_order(dataset.goods, {"technology", "beef", "canola-oil"}) == [
        "canola-oil",
        "beef",
        "technology",
    ]


def test_an_empty_table_has_no_lines() -> None:
    assert goods.with_lines(phases()).empty
