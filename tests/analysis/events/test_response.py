"""Responses against chance: what was planted is found, what was not is not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.events.response import base_rates, followed, lags
from analysis.tables.dataset import Dataset
from analysis.tables.offices import with_level
from analysis.trade.standing import restricting

START = pd.Timestamp(2016, 1, 1)
END = pd.Timestamp(2025, 12, 31)


def acts(pair: object, own: np.ndarray, other: np.ndarray) -> pd.DataFrame:
    """Conflictual acts of side a on some days, and of side b on others (days since START)."""
    days = np.concatenate([own, other])
    a, b = pair.a_to_b, pair.b_to_a  # type: ignore[attr-defined]
    return pd.DataFrame(
        {
            "date": START + pd.to_timedelta(days, unit="D"),
            "date_precision": "day",
            "direction": [a] * len(own) + [b] * len(other),
            "goldstein": -2.0,
            "weight": 1.0,
            "quad_class": "verbal conflict",
        }
    )


def test_answers_within_days_are_beyond_chance_on_one_side_alone(dataset: Dataset) -> None:
    random = np.random.default_rng(0)
    own = np.sort(random.integers(0, 3400, 80))
    events = acts(dataset.pair, own, own + random.integers(1, 5, 80))
    found = followed(events, dataset.pair, START, END).set_index(["direction", "days"])
    week = found.loc[dataset.pair.a_to_b, 7]
    assert week["followed"] == 1
    assert week["p"] < 0.01
    assert found.loc[dataset.pair.b_to_a, 7]["followed"] < 0.5


def test_acts_that_do_not_know_of_each_other_are_within_chance(dataset: Dataset) -> None:
    random = np.random.default_rng(1)
    p = [
        followed(
            acts(dataset.pair, *(np.sort(random.integers(0, 3400, 60)) for _side in "ab")),
            dataset.pair,
            START,
            END,
            seed,
        )["p"].min()
        for seed in range(6)
    ]
    assert np.median(p) > 0.05


def test_the_record_answers_within_a_week_and_no_more_beyond_a_month(reviewed: Dataset) -> None:
    pair = reviewed.pair
    found = followed(reviewed.events, pair, START, reviewed.end).set_index(["direction", "days"])
    expected = {
        (pair.a_to_b, 7): (155, 0.55, 0.32),
        (pair.a_to_b, 30): (155, 0.77, 0.78),
        (pair.b_to_a, 7): (143, 0.43, 0.35),
        (pair.b_to_a, 30): (143, 0.71, 0.80),
    }
    for key, (n, share, chance) in expected.items():
        row = found.loc[key]
        assert row["n"] == n
        assert (row["followed"], row["chance"]) == pytest.approx((share, chance), abs=0.015)
    assert found.loc[pair.a_to_b, 7]["p"] < 0.005
    assert found.loc[pair.b_to_a, 7]["p"] == pytest.approx(0.05, abs=0.02)
    assert (found.xs(90, level="days")["p"] > 0.05).all()


def test_months_go_together_at_no_lag_and_at_one(reviewed: Dataset) -> None:
    found = lags(reviewed.events, reviewed.pair, START, reviewed.end).set_index("lag")
    assert found["months"].iloc[0] == 125
    assert found.loc[[0, 1, -1], "r"].tolist() == pytest.approx([0.50, 0.35, 0.27], abs=0.015)
    assert (found.loc[[0, 1, -1], "p"] < 0.01).all()
    assert (found.loc[[-3, -2, 2, 3], "p"] > 0.05).all()


def test_two_months_say_nothing_beyond_chance(dataset: Dataset) -> None:
    events = acts(dataset.pair, np.array([3, 40]), np.array([5, 45]))
    found = lags(
        events.assign(weight=[1.0, 2.0, 1.0, 3.0]),
        dataset.pair,
        START,
        START.replace(month=2, day=29),
    )
    assert found["months"].iloc[0] == 2
    assert found["r"].abs().max() == pytest.approx(1)
    assert (found["p"] > 0.05).all()


def test_base_rates_are_those_of_the_record(reviewed: Dataset) -> None:
    contacts = with_level(reviewed.contacts, reviewed.offices)
    imposed = reviewed.trade_restrictions[restricting(reviewed.trade_restrictions)]
    found = base_rates(reviewed.events, contacts, imposed, reviewed.pair, START, reviewed.end)
    rates = found.set_index(["given", "side"])
    leaders = rates.loc["leaders", ""]
    assert (leaders["share"], leaders["low"], leaders["high"], leaders["any_week"]) == (
        pytest.approx((0.71, 0.50, 0.86, 0.37), abs=0.03)
    )
    assert rates.loc[("ministers", ""), "share"] == pytest.approx(0.44, abs=0.02)
    side = rates.loc["material", reviewed.pair.a.code]
    assert (side["share"], side["low"], side["high"]) == pytest.approx((0.10, 0.04, 0.22), abs=0.01)


def test_a_contact_above_the_level_of_ministers_is_one_of_ministers(reviewed: Dataset) -> None:
    contacts = with_level(reviewed.contacts, reviewed.offices)
    levels = contacts["level"].astype(str).replace("minister", "state-councillor")
    raised = contacts.assign(level=levels.astype(contacts["level"].dtype))
    as_is, above = (
        base_rates(
            reviewed.events, table, reviewed.trade_restrictions, reviewed.pair, START, reviewed.end
        )
        for table in (contacts, raised)
    )
    pd.testing.assert_frame_equal(above, as_is)


def test_nothing_on_record_gives_nothing(dataset: Dataset) -> None:
    none = dataset.events.iloc[:0]
    assert followed(none, dataset.pair, START, END).empty
    assert lags(none, dataset.pair, START, END)["r"].abs().max() == 0
