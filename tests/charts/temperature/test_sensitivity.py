"""Pictures of the method page."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.tables.dataset import Dataset
from analysis.tables.dates import month_ends
from analysis.temperature import line as temperature
from analysis.temperature.basis import codes_in_use, per_year
from analysis.temperature.sensitivity import compare, pairs, sensitivity
from charts.speech import language
from charts.speech.language import Words
from charts.temperature import comparison
from charts.temperature import sensitivity as method

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
    assert language.degrees(last.min()) in picture.title
    assert language.degrees(last.max()) in picture.title


def test_the_depth_of_the_record_is_counted(dataset: Dataset, line: pd.DataFrame) -> None:
    picture = method.depth(line, per_year(dataset.events))
    bars = [t for t in picture.figure.data if t.type == "bar"]
    assert sum(bars[1].y) == len(dataset.events)
    assert str(len(dataset.events)) in picture.title
    year = int(picture.title.split(" in ")[1].split()[0])
    later = (dataset.events["date"].dt.year >= year).sum()
    assert later >= len(dataset.events) / 2 > (dataset.events["date"].dt.year > year).sum()


def test_intensities_are_counted_and_coloured(dataset: Dataset) -> None:
    codes = codes_in_use(dataset.events, dataset.cameo_goldstein)
    picture = method.intensities(codes)
    assert sum(picture.figure.data[0].y) == len(dataset.events)
    warm = int((dataset.events["goldstein"] > 0).sum())
    assert picture.title.startswith(f"{warm} events lie above zero")


def test_a_comparison_prints_n_rank_correlation_and_p(dataset: Dataset, line: pd.DataFrame) -> None:
    name = dataset.pair.comparisons[0]
    chosen = dataset.series[dataset.series["series_id"] == name]
    result = compare(line, dataset.observations, chosen).iloc[0]
    found = pairs(line, dataset.observations, chosen)
    picture = comparison.comparison(found, result, chosen["name"].iloc[0], "per cent")
    assert f"n = {result['n']}" in picture.subtitle.replace("\u00a0", " ")
    assert language.degrees(result["rho"], 2) in picture.subtitle
    assert language.number(result["p"], 3) in picture.subtitle
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
