"""What did each side demand, offer or make a condition, and what followed?"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.tables import kinds
from analysis.tables.dataset import Dataset
from analysis.tables.dates import days_between

LEDGER = ("demand", "condition", "offer")
"""The stances that ask for an answer."""

BASES = ("answers", "topic")
"""How an event follows a statement: it answers what the statement is about, or shares a topic."""

SUBJECTS = ("events", "contacts", "trade_restrictions", "consular_cases", "actors")
"""The tables in one of which stands what a statement is about."""


def ledger(statements: pd.DataFrame, stances: Sequence[str] = LEDGER) -> pd.DataFrame:
    """Which demands, conditions and offers were made? The latest first."""
    return statements[statements["stance"].isin(stances)].sort_values(
        ["date", "statement_id"], ascending=[False, True]
    )


def followed(dataset: Dataset, statements: pd.DataFrame, most: int = 5) -> pd.DataFrame:
    """What followed each of these statements?

    Returns, for each statement, the next events that answer what it is about, and the next that
    share a topic with it (or, where it has none, with the event that it is about), `most` of
    each: statement_id, event_id, basis (answers, topic; the first where both), `days` from the
    statement to the event (from date to date), `days_least` and `days_most` (what the precision of
    the two dates allows), and the event's date, date_precision, title, direction and goldstein.
    Only events after the day of the statement; an answer of the same day counts with 0 days.
    """
    said = statements[["statement_id", "date", "date_precision", "topics", "about"]].rename(
        columns={"date": "said_on", "date_precision": "said_precision", "topics": "said_topics"}
    )
    columns = ["event_id", "date", "date_precision", "title", "direction", "goldstein"]
    events = dataset.events.sort_values(["date", "event_id"])
    subject = said.explode("about")
    answers = (
        events.explode("responds_to")
        .merge(subject, left_on="responds_to", right_on="about")
        .query("date >= said_on and event_id != about")
    )
    topics_of = dataset.events.set_index("event_id")["topics"]
    own = pd.Series(
        [
            topics or tuple(t for a in about if a in topics_of.index for t in topics_of[a])
            for topics, about in zip(said["said_topics"], said["about"], strict=True)
        ],
        index=said.index,
        dtype=object,
    )
    asked = said.assign(topic=own).explode("topic").dropna(subset="topic")
    shared = (
        events.assign(topic=events["topics"])
        .explode("topic")
        .merge(asked, on="topic")
        .query("date > said_on")
    )
    found = pd.concat(
        [
            rows.drop_duplicates(["statement_id", "event_id"])
            .sort_values(["date", "event_id"])
            .groupby("statement_id")
            .head(most)
            .assign(basis=basis)
            for basis, rows in zip(BASES, (answers, shared), strict=True)
        ]
    ).drop_duplicates(["statement_id", "event_id"])
    least, most = days_between(
        found["said_on"], found["said_precision"], found["date"], found["date_precision"]
    )
    days = (found["date"] - found["said_on"]).dt.days
    told = found.assign(days=days, days_least=least, days_most=most)[
        ["statement_id", "basis", "days", "days_least", "days_most", *columns]
    ]
    return told.sort_values(["statement_id", "date", "event_id"], ignore_index=True)


def first_followed(follows: pd.DataFrame) -> pd.DataFrame:
    """The first answer and the first event on the same topic after each statement.

    `follows` is what `followed` returns. One row per statement_id: answer, answer_days, topic,
    topic_days and topic_on (titles, days from the statement where both are known to the day, and
    the date; missing where nothing followed).
    """
    first = follows.sort_values(["days", "event_id"]).drop_duplicates(["statement_id", "basis"])
    exact = first["days_least"] == first["days_most"]
    first = first.assign(days=first["days"].where(exact))
    wide = first.pivot(index="statement_id", columns="basis", values=["title", "days", "date"])
    wanted = pd.MultiIndex.from_product([["title", "days", "date"], list(BASES)])
    wide = wide.reindex(columns=wanted)
    return pd.DataFrame(
        {
            "answer": wide["title", "answers"],
            "answer_days": wide["days", "answers"].astype("float64"),
            "topic": wide["title", "topic"],
            "topic_days": wide["days", "topic"].astype("float64"),
            "topic_on": pd.to_datetime(wide["date", "topic"]),
        }
    ).reset_index()


def about(dataset: Dataset, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """What is each of these ids: the table that holds it, and its name?

    The name is an event's title, a contact's occasion, a restriction's product, or the actor id
    of a case's person or of the actor itself.
    """
    wanted = frozenset(ids)
    found: dict[str, tuple[str, str]] = {}
    for table in SUBJECTS:
        rows, name = dataset.tables()[table], kinds.of(table).named_by
        key = dataset.package.tables[table].primary_key[0]
        kept = rows[rows[key].isin(wanted)]
        for row_id, text in zip(kept[key], kept[name], strict=True):
            found.setdefault(row_id, (table, text))
    return found
