"""The address of a view: choices kept in the query string under short, stable names.

Widgets whose value reads the same in every language (years, dates, switches) are bound to the
address by Streamlit itself (`bind="query-params"`). Streamlit writes the *label* of a choice into
the address, and labels change with the language; so choices among named options go through
`choose` and `choose_many`, which write the option's own id.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from analysis.tables.dates import last_of
from app_pages import pages
from app_pages.frame.text import plain
from charts.speech.language import _

_SEEN = "_address_seen"
_IGNORED = "_address_ignored"
_PAGE = "_address_page"
_SWITCHED = "_address_switched"

WINDOW = "window"


def begin(page: str) -> None:
    """Start a run: note whether the page changed, and forget the last run's complaints."""
    st.session_state[_SWITCHED] = st.session_state.get(_PAGE, page) != page
    st.session_state[_PAGE] = page
    st.session_state[_IGNORED] = {}


def window(own: str, given_up: bool, found: Callable[[str], None]) -> None:
    """Let the browser's window make one step of all that one run writes, and remember `own`.

    Where neither `own` nor `given_up` says what became of tables of a reader's own that the window
    showed before, `found` is called with their key.
    """
    _window()(
        data={"own": own, "given_up": given_up},
        key=WINDOW,
        height=1,
        on_own_change=lambda: found(st.session_state[WINDOW]["own"]),
    )


@lru_cache(maxsize=1)
def _window() -> Callable[..., Any]:
    script = (Path(__file__).parent / "window.js").read_text(encoding="utf-8")
    component: Callable[..., Any] = st.components.v2.component(WINDOW, js=script)
    return component


def switched() -> bool:
    """Has the reader gone to another page with this run?"""
    return bool(st.session_state.get(_SWITCHED))


def page() -> str:
    """The name of the page that is open."""
    return st.session_state.get(_PAGE) or pages.FRONT


def ignored() -> dict[str, list[str]]:
    """What the address asked for and this run could not follow: parameter, values."""
    kept: dict[str, list[str]] = st.session_state.get(_IGNORED, {})
    return kept


def ignore(key: str, values: Sequence[str]) -> None:
    """Note values of a parameter that could not be followed."""
    st.session_state.setdefault(_IGNORED, {})[key] = list(values)


def changed(key: str) -> bool:
    """Does the address hold other values of a parameter than those last read or written?"""
    seen: dict[str, list[str]] = st.session_state.setdefault(_SEEN, {})
    return st.query_params.get_all(key) != seen.get(key, [])


def news(key: str) -> list[str] | None:
    """The values of a parameter if the address changed from outside, else None.

    From outside means: a first load, a link, the browser's back button; not our own writing. A
    switch of page empties the address, which is no wish to reset the parameter.
    """
    values = st.query_params.get_all(key)
    if not changed(key) or (not values and switched()):
        return None
    st.session_state[_SEEN][key] = values
    return values


def follow(key: str, *, known: bool) -> bool:
    """Give up what the address asks of a parameter where it is not known; is it new, and known?"""
    asked = news(key)
    if not known:
        if asked:
            ignore(key, asked)
        write(key, [])
    return known and asked is not None


def is_number(text: str, least: int, most: int) -> bool:
    """Is this a whole number within these bounds, in plain digits?"""
    return bool(re.fullmatch("[0-9]{1,9}", text)) and least <= int(text) <= most


def write(key: str, values: Sequence[str]) -> None:
    """Put the values of a parameter into the address; none removes it."""
    wanted = list(values)
    st.session_state.setdefault(_SEEN, {})[key] = wanted
    if st.query_params.get_all(key) != wanted:
        if wanted:
            st.query_params[key] = wanted
        else:
            del st.query_params[key]


def _wish(key: str, options: Collection[str]) -> list[str] | None:
    """What the address newly asks of a choice, as far as it is known; None where nothing."""
    asked = news(key)
    if asked is None:
        return None
    known, unknown = sorted_out(asked, options)
    if unknown:
        ignore(key, unknown)
    return known


