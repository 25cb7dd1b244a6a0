"""Agreement of the coders, and what their differences do to a record."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.tables.dataset import Dataset
from analysis.temperature import acts
from analysis.temperature.certainty import coders
from analysis.temperature.certainty.record import resamples

PUBLISHED = {
    "cameo": 0.82,
    "root": 0.87,
    "quad_class": 0.93,
    "goldstein": 0.97,
    "salience": 0.69,
    "direction": 0.89,
    "domain": 0.91,
}


def test_agreement_is_that_of_the_recoding(dataset: Dataset) -> None:
    found = coders.agreement(dataset.extras["recoding"], dataset.cameo_goldstein)
    assert found.set_index("field")["alpha"].to_dict() == pytest.approx(PUBLISHED, abs=0.01)
    assert (found["low"] <= found["alpha"]).all()
    assert (found["alpha"] <= found["high"]).all()
    assert found.loc[found["alpha"].idxmin(), "field"] == "salience"


def test_coders_that_say_the_same_agree_fully(dataset: Dataset) -> None:
    rows = dataset.extras["recoding"].head(20)
    copied = rows.assign(
        **{f"{f}_{k}": rows[f] for f in ("cameo", "salience", "direction", "domain") for k in "12"}
    )
    found = coders.agreement(copied, dataset.cameo_goldstein)
    assert found["alpha"].tolist() == [1.0] * len(found)
    same = coders.errors(copied, dataset.cameo_goldstein)
    assert not same.change.any()
    assert (same.times == 1).all()


def test_a_code_that_is_in_no_table_is_no_agreement(dataset: Dataset) -> None:
    rows = dataset.extras["recoding"]
    known = coders.errors(rows[1:], dataset.cameo_goldstein)
    unknown = rows.assign(cameo_1=rows["cameo_1"].mask(rows.index == 0, "029"))
    found = coders.errors(unknown, dataset.cameo_goldstein)
    assert len(found.change) == len(found.times) == len(known.change) + 1
    assert sum(map(len, found.kinds.values())) == len(found.change)


def test_miscoded_events_stay_on_the_scale_and_mostly_as_they_are(dataset: Dataset) -> None:
    found = coders.errors(dataset.extras["recoding"], dataset.cameo_goldstein)
    events = acts.between(dataset.events, dataset.pair)
    goldstein, weight = coders.miscoded(events, found, 50, np.random.default_rng(0))
    assert np.abs(goldstein).max() <= 10
    assert set(np.unique(weight)) <= {0.5, 1.0, 2.0}
    own = events["goldstein"].to_numpy()[:, np.newaxis]
    assert 0.75 < (goldstein == own).mean() < 0.95


def test_coding_error_is_carried_into_the_record(dataset: Dataset) -> None:
    found = coders.errors(dataset.extras["recoding"], dataset.cameo_goldstein)
    events = acts.between(dataset.events, dataset.pair)
    plain, carried = resamples(events, 20), resamples(events, 20, errors=found)
    assert (plain.day == carried.day).all()
    assert not np.array_equal(plain.goldstein, carried.goldstein)
