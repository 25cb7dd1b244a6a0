"""What the temperature rests on: counts by year, codes in use, events at the turns."""

from __future__ import annotations

import pandas as pd

from analysis.tables.dataset import Dataset
from analysis.temperature.basis import at_breaks, codes_in_use, per_year
from analysis.temperature.certainty.breaks import breaks


def test_years_count_events_and_different_sources() -> None:
    events = pd.DataFrame(
        {
            "date": pd.to_datetime(["2001-02-03", "2001-05-06", "2003-07-08"]),
            "sources": [("x", "y"), ("x",), ("z", "x")],
        }
    )
    assert per_year(events).to_numpy().tolist() == [[2001, 2, 2], [2002, 0, 0], [2003, 1, 2]]
    assert per_year(events.iloc[:0]).empty


def test_every_event_and_every_year_is_counted(dataset: Dataset) -> None:
    years = per_year(dataset.events)
    assert years["events"].sum() == len(dataset.events)
    assert years["year"].tolist() == list(range(1968, dataset.end.year + 1))
    assert dataset.events["cameo"].nunique() == len(
        codes_in_use(dataset.events, dataset.cameo_goldstein)
    )


def test_codes_in_use_carry_the_published_value(dataset: Dataset) -> None:
    used = codes_in_use(dataset.events, dataset.cameo_goldstein)
    assert used["events"].sum() == len(dataset.events)
    assert used["goldstein"].is_monotonic_increasing


def test_the_arrest_stands_inside_the_interval_of_the_break_of_2018(dataset: Dataset) -> None:
    events = dataset.events[dataset.events["date"] >= "2016-01-01"]
    every = breaks(events)
    of_2018 = every[every["date"].dt.year == 2018]
    found = at_breaks(of_2018, events)
    assert len(found) == 3
    assert found["date"].between(of_2018["low"].iloc[0], of_2018["high"].iloc[0]).all()
    assert "2018-12-01-meng-arrested" in set(found["event_id"])


def test_no_break_has_no_event_beside_it(dataset: Dataset) -> None:
    few = dataset.events.tail(20)
    assert at_breaks(breaks(few), few).empty
