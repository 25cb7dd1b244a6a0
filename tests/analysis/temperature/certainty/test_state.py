"""The state band: the filter is the exact conditional distribution, and breaks down exactly."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.tables.dataset import Dataset
from analysis.temperature import acts
from analysis.temperature.certainty.state import (
    Drift,
    _likelihood,
    _order,
    breakdown,
    fit,
    state,
)
from tests.analysis.temperature.test_line import events_of, points, table

drifts = st.builds(Drift, st.floats(0.5, 20), st.floats(0.5, 20), st.floats(20, 1500))


def known_on(events: pd.DataFrame) -> np.ndarray:
    period = {"day": "D", "month": "M", "year": "Y"}
    return np.array(
        [
            (
                pd.Period(e.date, period[e.date_precision]).end_time.normalize()
                - pd.Timestamp(1970, 1, 1)
            ).days
            for e in events.itertuples()
        ],
        dtype=float,
    )


def dense(events: pd.DataFrame, at: pd.Timestamp, drift: Drift) -> tuple[float, float]:
    """Mean and variance from the whole covariance matrix at once."""
    day, now = known_on(events), (at - pd.Timestamp(1970, 1, 1)).days
    come = day <= now
    day, g = day[come], events["goldstein"].to_numpy()[come]
    cov = drift.spread * np.exp(-np.abs(day[:, None] - day) / drift.memory)
    here = drift.spread * np.exp(-np.abs(now - day) / drift.memory)
    gain = np.linalg.solve(cov + drift.noise * np.eye(len(day)), here) if len(day) else here
    return float(gain @ g), float(drift.spread - gain @ here)


def likelihood(events: pd.DataFrame, drift: Drift) -> float:
    _rows, day, goldstein = _order(events)
    return _likelihood(day, goldstein, drift)


@given(events_of, points, drifts)
def test_the_filter_is_the_dense_solution(
    events: pd.DataFrame, at: pd.DatetimeIndex, drift: Drift
) -> None:
    found = state(events, at, drift)
    for row in found.itertuples():
        mean, variance = dense(events, row.date, drift)
        assert row.state == pytest.approx(mean, abs=1e-8)
        assert row.high - row.low == pytest.approx(2 * 1.6448536 * variance**0.5, abs=1e-6)


@settings(max_examples=40)
@given(events_of, points, drifts)
def test_the_breakdown_of_the_state_adds_up(
    events: pd.DataFrame, at: pd.DatetimeIndex, drift: Drift
) -> None:
    for day in at:
        parts = breakdown(events, day, drift)["contribution"]
        assert abs(parts.sum() - state(events, pd.DatetimeIndex([day]), drift)["state"][0]) < 1e-9
        assert parts.index.equals(events.index)


@given(events_of, drifts)
def test_the_likelihood_is_that_of_the_dense_covariance(events: pd.DataFrame, drift: Drift) -> None:
    day, g = known_on(events), events["goldstein"].to_numpy()
    cov = drift.spread * np.exp(-np.abs(day[:, None] - day) / drift.memory)
    cov += drift.noise * np.eye(len(day))
    whole = -0.5 * (g @ np.linalg.solve(cov, g) + np.linalg.slogdet(2 * np.pi * cov)[1])
    assert likelihood(events, drift) == pytest.approx(whole, abs=1e-6)


def test_in_silence_the_state_widens_to_all_that_it_may_be() -> None:
    events = table([("2000-01-01", "day", 5, 1)] * 30)
    at = pd.DatetimeIndex(["2000-01-01", "2000-07-01", "2002-01-01", "2040-01-01"])
    found = state(events, at, Drift())
    width = (found["high"] - found["low"]).to_numpy()
    assert (np.diff(width) > 0).all()
    assert width[-1] == pytest.approx(2 * 1.6449 * Drift.spread**0.5, abs=1e-3)
    assert abs(found["state"].iloc[-1]) < 1e-3


def test_nothing_on_record_says_nothing() -> None:
    found = state(table([]), pd.DatetimeIndex(["2020-01-01"]), Drift()).iloc[0]
    assert found["state"] == 0
    assert found["high"] == pytest.approx(1.6449 * Drift.spread**0.5, abs=1e-3)


def test_the_parameters_are_those_that_made_a_simulated_record() -> None:
    random = np.random.default_rng(2)
    true = Drift(spread=9.0, noise=12.0, memory=300.0)
    days = np.sort(random.integers(0, 9000, 900))
    x = np.sqrt(true.spread) * random.standard_normal()
    values = []
    for gap in np.diff(days, prepend=days[0]):
        fade = np.exp(-gap / true.memory)
        x = fade * x + np.sqrt(true.spread * (1 - fade**2)) * random.standard_normal()
        values.append(x + np.sqrt(true.noise) * random.standard_normal())
    events = pd.DataFrame(
        {
            "date": (np.datetime64("2000-01-01") + days).astype("datetime64[s]"),
            "date_precision": "day",
            "goldstein": values,
        }
    )
    found = fit(events)
    assert found.noise == pytest.approx(true.noise, rel=0.15)
    assert found.spread == pytest.approx(true.spread, rel=0.5)
    assert likelihood(events, found) >= likelihood(events, true)
    assert fit(events.head(20)) == Drift()


def test_the_state_reads_as_the_review_found(reviewed: Dataset) -> None:
    events = reviewed.events
    at = pd.DatetimeIndex(["1989-05-31", "2018-12-31", "2026-05-31"])
    found = state(events, at, fit(events))
    rounded = found[["low", "high"]].to_numpy()
    for row, wanted in zip(rounded, [(-4.2, 5.5), (-1.6, 1.4), (0.0, 4.2)], strict=True):
        assert tuple(row) == pytest.approx(wanted, abs=0.35)
    acted = acts.between(events, reviewed.pair)
    assert fit(acted).memory > 400
