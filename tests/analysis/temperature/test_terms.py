"""Who governed: read from the offices, for both sides alike."""

from __future__ import annotations

import pandas as pd

from analysis.tables.dataset import Dataset
from analysis.tables.filters import Filters, apply
from analysis.temperature.terms import terms

START = pd.Timestamp(2015, 1, 1)


def held(dataset: Dataset, start: pd.Timestamp = START) -> pd.DataFrame:
    return terms(dataset.offices, dataset.actors, dataset.pair, start, dataset.end)


def test_both_sides_have_their_leaders(dataset: Dataset) -> None:
    found = held(dataset)
    people = found.groupby("side")["actor_id"].agg(set)
    assert people[dataset.pair.a.code] == {"harper-stephen", "trudeau-justin", "carney-mark"}
    assert people[dataset.pair.b.code] == {"xi-jinping", "li-keqiang", "li-qiang"}


def test_a_term_without_a_known_end_lasts_until_the_next(dataset: Dataset) -> None:
    found = held(dataset).set_index("actor_id")
    assert found.loc["trudeau-justin", "end"] == found.loc["carney-mark", "start"]
    assert found.loc["carney-mark", "end"] == dataset.end


def test_terms_of_an_office_follow_each_other(dataset: Dataset) -> None:
    for _lane, lane in held(dataset, pd.Timestamp(1968, 9, 10)).groupby("lane"):
        assert lane["start"].is_monotonic_increasing
        assert (lane["start"].iloc[1:].to_numpy() >= lane["end"].iloc[:-1].to_numpy()).all()
        assert (lane["start"] < lane["end"]).all()


def test_no_side_has_more_than_two_offices(dataset: Dataset) -> None:
    found = held(dataset, pd.Timestamp(1968, 9, 10))
    assert found.groupby("side")["lane"].nunique().max() <= 2
    assert found["lane"].is_monotonic_increasing


def test_nobody_who_came_later_is_known_as_of_a_day(dataset: Dataset) -> None:
    day = pd.Timestamp(2019, 6, 30)
    known = apply(dataset, Filters(as_of=day))
    found = held(known)
    assert "carney-mark" not in set(found["actor_id"])
    assert found["end"].max() == day


def test_without_offices_there_is_no_term(dataset: Dataset) -> None:
    nobody = dataset.with_tables(offices=dataset.offices.iloc[:0])
    assert held(nobody).empty
