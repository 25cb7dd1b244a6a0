"""How warm or cold is the relationship, what moved it, and what has happened last?"""

from pathlib import Path

import streamlit as st

from app_pages.frame import page, state
from app_pages.overview import headline, latest, line
from app_pages.temperature.line import Formula, measured
from charts.speech.language import _

PRINTED = Path(__file__).parents[1] / "frame" / "print.css"
"""How the page is laid out on paper."""


def draw() -> None:
    """Where it stands, the line, what moved it, the last contacts and cases, the latest events."""
    chosen = state.selection(state.view())

    headline.stands(chosen)
    st.html(PRINTED)

    if measured(chosen, Formula()).empty:
        page.empty(chosen, _("No act of the two sides passes the filters."), "overview")
        headline.section(chosen)
        return

    line.section()
    headline.section(chosen)
    latest.section(chosen)


page.body(draw)
