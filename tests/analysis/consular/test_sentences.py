from __future__ import annotations

import pandas as pd

from analysis.consular.sentences import death_counts, sentenced_to_death
from analysis.tables.dataset import Dataset
from analysis.tables.filters import Filters, apply


def as_of(dataset: Dataset, day: str) -> Dataset:
    return apply(dataset, Filters(as_of=pd.Timestamp(day)))


def test_both_counts_of_the_death_sentences_stand_with_their_sources(dataset: Dataset) -> None:
    counts = death_counts(dataset)
    by_count = counts.groupby("count")["source_id"].agg(set)
    assert "seed-000" in by_count["3"]
    assert "seed-001" in by_count["4"]
    assert counts["publisher"].ne("").all()


def test_the_highest_counts_stand_first_whatever_their_digits(dataset: Dataset) -> None:
    claims = dataset.claims
    more = claims[claims["claim_id"] == "xu-weihong-canadians-sentenced-to-death-1"]
    cut = dataset.with_tables(claims=pd.concat([claims, more.assign(value="11")]))
    assert death_counts(cut)["count"].unique().tolist() == ["11", "4+", "4", "3"]


def test_the_record_itself_holds_four_by_august_2020(dataset: Dataset) -> None:
    verdicts = sentenced_to_death(as_of(dataset, "2020-08-26"))
    assert verdicts["case_id"].tolist() == [
        "schellenberg-robert",
        "fan-wei",
        "xu-weihong",
        "ye-jianhui",
    ]
    assert verdicts["count"].tolist() == [1, 2, 3, 4]


def test_a_day_earlier_than_the_fourth_verdict_knows_three(dataset: Dataset) -> None:
    cut = as_of(dataset, "2020-08-06")
    assert len(sentenced_to_death(cut)) == 3
    assert death_counts(cut)["count"].tolist() == ["3"]


def test_a_count_of_unknown_date_is_not_told_on_an_earlier_day(dataset: Dataset) -> None:
    assert "4+" in death_counts(dataset)["count"].tolist()
    assert death_counts(as_of(dataset, "2019-06-01")).empty
