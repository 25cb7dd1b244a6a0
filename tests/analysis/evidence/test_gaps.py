from __future__ import annotations

import pandas as pd
import pytest

from analysis.evidence import gaps
from analysis.tables.dataset import Dataset
from analysis.tables.filters import Filters, apply
from analysis.trade.standing import standing


def test_months_run_from_the_first_to_the_last_of_the_window() -> None:
    events = pd.DataFrame({"date": pd.to_datetime(["2020-01-05", "2020-01-20", "2020-04-01"])})
    found = gaps.months(events, pd.Timestamp(2019, 12, 10), pd.Timestamp(2020, 5, 2))
    assert found["month"].dt.strftime("%Y-%m").tolist() == [
        "2019-12",
        "2020-01",
        "2020-02",
        "2020-03",
        "2020-04",
        "2020-05",
    ]
    assert found["events"].tolist() == [0, 2, 0, 0, 1, 0]


def test_every_contact_is_told_by_someone_or_no_one(dataset: Dataset) -> None:
    told = gaps.accounts(dataset.contacts, dataset.pair).set_index("told")["contacts"]
    assert told.sum() == len(dataset.contacts)
    assert told["both"] == len(dataset.contacts) - len(gaps.rows(dataset, "contact-account"))


@pytest.mark.parametrize("kind", gaps.TABLE)
def test_gaps_are_counted_in_the_rows_that_have_them(dataset: Dataset, kind: str) -> None:
    counted = gaps.counted(dataset).set_index("kind").loc[kind]
    rows = gaps.rows(dataset, kind)
    assert counted["rows"] == len(rows) > 0
    assert counted["share"] == pytest.approx(len(rows) / counted["of"])


def test_rows_with_a_gap_lack_what_they_are_said_to_lack(dataset: Dataset) -> None:
    assert gaps.rows(dataset, "office-undated")[["start", "end"]].isna().all(axis=None)
    assert (gaps.rows(dataset, "restriction-end")["status"] == "end-unknown").all()
    assert (gaps.rows(dataset, "case-outcome")["status"] == "outcome-unknown").all()
    assert gaps.rows(dataset, "source-undated")["published"].isna().all()


def test_unknown_ends_are_those_that_trade_counts(dataset: Dataset) -> None:
    table = dataset.trade_restrictions
    stood = standing(table, dataset.end)
    on_the_last_day = stood.loc[stood["standing"] == "end-unknown", "restriction_id"]
    assert set(gaps.rows(dataset, "restriction-end")["restriction_id"]) == set(on_the_last_day)


def test_an_empty_selection_has_no_gap(dataset: Dataset) -> None:
    none = apply(dataset, Filters(years=(1900, 1901)))
    counted = gaps.counted(none).set_index("kind")
    assert counted.at["contact-account", "rows"] == 0
    assert gaps.accounts(none.contacts, none.pair)["contacts"].sum() == 0
