"""What else does the record say about a row: answers, contacts, restrictions, words, sources?"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.tables import kinds
from analysis.tables.dataset import Dataset, join, number, row_ids
from analysis.tables.dates import iso
from analysis.tables.filters import involves


@dataclass(frozen=True, eq=False)
class EventLinks:
    """The rows that belong to an event, by what they are to it."""

    answers: pd.DataFrame
    answered_by: pd.DataFrame
    contacts: pd.DataFrame
    restrictions: pd.DataFrame
    statements: pd.DataFrame
    cases: pd.DataFrame


def of_event(dataset: Dataset, event_id: str) -> EventLinks | None:
    """Which rows belong to this event? None where the tables hold no such event.

    `answers` are the events that it responds to and `answered_by` those that respond to it;
    `statements` are about it or about its contacts; `cases` are those of people who act or are
    acted upon in it.
    """
    found = dataset.events[dataset.events["event_id"] == event_id]
    if found.empty:
        return None
    event = found.iloc[0]
    this = frozenset([event_id])
    contacts = dataset.contacts[dataset.contacts["event_id"] == event_id]
    people = {*event["initiator"], *event["target"]}
    subjects = this | frozenset(contacts["contact_id"])
    return EventLinks(
        answers=dataset.events[dataset.events["event_id"].isin(event["responds_to"])],
        answered_by=dataset.events[involves(dataset.events, this, ("responds_to",))],
        contacts=contacts,
        restrictions=dataset.trade_restrictions[
            involves(dataset.trade_restrictions, this, ("responds_to",))
        ],
        statements=dataset.statements[involves(dataset.statements, subjects, ("about",))],
        cases=dataset.consular_cases[dataset.consular_cases["person"].isin(people)],
    )


def rows(dataset: Dataset, table: str, row_id: str) -> pd.DataFrame:
    """The rows of a table with this id: one, or none; several where a compound id is shared."""
    whole = dataset.tables().get(table)
    if whole is None:
        return pd.DataFrame()
    return whole[row_ids(whole, dataset.package.tables[table]) == row_id]


def cited(dataset: Dataset) -> pd.DataFrame:
    """Which row rests on which source?

    Returns table, row_id, date (missing where unknown), source_id and position (of the row in its
    table, which tells rows of one id apart), one row for each citation; claims, which are what a
    source says of a field, are counted too.
    """
    parts = []
    for table, spec in dataset.package.tables.items():
        if table not in dataset.tables() or table == "sources":
            continue
        rows = dataset.tables()[table]
        column = next((c for c in ("sources", "source_id") if c in rows), None)
        if column is None:
            continue
        part = pd.DataFrame(
            {
                "table": table,
                "row_id": row_ids(rows, spec),
                "date": kinds.of(table).dates(rows),
                "source_id": rows[column],
                "position": range(len(rows)),
            }
        )
        parts.append(part.explode("source_id").dropna(subset="source_id"))
    return pd.concat(parts, ignore_index=True)


def citing(citations: pd.DataFrame, source_id: str) -> pd.DataFrame:
    """Which rows rest on this source?

    `citations` is what `cited` returns. Returns table and row_id, in the order of the package;
    claims, which are what the source says of a field, are left to `claims_on`.
    """
    own = citations[(citations["source_id"] == source_id) & (citations["table"] != "claims")]
    return own.drop_duplicates(["table", "position"])[["table", "row_id"]]


def claims_on(dataset: Dataset, table: str, row_id: str) -> pd.DataFrame:
    """What do sources say of the fields of one row, with who says it?

    Returns table, row_id, field, value, note, source_id, publisher, side, url, published and own
    (what the row itself says, see `own_values`); `disagree` is true where the sources of a field
    give different values.
    """
    claims = dataset.claims[
        (dataset.claims["table"] == table) & (dataset.claims["row_id"] == row_id)
    ]
    values = claims.groupby("field", observed=True)["value"].transform("nunique")
    found = claims.assign(disagree=values > 1, own=own_values(dataset, claims))
    return with_source(found, dataset, ["publisher", "side", "url", "published"])


def with_source(claims: pd.DataFrame, dataset: Dataset, columns: list[str]) -> pd.DataFrame:
    """The claims, each with these columns of the source that makes it."""
    sources = dataset.sources[["source_id", *columns]]
    return claims.merge(sources, on="source_id", how="left", validate="many_to_one")


def own_values(dataset: Dataset, claims: pd.DataFrame) -> pd.Series:
    """What does the row that a claim is about say itself, where the field is a column of it?

    Returns text on the index of `claims`, written as in the table: dates cut to what is known of
    them, items of a list separated by semicolons; missing where the field is no column, the row is
    not on record, or several rows share the id.
    """
    own = pd.Series(None, index=claims.index, dtype=object)
    for (table, field), group in claims.groupby(["table", "field"], observed=True):
        whole = dataset.tables()[table]
        spec = dataset.package.tables[table]
        if field not in whole:
            continue
        ids = row_ids(whole, spec)
        text = pd.Series(written(whole, field).to_numpy(), index=ids)
        own.loc[group.index] = group["row_id"].map(text[~ids.duplicated(keep=False).to_numpy()])
    return own


def written(rows: pd.DataFrame, column: str) -> pd.Series:
    """The cells of a column as their table writes them; empty text where nothing is known."""
    values = rows[column]
    if pd.api.types.is_datetime64_any_dtype(values):
        own = f"{column}_precision"
        shared = "date_precision" if column == "date" and "date_precision" in rows else None
        return iso(values, rows[own] if own in rows else rows[shared] if shared else None)
    if pd.api.types.is_numeric_dtype(values):
        return values.map(number)
    if len(values) and isinstance(values.iloc[0], tuple):
        return values.map(join)
    return values.astype(object).where(values.notna(), "").astype(str)
