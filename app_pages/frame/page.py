"""What every page is made of: its head, its body, its sections, and words for an empty selection.

The body of a page is a fragment with a key. A filter of the sidebar asks for that fragment and for
the line that counts what is selected; the navigation, the filters and the frame stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Any

import streamlit as st

from app_pages import pages
from app_pages.frame import address, state
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.speech import language as wording
from charts.speech.formats import sentences
from charts.speech.language import _

PAGE, COUNT, EXPORT = "page", "count", "export"
"""Keys of the fragments that a filter draws anew: the body, the count of rows, their export."""


def fragment(function: Callable[..., None], key: str | None = None) -> Callable[..., None]:
    """A part of a page that is drawn anew by itself, in the reader's language."""

    @wraps(function)
    def speaking(*arguments: Any, **named: Any) -> None:
        # A run of a fragment begins without the language of the run that drew the page.
        wording.use(state.view().language)
        function(*arguments, **named)

    drawn: Callable[..., None] = st.fragment(speaking, key=key)
    return drawn


def body(draw: Callable[[], None]) -> None:
    """Draw the body of a page."""
    fragment(draw, key=PAGE)()


def header(name: str, more: str = "") -> None:
    """The head of a page: its title and the question that it answers, and `more` to say of it."""
    page = pages.page(name)
    st.title(plain(page.title), anchor=False)
    st.caption(sentences([page.question, more]))


def section(
    label: str, sections: Mapping[str, tuple[str, Callable[[], None]]], *, key: str
) -> Callable[[], None]:
    """The switch between the sections of a page; returns what draws the chosen one.

    `sections` holds, by the name in the address, what the reader sees and the function.
    """
    chosen = address.choose(
        st.segmented_control,
        label,
        list(sections),
        key=key,
        text=lambda name: sections[name][0],
        label_visibility="collapsed",
    )
    return sections[chosen][1]


@contextmanager
def drawer(label: str, key: str) -> Iterator[bool]:
    """A box that opens on demand; tells whether it is open, so that only then it is filled."""
    box = st.expander(label, on_change="rerun", key=key)
    with box:
        yield bool(box.open)


def empty(chosen: Selection, what: str, key: str) -> None:
    """Say in words that nothing is selected, and offer to reset the filters."""
    st.info(what, icon=":material/filter_alt_off:")
    st.button(_("Reset the filters"), on_click=reset_filters, key=f"reset-{key}")


def reset_filters() -> None:
    """Put every shared filter back to its default (a callback)."""
    for name, value in default_choices().items():
        st.session_state[name] = value
    # Everything is drawn anew, although what was pressed may lie in the body of a page.
    st.rerun()


def default_choices() -> dict[str, Any]:
    """The default of each shared filter, by its key in the address."""
    record = state.dataset(state.data_key())
    end = record.end.year
    first = int(record.events["date"].dt.year.min())
    return {
        # A record that ends before the usual first year opens whole.
        "years": (max(2015, first) if end >= 2015 else first, end),
        "actors": [],
        "domains": [],
        "directions": [],
        "as_of": None,
        "people": True,
    }
