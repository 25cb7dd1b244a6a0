from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.consular.access import visits
from analysis.consular.cases import (
    BOTH,
    ENDINGS,
    bail_periods,
    citizen,
    dates_given,
    directions,
    open_cases,
    spans,
)
from analysis.tables.dataset import Dataset
from analysis.tables.filters import Filters, apply


def held(dataset: Dataset, as_of: str | None = None) -> pd.DataFrame:
    cut = apply(dataset, Filters(as_of=pd.Timestamp(as_of))) if as_of else dataset
    return spans(cut, cut.end).set_index("case_id")


@pytest.mark.parametrize("case", ["kovrig-michael", "spavor-michael"])
def test_the_release_of_september_2021_makes_1019_or_1020_days(dataset: Dataset, case: str) -> None:
    row = held(dataset).loc[case]
    assert row["start"] == pd.Timestamp("2018-12-10")
    assert (row["days_least"], row["days_most"]) == (1019, 1020)


@pytest.mark.parametrize("case", ["kovrig-michael", "spavor-michael"])
def test_each_date_of_that_release_names_its_source(dataset: Dataset, case: str) -> None:
    given_dates = dates_given(dataset).query("case_id == @case and field == 'released'")
    by_day = given_dates.groupby(given_dates["date"].dt.strftime("%Y-%m-%d"))
    assert {day: rows["days_least"].unique().tolist() for day, rows in by_day} == {
        "2021-09-24": [1019],
        "2021-09-25": [1020],
    }
    assert "680news-2021-09-24-michaels" in by_day.get_group("2021-09-24")["source_id"].tolist()
    assert "cbc-2021-09-24-plane-home" in by_day.get_group("2021-09-25")["source_id"].tolist()
    assert given_dates["publisher"].ne("").all()


def test_days_from_a_beginning_known_to_the_year_are_a_range(dataset: Dataset) -> None:
    given = dates_given(dataset).query("case_id == 'lai-changxing' and field == 'released'")
    first = given[given["date"] == "2011-07-22"].iloc[0]
    # From the last and from the first day of 2000.
    assert (first["days_least"], first["days_most"]) == (3855, 4220)


def test_the_beginning_of_both_cases_is_given_with_its_sources(dataset: Dataset) -> None:
    begun = dates_given(dataset).query("field == 'detained'").set_index("case_id")
    for case in ("kovrig-michael", "spavor-michael"):
        rows = begun.loc[[case]]
        assert rows["date"].unique().tolist() == [pd.Timestamp("2018-12-10")]
        assert "scmp-2019-01-09-spavor-visit" in rows["source_id"].tolist()


def test_the_case_on_the_other_side_is_counted_by_the_same_rule(dataset: Dataset) -> None:
    row = held(dataset).loc["meng-wanzhou"]
    assert (row["held_by"], row["citizen"]) == (dataset.pair.a.code, dataset.pair.b.code)
    assert (row["days_least"], row["days_most"]) == (1028, 1028)


def test_days_are_counted_to_the_chosen_day(dataset: Dataset) -> None:
    row = held(dataset, "2019-06-01").loc["kovrig-michael"]
    assert (row["days_least"], row["days_most"]) == (173, 173)
    assert row["ending"] == "in-custody"
    assert row["until"] == pd.Timestamp("2019-06-01")


def test_a_case_not_yet_begun_is_not_there(dataset: Dataset) -> None:
    assert "kovrig-michael" not in held(dataset, "2018-12-09").index
    assert "kovrig-michael" in held(dataset, "2018-12-10").index


def test_nothing_of_a_later_day_is_known(dataset: Dataset) -> None:
    day = pd.Timestamp("2021-09-24")
    cut = apply(dataset, Filters(as_of=day))
    assert (spans(cut, cut.end)["until"] <= day).all()
    assert (dates_given(cut)["date"] <= day).all()


def test_dates_known_to_the_month_or_year_give_a_range(dataset: Dataset) -> None:
    rows = held(dataset)
    teacher = rows.loc["mciver-sarah"]
    assert (teacher["days_least"], teacher["days_most"]) == (0, 27)
    # Detained during 2000, removed on 22 July 2011; one source has 23 July.
    assert rows.loc["lai-changxing", "days_least"] == 3855
    assert rows.loc["lai-changxing", "days_most"] in {4220, 4221}


def test_a_beginning_that_is_not_on_record_is_not_made_up(dataset: Dataset) -> None:
    rows = held(dataset)
    unknown = rows[~rows["start_known"]]
    assert set(unknown.index) == {"xu-weihong", "ye-jianhui", "four-canadians-executed-2025"}
    assert unknown[["days_least", "days_most"]].isna().all(axis=None)
    # The first step on record, by which these cases begin, is known to the year only in one.
    assert unknown["start_precision"].to_dict() == {
        "xu-weihong": "day",
        "ye-jianhui": "day",
        "four-canadians-executed-2025": "year",
    }


def test_an_unknown_outcome_counts_to_the_last_step_at_least(dataset: Dataset) -> None:
    row = held(dataset).loc["su-bin"]
    assert row["ending"] == "outcome-unknown"
    assert row["until"] == pd.Timestamp("2015-07-08")
    assert row["days_least"] == 375
    assert row["days_most"] == (dataset.end - row["start"]).days


