"""The temperature of each pair, and when levels may be ranked."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.compare.course import comparable, courses, density
from analysis.temperature import acts
from analysis.temperature.line import line
from tests.analysis.compare.conftest import Records

FIRST = pd.Timestamp(2010, 1, 1)


def test_each_line_is_that_of_its_own_record(records: Records) -> None:
    found = courses(records, FIRST)
    assert set(found["pair"]) == set(records)
    for pair, record in records.items():
        last = found[found["pair"] == pair].iloc[-1]
        events = acts.between(record.events, record.pair)
        own = line(events, pd.DatetimeIndex([record.end]))["temperature"].iloc[0]
        assert last["date"] == record.end
        assert last["temperature"] == pytest.approx(own)
        assert last["low"] < last["high"]


def test_density_is_acts_a_year(records: Records) -> None:
    record = records["nor-chn"]
    events = acts.between(record.events, record.pair)
    years = (record.end - FIRST).days / 365.25
    expected = (events["date"] >= FIRST).sum() / years
    assert density(records, FIRST)["nor-chn"] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("densities", "may"),
    [([10, 20], True), ([10, 20.1], False), ([10], False), ([], False), ([0, 5], False)],
)
def test_levels_are_ranked_only_where_densities_are_near(densities: list[float], may: bool) -> None:
    assert comparable(pd.Series(densities, dtype=float)) is may


def test_a_pair_without_acts_has_no_line(records: Records) -> None:
    bare = records["nor-chn"]
    bare = bare.with_tables(events=bare.events.head(0))
    assert courses({"bare": bare}, FIRST).empty
