"""Is what happened here usual? Episodes of several pairs, from the day that set each off."""

import streamlit as st

from app_pages.compare import clock, course, durations, means, said
from app_pages.compare.packages import given
from app_pages.frame import page
from charts.compare import names
from charts.speech.language import _


def draw() -> None:
    """The chosen section."""
    page.header("compare", names.episode())
    sections = {
        "clock": (_("On one clock"), clock.section),
        "durations": (_("How long"), durations.section),
        "means": (_("By what means"), means.section),
        "said": (_("What was said"), said.section),
        "course": (_("Temperature"), course.section),
    }
    shown = page.section(_("Show"), sections, key="compare_part")
    if given().episodes.empty:
        st.info(_("None of the records here has an episode."), icon=":material/compare_arrows:")
        return
    shown()


page.body(draw)
