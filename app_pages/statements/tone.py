"""In which tone or stance each side spoke, year by year."""

from __future__ import annotations

import streamlit as st

from analysis.statements import tone
from app_pages.cards import statement
from app_pages.frame import address, lists, page, state
from app_pages.frame.picture import answered, picture
from app_pages.frame.state import Selection
from charts.draw.picture import Picture
from charts.speech.language import _
from charts.statements import tone as charts


def yearly(chosen: Selection, by: str) -> Picture:
    """How often each side spoke in each tone or stance."""
    counts = tone.over_time(chosen.shown.statements, chosen.record.pair, by)
    return charts.over_time(counts, chosen.words, by)


def choose_by() -> str:
    """Tones, or the single stances behind them: for all pictures of the page."""
    names = {"tone": _("Tone"), "stance": _("Single stances")}
    by = address.choose(
        st.segmented_control,
        _("Shown by"),
        names,
        key="st_by",
        label_visibility="collapsed",
    )
    return str(by)


@page.fragment
def over_time(by: str) -> None:
    """Tone over time; a click lists the statements behind a mark."""
    chosen = state.selection(state.view())
    shown = state.result(yearly, chosen.view, by=by)
    if point := lists.clicked(picture(shown, f"statements-{by}", selectable=True)):
        side, year, value = point
        rows = tone.with_tone(chosen.shown.statements)
        same = (rows["side"] == side) & (rows["date"].dt.year == int(year)) & (rows[by] == value)
        with answered(point, "statements-of-year"):
            statement.listing(rows[same], chosen, "statements-of-year")
