from __future__ import annotations

import pandas as pd
import pytest

from analysis.statements import tone
from analysis.statements.tone import STANCES, TONES
from analysis.tables.dataset import Dataset


def test_every_stance_of_the_vocabulary_has_one_tone(dataset: Dataset) -> None:
    grouped = [stance for stances in TONES.values() for stance in stances]
    assert sorted(grouped) == sorted(dataset.statements["stance"].cat.categories)


@pytest.mark.parametrize(
    ("name", "stances"),
    [
        ("cooperative", {"reassurance", "offer", "concession", "praise", "regret"}),
        ("neutral", {"appeal", "rejection", "denial"}),
        (
            "confrontational",
            {"demand", "condition", "blame", "accusation", "warning", "threat"},
        ),
    ],
)
def test_the_grouping_is_the_one_that_is_stated(name: str, stances: set[str]) -> None:
    assert set(TONES[name]) == stances


@pytest.mark.parametrize("by", ["tone", "stance"])
def test_counts_over_time_hold_every_statement_of_a_side_once(dataset: Dataset, by: str) -> None:
    counts = tone.over_time(dataset.statements, dataset.pair, by)
    sides = dataset.statements["side"].astype(str).value_counts()
    total = counts.groupby("side")["statements"].sum()
    for side in dataset.pair.sides:
        assert total[side.code] == sides[side.code]
    per_year = counts.groupby(["side", "year"]).size().unique().tolist()
    assert per_year == [len(TONES) if by == "tone" else len(STANCES)]


def test_tones_are_the_sums_of_their_stances(dataset: Dataset) -> None:
    tones = tone.over_time(dataset.statements, dataset.pair, "tone")
    stances = tone.over_time(dataset.statements, dataset.pair, "stance")
    summed = (
        stances.assign(tone=stances["stance"].map(tone.TONE_OF))
        .groupby(["side", "year", "tone"])["statements"]
        .sum()
    )
    pd.testing.assert_series_equal(
        tones.set_index(["side", "year", "tone"])["statements"].sort_index(), summed.sort_index()
    )


def test_no_statement_is_no_count(dataset: Dataset) -> None:
    assert tone.over_time(dataset.statements.iloc[:0], dataset.pair).empty
