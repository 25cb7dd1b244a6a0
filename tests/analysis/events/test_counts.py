from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.events import counts as events
from analysis.tables.dataset import Dataset

DOMAINS = ["trade", "legal"]
START = pd.Timestamp(2020, 1, 1)


def table(days: list[int], domains: list[str] | None = None, **columns: object) -> pd.DataFrame:
    """Events on the given days after the start."""
    n = len(days)
    return pd.DataFrame(
        {
            "event_id": [f"e{i}" for i in range(n)],
            "date": pd.to_datetime([START + pd.Timedelta(days=day) for day in days]),
            "domain": pd.Categorical(domains or ["trade"] * n, DOMAINS),
            "direction": pd.Categorical(["mutual"] * n, ["mutual", "third-party"]),
            "salience": pd.Categorical(["1"] * n, ["1", "2", "3"], ordered=True),
            "goldstein": [1.0] * n,
            **columns,
        }
    )


def placed(rows: pd.DataFrame, apart: float, label: float = 0.0) -> pd.DataFrame:
    widths = pd.Series(label, index=rows.index)
    return events.packed(rows, apart, widths, START + pd.Timedelta(days=5000))


def test_between_takes_both_ends() -> None:
    rows = table([0, 1, 2, 3])
    found = events.between(rows, START + pd.Timedelta(days=1), START + pd.Timedelta(days=2))
    assert found["event_id"].tolist() == ["e1", "e2"]


def test_a_month_without_events_is_counted_as_none() -> None:
    counts = events.monthly(table([0, 5, 70]))
    assert counts["month"].dt.strftime("%Y-%m").tolist() == ["2020-01", "2020-02", "2020-03"]
    assert counts["events"].tolist() == [2, 0, 1]


def test_counts_by_month_and_by_value_lose_no_event(dataset: Dataset) -> None:
    assert events.monthly(dataset.events)["events"].sum() == len(dataset.events)
    for column in ("domain", "root", "direction"):
        counts = events.by_value(dataset.events, column)
        assert counts["events"].sum() == len(dataset.events)
        assert counts["events"].is_monotonic_decreasing


def test_the_mean_intensity_of_a_value_is_plain() -> None:
    rows = table([0, 1, 2], goldstein=[-4.0, 1.0, 6.0])
    assert events.by_value(rows, "domain")["goldstein"].tolist() == [1.0]


def test_no_events_give_no_counts() -> None:
    assert events.monthly(table([])).empty
    assert events.by_value(table([]), "domain").empty
    assert placed(table([]), 10).empty


def test_events_farther_apart_than_a_mark_share_the_first_row() -> None:
    assert placed(table([0, 10, 20]), 10)["row"].tolist() == [0, 0, 0]


def test_events_closer_than_a_mark_stand_on_rows_of_their_own() -> None:
    rows = placed(table([0, 1, 2]), 10)
    assert sorted(rows["row"]) == [0, 1, 2]


def test_lanes_are_packed_apart() -> None:
    rows = placed(table([0, 0], ["trade", "legal"]), 10)
    assert rows["row"].tolist() == [0, 0]


def test_a_labelled_event_keeps_its_row_free_for_the_label() -> None:
    rows = table([0, 4, 5, 20])
    widths = pd.Series([0.0, 40.0, 0.0, 0.0])
    found = events.packed(rows, 3, widths, START + pd.Timedelta(days=5000)).set_index("event_id")
    beside = found[found["row"] == found.at["e1", "row"]]
    assert beside.index.tolist() in (["e1"], ["e0", "e1"])


@given(
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from(DOMAINS)), max_size=60),
    st.sampled_from([1.0, 7.0, 30.0]),
    st.sampled_from([0.0, 50.0]),
)
def test_marks_touch_only_where_every_row_is_taken(
    drawn: list[tuple[int, str]], apart: float, label: float
) -> None:
    rows = table([day for day, _domain in drawn], [domain for _day, domain in drawn])
    found = placed(rows, apart, label)
    assert sorted(found["event_id"]) == sorted(rows["event_id"])
    assert found["row"].max() < events.MOST_ROWS if len(found) else True
    for _domain, lane in found.groupby("domain", observed=True):
        day = (lane["date"] - START).dt.days
        crowded = max(((day >= d) & (day < d + apart)).sum() for d in day)
        close = lane["room_before"] < apart
        if label == 0 and crowded <= events.MOST_ROWS:
            assert not close.any()


@given(st.lists(st.integers(0, 300), min_size=1, max_size=30))
def test_labels_that_face_each_other_share_the_room_between(days: list[int]) -> None:
    found = placed(table(days), 5)
    width = pd.Series(100.0, index=found.index)
    room = events.label_room(found, width)
    for _row, line in found.join(room).groupby(["domain", "row"], observed=True):
        gap = line["date"].diff().dt.days.iloc[1:].to_numpy()
        right = line["room"].where(line["right"], 0.0).iloc[:-1].to_numpy()
        left = line["room"].where(~line["right"], 0.0).iloc[1:].to_numpy()
        assert ((right + left)[gap >= 0] <= gap + 1e-9).all()


@pytest.mark.parametrize("most", [5, 100, 600, 5000])
def test_cells_sum_up_every_event_once(dataset: Dataset, most: int) -> None:
    cells = events.cells(dataset.events, most)
    assert cells["events"].sum() == len(dataset.events)
    assert cells["cell"].is_unique
    assert len(cells) <= most or set(cells["period"]) == {"decade"}


@pytest.mark.parametrize("most", [5, 600, 5000])
def test_a_cell_opens_on_the_events_that_it_counts(dataset: Dataset, most: int) -> None:
    cells = events.cells(dataset.events, most)
    for cell in cells.sample(15, random_state=1).itertuples():
        inside = events.in_cell(dataset.events, cell.cell)
        assert len(inside) == cell.events
        assert inside["goldstein"].mean() == pytest.approx(cell.goldstein)


@pytest.mark.parametrize("cell", ["", "month", "week|2020-01-01|trade|mutual", "year|x|y|z"])
def test_what_is_no_cell_holds_no_event(dataset: Dataset, cell: str) -> None:
    assert events.in_cell(dataset.events, cell).empty


def test_words_are_found_whatever_their_case_and_accents() -> None:
    rows = pd.DataFrame({"title": ["Mélanie Joly in Rome", "A talk"], "summary": ["x", "Québec"]})
    folded = events.haystack(rows, ("title", "summary"))
    assert events.matching(rows, folded, "melanie ROME").index.tolist() == [0]
    assert events.matching(rows, folded, "quebec").index.tolist() == [1]
    assert events.matching(rows, folded, "rome quebec").empty
    assert len(events.matching(rows, folded, "  ")) == 2
