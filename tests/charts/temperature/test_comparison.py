"""Pictures of the method page."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.tables.dataset import Dataset
from analysis.tables.dates import month_ends
from analysis.temperature import line as temperature
from analysis.temperature.comparison import correlations, pairs
from charts.speech import formats, language
from charts.temperature import comparison

START = pd.Timestamp(2015, 1, 31)


@pytest.fixture(autouse=True)
def english() -> None:
    language.use("en")


@pytest.fixture
def line(dataset: Dataset) -> pd.DataFrame:
    return temperature.line(dataset.events, month_ends(dataset.events["date"].min(), dataset.end))


def test_a_comparison_prints_n_rank_correlation_and_p(dataset: Dataset, line: pd.DataFrame) -> None:
    name = dataset.pair.comparisons[0]
    chosen = dataset.series[dataset.series["series_id"] == name]
    result = correlations(pairs(line, dataset.observations, chosen)).iloc[0]
    found = pairs(line, dataset.observations, chosen)
    picture = comparison.comparison(found, result, chosen["name"].iloc[0], "per cent")
    assert f"n = {result['n']}" in picture.subtitle.replace("\u00a0", " ")
    assert formats.degrees(result["rho"], 2) in picture.subtitle
    assert formats.number(result["p"], 3) in picture.subtitle
    assert len(picture.figure.data[0].x) == result["n"]
    # One scale for each quantity: no second axis to fit the other to.
    assert "yaxis2" not in picture.figure.to_plotly_json()["layout"]


def test_too_few_pairs_give_no_figure() -> None:
    found = pd.DataFrame(
        {"date": pd.to_datetime(["2020-12-31"]), "value": [5.0], "temperature": [1.0]}
    )
    result = pd.Series({"n": 1, "rho": float("nan"), "p": float("nan")})
    picture = comparison.comparison(found, result, "Opinion", "per cent")
    assert "too few pairs" in picture.subtitle
    assert "nan" not in picture.subtitle


@pytest.mark.parametrize(("rho", "p", "said"), [(0.8, 0.01, "Votes"), (0.2, 0.5, "none")])
def test_the_caution_names_what_goes_together_and_what_it_does_not_mean(
    rho: float, p: float, said: str
) -> None:
    results = pd.DataFrame({"series_id": ["v"], "n": [20], "rho": [rho], "p": [p]})
    text = comparison.caution(results, {"v": "Votes"})
    assert said in text
    assert "None of this says" in text
