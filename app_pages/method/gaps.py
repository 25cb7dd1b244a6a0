"""What is known to be missing."""

from __future__ import annotations

import streamlit as st

from analysis.evidence import gaps
from app_pages.frame.state import Selection
from app_pages.frame.text import in_markdown, plain
from charts.speech.language import _, language


def listed_gaps(chosen: Selection) -> None:
    """What is known to be missing."""
    if chosen.view.filters.as_of is not None:
        st.info(_("The list of gaps describes the whole record and is not shown as of a day."))
        return
    known = [(title, lines) for title, lines in gaps.listed(chosen.record.gaps) if title]
    if not known:
        st.info(_("The tables come without a list of known gaps."))
    elif language() != "en":
        st.caption(_("The list is written in English."))
    for title, lines in known:
        with st.expander(plain(title)):
            st.markdown(in_markdown(lines))
