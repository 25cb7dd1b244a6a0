"""Demands and conditions as rows to read."""

from __future__ import annotations

from analysis.compare.episodes import episodes
from analysis.compare.said import said
from charts.compare.said import in_words, title
from tests.charts.compare.conftest import Named, Records


def test_each_demand_is_a_row_in_words(records: Records, named: Named) -> None:
    known = episodes(records)
    found = said(records, known)
    rows = in_words(found, known, named)
    assert len(rows) == len(found)
    assert list(rows.columns[:3]) == ["Episode", "Date", "What was said"]
    assert rows["What was said"].str.len().gt(0).all()
    assert set(rows["Side"]) <= {"China", "Japan", "Norway"}
    assert title(found, known) == (
        f"{len(found)} demands and conditions in the {len(known)} episodes compared here"
    )
    one = title(found.head(1), known.head(1))
    assert one == "1 demand or condition in the 1 episode compared here"
    assert title(found.head(1), known.head(2)).startswith("1 demand or condition in the 2 episodes")


def test_of_none_there_is_no_row(records: Records, named: Named) -> None:
    known = episodes(records)
    assert in_words(said(records, known.head(0)), known, named).empty
