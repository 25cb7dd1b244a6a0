"""What is known to be missing."""

from __future__ import annotations

import streamlit as st

from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.speech.language import _, language


def gaps(chosen: Selection) -> list[tuple[str, list[str]]]:
    """The known gaps, as sections of lines: headings and items of the file, as plain text."""
    sections: list[tuple[str, list[str]]] = []
    for line in chosen.record.gaps.splitlines():
        if line.startswith("## "):
            sections.append((line[3:].strip(), []))
        elif line.strip() and sections and not line.startswith("#"):
            sections[-1][1].append(line.removeprefix("- ").strip())
    return [section for section in sections if section[1]]


def section(chosen: Selection) -> None:
    """What is known to be missing."""
    st.markdown(f"### {_('Known gaps')}")
    if chosen.view.filters.as_of is not None:
        st.info(_("The list of gaps describes the whole record and is not shown as of a day."))
        return
    listed = gaps(chosen)
    if not listed:
        st.info(_("The tables come without a list of known gaps."))
    elif language() != "en":
        st.caption(_("The list is written in English."))
    for title, items in listed:
        with st.expander(plain(title)):
            st.markdown("\n".join(f"- {plain(item)}" for item in items))
