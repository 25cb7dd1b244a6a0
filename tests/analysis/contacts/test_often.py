"""Levels and counts of contacts, against the shipped tables and small ones checked by hand."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.contacts import often as contacts
from analysis.tables.dataset import Dataset
from analysis.tables.offices import ranks_on, with_level


@pytest.fixture(scope="module")
def levelled(dataset: Dataset) -> pd.DataFrame:
    return with_level(dataset.contacts, dataset.offices).set_index("contact_id")


def rank(dataset: Dataset, actor: str, day: str) -> str:
    people = pd.DataFrame({"actor_id": [actor], "date": pd.to_datetime([day])})
    return str(ranks_on(people, dataset.offices)["rank"].iloc[0])


@pytest.mark.parametrize(
    ("actor", "day", "expected"),
    [
        # A minister who changed office, and sat in parliament before and between.
        ("freeland-chrystia", "2014-06-01", "legislator"),
        ("freeland-chrystia", "2016-08-30", "minister"),
        ("freeland-chrystia", "2017-08-09", "minister"),
        # Trade minister, then no dated office, then foreign minister.
        ("champagne-francois-philippe", "2018-07-18", "minister"),
        ("champagne-francois-philippe", "2018-09-01", "official"),
        ("champagne-francois-philippe", "2019-11-23", "minister"),
        # A governor general, who later held an office of lower rank.
        ("johnston-david", "2013-10-18", "leader"),
        ("johnston-david", "2023-04-01", "official"),
        # No dated office holds on the day, so the undated ones serve.
        ("wang-yi", "2023-02-18", "state-councillor"),
        # Undated offices alone serve on any day.
        ("clarkson-adrienne", "2003-10-22", "leader"),
        # The day before a dated term, and nothing else on record.
        ("mccallum-john", "2017-03-17", "official"),
        ("mccallum-john", "2017-03-18", "ambassador"),
        # No office at all.
        ("nobody-known", "2020-01-01", "official"),
    ],
)
def test_rank_is_that_of_the_offices_held_on_the_day(
    dataset: Dataset, actor: str, day: str, expected: str
) -> None:
    assert rank(dataset, actor, day) == expected


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("2020-08-25-champagne-wang-rome", "minister"),
        ("2022-11-15-trudeau-xi-bali", "leader"),
        # Organisations only.
        ("2021-01-27-canada-hong-kong-dual-nationals", "official"),
        # A minister and a government: the lower of the two sides.
        ("2025-10-16-anand-visit-china", "official"),
    ],
)
def test_level_is_the_lower_of_the_two_sides(
    levelled: pd.DataFrame, contact: str, expected: str
) -> None:
    assert levelled.at[contact, "level"] == expected


def test_level_of_every_contact_is_the_lower_rank(levelled: pd.DataFrame, dataset: Dataset) -> None:
    assert len(levelled) == len(dataset.contacts)
    assert (levelled["level"] >= levelled["rank_a"]).all()
    assert (levelled["level"] >= levelled["rank_b"]).all()
    assert (
        (levelled["level"] == levelled["rank_a"]) | (levelled["level"] == levelled["rank_b"])
    ).all()


def test_a_contact_of_organisations_only_is_official(
    levelled: pd.DataFrame, dataset: Dataset
) -> None:
    people = set(dataset.actors.loc[dataset.actors["kind"] == "person", "actor_id"])
    unnamed = [
        people.isdisjoint(a) and people.isdisjoint(b)
        for a, b in zip(levelled["side_a"], levelled["side_b"], strict=True)
    ]
    assert sum(unnamed) > 10
    assert set(levelled.loc[unnamed, "level"].astype(str)) == {"official"}


def test_the_call_of_january_2024_was_asked_for_by_side_a(dataset: Dataset) -> None:
    asked = contacts.answered(dataset.contacts, "requested_by", dataset.pair.a.code)
    assert "2024-01-11-joly-wang-call" in set(asked["contact_id"])


def test_who_asked_parts_the_contacts(dataset: Dataset) -> None:
    sides = [dataset.pair.a.code, dataset.pair.b.code, "both", contacts.UNKNOWN]
    parts = [contacts.answered(dataset.contacts, "requested_by", who) for who in sides]
    assert sum(map(len, parts)) == len(dataset.contacts)
    assert not set.intersection(*(set(p["contact_id"]) for p in parts[:2]))


def small() -> pd.DataFrame:
    """Three contacts: one day; three days over the turn of a year; the same day as the first."""
    return pd.DataFrame(
        {
            "contact_id": ["one", "long", "same"],
            "date": pd.to_datetime(["2019-12-05", "2019-12-30", "2019-12-05"]),
            "end_date": pd.to_datetime([None, "2020-01-01", None]),
            "date_precision": "day",
            "format": pd.Categorical(
                ["letter", "official-visit", "letter"], categories=["letter", "official-visit"]
            ),
        }
    )


def cell(counts: pd.DataFrame, **where: object) -> int:
    for name, value in where.items():
        counts = counts[counts[name] == value]
    return int(counts.iloc[:, -1].sum())


def test_a_contact_of_several_days_counts_once_at_its_first_day() -> None:
    counts = contacts.counts(small(), years=(2019, 2020))
    assert cell(counts, year=2019, month=12) == 3
    assert cell(counts, year=2020) == 0
    assert len(counts) == 24


def test_days_count_each_day_once_and_each_day_of_a_long_contact() -> None:
    counts = contacts.counts(small(), measure="days", years=(2019, 2020))
    # 5, 30 and 31 December; 1 January.
    assert cell(counts, year=2019, month=12) == 3
    assert cell(counts, year=2020, month=1) == 1


def test_days_outside_the_window_are_left_out() -> None:
    counts = contacts.counts(small(), measure="days", years=(2019, 2019))
    assert cell(counts) == 3
    assert set(counts["year"]) == {2019}


def test_a_cell_of_days_finds_the_contact_that_began_before() -> None:
    january = {"year": 2020, "month": 1}
    found = contacts.in_cell(small(), january, "days", (2019, 2020))
    assert list(found["contact_id"]) == ["long"]
    assert contacts.in_cell(small(), january, "contacts", (2019, 2020)).empty


def test_a_row_of_cells_holds_all_its_contacts() -> None:
    assert len(contacts.in_cell(small(), {"year": 2019})) == 3
    assert list(contacts.in_cell(small(), {"format": "letter"})["contact_id"]) == ["one", "same"]


def test_empty_years_and_formats_stay_in_the_table(dataset: Dataset) -> None:
    counts = contacts.counts(dataset.contacts, ("year", "format"), years=(1968, 2026))
    assert len(counts) == 59 * 9
    assert cell(counts, year=1980) == 0
    assert cell(counts) == len(dataset.contacts)


def test_no_contact_gives_cells_of_zero(dataset: Dataset) -> None:
    counts = contacts.counts(dataset.contacts.head(0), years=(2020, 2021))
    assert len(counts) == 24
    assert cell(counts) == 0
    assert (
        contacts.counts(dataset.contacts.head(0), measure="days", years=(2020, 2020)).shape[0] == 12
    )


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(ValueError, match="contacts, days"):
        contacts.counts(small(), measure="hours")


def test_nothing_changes_its_input() -> None:
    table = small()
    before = table.copy()
    contacts.counts(table, measure="days")
    contacts.in_cell(table, {"year": 2019}, "days")
    pd.testing.assert_frame_equal(table, before)


spans = st.lists(
    st.tuples(st.dates(date(2015, 1, 1), date(2018, 12, 31)), st.integers(0, 400)),
    min_size=1,
    max_size=12,
)


@given(spans)
def test_days_are_never_more_than_the_days_of_the_contacts_nor_of_the_month(spans: list) -> None:
    table = pd.DataFrame(
        {
            "contact_id": [str(i) for i in range(len(spans))],
            "date": pd.to_datetime([day for day, _length in spans]),
            "end_date": [pd.Timestamp(day) + pd.Timedelta(days=n) for day, n in spans],
            "date_precision": "day",
        }
    )
    months = contacts.counts(table, measure="days")
    years = contacts.counts(table, ("year",), "days")
    assert months["days"].max() <= 31
    assert months["days"].sum() == years["days"].sum()
    assert years["days"].sum() <= sum(n + 1 for _day, n in spans)
    assert len(contacts.on_days(table)) == sum(n + 1 for _day, n in spans)


def test_a_contact_known_to_the_month_has_its_month_and_no_more_than_a_day(
    dataset: Dataset,
) -> None:
    rows = dataset.contacts.set_index("contact_id", drop=False)
    month = rows.loc[["2025-04-wto-ds627-consultations"]]
    assert month["date_precision"].tolist() == ["month"]
    for measure in contacts.MEASURES:
        counted = contacts.counts(month, measure=measure)
        assert counted[counted[measure] > 0].to_numpy().tolist() == [[2025, 4, 1]]
