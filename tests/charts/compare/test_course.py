"""A panel for each pair on one scale; no order where records differ in density."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.compare.course import courses, density
from charts.compare.course import lines
from tests.charts.compare.conftest import Named, Records

FIRST = pd.Timestamp(2010, 1, 1)


@pytest.mark.parametrize(("measure", "traces"), [("temperature", 4), ("sum", 2)])
def test_every_pair_has_a_panel_on_the_same_scale(
    measure: str, traces: int, records: Records, named: Named
) -> None:
    shown = lines(courses(records, FIRST), density(records, FIRST), measure, named)
    assert len(shown.figure.data) == traces
    axes = [shown.figure.layout[axis] for axis in ("yaxis", "yaxis2")]
    assert len({tuple(axis.range) for axis in axes}) == 1
    assert {axis.ticksuffix for axis in axes} == {"°" if measure == "temperature" else ""}
    assert [a.text.split(":")[0] for a in shown.figure.layout.annotations] == [
        "Japan–China",
        "Norway–China",
    ]


def test_no_order_is_told_where_densities_differ_by_more_than_two(
    records: Records, named: Named
) -> None:
    found = courses(records, FIRST)
    apart = lines(found, pd.Series({"jpn-chn": 21.0, "nor-chn": 10.0}), "temperature", named)
    assert apart.title.startswith("No order among the 2 pairs compared here")


def test_the_warmest_is_named_only_where_its_band_is_above_the_others(named: Named) -> None:
    alike = pd.Series({"jpn-chn": 20.0, "nor-chn": 10.0})
    days = pd.to_datetime(["2020-01-31", "2020-02-29"])
    found = pd.DataFrame(
        {
            # The record of Japan ends first, so that the second day of Norway has no other.
            "pair": ["jpn-chn", "nor-chn", "nor-chn"],
            "date": [days[0], *days],
            "temperature": [2.0, -1.0, 8.0],
            "low": [1.0, -2.0, 7.0],
            "high": [3.0, 0.9, 9.0],
            "sum": [5.0, 1.0, 1.0],
        }
    )

    def title(rows: pd.DataFrame, measure: str = "temperature") -> str:
        return str(lines(rows, alike, measure, named).title)

    assert title(found) == (
        "Of the pairs compared here Japan–China is the warmest on 31 Jan 2020: +2.0"
    )
    unsure = found.assign(high=[3.0, 1.1, 9.0])
    assert title(unsure).startswith("No pair compared here is surely the warmest on 31 Jan 2020")
    assert title(found, "sum").startswith("No order among the pairs compared here")
    assert title(found.iloc[[0, 2]]) == "The records compared here have no month in common"
