"""What the temperature rests on: counts by year, codes in use, events at the turns."""

from __future__ import annotations

import pandas as pd

from analysis.tables.dataset import Dataset
from analysis.tables.dates import month_ends
from analysis.temperature.basis import at_boundaries, codes_in_use, per_year
from analysis.temperature.line import line
from analysis.temperature.regimes import regimes


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


def test_the_arrest_stands_where_the_regime_of_december_2018_begins(dataset: Dataset) -> None:
    at = month_ends(dataset.events["date"].min(), dataset.end)
    found = at_boundaries(regimes(line(dataset.events, at)), dataset.events)
    turn = found[found["boundary"] == pd.Timestamp(2018, 12, 31)]
    assert len(turn) == 3
    assert turn["date"].between("2018-12-01", "2018-12-31").all()
    assert (turn["goldstein"] < 0).all()


def test_one_regime_has_no_boundary(dataset: Dataset) -> None:
    single = regimes(line(dataset.events, month_ends(dataset.end, dataset.end)))
    assert at_boundaries(single, dataset.events).empty
