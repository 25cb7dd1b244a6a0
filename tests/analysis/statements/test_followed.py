from __future__ import annotations

import pandas as pd
import pytest

from analysis.statements import followed
from analysis.tables.dataset import Dataset
from analysis.tables.filters import Filters, apply


def of(dataset: Dataset, *ids: str) -> pd.DataFrame:
    rows = dataset.statements
    return rows[rows["statement_id"].isin(ids)]


def test_the_ledger_holds_demands_conditions_and_offers_the_latest_first(dataset: Dataset) -> None:
    rows = followed.ledger(dataset.statements)
    assert set(rows["stance"]) == {"demand", "condition", "offer"}
    assert rows["date"].is_monotonic_decreasing
    assert "2020-08-26-zhao-correct-mistakes" in rows["statement_id"].tolist()


def test_the_call_to_correct_mistakes_is_followed_by_consular_access(dataset: Dataset) -> None:
    rows = followed.followed(dataset, of(dataset, "2020-08-26-zhao-correct-mistakes"))
    first = rows.iloc[0]
    assert first["event_id"] == "2020-10-09-consular-access-restored"
    assert (first["basis"], first["days"]) == ("topic", 44)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_three_conditions_of_january_2024_can_be_followed(
    dataset: Dataset, number: int
) -> None:
    one = f"2024-01-11-wang-condition-{number}"
    rows = followed.followed(dataset, of(dataset, one))
    assert len(rows) > 0
    assert (rows["date"] > pd.Timestamp("2024-01-11")).all()
    assert rows["days"].tolist() == (rows["date"] - pd.Timestamp("2024-01-11")).dt.days.tolist()
    # The meeting of July 2024 is the fifth, fourth or second event on their topics.
    assert "2024-07-19-joly-wang-beijing" in rows["event_id"].tolist()


def test_an_answer_is_told_apart_from_a_shared_topic(dataset: Dataset) -> None:
    rows = followed.followed(dataset, of(dataset, "2007-04-19-mackay-celil"))
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
    assert followed.followed(cut, of(cut, "2020-08-26-zhao-correct-mistakes")).empty


def test_the_first_answer_and_the_next_on_the_topic_stand_apart() -> None:
    rows = pd.DataFrame(
        {
            "statement_id": ["s", "s", "s", "t"],
            "event_id": ["e1", "e2", "e3", "e4"],
            "basis": ["topic", "answers", "answers", "topic"],
            "days": [3, 9, 5, 1],
            "days_least": [3, 9, 5, 0],
            "days_most": [3, 9, 5, 30],
            "title": ["one", "two", "three", "four"],
            "date": pd.to_datetime(["2020-01-04", "2020-01-10", "2020-01-06", "2020-02-01"]),
        }
    )
    first = followed.first_followed(rows).set_index("statement_id")
    assert first.loc["s", ["answer", "answer_days", "topic", "topic_days"]].tolist() == [
        "three",
        5.0,
        "one",
        3.0,
    ]
    assert pd.isna(first.loc["t", "answer"])
    # Known to the month only: what came is told, not after how many days.
    assert first.loc["t", "topic"] == "four"
    assert pd.isna(first.loc["t", "topic_days"])
    assert first.loc["t", "topic_on"] == pd.Timestamp("2020-02-01")


def test_days_to_an_event_known_to_the_month_are_a_range(dataset: Dataset) -> None:
    rows = followed.followed(dataset, of(dataset, "2025-03-08-mofcom-demand"))
    answer = rows[rows["event_id"] == "2025-03-canada-rejects-agri-surtaxes"].iloc[0]
    assert (answer["date_precision"], answer["basis"]) == ("month", "answers")
    assert (answer["days_least"], answer["days_most"]) == (0, 23)
    exact = rows[rows["date_precision"] == "day"]
    assert exact["days_least"].tolist() == exact["days"].tolist() == exact["days_most"].tolist()


def test_what_a_statement_is_about_is_found_in_every_table(dataset: Dataset) -> None:
    ids = sorted({row_id for row in dataset.statements["about"] for row_id in row})
    found = followed.about(dataset, ids)
    assert set(found) == set(ids)
    assert found["2020-08-25-champagne-wang-rome"][0] == "events"


def test_nothing_follows_no_statement(dataset: Dataset) -> None:
    none = dataset.statements.iloc[:0]
    assert followed.first_followed(followed.followed(dataset, none)).empty
