"""The lanes: a bar and its marks for each episode, in the order asked for."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.compare.clock import MARKS, on_clock
from analysis.compare.episodes import episodes
from charts.compare.clock import lanes, mark_name, since
from charts.draw.picture import Picture
from tests import hostile
from tests.charts.compare.conftest import Named, Records


@pytest.fixture(scope="module")
def known(records: Records) -> pd.DataFrame:
    return episodes(records)


@pytest.fixture(scope="module")
def marks(records: Records, known: pd.DataFrame) -> pd.DataFrame:
    return on_clock(records, known)


@pytest.fixture(scope="module")
def shown(marks: pd.DataFrame, known: pd.DataFrame, named: Named) -> Picture:
    return lanes(marks, known, ["A row"] * len(marks), named)


def test_every_episode_has_a_bar_as_long_as_it_lasted(shown: Picture, known: pd.DataFrame) -> None:
    (bars,) = [trace for trace in shown.figure.data if trace.type == "bar"]
    days = (known["end"].fillna(known["watched"]) - known["begin"]).dt.days
    assert list(bars.x) == days.tolist()
    # Norway, 8 October 2010 to 19 December 2016.
    assert 2264 in bars.x
    pale = [color != bars.marker.color[0] for color in bars.marker.color]
    assert pale == known["end"].isna().tolist()


def test_every_mark_is_drawn_and_leads_to_its_row(shown: Picture, marks: pd.DataFrame) -> None:
    drawn = [
        tuple(row) for t in shown.figure.data if t.customdata is not None for row in t.customdata
    ]
    assert sorted(drawn) == sorted(
        marks[["pair", "table", "row_id"]].itertuples(index=False, name=None)
    )
    assert len(shown.table) == len(marks)


def test_the_key_names_every_sign_and_the_side_that_all_pairs_share(shown: Picture) -> None:
    key = [trace.name for trace in shown.figure.data if trace.showlegend is None and trace.name]
    assert key == [*map(mark_name, MARKS), "the other side", "China"]


def test_title_counts_what_is_open(shown: Picture, known: pd.DataFrame) -> None:
    assert shown.title == f"Of the {len(known)} episodes compared here: 4 ended, 1 open"


@pytest.mark.parametrize(("least", "most", "said"), [(9, 9, "day 9"), (0, 30, "day 0 to 30")])
def test_a_day_is_told_as_exactly_as_it_is_known(least: int, most: int, said: str) -> None:
    assert since({"least": least, "most": most}) == said


@pytest.mark.parametrize("name", hostile.TEXTS)
def test_names_of_rows_are_text(
    name: str, marks: pd.DataFrame, known: pd.DataFrame, named: Named
) -> None:
    few = marks.head(3)
    shown = lanes(few, known, [name] * 3, named)
    hovers = [
        t for trace in shown.figure.data if trace.customdata is not None for t in trace.hovertext
    ]
    assert hovers
    assert not any("<script" in text or "<img" in text for text in hovers)
