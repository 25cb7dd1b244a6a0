"""A picture on a page: its title, the figure, its numbers, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import SimpleNamespace
from typing import Any, TypeAlias

import streamlit as st

from app_pages.frame import address, downloads, filters, lists, page, state
from app_pages.frame.text import plain
from charts.draw.picture import Picture
from charts.speech.language import _

Brushed: TypeAlias = Callable[[str, str], None] | None
"""What is called with both ends of a span that a reader drew over."""

scripts: list[str] = []
"""Where this server serves Plotly to the pages; empty where something else runs them."""


def picture(
    shown: Picture,
    key: str,
    *,
    selectable: bool = False,
    level: int = 2,
    noted: bool = True,
    brushed: Brushed = None,
    of: str = "",
) -> Any:
    """A picture with its title, subtitle, note, numbers and source line.

    With `selectable`, a click on a mark reruns the page (or the fragment around it), and the
    selection is returned as Streamlit gives it; the address keeps that on a chart of Plotly.
    `noted` is False where the page tells the note and the edition elsewhere. `brushed` is called
    with both ends of a span of the horizontal axis that a reader drew over; a span on a chart of
    Altair is given up where `of` changes.
    """
    with st.container(key=f"picture-{key}"):
        st.markdown(f"{'#' * level} {plain(shown.title)}")
        st.caption(plain(shown.subtitle))
        chosen = _draw(shown, key, selectable, brushed, of)
        state.offer(key)
        if shown.note and noted:
            st.caption(plain(shown.note))
        _foot(shown, key, noted)
    return chosen


@contextmanager
def adjust(key: str) -> Iterator[None]:
    """The box, at the right above a picture, that folds away what sets it."""
    with (
        st.container(horizontal=True, horizontal_alignment="right"),
        st.popover(_("Adjust"), icon=":material/tune:", key=key),
    ):
        yield


@contextmanager
def answered(asked: tuple[Any, ...], key: str) -> Iterator[None]:
    """The place of what a click on a picture asks for: each new one is brought into view."""
    with st.container(key=f"answer-{key}"):
        yield
        if asked:
            downloads.component("answer", "answer.js", isolated=False)(
                data={"asked": repr(asked)}, key=f"asked-{key}", height=1
            )


def picture_or_words(shown: Picture, key: str, *, selectable: bool = True) -> Any:
    """The picture; where it holds no numbers, only what its title says."""
    if shown.table.empty:
        st.info(plain(shown.title))
        return None
    return picture(shown, key, selectable=selectable)


def _draw(shown: Picture, key: str, selectable: bool, brushed: Brushed, of: str) -> Any:
    if shown.is_plotly:
        return _plot(shown, key, selectable, brushed)
    on_select: Any = partial(state.note_choice, key) if selectable else "ignore"
    told = st.vega_lite_chart(
        spec=shown.spec, width="stretch", key=key + of, on_select=on_select, alt=shown.alt
    )
    # Streamlit keeps the choice of a mark that is no longer there.
    chosen = {
        name: [mark for mark in marks if shown.holds(mark)] if isinstance(marks, list) else marks
        for name, marks in (told.selection.items() if selectable else ())
    }
    return SimpleNamespace(selection=chosen, parameter="")


def _plot(shown: Picture, key: str, selectable: bool, brushed: Brushed) -> Any:
    """The picture by our own component, which changes a chart where Streamlit's draws it anew.

    Returned is the mark that the address asks for, as Streamlit's own element would return it,
    and the parameter that does.
    """
    marks = shown.marks(st.query_params.get_all(key)) if selectable else []
    if address.follow(key, known=bool(marks)):
        state.note_choice(key)
    if scripts:
        downloads.component("plot", "plot.js", isolated=False)(
            data={
                "figure": shown.drawn,
                "chosen": [(trace, place) for trace, place, _mark in marks],
                "height": shown.figure.layout.height,
                "alt": shown.alt,
                "hint": _("Chart: the arrow keys go from mark to mark, Enter opens the one told.")
                if selectable
                else _("Chart: the arrow keys go from mark to mark."),
                "selectable": selectable,
                "brushed": brushed is not None,
                # Each span that is heard is answered by a drawing, also of a figure that stays.
                "spans": st.session_state.get(_spans(key), 0),
                "script": scripts[0],
            },
            key=key,
            on_mark_change=lambda: _chosen(shown, key),
            on_span_change=lambda: _heard(key, brushed),
        )
    else:
        st.plotly_chart(shown.figure, key=key, alt=shown.alt)
    points = [{"customdata": mark} for _trace, _place, mark in marks]
    return SimpleNamespace(selection={"points": points}, parameter=key)


def _spans(key: str) -> str:
    return f"{key}-spans"


def _chosen(shown: Picture, key: str) -> None:
    """A mark of the picture of this key was chosen, or given up (a callback)."""
    state.note_choice(key)
    address.write(key, shown.name_of(st.session_state[key]["mark"]))


def _heard(key: str, brushed: Brushed) -> None:
    """A reader drew over a span of the picture of this key (a callback)."""
    st.session_state[_spans(key)] = st.session_state.get(_spans(key), 0) + 1
    if brushed:
        brushed(*st.session_state[key]["span"])


@page.fragment
def _foot(shown: Picture, key: str, edition: bool) -> None:
    """The numbers behind a picture, opened on demand, and what they rest on."""
    with st.container(horizontal=True, vertical_alignment="center"):
        numbers = st.popover(
            _("Numbers"),
            icon=":material/table:",
            type="tertiary",
            on_change="rerun",
            key=f"numbers-{key}",
        )
        if edition:
            st.caption(plain(downloads.edition_line(state.selection(state.view()))))
    if numbers.open:
        with numbers:
            lists.small(shown.table, f"table-{key}", shown.title, placeholder="")
            lists.download(lambda: shown.table, key, type="secondary")
            chosen = state.selection(state.view())
            downloads.picture(shown, key, filters.shown(chosen, address.page()))
            downloads.addresses(shown, key)
