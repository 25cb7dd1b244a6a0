"""Pictures of the method page."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.tables.dataset import Dataset
from analysis.tables.dates import month_ends
from analysis.temperature import line as temperature
from analysis.temperature.certainty.sensitivity import sensitivity
from charts.speech import formats, language
from charts.speech.names import Words
from charts.temperature.certainty import sensitivity as method

START = pd.Timestamp(2015, 1, 31)


@pytest.fixture(autouse=True)
def english() -> None:
    language.use("en")


@pytest.fixture
def line(dataset: Dataset) -> pd.DataFrame:
    return temperature.line(dataset.events, month_ends(dataset.events["date"].min(), dataset.end))


def test_the_fan_draws_every_variant_over_the_line(dataset: Dataset, words: Words) -> None:
    at = month_ends(START, dataset.end)
    base = temperature.line(dataset.events, at)
    variants = sensitivity(dataset.events, at, dataset.sources)
    picture = method.sensitivity(base, variants, words)
    # The variants hold the values in use, which draw the same line again.
    unchanged = 2
    count = len(variants[["family", "value"]].drop_duplicates()) - unchanged
    assert len(picture.figure.data) == count + variants["family"].nunique()
    assert picture.table.shape == (len(at), count + 1)
    last = variants[variants["date"] == at[-1]]["temperature"]
    assert formats.degrees(last.min()) in picture.title
    assert formats.degrees(last.max()) in picture.title
