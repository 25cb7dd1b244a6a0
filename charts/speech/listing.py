"""Rows of the tables as a reader sees them: names for ids, labels for codes, dates as known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.tables.dates import iso
from analysis.tables.package import Field
from charts.speech.formats import capital, listed
from charts.speech.language import _
from charts.speech.names import PLACES, Words

COUNTRIES = ("country", "place_country", "citizenship", "held_by", "imposed_by", "imposed_on")
"""The columns that hold ISO 3166 codes, which a reader sees as names."""


def readable(
    rows: pd.DataFrame, table: str, columns: Sequence[str], words: Words, sources: pd.DataFrame
) -> pd.DataFrame:
    """The chosen columns of a table in words, under readable names, in the order given.

    Dates are ISO 8601, cut to what is known, so that they sort; sources are given by publisher.
    """
    spec = words.package.tables[table]
    publishers = sources.set_index("source_id")["publisher"]
    return pd.DataFrame(
        {
            words.field(table, name): _column(rows, spec.field(name), words, publishers)
            for name in columns
        },
        index=rows.index,
    )


def both(
    shown: pd.DataFrame, rows: pd.DataFrame, columns: Mapping[str, str], words: Words
) -> pd.DataFrame:
    """The shown rows, with the English beside each column that is told in translation.

    `columns` gives, by the heading of a column, the column of `rows` that it tells.
    """
    taken = shown.copy()
    for heading, name in columns.items():
        if any(words.told(text) != str(text) for text in rows[name]):
            place = list(taken.columns).index(heading) + 1
            taken.insert(place, _("{column} (English)", column=heading), rows[name].to_numpy())
    return taken


def headings(table: str, columns: Sequence[str], words: Words) -> dict[str, str]:
    """The columns of a table by the headings that `readable` gives them."""
    return {words.field(table, name): name for name in columns}


def _column(rows: pd.DataFrame, field: Field, words: Words, publishers: pd.Series) -> pd.Series:
    values = rows[field.name]
    if pd.api.types.is_datetime64_any_dtype(values):
        return iso(values, _precision(rows, field))
    if not field.is_list:
        return values.map(lambda value: _word(value, field, words, publishers)).astype(
            values.dtype if pd.api.types.is_numeric_dtype(values) else object
        )
    return pd.Series(
        [listed(str(_word(item, field, words, publishers)) for item in cell) for cell in values],
        index=rows.index,
        dtype=object,
    )


def _precision(rows: pd.DataFrame, field: Field) -> pd.Series | None:
    own = f"{field.name}_precision"
    if own in rows:
        return rows[own]
    return rows["date_precision"] if field.name == "date" and "date_precision" in rows else None


def _word(value: object, field: Field, words: Words, publishers: pd.Series) -> object:
    targets = {resource for resource, _target in field.references}
    if "actors" in targets:
        return words.actor(str(value)) if value else ""
    if targets == {"sources"}:
        return publishers.get(str(value), value)
    if field.vocabulary:
        return words.term(field.vocabulary, value)
    if field.name == "office" and value:
        return capital(words.office(str(value)))
    if field.name in PLACES and value:
        return words.location(str(value))
    if field.name in COUNTRIES and value:
        return words.country(str(value))
    return words.told(value) if isinstance(value, str) else value
