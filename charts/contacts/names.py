"""What a contact is called on charts and pages: who, how and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
import plotly.graph_objects as go

from charts.draw import theme
from charts.draw.text import LINE_BREAK, plain, shortened
from charts.speech.formats import day, listed
from charts.speech.language import _
from charts.speech.names import Words

KEY_LETTERS, KEY_LINE = 58, 18
"""Letters of a line of a key that the width of a phone holds, and its height in pixels."""

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
    return " · ".join([*parts, words.place(city)] if city else parts)


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


def key(figure: go.Figure, entries: Sequence[tuple[str, str, bool]]) -> None:
    """What the colours mean, in lines at the left edge above the plot: name, colour, hatched?

    A legend of Plotly's own would begin where the plot does, beside the names of the rows.
    """
    rows: list[list[str]] = [[]]
    used = 0
    for name, color, is_hatched in entries:
        if used and used + len(name) + 4 > KEY_LETTERS:
            rows.append([])
            used = 0
        sign = "▨" if is_hatched else "■"
        rows[-1].append(f'<span style="color:{color}">{sign}</span>\u00a0{plain(name)}')
        used += len(name) + 4
    figure.update_layout(
        title={
            "text": LINE_BREAK.join(_unbold("\u2003".join(row)) for row in rows),
            "font": {"size": 12, "color": theme.INK},
            "x": 0,
            "xref": "container",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            # Plotly sets a title by the middle of its lines.
            "pad": {"l": 2, "t": 6 + KEY_LINE * (len(rows) - 1) / 2},
        },
        margin={**theme.MARGIN, "t": 14 + KEY_LINE * len(rows)},
    )


def _unbold(text: str) -> str:
    # Streamlit's theme sets titles in bold.
    return f'<span style="font-weight:400">{text}</span>'


def hatched(on: bool) -> dict[str, object]:
    """The pattern of a bar's marker: hatched over its colour, so that numbers stay readable."""
    return {
        "shape": "/" if on else "",
        "fillmode": "overlay",
        "fgcolor": "rgba(255, 255, 255, 0.3)",
        "size": 7,
        "solidity": 0.25,
    }


def whole_step(highest: int) -> int | None:
    """The distance between the ticks of an axis of small whole numbers; None leaves it open."""
    return 1 if highest <= 8 else None