def test_release_without_a_date_ends_with_bail(dataset: Dataset) -> None:
    row = held(dataset).loc["garratt-julia"]
    assert (row["ending"], row["until_precision"]) == ("bail", "month")
    assert (row["days_least"], row["days_most"]) == (181, 208)


def test_every_case_has_one_span_and_a_known_ending(dataset: Dataset) -> None:
    rows = spans(dataset, dataset.end)
    assert sorted(rows["case_id"]) == sorted(dataset.consular_cases["case_id"])
    assert set(rows["ending"]) <= set(ENDINGS)
    counted = rows.dropna(subset=["days_least"])
    assert (counted["days_least"] <= counted["days_most"]).all()


@settings(max_examples=12)
@given(day=st.dates(pd.Timestamp("1999-01-01").date(), pd.Timestamp("2026-06-16").date()))
def test_on_any_day_nobody_was_held_longer_than_since_the_beginning(
    dataset: Dataset, day: object
) -> None:
    cut = apply(dataset, Filters(as_of=pd.Timestamp(str(day))))
    rows = spans(cut, cut.end).dropna(subset=["days_most"])
    assert (rows["days_most"] >= 0).all()
    assert (rows["until"] <= cut.end).all()
    # One source may put the beginning earlier, never by more than the precision of the date.
    assert (rows["days_most"] <= (cut.end - rows["start"]).dt.days + 366).all()


def test_the_order_of_rows_does_not_matter(dataset: Dataset) -> None:
    shuffled = dataset.with_tables(
        consular_cases=dataset.consular_cases.sample(frac=1, random_state=1),
        consular_milestones=dataset.consular_milestones.sample(frac=1, random_state=2),
    )
    pd.testing.assert_frame_equal(spans(shuffled, dataset.end), spans(dataset, dataset.end))


def test_no_case_is_no_span(dataset: Dataset) -> None:
    none = dataset.with_tables(
        consular_cases=dataset.consular_cases.iloc[:0],
        consular_milestones=dataset.consular_milestones.iloc[:0],
    )
    rows = spans(none, dataset.end)
    assert rows.empty
    assert bail_periods(rows, none.consular_milestones).empty
    counts = directions(rows, visits(none.consular_milestones, rows), dataset.pair)
    assert counts["cases"].tolist() == [0, 0]


def test_bail_runs_to_the_end_of_the_case(dataset: Dataset) -> None:
    periods = bail_periods(spans(dataset, dataset.end), dataset.consular_milestones)
    meng = periods.set_index("case_id").loc["meng-wanzhou"]
    assert (meng["start"], meng["end"]) == (
        pd.Timestamp("2018-12-11"),
        pd.Timestamp("2021-09-24"),
    )


def test_bail_ends_with_a_new_arrest() -> None:
    steps = pd.DataFrame(
        {
            "case_id": ["x"] * 4,
            "date": pd.to_datetime(["2020-01-01", "2020-02-01", "2020-03-01", "2020-04-01"]),
            "kind": ["arrested", "bail", "arrested", "hearing"],
        }
    )
    found = pd.DataFrame(
        {"case_id": ["x"], "until": pd.to_datetime(["2020-05-01"]), "ending": ["released"]}
    )
    periods = bail_periods(found, steps)
    assert periods.to_dict("records") == [
        {"case_id": "x", "start": pd.Timestamp("2020-02-01"), "end": pd.Timestamp("2020-03-01")}
    ]


def test_both_directions_and_dual_citizens_are_counted_alike(dataset: Dataset) -> None:
    a, b = dataset.pair.a.code, dataset.pair.b.code
    found = spans(dataset, dataset.end)
    counts = directions(found, visits(dataset.consular_milestones, found), dataset.pair)
    by_group = counts.set_index(["citizen", "held_by"])
    assert list(by_group.index[:2]) == [(b, a), (a, b)]
    assert by_group["cases"].to_dict() == {(b, a): 3, (a, b): 13, (BOTH, b): 3}
    parts = counts[["in_custody", "outcome_unknown", "ended"]].sum(axis=1)
    assert parts.tolist() == counts["cases"].tolist()
    assert counts["cases"].sum() == len(dataset.consular_cases)


def test_citizens_of_both_sides_are_a_group_of_their_own(dataset: Dataset) -> None:
    a, b = dataset.pair.a.code, dataset.pair.b.code
    kinds = citizen(pd.Series([(a,), (b, a), (b,), ("XYZ",), ()]), dataset.pair)
    assert kinds.tolist() == [a, BOTH, b, "XYZ", ""]


def test_open_cases_are_begun_and_not_ended(dataset: Dataset) -> None:
    on = pd.Timestamp("2020-01-01")
    rows = open_cases(apply(dataset, Filters(as_of=on)).consular_cases, on)
    names = set(rows["case_id"])
    assert {"kovrig-michael", "meng-wanzhou", "schellenberg-robert"} <= names
    assert names.isdisjoint({"garratt-kevin", "zhang-kunlun", "xu-weihong"})
    assert set(rows["standing"]) <= {"in-custody", "outcome-unknown"}
