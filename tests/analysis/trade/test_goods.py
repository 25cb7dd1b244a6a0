"""Goods are told apart by headings, and by words where no heading is given."""

from __future__ import annotations

import pytest

from analysis.tables.dataset import Dataset
from analysis.trade import goods
from tests.analysis.trade.rows import phases


def _lines(dataset: Dataset, restriction_id: str) -> set[str]:
    found = goods.with_lines(dataset.trade_restrictions)
    return set(found.loc[found["restriction_id"] == restriction_id, "line"])


@pytest.mark.parametrize(
    ("restriction_id", "lines"),
    [
        ("chn-canola-seed-ad-final-2026", {"canola-seed"}),
        ("chn-canola-blackleg-2009-notice", {"canola-seed"}),  # names no heading
        ("chn-canola-meal-surtax-2025", {"canola-meal"}),
        ("chn-meat-certificates-2019", {"beef", "pork"}),
        ("chn-food-registration-2022", {"seafood"}),
        ("can-octg-2009-provisional", {"steel-aluminium"}),  # through the phase that follows
        ("can-surtax-remission-2025-01", {"steel-aluminium"}),  # relief follows what it relieves
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


@pytest.mark.parametrize(
    ("line", "name", "named"),
    [
        ("peas", "Exports of dry peas", True),
        ("peas", "Peanut exports", False),
        ("canola-oil", "Canola seed, oil and meal exports", True),
        ("vehicles", "Carpets", False),
        ("vehicles", "Cars landed at a port", True),
        ("no-such-line", "Cars", False),
    ],
)
def test_names_are_compared_word_by_word(line: str, name: str, named: bool) -> None:
    assert goods.names(line, name) is named


def test_an_empty_table_has_no_lines() -> None:
    assert goods.with_lines(phases()).empty
