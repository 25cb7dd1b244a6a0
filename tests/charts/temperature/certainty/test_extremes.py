"""Superlatives come with the share of records that bear them."""

from __future__ import annotations

import pandas as pd
import pytest

from charts.speech import language
from charts.temperature.certainty.extremes import extremes


@pytest.fixture(autouse=True)
def english() -> None:
    language.use("en")


def test_a_superlative_has_its_share() -> None:
    found = pd.DataFrame(
        {
            "date": pd.date_range("2020-01-31", periods=3, freq="ME"),
            "temperature": [-2.0, 0.0, 3.0],
            "coldest": [0.7, 0.3, 0.0],
            "warmest": [0.0, 0.1, 0.9],
        }
    )
    picture = extremes(found)
    assert "Jan 2020 is the coldest month in 70% of resampled records" in picture.title
    assert "Mar 2020 the warmest in 90%" in picture.title
    assert len(picture.table) == 4
