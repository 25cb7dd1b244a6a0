"""Who was held, for how long, and who could see them?"""

import streamlit as st

from app_pages.cards import shell
from app_pages.consular import access, between, cases, sentences, spoken
from app_pages.frame import page, state
from charts.speech.formats import day
from charts.speech.language import _


def draw() -> None:
    """The cases, their time lines, and what is known of each."""
    chosen = state.selection(state.view())
    page.header("consular", _("Counted to {date}.", date=day(chosen.record.end)))
    shell.from_address("consular_cases")
    if state.dataset(state.data_key()).consular_cases.empty:
        st.info(_("No consular case is on record."))
        return
    if chosen.shown.consular_cases.empty:
        page.empty(chosen, _("No consular case passes the filters."), "consular")
        return
    cases.both_directions(chosen)
    cases.time_lines()
    cases.where_dates_differ(chosen)
    access.who_could_see_them(chosen)
    between.days_between()
    sentences.death_sentences(chosen)
    spoken.in_contacts()
    cases.table(chosen)


page.body(draw)
