"""The picture of breaks, and what it may say."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.tables.dataset import Dataset
from analysis.temperature import acts, eras
from analysis.temperature.certainty import breaks as measure
from charts.speech import language
from charts.speech.formats import degrees
from charts.temperature.certainty import breaks as charts


@pytest.fixture(autouse=True)
def english() -> None:
    language.use("en")


@pytest.fixture(scope="module")
def dense(dataset: Dataset) -> pd.DataFrame:
    return eras.since(acts.between(dataset.events, dataset.pair), 2016)


def test_each_break_has_a_bar_and_weaker_ones_are_dotted(dense: pd.DataFrame) -> None:
    found = measure.breaks(dense).assign(drift_p=0.5)
    found["firm"] = found["date"] > pd.Timestamp(2018, 1, 1)
    picture = charts.breaks(dense, found, measure.levels(dense, found))
    bars = [t for t in picture.figure.data if t.line.width == 7]
    assert [b.line.dash for b in bars] == ["dot", "solid", "solid"]
    means = picture.table[["Mean before (°)", "Mean after (°)"]].to_numpy().tolist()
    assert len(means) == len(found)
    # What lies between two breaks is one step.
    assert [after for _before, after in means[:-1]] == [before for before, _after in means[1:]]
    drawn = next(t for t in picture.figure.data if t.line.width == 3)
    assert [before for before, _after in means] == [degrees(m, 2) for m in drawn.y[:-3:3]]
    assert picture.title == "The level changed beyond chance 2 times: Nov 2018, Oct 2025"
    found["firm"] = found["date"] == found["date"].iloc[1]
    assert charts.breaks(dense, found, measure.levels(dense, found)).title == (
        "The level changed beyond chance between Oct 2018 and Dec 2018"
    )


def test_no_break_is_said_so(dense: pd.DataFrame) -> None:
    few = dense.tail(30)
    found = measure.breaks(few).assign(drift_p=pd.Series(dtype=float))
    picture = charts.breaks(few, found, measure.levels(few, found))
    assert picture.title == "No change of level is firm beyond chance"


@pytest.mark.parametrize(("p", "said"), [(0.04, "is sharper than drift"), (0.2, "is no sharper")])
def test_a_fall_is_sharper_than_drift_only_where_the_test_says_so(
    dense: pd.DataFrame, p: float, said: str
) -> None:
    found = measure.breaks(dense).assign(drift_p=0.5)
    text = charts.verdict(found, (pd.Timestamp(2018, 12, 31), -1.9, p))
    assert said in text
    assert "No change of level is larger than a slow drift" in text
