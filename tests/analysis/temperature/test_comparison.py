"""The comparison with other series."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

from analysis.tables.dataset import Dataset
from analysis.tables.dates import month_ends
from analysis.temperature.comparison import correlations, pairs, rank_correlation
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


def test_ranks_that_agree_correlate_fully() -> None:
    rho, p = rank_correlation(pd.Series([1.0, 2, 3, 4, 50]), pd.Series([0.1, 0.2, 0.3, 9, 10]))
    assert rho == pytest.approx(1)
    # Of the 120 orders two are as far out: 2/120, met here by a sample of orders.
    assert p == pytest.approx(2 / 120, abs=0.01)


def test_ties_share_their_rank() -> None:
    rho, _p = rank_correlation(pd.Series([1.0, 1, 2, 3]), pd.Series([2.0, 1, 4, 4]))
    a, b = np.array([1.5, 1.5, 3, 4]) - 2.5, np.array([2, 1, 3.5, 3.5]) - 2.5
    assert rho == pytest.approx(a @ b / np.sqrt((a @ a) * (b @ b)))


def test_the_p_value_is_the_share_of_orders_as_far_out() -> None:
    x, y = pd.Series([1.0, 2, 3, 4, 5, 6]), pd.Series([2.0, 1, 4, 3, 6, 5])
    rho, p = rank_correlation(x, y)
    a = x.rank() - 3.5
    every = [
        abs(float(a @ (np.array(order) - 3.5))) for order in itertools.permutations(range(1, 7))
    ]
    exact = np.mean(np.array(every) >= rho * float(a @ a) - 1e-9)
    assert p == pytest.approx(exact, abs=0.02)


@pytest.mark.parametrize("y", [[1.0, 1, 1, 1], [1.0]])
def test_no_correlation_where_nothing_varies_or_too_little_is_known(y: list[float]) -> None:
    rho, p = rank_correlation(pd.Series(range(len(y)), dtype=float), pd.Series(y))
    assert np.isnan(rho)
    assert np.isnan(p)


def test_opinion_votes_and_trade_are_compared(dataset: Dataset) -> None:
    at = month_ends(dataset.events["date"].min(), dataset.end)
    chosen = dataset.series[dataset.series["series_id"].isin(dataset.pair.comparisons)]
    found = correlations(pairs(line(dataset.events, at), dataset.observations, chosen)).set_index(
        "series_id"
    )
    assert set(found.index) == set(dataset.pair.comparisons)
    assert (found["n"] >= 8).all()
    assert found["rho"].between(-1, 1).all()
    assert found["p"].between(0, 1).all()
    pew = found.loc["pew-favourable-china-canada"]
    assert (pew["n"], round(pew["rho"], 2)) == (14, 0.71)


def test_nothing_observed_gives_nothing_to_compare() -> None:
    found = correlations(pairs(months([1.0, 2.0]), observed("s", {}), series("s", "annual")))
    assert found.empty
