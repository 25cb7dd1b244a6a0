"""How often people held were spoken of in contacts, and what came next."""

from __future__ import annotations

import streamlit as st

from analysis.consular import spoken
from app_pages.frame import address, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from charts.consular import spoken as charts
from charts.draw.picture import Picture
from charts.speech.language import _


def yearly(chosen: Selection, topics: tuple[str, ...]) -> Picture | None:
    """How often people held were spoken of; None without contacts."""
    contacts, pair = chosen.shown.contacts, chosen.record.pair
    if contacts.empty:
        return None
    raised = spoken.raised(contacts, pair, topics)
    return charts.yearly(spoken.yearly(contacts, raised, pair), chosen.words)


def waits(chosen: Selection, topics: tuple[str, ...]) -> Picture | None:
    """The wait after each of these contacts; None where none was followed by anything.

    The next step may lie beyond the window of years and outside the filters: what came next is
    a matter of record.
    """
    record, pair = chosen.record, chosen.record.pair
    raised = spoken.raised(chosen.shown.contacts, pair, topics)
    cases, steps = record.consular_cases, record.consular_milestones
    after = spoken.next_steps(raised, cases, steps, pair)
    if after["days"].notna().sum() == 0:
        return None
    return charts.waits(after, spoken.usual_waits(after, cases, steps, pair), chosen.words)


@page.fragment
def in_contacts() -> None:
    view = state.view()
    words = state.selection(view).words
    st.markdown(f"## {_('In the contacts of the two governments')}")
    topics = address.choose_many(
        st.pills,
        _("Topics counted (none chosen: all of them)"),
        list(spoken.TOPICS),
        key="consular_topics",
        text=lambda topic: words.term("topic", topic),
        selection_mode="multi",
    )
    for step, key in ((yearly, "consular-yearly"), (waits, "consular-waits")):
        shown = state.result(step, view, topics=topics or spoken.TOPICS)
        if shown is None:
            st.info(_("No contact that passes the filters raised people held."))
            return
        picture(shown, key)
