"""What a contact is called on charts and pages: who, how, where and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from charts.speech.formats import day, some
from charts.speech.language import plural
from charts.speech.names import Words


def counted(n: int) -> str:
    """A number of contacts in words."""
    return plural("{n} contact", "{n} contacts", int(n))


def named(contacts: pd.DataFrame, words: Words, ids: Iterable[str]) -> dict[str, str]:
    """What is each of these contacts called? By contact_id: who met whom, the form, the city."""
    rows = contacts[contacts["contact_id"].isin(set(ids))]
    return {row.contact_id: _name(row, words) for row in rows.itertuples()}


def _name(row: Any, words: Words) -> str:
    parts = [who(row.side_a, row.side_b, words), words.term("format", row.format)]
    return " · ".join([*parts, words.place(row.place_city)] if row.place_city else parts)


def who(side_a: Sequence[str], side_b: Sequence[str], words: Words) -> str:
    """The people of side a and of side b; beyond a few of one side, how many more."""
    a, b = (some(list(map(words.actor, side))) for side in (side_a, side_b))
    return f"{a} – {b}"


def when(date: pd.Timestamp, end_date: pd.Timestamp, precision: str = "day") -> str:
    """The day of a contact, or its first and last, no more exact than they are known."""
    first, last = day(date, precision), day(end_date, precision)
    if pd.isna(end_date) or end_date <= date or first == last:
        return first
    return f"{first} – {last}"
