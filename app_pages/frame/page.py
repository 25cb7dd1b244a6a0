"""What every page is made of: the panel, its head, its body, its sections, and empty selections."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import streamlit as st

from app_pages import pages
from app_pages.frame import address, downloads, state
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.speech import language as wording
from charts.speech.formats import sentences
from charts.speech.language import LANGUAGES, _

fragment = state.fragment

Sections = Mapping[str, tuple[str, Callable[[], None]]]
"""By the name in the address, what the reader sees and the function that draws it."""

LOOKS = Path(__file__).parent / "page.css"
"""How a page is laid out on paper."""


def body(draw: Callable[[], None]) -> None:
    """Draw the body of a page."""
    fragment(draw)()


def speak() -> None:
    """Set the language of the run before anything is written: a new wish of the address counts."""
    asked = st.query_params.get("lang") if address.changed("lang") else None
    wording.use(asked or st.session_state.get("lang") or "en")


def navigation() -> dict[str, list[Any]]:
    """Every page by its group, for Streamlit's navigation; the first is the front page."""
    groups: dict[str, list[Any]] = {}
    for each in pages.every():
        drawn = st.Page(
            each.script,
            title=each.title,
            icon=f":material/{each.icon}:",
            help=each.question,
            default=each.name == pages.FRONT,
            url_path=each.name,
        )
        groups.setdefault(each.group, []).append(drawn)
    return groups


def menu(groups: dict[str, list[Any]]) -> None:
    """The panel below the search: the pages in their groups, and the language."""
    for group, found in groups.items():
        with st.container(gap="xsmall"):  # Any closer, and the links lie over each other.
            st.caption(group)
            for each in found:
                st.page_link(each, width="stretch")
    language = address.choose(
        st.selectbox,
        _("Language"),
        LANGUAGES,
        key="lang",
        label_visibility="collapsed",
    )
    wording.use(language)


def head(name: str) -> None:
    """The head of a page: its title, and beside it what a reader takes away of the page."""
    title = state.words(state.data_key()).title() if name == pages.FRONT else pages.page(name).title
    with st.container(horizontal=True, horizontal_alignment="distribute", gap="small"):
        st.title(plain(title), anchor=False, width="content")
        with st.container(gap=None, width="content"):
            downloads.by_keyboard()
            downloads.take_away(name)
    st.html(LOOKS)


def header(name: str, more: str = "") -> None:
    """The question that a page answers, and `more` to say of it."""
    st.caption(sentences([pages.page(name).question, more]))


def section(
    label: str, sections: Sections, *, key: str, whole: Collection[str] = ()
) -> Callable[[], None]:
    """The switch between the sections of a page; returns what draws the chosen one.

    `whole` names those that tell of the whole record, whatever the filters.
    """
    chosen = address.choose(
        st.segmented_control,
        label,
        {name: said for name, (said, _draw) in sections.items()},
        key=key,
        label_visibility="collapsed",
    )
    if chosen in whole:
        st.caption(_("Only the filter “As of” acts here."))
    return sections[chosen][1]


@contextmanager
def drawer(label: str, key: str) -> Iterator[bool]:
    """A box that opens on demand; tells whether it is open, so that only then it is filled."""
    box = st.expander(label, on_change="rerun", key=key)
    with box:
        yield bool(box.open)


def empty(chosen: Selection, what: str, key: str) -> None:
    """Say in words that nothing is selected, and offer to reset the filters where any is set."""
    st.info(what, icon=":material/filter_alt_off:")
    if chosen.view.filtered:
        st.button(_("Reset the filters"), on_click=reset_filters, key=f"reset-{key}")


def reset_filters() -> None:
    """Put every shared filter back to its default (a callback)."""
    st.session_state.update(default_choices())
    # Everything is drawn anew, although what was pressed may lie in the body of a page.
    st.rerun()


def default_choices() -> dict[str, Any]:
    """The default of each shared filter, by its key in the address."""
    return {
        "years": state.default_years(state.dataset(state.data_key())),
        "actors": [],
        "actors_match": "any",
        "actors_role": "named",
        "people": True,
        "topics": [],
        "domains": [],
        "directions": [],
        "as_of": "",
    }
