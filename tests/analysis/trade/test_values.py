"""Stated trade values: as the sources give them, told once."""

from __future__ import annotations

import pandas as pd

from analysis.tables.dataset import Dataset
from analysis.trade import values
from tests.analysis.trade.rows import phases


def test_the_same_trade_named_twice_is_told_once(dataset: Dataset) -> None:
    stated = values.stated(dataset.trade_restrictions)
    canola_2018 = stated[(stated["line"] == "canola-seed") & (stated["trade_value_year"] == 2018)]
    assert canola_2018[["trade_value", "measures"]].to_numpy().tolist() == [[2.8e9, 2]]


def test_values_keep_their_currency_and_the_lack_of_a_year(dataset: Dataset) -> None:
    stated = values.stated(dataset.trade_restrictions).set_index("restriction_id")
    deal = stated.loc["can-divest-chengze-lithium-chile-2022"]
    assert (deal["trade_value"], deal["trade_value_currency"]) == (1e8, "CNY")
    assert pd.isna(deal["trade_value_year"])
    assert set(stated["trade_value_currency"]) == {"CAD", "USD", "CNY"}


def test_every_stated_value_is_kept(dataset: Dataset) -> None:
    table = dataset.trade_restrictions
    stated = values.stated(table)
    assert set(stated["trade_value"]) == set(table["trade_value"].dropna())
    assert stated["measures"].sum() == table["trade_value"].notna().sum()


def test_nothing_stated_is_nothing() -> None:
    assert values.stated(phases({"effective": "2020-01-01"})).empty
