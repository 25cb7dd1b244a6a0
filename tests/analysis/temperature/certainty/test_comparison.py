"""The comparison with other series."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.tables.dataset import Dataset
from analysis.tables.dates import month_ends
from analysis.temperature.certainty.comparison import correlations, effective, pairs
from analysis.temperature.line import line


def months(values: list[float], start: str = "2020-01-31") -> pd.DataFrame:
    date = pd.date_range(start, periods=len(values), freq="ME").astype("datetime64[s]")
    return pd.DataFrame({"date": date, "temperature": values})


def observed(series_id: str, values: dict[str, float]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "series_id": series_id,
            "date": pd.to_datetime(list(values)).astype("datetime64[s]"),
            "value": list(values.values()),
        }
    )


def series(series_id: str, frequency: str) -> pd.DataFrame:
    return pd.DataFrame({"series_id": [series_id], "frequency": [frequency]})


def test_a_year_is_matched_with_the_mean_of_its_months() -> None:
    found = pairs(
        months([1.0] * 6 + [3.0] * 6 + [9.0] * 5),
        observed("s", {"2020-12-31": 50, "2021-12-31": 60, "2019-12-31": 40}),
        series("s", "annual"),
    )
    # 2019 lies before the line, 2021 is not covered to its end.
    assert found[["value", "temperature"]].to_numpy().tolist() == [[50, 2.0]]


def test_an_irregular_observation_is_matched_with_the_last_point_before_it() -> None:
    found = pairs(
        months([1.0, 2.0, 3.0]),
        observed("s", {"2020-02-29": 5, "2020-03-15": 6, "2020-04-20": 7, "2019-05-01": 8}),
        series("s", "irregular"),
    )
    assert found[["value", "temperature"]].to_numpy().tolist() == [[5, 2.0], [6, 2.0]]


def test_sources_that_differ_on_a_day_are_averaged() -> None:
    twice = pd.concat([observed("s", {"2020-02-29": 4}), observed("s", {"2020-02-29": 8})])
    found = pairs(months([1.0, 2.0]), twice, series("s", "monthly"))
    assert found["value"].tolist() == [6]


def test_a_survey_is_matched_with_the_month_in_which_it_asked() -> None:
    asked = series("s", "annual").assign(field_month=[2.0])
    found = pairs(months([1.0, 2.0, 3.0]), observed("s", {"2020-12-31": 5}), asked)
    assert found["temperature"].tolist() == [2.0]
    assert found["asked"].dt.strftime("%Y-%m-%d").tolist() == ["2020-02-29"]


def test_neighbours_that_are_alike_count_for_fewer_pairs() -> None:
    random = np.random.default_rng(0)
    noise = random.normal(size=(2, 200))
    walk = np.cumsum(noise, axis=1)
    assert effective(*noise) > 100
    assert effective(*walk) < 30


def test_series_that_do_not_know_of_each_other_are_seldom_told_together() -> None:
    random = np.random.default_rng(1)
    told = 0
    for _run in range(60):
        walk = np.cumsum(random.normal(size=(2, 24)), axis=1)
        matched = pd.DataFrame(
            {
                "series_id": "s",
                "asked": pd.date_range("2000-12-31", periods=24, freq="YE"),
                "temperature": walk[0],
                "value": walk[1],
            }
        )
        told += bool(correlations(matched)["beyond"].iloc[0])
    assert told <= 8


def test_opinion_votes_and_trade_are_compared(dataset: Dataset) -> None:
    at = month_ends(dataset.events["date"].min(), dataset.end)
    chosen = dataset.series[dataset.series["series_id"].isin(dataset.pair.comparisons)]
    matched = pairs(line(dataset.events, at), dataset.observations, chosen)
    found = correlations(matched).set_index("series_id")
    assert set(found.index) == set(dataset.pair.comparisons)
    assert (found["n"] >= 8).all()
    assert (found["n_eff"] <= found["n"]).all()
    assert (found["low"] <= found["rho"]).all()
    assert (found["rho"] <= found["high"]).all()
    # Two polls that seemed to agree rest on five independent pairs.
    assert not found["beyond"].any()


def test_nothing_observed_gives_nothing_to_compare() -> None:
    found = correlations(pairs(months([1.0, 2.0]), observed("s", {}), series("s", "annual")))
    assert found.empty
