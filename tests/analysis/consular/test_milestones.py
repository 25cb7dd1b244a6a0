"""The days between two milestones, by hand."""

from __future__ import annotations

import pandas as pd

from analysis.consular.milestones import apart, named
from analysis.tables.dataset import Dataset


def steps() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "case_id": ["a", "b", "b", "b"],
            "date": pd.to_datetime(["2018-12-01", "2018-12-14", "2020-01-15", "2020-10-10"]),
            "date_precision": ["day", "day", "month", "day"],
            "kind": ["detained", "consular-visit", "access-suspended", "access-restored"],
        }
    )


def test_days_between_milestones_of_two_cases() -> None:
    found = named(steps())
    first, second = "a.2018-12-01.detained", "b.2018-12-14.consular-visit"
    assert apart(found, first, second) == (13, 13)
    assert apart(found, second, first) == (13, 13)


def test_a_month_leaves_a_range() -> None:
    found = named(steps())
    suspended, restored = "b.2020-01-15.access-suspended", "b.2020-10-10.access-restored"
    assert apart(found, suspended, restored) == (253, 283)
    assert apart(found, restored, restored) == (0, 0)


def test_every_milestone_of_the_record_has_a_name_of_its_own(dataset: Dataset) -> None:
    found = named(dataset.consular_milestones)
    assert found.index.is_unique
    assert found["date"].is_monotonic_increasing
