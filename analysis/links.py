"""What else does the record say about a row: answers, contacts, restrictions, words, sources?"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.dataset import Dataset
from analysis.filters import involves


@dataclass(frozen=True, eq=False)
class EventLinks:
    """An event, and the rows of every table that belong to it."""

    event: pd.Series
    answers: pd.DataFrame
    answered_by: pd.DataFrame
    contacts: pd.DataFrame
    restrictions: pd.DataFrame
    statements: pd.DataFrame
    sources: pd.DataFrame
    claims: pd.DataFrame


def of_event(dataset: Dataset, event_id: str) -> EventLinks | None:
    """Which rows belong to this event? None where the tables hold no such event.

    `answers` are the events that it responds to and `answered_by` those that respond to it;
    `claims` are what sources say of the event's own fields.
    """
    found = dataset.events[dataset.events["event_id"] == event_id]
    if found.empty:
        return None
    event = found.iloc[0]
    this = frozenset([event_id])
    return EventLinks(
        event=event,
        answers=dataset.events[dataset.events["event_id"].isin(event["responds_to"])],
        answered_by=dataset.events[involves(dataset.events, this, ("responds_to",))],
        contacts=dataset.contacts[dataset.contacts["event_id"] == event_id],
        restrictions=dataset.trade_restrictions[
            involves(dataset.trade_restrictions, this, ("responds_to",))
        ],
        statements=dataset.statements[involves(dataset.statements, this, ("about",))],
        sources=dataset.sources[dataset.sources["source_id"].isin(event["sources"])],
        claims=claims_on(dataset, "events", event_id),
    )


def claims_on(dataset: Dataset, table: str, row_id: str) -> pd.DataFrame:
    """What do sources say of the fields of one row, with who says it?

    Returns field, value, note, source_id, publisher, side, url; `disagree` is true where the
    sources of a field give different values.
    """
    claims = dataset.claims[
        (dataset.claims["table"] == table) & (dataset.claims["row_id"] == row_id)
    ]
    values = claims.groupby("field", observed=True)["value"].transform("nunique")
    return claims.assign(disagree=values > 1).merge(
        dataset.sources[["source_id", "publisher", "side", "url", "published"]],
        on="source_id",
        how="left",
        validate="many_to_one",
    )
