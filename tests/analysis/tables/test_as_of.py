"""The record as it stood at the end of a day."""

from __future__ import annotations

from datetime import date

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.tables.as_of import as_of
from analysis.tables.dataset import TABLES, Dataset
from analysis.trade.standing import standing
from tests.analysis.trade.rows import phases


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


def test_nothing_that_began_later_is_there(dataset: Dataset) -> None:
    known = as_of(dataset, day("2020-08-25"))
    for name in ("events", "contacts", "statements", "consular_milestones", "observations"):
        assert getattr(known, name)["date"].max() <= day("2020-08-25"), name
    assert known.end == day("2020-08-25")


def test_an_end_that_had_not_come_is_blank(dataset: Dataset) -> None:
    known = as_of(dataset, day("2020-08-25"))
    cases = known.consular_cases.set_index("case_id")
    assert pd.isna(cases.at["kovrig-michael", "released"])
    assert cases.at["kovrig-michael", "status"] == "in-custody"
    assert cases.at["kovrig-michael", "sentence"] == ""
    restrictions = known.trade_restrictions.set_index("restriction_id")
    assert restrictions.at["chn-canola-richardson-2019", "status"] == "in-force"
    assert pd.isna(restrictions.at["chn-canola-richardson-2019", "ended"])
    assert not (known.offices["end"] > day("2020-08-25")).any()


def test_a_case_released_before_keeps_its_release(dataset: Dataset) -> None:
    cases = as_of(dataset, day("2020-08-25")).consular_cases.set_index("case_id")
    assert cases.at["garratt-kevin", "released"] == day("2016-09-15")


def test_a_measure_announced_and_not_yet_in_effect_is_scheduled(dataset: Dataset) -> None:
    known = as_of(dataset, day("2024-09-15"))
    surtax = known.trade_restrictions.set_index("restriction_id").loc["can-ev-surtax-2024"]
    assert surtax["status"] == "scheduled"


def test_what_was_replaced_before_stays_in_doubt_though_replaced_again(dataset: Dataset) -> None:
    table = phases(
        {"effective": "2014-09-10", "status": "end-unknown"},
        {"effective": "2015-03-23", "replaces": ("p0",)},
        {"effective": "2017-05-23", "replaces": ("p0",), "status": "easing"},
    )
    told = dataset.with_tables(trade_restrictions=table)
    for on, stands in (("2015-01-01", "in-force"), ("2015-06-01", "end-unknown")):
        for rows in (table, as_of(told, day(on)).trade_restrictions):
            assert standing(rows, day(on))["standing"].iloc[0] == stands


def test_claims_published_later_or_naming_a_later_day_are_not_known(dataset: Dataset) -> None:
    known = as_of(dataset, day("2020-08-25"))
    published = known.claims["source_id"].map(dataset.sources.set_index("source_id")["published"])
    assert not (published > day("2020-08-25")).any()
    released = known.claims[known.claims["field"] == "released"]
    dates = pd.to_datetime(released["value"], format="ISO8601", errors="coerce")
    assert not (dates > day("2020-08-25")).any()


@settings(max_examples=15)
@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2026, 6, 16)))
def test_replaying_twice_is_replaying_once(dataset: Dataset, when: date) -> None:
    once = as_of(dataset, pd.Timestamp(when))
    twice = as_of(once, pd.Timestamp(when))
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(once, name), getattr(twice, name))


def test_a_number_that_looks_like_a_year_is_no_date(dataset: Dataset) -> None:
    row = "can-exports-to-china-bop-monthly@2017-09-30"
    claims = as_of(dataset, day("2018-06-01")).claims
    assert set(claims.loc[claims["row_id"] == row, "value"]) == {"2107", "2103"}


def test_a_later_day_that_a_detail_names_is_not_known(dataset: Dataset) -> None:
    claims = dataset.claims
    dated = claims[claims["field"].isin(["effective_date", "probe_launch_date"])]
    assert len(dated) > 1
    for when, value in zip(["2024-06-01", "2025-03-10"], ["2024-09-09", "2025-03-20"], strict=True):
        assert value in set(dated["value"])
        assert value not in set(as_of(dataset, day(when)).claims["value"])
