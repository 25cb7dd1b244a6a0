"""Reduced dates keep to what is known of them."""

import pandas as pd
import pytest

from analysis.tables import dates


@pytest.fixture
def reduced() -> tuple[pd.Series, pd.Series]:
    return dates.parse_reduced(pd.Series(["2019", "2019-03", "2019-03-14", None]))


def test_a_reduced_date_begins_on_the_first_day_of_its_period(reduced):
    day, precision = reduced
    assert day.dt.strftime("%Y-%m-%d").tolist()[:3] == ["2019-01-01", "2019-03-01", "2019-03-14"]
    assert day.isna().tolist() == [False, False, False, True]
    assert precision.astype(object).where(precision.notna(), None).tolist() == [
        "year",
        "month",
        "day",
        None,
    ]


def test_a_period_ends_on_its_last_day(reduced):
    day, precision = reduced
    ends = dates.last_day(day, precision)
    assert ends.dt.strftime("%Y-%m-%d").tolist()[:3] == ["2019-12-31", "2019-03-31", "2019-03-14"]


def test_a_month_known_by_its_best_day_still_begins_on_the_first():
    day = pd.Series(pd.to_datetime(["2019-03-14", "2019-03-14"]))
    precision = pd.Series(["month", "year"])
    assert dates.first_day(day, precision).dt.strftime("%Y-%m-%d").tolist() == [
        "2019-03-01",
        "2019-01-01",
    ]


def test_iso_text_says_no_more_than_is_known(reduced):
    assert dates.iso(*reduced).tolist() == ["2019", "2019-03", "2019-03-14", ""]


def test_days_between_rough_dates_are_the_least_and_the_most_that_may_be():
    start = pd.to_datetime(pd.Series(["2024-01-31", "2024-01-10"]))
    end = pd.to_datetime(pd.Series(["2024-02-01", "2024-01-01"]))
    day, rough = pd.Series(["day", "day"]), pd.Series(["day", "month"])
    least, most = dates.days_between(start, day, end, rough)
    assert (least.tolist(), most.tolist()) == ([1, 0], [1, 21])


def test_month_ends_close_with_the_last_day_itself():
    at = dates.month_ends(pd.Timestamp("2026-04-30"), pd.Timestamp("2026-06-16"))
    assert at.strftime("%Y-%m-%d").tolist() == ["2026-04-30", "2026-05-31", "2026-06-16"]


def test_month_ends_do_not_repeat_a_last_day_that_is_one():
    at = dates.month_ends(pd.Timestamp("2026-04-30"), pd.Timestamp("2026-05-31"))
    assert at.strftime("%Y-%m-%d").tolist() == ["2026-04-30", "2026-05-31"]


def test_every_year_between_the_first_and_the_last_is_there() -> None:
    days = pd.Series(pd.to_datetime(["2020-05-01", None, "2018-01-01"]))
    assert dates.every_year(days) == [2018, 2019, 2020]
    assert dates.every_year(days.iloc[:0]) == []


def test_days_are_numbered_from_1970() -> None:
    days = pd.Series(pd.to_datetime(["1970-01-02", "1969-12-31"]))
    assert dates.numbered(days).tolist() == [1, -1]
