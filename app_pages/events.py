"""What happened, and what answered it?"""

import streamlit as st

from app_pages.shared import address, cards, events_sections, parts, refresh, state
from charts.wording import _


def page() -> None:
    """The card that was asked for, and the chosen section."""
    view = state.view()
    chosen = state.selection(view)

    parts.header(_("Events"), _("What happened, and what answered it?"))

    if opened := cards.asked("event"):
        cards.event(opened, chosen)
        cards.close("event")

    sections = {
        "lanes": (_("What happened when"), events_sections.over_time),
        "answers": (_("Action and answer"), events_sections.action_and_answer),
    }
    part = address.choose(
        st.segmented_control,
        _("Show"),
        list(sections),
        key="events_part",
        text=lambda name: sections[name][0],
        label_visibility="collapsed",
    )

    if chosen.shown.events.empty:
        parts.empty(chosen, _("No event passes the filters."), "events")
        return

    sections[part][1]()


refresh.page(page)
