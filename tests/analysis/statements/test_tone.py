from __future__ import annotations

import pandas as pd
import pytest

from analysis.statements import tone as statements
from analysis.statements.tone import STANCES, TONES
from analysis.tables.dataset import Dataset
from analysis.tables.filters import Filters, apply


def of(dataset: Dataset, *ids: str) -> pd.DataFrame:
    rows = dataset.statements
    return rows[rows["statement_id"].isin(ids)]


def test_every_stance_of_the_vocabulary_has_one_tone(dataset: Dataset) -> None:
    grouped = [stance for stances in TONES.values() for stance in stances]
    assert sorted(grouped) == sorted(dataset.statements["stance"].cat.categories)


@pytest.mark.parametrize(
    ("tone", "stances"),
    [
        ("cooperative", {"reassurance", "offer", "concession", "praise", "regret"}),
        ("neutral", {"appeal", "rejection", "denial"}),
        (
            "confrontational",
            {"demand", "condition", "blame", "accusation", "warning", "threat"},
        ),
    ],
)
def test_the_grouping_is_the_one_that_is_stated(tone: str, stances: set[str]) -> None:
    assert set(TONES[tone]) == stances


@pytest.mark.parametrize("by", ["tone", "stance"])
def test_counts_over_time_hold_every_statement_of_a_side_once(dataset: Dataset, by: str) -> None:
    counts = statements.over_time(dataset.statements, dataset.pair, by)
    sides = dataset.statements["side"].astype(str).value_counts()
    total = counts.groupby("side")["statements"].sum()
    for side in dataset.pair.sides:
        assert total[side.code] == sides[side.code]
    per_year = counts.groupby(["side", "year"]).size().unique().tolist()
    assert per_year == [len(TONES) if by == "tone" else len(STANCES)]


def test_tones_are_the_sums_of_their_stances(dataset: Dataset) -> None:
    tones = statements.over_time(dataset.statements, dataset.pair, "tone")
    stances = statements.over_time(dataset.statements, dataset.pair, "stance")
    summed = (
        stances.assign(tone=stances["stance"].map(statements.TONE_OF))
        .groupby(["side", "year", "tone"])["statements"]
        .sum()
    )
    pd.testing.assert_series_equal(
        tones.set_index(["side", "year", "tone"])["statements"].sort_index(), summed.sort_index()
    )


def test_shares_by_topic_are_of_the_statements_with_a_topic(dataset: Dataset) -> None:
    table = statements.by_topic(dataset.statements, dataset.pair, "stance", most=3)
    assert table["topic"].nunique() == 3
    side = dataset.pair.a.code
    own = dataset.statements[dataset.statements["side"] == side]
    with_topic = own[own["topics"].map(len) > 0]
    row = table[table[side] > 0].iloc[0]
    assert row[f"share_{side}"] == pytest.approx(row[side] / len(with_topic))


def test_the_most_frequent_topic_comes_first(dataset: Dataset) -> None:
    table = statements.by_topic(dataset.statements, dataset.pair)
    codes = [side.code for side in dataset.pair.sides]
    totals = table.groupby("topic", sort=False)[codes].sum().sum(axis=1)
    assert totals.is_monotonic_decreasing
    assert totals.index[0] == "consular-cases"


def test_the_ledger_holds_demands_conditions_and_offers_the_latest_first(dataset: Dataset) -> None:
    rows = statements.ledger(dataset.statements)
    assert set(rows["stance"]) == {"demand", "condition", "offer"}
    assert rows["date"].is_monotonic_decreasing
    assert "2020-08-26-zhao-correct-mistakes" in rows["statement_id"].tolist()


