"""The sign of the next event, told without hindsight, and how far ahead the line is."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.tables.dataset import Dataset
from analysis.temperature import acts
from analysis.temperature.certainty.outlook import next_sign


def stream(values: np.ndarray) -> pd.DataFrame:
    """An event every ten days from 2010 on."""
    days = pd.Timestamp(2010, 1, 1) + pd.to_timedelta(10 * np.arange(len(values)), unit="D")
    return pd.DataFrame(
        {
            "event_id": [f"e{n:04}" for n in range(len(values))],
            "date": pd.DatetimeIndex(days).astype("datetime64[s]"),
            "end_date": pd.Series(pd.NaT, index=range(len(values)), dtype="datetime64[s]"),
            "date_precision": "day",
            "goldstein": values,
            "weight": 1.0,
        }
    )


def test_long_spells_are_foretold_and_the_lead_has_its_interval() -> None:
    found = next_sign(stream(np.repeat([5.0, 5.0, -5.0, 5.0], 60)), 2010).set_index("rule")
    assert found["right"]["line"] / found["n"]["line"] > 0.7
    assert 0 < found["low"]["conflict"] < found["high"]["conflict"]
    assert found.loc["line", ["low", "high"]].tolist() == [0, 0]


def test_signs_by_chance_give_no_lead() -> None:
    values = np.random.default_rng(1).choice([-5.0, 5.0], 300)
    found = next_sign(stream(values), 2010).set_index("rule")
    assert found["low"]["conflict"] < 0 < found["high"]["conflict"]


def test_an_event_tells_nothing_of_itself_nor_of_those_before() -> None:
    values = np.random.default_rng(2).choice([-5.0, 5.0], 200)
    turned = np.append(values[:-1], -values[-1])
    one, other = (next_sign(stream(v), 2010)["right"] for v in (values, turned))
    assert (one - other).abs().tolist() == [1, 1, 1]


def test_an_act_of_a_month_tells_nothing_before_the_month_is_over() -> None:
    """Each month is as the days of its own act are; the month before is always the other way."""
    months = pd.date_range("2016-01-01", "2019-12-01", freq="MS")
    signs = np.resize([5.0, -5.0], len(months))
    whole = stream(signs).assign(date=months, date_precision="month", weight=2.0)
    acts_ = stream(signs).assign(date=months + pd.Timedelta(days=20), weight=0.5)
    events = pd.concat([whole, acts_]).astype({"date": "datetime64[s]"})
    found = next_sign(events, 2016, 30).set_index("rule")
    assert found.loc["line", ["right", "n"]].tolist() == [0, 36]


def test_the_shares_are_those_of_the_review(reviewed: Dataset) -> None:
    found = next_sign(acts.between(reviewed.events, reviewed.pair), 2016).set_index("rule")
    share = found["right"] / found["n"]
    assert share["line"] == pytest.approx(0.70, abs=0.03)
    assert share["conflict"] == pytest.approx(0.63, abs=0.02)
    assert share["earlier"] == pytest.approx(0.40, abs=0.03)


def test_nothing_on_record_foretells_nothing(dataset: Dataset) -> None:
    assert next_sign(dataset.events.iloc[:0], 2016)["n"].tolist() == [0, 0, 0]
