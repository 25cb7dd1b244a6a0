"""What each table is agrees with what its schema says."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.tables import kinds
from analysis.tables.dataset import TABLES, Dataset


def test_every_table_has_its_line() -> None:
    assert set(kinds.KINDS) == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_the_columns_of_a_kind_are_columns_of_its_table(table: str, dataset: Dataset) -> None:
    kind, spec = kinds.of(table), dataset.package.tables[table]
    fields = {field.name: field for field in spec.fields}
    named = [kind.named_by] if kind.named_by else []
    used = [*kind.dated_by, *kind.known_by, *kind.roles, *kind.texts, *kind.topics, *kind.columns]
    assert {*used, *named} - set(fields) == set()
    assert {fields[c].type for c in [*kind.dated_by, *kind.known_by]} <= {"date", "string"}
    for column in kind.topics:
        assert fields[column].vocabulary == "topic"


def test_a_row_is_dated_by_the_first_column_that_is_known() -> None:
    rows = pd.DataFrame(
        {
            "announced": pd.to_datetime(["2020-01-01", "2020-01-02", None]),
            "effective": pd.to_datetime(["2020-02-01", None, None]),
        }
    )
    kind = kinds.of("trade_restrictions")
    assert kind.dates(rows).dt.strftime("%m-%d").fillna("").tolist() == ["02-01", "01-02", ""]
    assert kind.known(rows).dt.strftime("%m-%d").fillna("").tolist() == ["01-01", "01-02", ""]


def test_the_date_of_a_row_is_as_exact_as_its_own_column() -> None:
    rows = pd.DataFrame(
        {
            "announced": pd.to_datetime(["2020-01-01", "2020-01-01", None]),
            "announced_precision": ["day", "year", None],
            "effective": pd.to_datetime(["2020-02-01", None, None]),
            "effective_precision": ["month", None, None],
        }
    )
    precision = kinds.of("trade_restrictions").precision(rows)
    assert precision.fillna("").tolist() == ["month", "year", ""]
    exact = pd.DataFrame({"date": pd.to_datetime(["2020-01-01", None])})
    assert kinds.of("observations").precision(exact).fillna("").tolist() == ["day", ""]


def test_a_table_without_a_line_is_opened_by_the_page_of_the_evidence() -> None:
    kind = kinds.of("extra")
    assert (kind.page, kind.value("extra", "1@2020")) == ("evidence", "extra:1@2020")
    assert kind.dates(pd.DataFrame({"x": [1, 2]})).isna().all()
    assert kind.precision(pd.DataFrame({"x": [1, 2]})).isna().all()
