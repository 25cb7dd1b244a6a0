"""The alternative text of a picture is read from its table."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from charts.speech.describe import describe

BY_YEAR = pd.DataFrame({"Year": ["2018", "2019", "2020"], "Events": [3, 1234, 0]})


def test_a_row_of_two_cells_is_told_without_its_title():
    assert describe("Events by year", BY_YEAR) == "Events by year: 2018 3; 2019 1,234; 2020 0"


def test_further_cells_are_told_after_the_title_of_their_column():
    table = BY_YEAR.assign(Share=[1.75, float("nan"), None])
    told = describe("By year", table)
    assert told == "By year: 2018: Events 3, Share 1.8; 2019: Events 1,234; 2020: Events 0"


def test_a_number_that_names_a_row_is_told_after_its_title():
    table = pd.DataFrame({"Rank": [3], "Days": [1_235], "Degrees": [-2.8]})
    assert describe("Silences", table) == "Silences: Rank 3: Days 1,235, Degrees −2.8"


def test_what_is_left_out_is_counted():
    assert describe("By year", BY_YEAR, most=1) == "By year: 2018 3; and 2 more"


def test_an_empty_table_leaves_the_head_alone():
    assert describe("Nothing", BY_YEAR.head(0)) == "Nothing"


@given(st.lists(st.text(alphabet="abc", min_size=1), max_size=30), st.integers(1, 12))
def test_every_row_is_told_or_counted(names: list[str], most: int):
    told = describe("Rows", pd.DataFrame({"Name": names}), most=most)
    more = max(len(names) - most, 0)
    rows = told.removeprefix("Rows").removeprefix(": ").split("; ") if names else []
    assert rows[:most] == names[:most]
    assert rows[most:] == ([f"and {more} more"] if more else [])


def test_days_are_told_as_the_language_writes_them() -> None:
    table = pd.DataFrame(
        {"To": pd.to_datetime(["2019-12-31", "2020-12-31"]), "Value": [1_234.0, 0.8]}
    )
    assert describe("Exports", table) == "Exports: 31 Dec 2019 1,234; 31 Dec 2020 0.8"
