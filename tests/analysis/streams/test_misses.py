from __future__ import annotations

import pandas as pd
import pytest

from analysis.streams import misses, sample
from analysis.tables.dataset import Dataset


def _acts(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {"day": pd.to_datetime([day for day, _root in rows]), "root": [root for _day, root in rows]}
    )


@pytest.fixture
def scale(dataset: Dataset) -> pd.DataFrame:
    return dataset.cameo_goldstein


def test_an_act_is_found_within_three_days_in_its_kind(scale: pd.DataFrame) -> None:
    acts = misses.with_classes(
        _acts(("2020-01-10", "11"), ("2020-01-10", "12"), ("2020-01-10", "04")), scale
    )
    machine = misses.with_classes(_acts(("2020-01-13", "11"), ("2020-01-06", "04")), scale)
    assert misses.near(acts, machine, "root").tolist() == [True, False, False]
    # Accusing and rejecting are both verbal conflict.
    assert misses.near(acts, machine, "quad_class").tolist() == [True, True, False]
    assert misses.near(acts, machine, "any").tolist() == [True, True, True]
    assert misses.near(acts, machine.iloc[:0], "any").tolist() == [False, False, False]


def test_recall_stands_beside_what_chance_would_give(scale: pd.DataFrame) -> None:
    days = [(f"{day:%Y-%m-%d}", "11") for day in pd.date_range("2020-01-01", "2020-12-31")]
    machine = misses.with_classes(_acts(*days, ("2020-06-01", "16")), scale)
    acts = misses.with_classes(
        _acts(("2020-06-02", "16"), ("2020-09-01", "16"), ("2020-04-04", "11")), scale
    )
    table = misses.recall(acts, machine).set_index("root")
    assert table.loc["16", ["acts", "found", "share"]].tolist() == [2, 1, 0.5]
    assert 0 <= table.loc["16", "low"] < 0.5 < table.loc["16", "high"] <= 1
    # Seven of the 366 days have a sanction within three days; beside the found act there is none.
    assert table.loc["16", "chance"] == pytest.approx((0 + 7 / (366 - 61)) / 2)
    assert table.loc["11", ["share", "chance"]].tolist() == [1.0, 1.0]
    assert misses.recall(acts.iloc[:0], machine).empty


def test_only_acts_that_a_stream_can_hold_are_compared(dataset: Dataset) -> None:
    pair = dataset.pair
    between = (pair.a_to_b, pair.b_to_a, "mutual")
    first, last = pd.Timestamp("2018-12-01"), pd.Timestamp("2019-03-01")
    found = misses.compared(dataset.events, between, first, last)
    assert len(found) > 10
    assert found["date"].min() >= pd.Timestamp("2018-12-04")
    assert found["date"].max() <= pd.Timestamp("2019-02-26")
    assert set(found["direction"]) <= set(between)
    assert set(found["date_precision"]) == {"day"}


def test_the_mix_counts_each_record_by_root() -> None:
    machine = pd.DataFrame({"root": ["11", "11", "04"], "events": [1, 2, 1], "reports": [9, 2, 5]})
    table = misses.mix(_acts(("2020-01-01", "11"), ("2020-01-02", "16")), machine)
    assert table["root"].tolist() == ["04", "11", "16"]
    assert table["acts"].tolist() == [0, 1, 1]
    assert table["events"].tolist() == [1, 3, 0]
    assert table["reports"].tolist() == [5, 11, 0]
    assert table["events_share"].tolist() == [0.25, 0.75, 0.0]


def test_the_sample_is_invented_whole_and_the_same_each_time() -> None:
    end = pd.Timestamp("2026-06-16")
    rows = sample.rows("AUS", "NZL", end)
    pd.testing.assert_frame_equal(rows, sample.rows("AUS", "NZL", end))
    assert 3000 < len(rows) < 30000
    assert rows["day"].max() <= end
    assert set(rows["source"]) == {"invented"}
    assert rows["address"].str.startswith(sample.HOST).all()
    assert rows["event_id"].duplicated().any()
