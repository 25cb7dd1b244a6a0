"""What the picture of mix and tone may say."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.temperature.certainty.differences import Difference
from charts.speech import language
from charts.temperature.mix import mix

SURE, OPEN = Difference(-2.0, -3.0, -1.0), Difference(-2.0, -4.0, 1.0)
NONE = Difference(0.0, -0.1, 0.1)


@pytest.fixture(autouse=True)
def english() -> None:
    language.use("en")


@pytest.mark.parametrize(
    ("part", "tone", "moved", "said"),
    [
        (SURE, SURE, Difference(-4.0, -5, -3), "50% is mix and 50% tone"),
        (SURE, OPEN, Difference(-4.0, -5, -3), "is mix; what the other adds"),
        (OPEN, SURE, Difference(-4.0, -5, -3), "is tone; what the other adds"),
        (OPEN, OPEN, Difference(-4.0, -5, -3), "cannot be told"),
        (SURE, SURE, OPEN, "too little to tell mix from tone"),
    ],
)
def test_a_share_is_told_only_where_its_interval_leaves_out_nothing(
    part: Difference, tone: Difference, moved: Difference, said: str
) -> None:
    at = pd.date_range("2018-01-31", periods=6, freq="ME")
    parts = pd.DataFrame({"date": at, "share": 0.3, "one_way": -1.0})
    told = {"mix": part, "tone": tone, "depth": NONE}
    picture = mix(parts, told, moved, at[0], at[-1])
    assert said in picture.title
    assert picture.table.shape == (3, 4)
