from __future__ import annotations

import pytest

from analysis.statements import topics
from analysis.tables.dataset import Dataset


def test_shares_by_topic_are_of_the_statements_with_a_topic(dataset: Dataset) -> None:
    table = topics.by_topic(dataset.statements, dataset.pair, "stance", most=3)
    assert table["topic"].nunique() == 3
    side = dataset.pair.a.code
    own = dataset.statements[dataset.statements["side"] == side]
    with_topic = own[own["topics"].map(len) > 0]
    row = table[table[side] > 0].iloc[0]
    assert row[f"share_{side}"] == pytest.approx(row[side] / len(with_topic))


def test_the_most_frequent_topic_comes_first(dataset: Dataset) -> None:
    table = topics.by_topic(dataset.statements, dataset.pair)
    codes = [side.code for side in dataset.pair.sides]
    totals = table.groupby("topic", sort=False)[codes].sum().sum(axis=1)
    assert totals.is_monotonic_decreasing
    assert totals.index[0] == "consular-cases"


def test_no_statement_is_on_no_topic(dataset: Dataset) -> None:
    assert topics.by_topic(dataset.statements.iloc[:0], dataset.pair).empty
