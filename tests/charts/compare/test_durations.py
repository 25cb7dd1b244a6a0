"""The dots: filled where it came, open where it is awaited, with the median where there is one."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.compare.durations import MEASURES, durations, median
from analysis.compare.episodes import episodes
from charts.compare.durations import _median, dots, measure_name
from charts.draw import theme
from charts.draw.picture import Picture
from tests.charts.compare.conftest import Named, Records


def drawn(records: Records, named: Named, measure: str) -> Picture:
    known = episodes(records)
    found = durations(records, known)
    found = found[found["measure"] == measure]
    return dots(found, found["row_id"].tolist(), median(found), known, measure, named)


def test_open_episodes_are_drawn_open_and_told_so(records: Records, named: Named) -> None:
    shown = drawn(records, named, "days-to-end")
    (points,) = [trace for trace in shown.figure.data if trace.mode == "markers"]
    assert list(points.marker.symbol) == ["circle"] * 4 + ["circle-open"]
    assert list(points.x)[:4] == [72, 675, 788, 2264]
    assert shown.table.iloc[-1, 1] == "not within 228 days"
    assert shown.title == "End: reached in 4 of the 5 episodes compared here"


def test_a_name_is_read_across_the_lines_that_it_lies_on(records: Records, named: Named) -> None:
    for name in drawn(records, named, "days-to-end").figure.layout.annotations:
        assert name.font.shadow == theme.HALO


def test_the_median_is_told_with_its_interval_and_the_words_that_n_is_small(
    records: Records, named: Named
) -> None:
    note = drawn(records, named, "days-to-end").note
    assert "Half had reached it after 788 days" in note
    assert "So few episodes" in note
    # Of the five the third came in a month: half had reached it on one of its days.
    months = pd.DataFrame({"days": range(5), "days_most": [0, 1, 32, 33, 34], "open": [False] * 5})
    assert _median(median(months)).startswith("Half had reached it after 2 to 32 days")


def test_without_a_median_it_is_said_that_there_is_none(records: Records, named: Named) -> None:
    one = {"nor-chn": records["nor-chn"]}
    assert "No median is given" in drawn(one, named, "days-to-end").note


def test_every_measure_has_a_name_of_its_own(records: Records, named: Named) -> None:
    titles = {drawn(records, named, measure).title for measure in MEASURES}
    assert len(titles) == len({measure_name(m) for m in MEASURES}) == len(MEASURES)


def test_a_day_that_is_not_known_exactly_is_told_as_a_span(records: Records, named: Named) -> None:
    days = drawn(records, named, "days-to-first-measure").table.iloc[:, 1]
    # Of the boycott of September 2012 only the month is known: day 0 to 20 after the 10th.
    assert "0 to 20 days" in set(days)


def test_nothing_is_drawn_of_no_episode(records: Records, named: Named) -> None:
    known = episodes(records)
    none = durations(records, known).head(0)
    assert isinstance(dots(none, [], median(none), known, "days-to-end", named).table, pd.DataFrame)


@pytest.mark.parametrize("measure", MEASURES)
def test_dots_stand_in_order(records: Records, named: Named, measure: str) -> None:
    shown = drawn(records, named, measure)
    (points,) = [trace for trace in shown.figure.data if trace.mode == "markers"]
    came = [x for x, s in zip(points.x, points.marker.symbol, strict=True) if s == "circle"]
    assert came == sorted(came)