def sorted_out(values: Sequence[str], options: Collection[str]) -> tuple[list[str], list[str]]:
    """Those of the values that are among the options, and those that are not."""
    known = [value for value in values if value in options]
    return known, [value for value in values if value not in options]


def _said(widget: Callable[..., Any], text: Callable[[str], str]) -> Callable[[str], str]:
    """The words of an option, which every widget but a list that opens reads as Markdown."""
    return text if widget in (st.selectbox, st.multiselect) else lambda each: plain(text(each))


def choose(
    widget: Callable[..., Any],
    label: str,
    options: Sequence[str] | Mapping[str, str],
    *,
    key: str,
    text: Callable[[str], str] = str,
    default: str | None = None,
    **settings: Any,
) -> Any:
    """One choice among named options (selectbox, segmented control, radio), kept in the address.

    A mapping holds the options and the words of each; else `text` gives them. Returns the chosen
    option, or the default when a segmented control is emptied. The default is the first option
    unless given, and is not written into the address.
    """
    if isinstance(options, Mapping):
        options, text = list(options), options.__getitem__
    fallback = options[0] if default is None else default
    if widget is st.selectbox:
        settings = {"placeholder": _("Choose"), **settings}
    wish = _wish(key, options)
    if wish is not None or st.session_state.get(key) not in options:
        st.session_state[key] = wish[0] if wish else fallback
    said = _said(widget, text)
    chosen = widget(label, options, format_func=said, key=key, persist_state="session", **settings)
    value = fallback if chosen is None else chosen
    write(key, [] if value == fallback else [value])
    return value


def choose_many(
    widget: Callable[..., Any],
    label: str,
    options: Sequence[str],
    *,
    key: str,
    text: Callable[[str], str],
    **settings: Any,
) -> tuple[str, ...]:
    """Any number of named options (multiselect, pills), kept in the address, sorted by id."""
    known = set(options)
    wish = _wish(key, known)
    kept = st.session_state.get(key, []) if wish is None else wish
    st.session_state[key] = [value for value in kept if value in known]
    said = _said(widget, text)
    chosen = widget(label, options, format_func=said, key=key, persist_state="session", **settings)
    write(key, sorted(chosen))
    return tuple(sorted(chosen))


def day(
    label: str,
    first: pd.Timestamp,
    last: pd.Timestamp,
    default: pd.Timestamp,
    *,
    key: str,
    **settings: Any,
) -> pd.Timestamp:
    """A day from `first` to `last`, kept in the address; what lies outside is moved to the end."""
    least, most = first.date(), last.date()
    kept = st.session_state.get(key)
    if kept is not None and not least <= kept <= most:
        st.session_state[key] = min(max(kept, least), most)
    picked = st.date_input(
        label,
        value=min(max(default.date(), least), most),
        min_value=least,
        max_value=most,
        key=key,
        bind="query-params",
        persist_state="session",
        format="YYYY-MM-DD",
        width=170,
        **settings,
    )
    return pd.Timestamp(picked)


def typed_day(label: str, first: date, last: date, *, key: str, **settings: Any) -> date | None:
    """A day that a reader types, kept in the address; it counts on Enter. None where empty.

    A month or a year means its last day. What is no day from `first` to `last` is noted, and
    counts as none.
    """
    text = st.text_input(
        label, key=key, bind="query-params", placeholder=_("YYYY-MM-DD"), max_chars=20, **settings
    ).strip()
    if not text:
        return None
    day = day_between(text, first, last)
    if day is None:
        ignore(key, [text])
    return day


def day_between(text: str, first: date, last: date) -> date | None:
    """The day that a text means, none later than `last`; None where it is none from `first` on."""
    day = last_of(text)
    return min(day, last) if day and first <= day else None
