"""Pictures of the method page."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.tables.dataset import Dataset
from analysis.tables.dates import month_ends
from analysis.temperature import line as temperature
from analysis.temperature.basis import codes_in_use, per_year
from charts.speech import language
from charts.temperature import basis as method

START = pd.Timestamp(2015, 1, 31)


@pytest.fixture(autouse=True)
def english() -> None:
    language.use("en")


@pytest.fixture
def line(dataset: Dataset) -> pd.DataFrame:
    return temperature.line(dataset.events, month_ends(dataset.events["date"].min(), dataset.end))


def test_the_depth_of_the_record_is_counted(dataset: Dataset, line: pd.DataFrame) -> None:
    picture = method.depth(line, per_year(dataset.events), 2016)
    assert any("before 2016" in n.text for n in picture.figure.layout.annotations)
    bars = [t for t in picture.figure.data if t.type == "bar"]
    assert sum(bars[1].y) == len(dataset.events)
    assert str(len(dataset.events)) in picture.title
    year = int(picture.title.split(" in ")[1].split()[0])
    later = (dataset.events["date"].dt.year >= year).sum()
    assert later >= len(dataset.events) / 2 > (dataset.events["date"].dt.year > year).sum()


def test_intensities_are_counted_and_coloured(dataset: Dataset) -> None:
    codes = codes_in_use(dataset.events, dataset.cameo_goldstein)
    picture = method.intensities(codes, 33)
    assert sum(picture.figure.data[0].y) == len(dataset.events)
    warm = int((dataset.events["goldstein"] > 0).sum())
    assert picture.title.startswith(f"{warm} acts were cooperative")
    assert picture.subtitle.startswith(f"{len(dataset.events)} acts")
    assert "33 of third parties left out" in picture.subtitle


def test_a_single_event_is_told_in_the_singular(line: pd.DataFrame) -> None:
    years = pd.DataFrame({"year": [2018, 2019], "events": [1, 2], "sources": [2, 1]})
    sources, events = method.depth(line, years, None).figure.data[1:]
    assert list(sources.hovertext) == ["2 sources", "1 source"]
    assert list(events.hovertext) == ["1 event", "2 events"]
    codes = pd.DataFrame({"goldstein": [-2.0, 4.0], "events": [1, 2]})
    bars = method.intensities(codes, 0).figure.data[0]
    assert list(bars.hovertext) == ["−2.0°: 1 event", "+4.0°: 2 events"]
