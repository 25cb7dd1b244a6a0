from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.evidence import disagreements
from analysis.tables.dataset import Dataset
from analysis.tables.filters import Filters, apply


@pytest.fixture(scope="module")
def claims(dataset: Dataset) -> pd.DataFrame:
    return disagreements.on_record(dataset)


@pytest.fixture(scope="module")
def found(dataset: Dataset, claims: pd.DataFrame) -> pd.DataFrame:
    return disagreements.found(dataset, claims)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["2016-02-01"], ""),
        (["2016-02-01", "2016-02-02"], "values"),
        (["2016-02", "2016-03-01"], "values"),
        (["2016-02", "2016-02-29"], "exactness"),
        (["2016", "2016-02", "2016-02-29"], "exactness"),
        (["2016", "2016-02", "2016-03"], "values"),
        (["90", "120"], "values"),
        (["90", "90.0"], ""),
        (["released", "deported"], "values"),
        (["about an hour", "two hours"], "words"),
        (["2016-02-01", "early in 2016"], "words"),
    ],
)
def test_values_differ_as_far_as_they_are_known(values: list[str], kind: str) -> None:
    assert disagreements.difference(values) == kind


@given(st.lists(st.dates().map(str), min_size=1, max_size=5))
def test_a_year_contradicts_none_of_its_days(days: list[str]) -> None:
    for day in days:
        assert disagreements.difference([day, day[:7]]) == "exactness"
        assert disagreements.difference([day, day[:4]]) == "exactness"


def test_the_order_of_values_does_not_matter(claims: pd.DataFrame) -> None:
    for _key, group in claims.groupby(["table", "row_id", "field"]):
        values = list(group["value"])
        assert disagreements.difference(values) == disagreements.difference(values[::-1])


def test_every_field_that_sources_tell_differently_is_found(
    dataset: Dataset, found: pd.DataFrame
) -> None:
    groups = dataset.claims.groupby(["table", "row_id", "field"], observed=True)["value"]
    differing = {
        (str(table), row, field)
        for (table, row, field), values in groups
        if disagreements.difference(list(values))
    }
    several = found[found["values"] > 1]
    keys = set(zip(several["table"], several["row_id"], several["field"], strict=True))
    assert keys == differing
    assert len(differing) == (groups.nunique() > 1).sum()


def test_a_source_that_contradicts_the_row_alone_is_found(found: pd.DataFrame) -> None:
    alone = found[found["values"] == 1]
    assert len(alone) > 0
    assert (alone["agrees"] == False).all()  # noqa: E712
    assert (alone["own"] != "").all()


def test_the_own_value_of_a_disagreement_is_that_of_its_row(
    dataset: Dataset, found: pd.DataFrame
) -> None:
    dates = found[(found["table"] == "events") & (found["field"] == "date")].set_index("row_id")
    events = dataset.events.set_index("event_id")
    for row_id, own in dates["own"].items():
        assert events.at[row_id, "date"].strftime("%Y-%m-%d").startswith(own)


def test_what_cannot_all_be_right_comes_first(found: pd.DataFrame) -> None:
    assert found["kind"].drop_duplicates().tolist() == list(disagreements.KINDS)
    first = found.iloc[0]
    assert (first["kind"], first["agrees"]) == ("values", False)
    sides = found[(found["kind"] == "values") & found["agrees"].ne(False)]["voices"].str.len()
    assert sides.is_monotonic_decreasing


def test_a_choice_is_told_where_a_note_tells_it(found: pd.DataFrame) -> None:
    chosen = found[found["choice"] != ""]
    assert len(chosen) > 30
    assert chosen["choice"].str.contains("chosen|prefer|row", case=False).all()


def test_a_meeting_of_which_sources_give_different_lengths_is_told(found: pd.DataFrame) -> None:
    row = found[
        (found["row_id"] == "2020-08-25-champagne-wang-rome") & (found["field"] == "duration_min")
    ].iloc[0]
    assert row["kind"] == "values"
    assert row["own"] == "90"
    assert row["agrees"] is True


def test_claims_on_rows_outside_the_selection_are_left_out(dataset: Dataset) -> None:
    view = apply(dataset, Filters(years=(1970, 1990)))
    claims = disagreements.on_record(view)
    events = set(view.events["event_id"])
    assert set(claims.loc[claims["table"] == "events", "row_id"]) <= events
    assert len(claims) < len(dataset.claims)


def test_no_claims_give_no_disagreement(dataset: Dataset) -> None:
    none = dataset.with_tables(claims=dataset.claims.iloc[:0])
    assert disagreements.found(none, disagreements.on_record(none)).empty
