"""Which part of the dashboard is drawn anew when a reader changes a filter: only what it changes.

The body of a page is a fragment with a key. A filter of the sidebar asks for that fragment, and for
the line that counts what is selected; the navigation, the filters and the frame stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Semaphore
from typing import Literal

import streamlit as st
from streamlit.errors import StreamlitAPIException

from analysis.tables.filters import Filters
from app_pages.frame import address, state

PAGE, COUNT, EXPORT = "page", "count", "export"
"""Keys of the fragments: the body of the page, how many rows the filters keep, their export."""


_turn = Semaphore()


def page(body: Callable[[], None]) -> None:
    """Draw the body of a page, when it is this reader's turn.

    Python computes one thing at a time. Fifty readers who are all half served take turns every few
    milliseconds and all wait twice as long as when one is served after the other.
    """

    def in_turn() -> None:
        with _turn:
            body()

    st.fragment(in_turn, key=PAGE)()


def filtered(name: Literal["actors", "domains", "directions"]) -> None:
    """A shared filter has changed (its callback): draw the page anew, and not its frame."""
    view = state.view()
    if _changed_too(view.filters):
        return
    chosen = tuple(sorted(st.session_state[name]))
    address.write(name, chosen)
    state.remember(view.with_filters(**{name: chosen}))
    try:
        st.rerun([PAGE, COUNT, EXPORT])
    except StreamlitAPIException:
        # A page without such a body: without a word from here, everything is drawn anew.
        return


def _changed_too(filters: Filters) -> bool:
    """Has a filter that draws everything anew been moved in the same moment?"""
    asked = st.session_state
    as_of = None if filters.as_of is None else filters.as_of.date()
    return (
        tuple(asked.get("years", filters.years)) != filters.years
        or asked.get("people", filters.people_of_states) != filters.people_of_states
        or asked.get("as_of", as_of) != as_of
    )


def everything() -> None:
    """Draw everything anew, although what was pressed lies in the body of a page (a callback)."""
    st.rerun()
