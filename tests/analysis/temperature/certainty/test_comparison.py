"""The comparison with other series."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.tables.dataset import Dataset
from analysis.tables.dates import month_ends
from analysis.temperature.certainty.comparison import (
    correlations,
    effective,
    pairs,
    rank_correlation,
    shifted,
)
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


def test_ties_share_their_rank() -> None:
    rho = rank_correlation(np.array([1.0, 1, 2, 3]), np.array([2.0, 1, 4, 4]))
    a, b = np.array([1.5, 1.5, 3, 4]) - 2.5, np.array([2, 1, 3.5, 3.5]) - 2.5
    assert rho == pytest.approx(a @ b / np.sqrt((a @ a) * (b @ b)))


def test_the_p_value_is_the_share_of_circular_shifts_as_far_out() -> None:
    x, y = np.array([1.0, 2, 3, 4, 5, 6]), np.array([2.0, 1, 4, 3, 6, 5])
    turned = [abs(rank_correlation(x, np.roll(y, n))) for n in range(6)]
    assert shifted(x, y) == pytest.approx(np.mean(np.array(turned) >= turned[0] - 1e-9))


def test_neighbours_that_are_alike_count_for_fewer_pairs() -> None:
    random = np.random.default_rng(0)
    noise = random.normal(size=(2, 200))
    walk = np.cumsum(noise, axis=1)
    assert effective(*noise) > 100
    assert effective(*walk) < 30


@pytest.mark.parametrize("y", [[1.0, 1, 1, 1], [1.0]])
def test_no_correlation_where_nothing_varies_or_too_little_is_known(y: list[float]) -> None:
    x = np.arange(len(y), dtype=float)
    assert np.isnan(rank_correlation(x, np.array(y)))
    assert np.isnan(shifted(x, np.array(y)))


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
