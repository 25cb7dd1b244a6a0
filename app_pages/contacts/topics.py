"""About what? Topics by year and by who raised them, and those that one side leaves out."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.contacts import accounts, topics
from app_pages.cards import contact
from app_pages.frame import lists, page, state
from app_pages.frame.picture import answered, picture, picture_or_words
from app_pages.frame.state import Selection
from charts.contacts import topics as charts
from charts.draw.picture import Picture
from charts.speech.language import _

TOPICS = 12
"""Topics that the heatmap shows."""


def by_year(chosen: Selection) -> Picture:
    """What was raised in which year, and by whom."""
    raised = topics.raised(chosen.shown.contacts)
    top = topics.busiest(raised, TOPICS)
    others = raised["topic"].nunique() - len(top)
    counts = topics.by_year(raised, list(top.index))
    return charts.by_year(counts, top, chosen.years, chosen.words, others)


def left_out(chosen: Selection) -> Picture:
    """Which topics one side names and the other leaves out."""
    heard = accounts.both(chosen.shown.contacts, chosen.record.pair)
    return charts.left_out(topics.left_out(heard), len(heard), chosen.words)


@page.fragment
def about_what() -> None:
    view = state.view()
    chosen = state.selection(view)
    shown = state.result(by_year, view)
    if shown.table.empty:
        st.info(_("None of these contacts has a topic on record."))
        return
    if cell := lists.clicked(picture(shown, "contacts-topics", selectable=True)):
        with answered(cell, "contacts-topic"):
            contact.listing(_of_cell(chosen.shown.contacts, *cell), chosen, "contacts-topic")
    bar = lists.clicked(picture_or_words(state.result(left_out, view), "contacts-left-out"))
    explain_sets()
    if bar:
        topic, column = bar
        sets = topics.compared(accounts.both(chosen.shown.contacts, chosen.record.pair))
        rows = sets[[topic in names for names in sets[column]]]
        with answered(bar, "contacts-left-out"):
            contact.listing(rows, chosen, "contacts-left-out")


def _of_cell(contacts: pd.DataFrame, topic: str, year: int, who: str) -> pd.DataFrame:
    """The contacts of one cell of the heatmap."""
    raised = topics.raised(contacts[contacts["date"].dt.year == year])
    cell = raised[(raised["topic"] == topic) & (raised["raised_by"] == who)]
    return contacts[contacts["contact_id"].isin(cell["contact_id"])]


def explain_sets() -> None:
    """How the topics of the two accounts are compared."""
    st.caption(
        _(
            "In common: raised by both, or recorded without saying by whom. Only one side: "
            "raised by it and not in common. Read from the lists of topics, not from the full "
            "text of the accounts.",
        )
    )
