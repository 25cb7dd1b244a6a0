"""What the picture of mix and tone may say."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.temperature.certainty.differences import Difference
from charts.draw.picture import Picture
from charts.speech import language
from charts.temperature.mix import mix

SURE, OPEN = Difference(-2.0, -3.0, -1.0), Difference(-2.0, -4.0, 1.0)
NONE, DEPTH = Difference(0.0, -0.1, 0.1), Difference(0.6, 0.2, 1.0)
FELL = Difference(-4.0, -5.0, -3.0)


@pytest.fixture(autouse=True)
def english() -> None:
    language.use("en")


@pytest.mark.parametrize(
    ("told", "moved", "said"),
    [
        (
            (SURE, SURE, NONE),
            FELL,
            ": mix −2.0° (−3.0 to −1.0), tone −2.0° (−3.0 to −1.0); the rest may be chance",
        ),
        ((SURE, OPEN, NONE), FELL, ": mix −2.0° (−3.0 to −1.0); the rest may be chance"),
        ((OPEN, SURE, NONE), FELL, ": tone −2.0° (−3.0 to −1.0); the rest may be chance"),
        (
            (OPEN, SURE, DEPTH),
            FELL,
            ": tone −2.0° (−3.0 to −1.0), depth of the record +0.6° (+0.2 to +1.0); the rest",
        ),
        ((OPEN, OPEN, DEPTH), FELL, ": depth of the record +0.6° (+0.2 to +1.0); the rest"),
        ((OPEN, OPEN, NONE), FELL, "told apart"),
        ((SURE, SURE, DEPTH), OPEN, "too little to tell mix from tone"),
    ],
)
def test_each_part_that_is_sure_is_told_in_degrees_with_its_interval(
    told: tuple[Difference, ...], moved: Difference, said: str
) -> None:
    picture = drawn(told, moved)
    assert said in picture.title
    assert picture.table.shape == (3, 4)


def test_where_every_part_is_sure_there_is_no_rest() -> None:
    title = drawn((SURE, SURE, DEPTH), FELL).title
    assert title.endswith("depth of the record +0.6° (+0.2 to +1.0)")


def drawn(told: tuple[Difference, ...], moved: Difference) -> Picture:
    at = pd.date_range("2018-01-31", periods=6, freq="ME")
    parts = pd.DataFrame({"date": at, "share": 0.3, "one_way": -1.0})
    kinds = ("mix", "tone", "depth")
    return mix(parts, dict(zip(kinds, told, strict=True)), moved, at[0], at[-1])
