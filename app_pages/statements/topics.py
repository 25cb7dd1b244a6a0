"""Who says what about what."""

from __future__ import annotations

import streamlit as st

from analysis.statements import topics
from analysis.statements.tone import with_tone
from app_pages.cards import statement
from app_pages.frame import lists, page, state
from app_pages.frame.picture import answered, picture
from app_pages.frame.state import Selection
from charts.draw.picture import Picture
from charts.speech.language import _
from charts.statements import topics as charts


def heatmaps(chosen: Selection, by: str) -> Picture | None:
    """Statements by topic and tone or stance; None where no statement has a topic."""
    counts = topics.by_topic(chosen.shown.statements, chosen.record.pair, by)
    return charts.heatmaps(counts, chosen.words, by) if len(counts) else None


@page.fragment
def by_topic(by: str) -> None:
    """The heatmaps; a click lists the statements behind a cell."""
    chosen = state.selection(state.view())
    st.markdown(f"## {_('Who says what about what')}")
    shown = state.result(heatmaps, chosen.view, by=by)
    if shown is None:
        st.info(_("No statement that passes the filters has a topic."))
        return
    if point := lists.clicked(picture(shown, f"statements-topics-{by}", selectable=True)):
        side, topic, value = point
        rows = with_tone(chosen.shown.statements)
        same = (rows["side"] == side) & (rows[by] == value)
        about = rows["topics"].map(lambda named: topic in named).astype(bool)
        with answered(point, "statements-of-topic"):
            statement.listing(rows[same & about], chosen, "statements-of-topic")
