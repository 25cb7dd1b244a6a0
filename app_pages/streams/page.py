"""What do machines that read the news count, and where does the curated record differ?"""

import streamlit as st

from analysis.streams import StreamError
from app_pages.frame import page, state
from app_pages.frame.text import plain
from app_pages.streams import lines, misses, roots, source, volume
from charts.speech.language import _

SECTIONS = {
    "lines": (_("Two lines"), lines.section),
    "volume": (_("Volume"), volume.section),
    "misses": (_("What each misses"), misses.section),
    "roots": (_("Kinds of acts"), roots.section),
}


def draw() -> None:
    """What is shown, and the chosen section."""
    chosen = state.selection(state.view())
    page.header("streams")
    source.told(chosen)
    try:
        source.counts(chosen, source.stream(chosen))
    except StreamError as error:
        st.error(plain(source.said(error, source.folder(chosen.view.data))))
        return
    page.section(_("Question"), SECTIONS, key="streams_section")()


page.body(draw)
