"""What a contact is called on charts and pages: who, how and where."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from charts.text import shortened
from charts.wording import Words, _, day, listed

MOST_NAMES = 3
"""People of one side that a short name spells out."""


def named(contacts: pd.DataFrame, words: Words, ids: Iterable[str]) -> dict[str, str]:
    """What is each of these contacts called? By contact_id: who met whom, the form, the city."""
    rows = contacts[contacts["contact_id"].isin(set(ids))]
    return {
        contact_id: name(side_a, side_b, form, city, words)
        for contact_id, side_a, side_b, form, city in zip(
            rows["contact_id"],
            rows["side_a"],
            rows["side_b"],
            rows["format"],
            rows["place_city"].astype("str"),
            strict=True,
        )
    }


def name(
    side_a: tuple[str, ...], side_b: tuple[str, ...], form: str, city: str, words: Words
) -> str:
    """One contact in a line: the people of both sides, the form, and the city where known."""
    parts = [who(side_a, side_b, words), words.term("format", form)]
    return listed([*parts, words.place(city)] if city else parts)


def who(side_a: tuple[str, ...], side_b: tuple[str, ...], words: Words) -> str:
    """The people of side a and of side b; beyond three of one side, how many more."""
    return f"{_side(side_a, words)} – {_side(side_b, words)}"


def _side(actors: tuple[str, ...], words: Words) -> str:
    shown = listed(words.actor(actor) for actor in actors[:MOST_NAMES])
    more = len(actors) - MOST_NAMES
    return _("{names} and {n} more", names=shown, n=more) if more > 0 else shown


def when(date: pd.Timestamp, end_date: pd.Timestamp) -> str:
    """The day of a contact, or its first and last."""
    if pd.isna(end_date) or end_date <= date:
        return day(date)
    return f"{day(date)} – {day(end_date)}"


def short(text: str, width: int = 28) -> str:
    """A name cut to a width that an axis can hold."""
    return shortened(text, width)


def hatched(on: bool) -> dict[str, object]:
    """The pattern of a bar's marker: hatched over its colour, so that numbers stay readable."""
    return {
        "shape": "/" if on else "",
        "fillmode": "overlay",
        "fgcolor": "rgba(255, 255, 255, 0.55)",
        "size": 7,
        "solidity": 0.25,
    }


def whole_step(highest: int) -> int | None:
    """The distance between the ticks of an axis of small whole numbers; None leaves it open."""
    return 1 if highest <= 8 else None
