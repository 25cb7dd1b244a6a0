from __future__ import annotations

import pandas as pd
import pytest

from analysis.consular.access import summary, suspensions, visits
from analysis.consular.cases import spans
from analysis.tables.dataset import Dataset
from analysis.tables.filters import Filters, apply


@pytest.fixture(scope="module")
def found(dataset: Dataset) -> pd.DataFrame:
    return spans(dataset, dataset.end)


def steps(
    *rows: tuple[str, str, str, str], numbers: tuple[float, ...] | None = None
) -> pd.DataFrame:
    date, precision, kind, detail = zip(*rows, strict=True)
    return pd.DataFrame(
        {
            "case_id": "x",
            "date": pd.to_datetime(list(date)).astype("datetime64[s]"),
            "date_precision": list(precision),
            "kind": list(kind),
            "number": numbers or [float("nan")] * len(rows),
            "detail": list(detail),
            "sources": [("s",)] * len(date),
        }
    )


def one_case(start: str, until: str, precision: str = "day") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "case_id": ["x"],
            "person": ["p"],
            "start": pd.to_datetime([start]).astype("datetime64[s]"),
            "start_precision": ["day"],
            "start_known": [True],
            "until": pd.to_datetime([until]).astype("datetime64[s]"),
            "until_precision": [precision],
        }
    )


@pytest.mark.parametrize(
    ("case", "end", "least", "most"),
    [
        ("kovrig-michael", "2020-10-10", 253, 270),
        ("spavor-michael", "2020-10-09", 252, 270),
    ],
)
def test_access_was_suspended_from_january_to_october_2020(
    dataset: Dataset,
    found: pd.DataFrame,
    case: str,
    end: str,
    least: int,
    most: int,
) -> None:
    rows = suspensions(dataset.consular_milestones, found).set_index("case_id")
    period = rows.loc[case]
    assert (period["start"].year, period["start"].month) == (2020, 1)
    assert period["start_precision"] == "month"
    assert period["end"] == pd.Timestamp(end)
    assert not period["open"]
    assert (period["days_least"], period["days_most"]) == (least, most)
    assert "seed-000" in period["sources"]


def test_on_an_earlier_day_the_suspension_is_still_open(dataset: Dataset) -> None:
    day = pd.Timestamp("2020-08-26")
    cut = apply(dataset, Filters(as_of=day))
    rows = suspensions(cut.consular_milestones, spans(cut, cut.end)).set_index("case_id")
    assert rows.loc["kovrig-michael", "open"]
    assert rows.loc["kovrig-michael", "end"] == day
    # It began at the end of January at the latest.
    assert rows.loc["kovrig-michael", "days_least"] == (day - pd.Timestamp("2020-01-31")).days


def test_the_longest_time_between_two_visits_on_record(
    dataset: Dataset, found: pd.DataFrame
) -> None:
    rows = summary(visits(dataset.consular_milestones, found), found).set_index("case_id")
    for case, days, first, last in (
        ("kovrig-michael", 270, "2020-01-14", "2020-10-10"),
        ("spavor-michael", 274, "2020-11-10", "2021-08-11"),
    ):
        assert rows.loc[case, ["longest_least", "longest_most"]].tolist() == [days, days]
        assert rows.loc[case, "longest_from"] == pd.Timestamp(first)
        assert rows.loc[case, "longest_to"] == pd.Timestamp(last)


def test_counted_visits_without_a_date_are_known_to_exist(
    dataset: Dataset, found: pd.DataFrame
) -> None:
    seen = visits(dataset.consular_milestones, found)
    tenth = seen[(seen["case_id"] == "kovrig-michael") & (seen["date"] == "2019-08-05")].iloc[0]
    assert tenth["known"] == 10
    rows = summary(seen, found).set_index("case_id")
    kovrig, spavor = rows.loc["kovrig-michael"], rows.loc["spavor-michael"]
    assert (kovrig["dated"], kovrig["known"]) == (11, 14)
    assert (spavor["dated"], spavor["known"]) == (9, 13)


def test_days_between_visits_and_the_first_since_the_beginning() -> None:
    rows = steps(
        ("2020-01-11", "day", "consular-visit", "First visit."),
        ("2020-03-11", "day", "consular-visit", "Fourth visit by officials."),
        ("2020-03-21", "day", "consular-visit", "Seen again."),
        numbers=(1, 4, float("nan")),
    )
    seen = visits(rows, one_case("2020-01-01", "2020-12-31"))
    assert seen["days"].tolist() == [10, 60, 10]
    assert seen["known"].tolist() == [1, 4, 5]
    assert seen["undated_before"].tolist() == [0, 2, 0]
    assert seen["first"].tolist() == [True, False, False]


def test_a_visit_known_to_the_month_gives_a_range_of_days() -> None:
    rows = steps(
        ("2020-01-11", "day", "consular-visit", "a"),
        ("2020-02-01", "month", "consular-visit", "b"),
    )
    later = visits(rows, one_case("2020-01-01", "2020-12-31")).iloc[1]
    assert (later["days_least"], later["days_most"]) == (21, 49)


def test_what_a_visit_known_to_the_month_leaves_open_is_told_of_the_gaps_too() -> None:
    rows = steps(
        ("2020-01-11", "day", "consular-visit", "a"),
        ("2020-02-01", "month", "consular-visit", "b"),
    )
    found = one_case("2020-01-01", "2020-12-31")
    told = summary(visits(rows, found), found).iloc[0]
    assert (told["longest_least"], told["longest_most"]) == (21, 49)
    # From the last and from the first day of February.
    assert (told["since_least"], told["since_most"]) == (306, 334)


def test_a_suspension_without_an_end_lasts_while_the_person_is_held() -> None:
    rows = steps(("2020-06-01", "day", "access-suspended", "a"))
    period = suspensions(rows, one_case("2020-01-01", "2020-06-11")).iloc[0]
    assert (period["open"], period["days_most"], period["days_least"]) == (True, 10, 10)


def test_where_custody_ended_in_a_month_a_suspension_lasted_to_some_day_of_it() -> None:
    rows = steps(("2020-06-01", "day", "access-suspended", "a"))
    period = suspensions(rows, one_case("2020-01-01", "2020-09-01", "month")).iloc[0]
    assert period["end_precision"] == "month"
    assert (period["days_least"], period["days_most"]) == (92, 121)


def test_a_restoration_without_a_suspension_is_no_period() -> None:
    rows = steps(("2020-06-01", "day", "access-restored", "a"))
    assert suspensions(rows, one_case("2020-01-01", "2020-06-11")).empty


def test_no_visit_is_no_row(dataset: Dataset) -> None:
    none = dataset.consular_milestones.iloc[:0]
    found = one_case("2020-01-01", "2020-06-11")
    seen = visits(none, found)
    assert seen.empty
    assert summary(seen, found).empty
    assert suspensions(none, found).empty
