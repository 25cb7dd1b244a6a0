"""Where contacts were held, and on whose ground."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.contacts import places
from analysis.tables.dataset import Dataset


@pytest.fixture(scope="module")
def grounded(dataset: Dataset) -> pd.DataFrame:
    a, b = dataset.pair.sides
    return places.with_ground(dataset.contacts, (a.code, b.code))


def test_rome_is_elsewhere_and_a_call_is_nowhere(grounded: pd.DataFrame) -> None:
    ground = grounded.set_index("contact_id")["ground"]
    assert ground["2020-08-25-champagne-wang-rome"] == places.ELSEWHERE
    assert ground["2024-01-11-joly-wang-call"] == places.NOWHERE
    assert ground["2024-07-19-joly-wang-beijing"] == "CHN"


def test_places_with_a_code_of_their_own_are_on_the_ground_of_their_side(
    dataset: Dataset,
) -> None:
    a, b = dataset.pair.sides
    also = dict.fromkeys(b.also, b.code)
    table = dataset.contacts.head(3).assign(place_country=["HKG", "CHN", "DEU"])
    ground = places.with_ground(table, (a.code, b.code), also)["ground"]
    assert ground.tolist() == ["CHN", "CHN", places.ELSEWHERE]
    assert places.counted_with(table, also) == {"HKG": 1}


def test_every_known_city_is_on_the_map(grounded: pd.DataFrame, dataset: Dataset) -> None:
    found = places.by_place(grounded, dataset.places)
    assert found["contacts"].sum() == (grounded["place_city"].astype("str") != "").sum()
    assert found.iloc[0]["place"] == "Beijing"
    assert found["contacts"].is_monotonic_decreasing
    assert found[["latitude", "longitude"]].notna().all(axis=None)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (2015, 2026, [(year, year) for year in range(2015, 2027)]),
        (2020, 2020, [(2020, 2020)]),
        (1998, 2013, [(1998, 1999), (2000, 2004), (2005, 2009), (2010, 2013)]),
    ],
)
def test_windows_are_cut_into_years_or_five_years(
    first: int, last: int, expected: list[tuple[int, int]]
) -> None:
    assert [tuple(row) for row in places.periods(first, last).to_numpy()] == expected


@pytest.mark.parametrize("years", [(2015, 2026), (1968, 2026)])
def test_shares_of_a_period_add_up(grounded: pd.DataFrame, years: tuple[int, int]) -> None:
    table = places.grounds(grounded, years)
    inside = grounded["date"].dt.year.between(*years)
    assert table["contacts"].sum() == inside.sum()
    sums = table.groupby("start")["share"].sum(min_count=1).dropna()
    assert sums.round(9).eq(1).all()
    assert table.loc[table["ground"] == places.NOWHERE, "share"].isna().all()


def test_a_period_without_contacts_has_no_share(grounded: pd.DataFrame) -> None:
    empty = places.grounds(grounded.head(0), (2020, 2021))
    assert empty["contacts"].tolist() == [0] * 8
    assert empty["share"].isna().all()
