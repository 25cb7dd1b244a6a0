from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from charts.events.packing import MOST_ROWS, packed

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
    return packed(rows, apart, widths, START + pd.Timedelta(days=5000))


def test_no_events_are_nowhere() -> None:
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
    found = packed(rows, 3, widths, START + pd.Timedelta(days=5000)).set_index("event_id")
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
    assert found["row"].max() < MOST_ROWS if len(found) else True
    for _domain, lane in found.groupby("domain", observed=True):
        day = (lane["date"] - START).dt.days
        crowded = max(((day >= d) & (day < d + apart)).sum() for d in day)
        close = lane.groupby("row")["date"].diff().dt.days < apart
        if label == 0 and crowded <= MOST_ROWS:
            assert not close.any()


@given(st.lists(st.integers(0, 300), min_size=1, max_size=30))
def test_labels_that_face_each_other_share_the_room_between(days: list[int]) -> None:
    found = placed(table(days), 5, 100)
    for _row, line in found.groupby(["domain", "row"], observed=True):
        gap = line["date"].diff().dt.days.iloc[1:].to_numpy()
        right = line["room"].where(line["right"], 0.0).iloc[:-1].to_numpy()
        left = line["room"].where(~line["right"], 0.0).iloc[1:].to_numpy()
        assert ((right + left)[gap >= 0] <= gap + 1e-9).all()
