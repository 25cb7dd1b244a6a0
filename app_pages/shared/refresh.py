"""Which part of the dashboard is drawn anew when a reader changes a filter: only what it changes.

The body of a page is a fragment with a key. A filter of the sidebar asks for that fragment, and for
the line that counts what is selected; the navigation, the filters and the frame stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st
from streamlit.errors import StreamlitAPIException

from app_pages.shared import address, state

PAGE, COUNT, EXPORT = "page", "count", "export"
"""Keys of the fragments: the body of the page, how many rows the filters keep, their export."""


def page(body: Callable[[], None]) -> None:
    """Draw the body of a page."""
    st.fragment(body, key=PAGE)()


def filtered(name: Literal["actors", "domains", "directions"]) -> None:
    """A shared filter has changed (its callback): draw the page anew, and not its frame."""
    chosen = tuple(sorted(st.session_state[name]))
    address.write(name, chosen)
    state.remember(state.view().with_filters(**{name: chosen}))
    try:
        st.rerun([PAGE, COUNT, EXPORT])
    except StreamlitAPIException:
        # A page without such a body: without a word from here, everything is drawn anew.
        return


def everything() -> None:
    """Draw everything anew, although what was pressed lies in the body of a page (a callback)."""
    st.rerun()