def test_the_call_to_correct_mistakes_is_followed_by_consular_access(dataset: Dataset) -> None:
    rows = statements.followed(dataset, of(dataset, "2020-08-26-zhao-correct-mistakes"))
    first = rows.iloc[0]
    assert first["event_id"] == "2020-10-09-consular-access-restored"
    assert (first["basis"], first["days"]) == ("topic", 44)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_three_conditions_of_january_2024_can_be_followed(
    dataset: Dataset, number: int
) -> None:
    one = f"2024-01-11-wang-condition-{number}"
    rows = statements.followed(dataset, of(dataset, one))
    assert len(rows) > 0
    assert (rows["date"] > pd.Timestamp("2024-01-11")).all()
    assert rows["days"].tolist() == (rows["date"] - pd.Timestamp("2024-01-11")).dt.days.tolist()
    # The meeting of July 2024 is the fifth, fourth or second event on their topics.
    assert "2024-07-19-joly-wang-beijing" in rows["event_id"].tolist()


def test_an_answer_is_told_apart_from_a_shared_topic(dataset: Dataset) -> None:
    rows = statements.followed(dataset, of(dataset, "2007-04-19-mackay-celil"))
    bases = dict(zip(rows["event_id"], rows["basis"], strict=True))
    answered = dataset.events[
        dataset.events["responds_to"].map(
            lambda ids: bool(
                set(ids) & set(of(dataset, "2007-04-19-mackay-celil")["about"].iloc[0])
            )
        )
    ]["event_id"]
    assert {bases[event] for event in answered if event in bases} == {"answers"}
    assert "topic" in bases.values()


def test_nothing_that_followed_is_told_on_an_earlier_day(dataset: Dataset) -> None:
    cut = apply(dataset, Filters(as_of=pd.Timestamp("2020-09-30")))
    assert statements.followed(cut, of(cut, "2020-08-26-zhao-correct-mistakes")).empty


def test_the_first_answer_and_the_next_on_the_topic_stand_apart() -> None:
    rows = pd.DataFrame(
        {
            "statement_id": ["s", "s", "s", "t"],
            "event_id": ["e1", "e2", "e3", "e4"],
            "basis": ["topic", "answers", "answers", "topic"],
            "days": [3, 9, 5, 1],
            "title": ["one", "two", "three", "four"],
        }
    )
    first = statements.first_followed(rows).set_index("statement_id")
    assert first.loc["s", ["answer", "answer_days", "topic", "topic_days"]].tolist() == [
        "three",
        5.0,
        "one",
        3.0,
    ]
    assert pd.isna(first.loc["t", "answer"])


def test_the_echo_of_the_rome_talks_is_eight_statements(dataset: Dataset) -> None:
    rows = statements.around(dataset, "2020-08-25-champagne-wang-rome")
    assert rows["offset"].tolist() == [0, 0, 1, 1, 1, 1, 1, 2]
    counts = rows["side"].astype(str).value_counts()
    assert counts.to_dict() == {dataset.pair.a.code: 4, dataset.pair.b.code: 4}


def test_an_echo_lies_within_the_days_and_carries_a_sign(dataset: Dataset) -> None:
    near = statements.echo(dataset.contacts, dataset.statements, dataset.pair, days=3)
    assert near["offset"].between(-3, 3).all()
    dates = dataset.statements.set_index("statement_id")["date"]
    met = dataset.contacts.set_index("contact_id")["date"]
    apart = near["statement_id"].map(dates) - near["contact_id"].map(met)
    assert apart.dt.days.tolist() == near["offset"].tolist()


def test_what_a_statement_is_about_is_found_in_every_table(dataset: Dataset) -> None:
    ids = sorted({row_id for row in dataset.statements["about"] for row_id in row})
    found = statements.about(dataset, ids)
    assert set(found) == set(ids)
    assert found["2020-08-25-champagne-wang-rome"][0] == "events"


def test_no_statement_is_no_count(dataset: Dataset) -> None:
    none = dataset.statements.iloc[:0]
    assert statements.over_time(none, dataset.pair).empty
    assert statements.by_topic(none, dataset.pair).empty
    assert statements.first_followed(statements.followed(dataset, none)).empty
    assert statements.echo(dataset.contacts, none, dataset.pair).empty
    assert statements.echo(dataset.contacts.iloc[:0], dataset.statements, dataset.pair).empty
