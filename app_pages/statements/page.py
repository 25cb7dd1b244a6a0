"""What did each side say, about what, and what followed?"""

import streamlit as st

from app_pages.cards import shell, statement
from app_pages.frame import page, state
from app_pages.statements import echo, followed, tone, topics
from charts.speech.language import _


@page.fragment
def every() -> None:
    """All statements, the latest first."""
    chosen = state.selection(state.view())
    st.markdown(f"## {_('The statements')}")
    statement.listing(chosen.shown.statements, chosen, "statements")


def draw() -> None:
    """What was said over time, about what, and what followed."""
    chosen = state.selection(state.view())
    page.header("statements")
    shell.from_address("statements")
    if chosen.shown.statements.empty:
        page.empty(chosen, _("No statement passes the filters."), "statements")
        return
    by = tone.choose_by()
    tone.over_time(by)
    topics.by_topic(by)
    followed.ledger()
    echo.echo()
    every()


page.body(draw)
