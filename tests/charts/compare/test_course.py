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
    assert len({tuple(shown.figure.layout[axis].range) for axis in ("yaxis", "yaxis2")}) == 1
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
    near = lines(found, pd.Series({"jpn-chn": 20.0, "nor-chn": 10.0}), "temperature", named)
    warmest = found.groupby("pair")["temperature"].last().idxmax()
    name = {"jpn-chn": "Japan", "nor-chn": "Norway"}[warmest]
    assert near.title.startswith(f"Of the pairs compared here {name}–China is the warmest")
