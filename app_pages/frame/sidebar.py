"""The shared frame of every page: language, filters, navigation and notes about the address."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any, Literal

import pandas as pd
import streamlit as st
from streamlit.errors import StreamlitAPIException

from analysis.tables.dataset import Dataset
from analysis.tables.filters import Filters
from app_pages import pages
from app_pages.frame import address, page, problems, state, uploaded
from app_pages.frame.state import Selection, View
from app_pages.frame.text import plain
from charts.speech import formats
from charts.speech import language as wording
from charts.speech.formats import listed, number
from charts.speech.language import LANGUAGES, _, plural
from charts.speech.names import Words


def navigation() -> list[Any]:
    """Every page of the dashboard, for Streamlit's navigation; the first is the front page."""
    return [
        st.Page(
            each.script,
            title=each.title,
            icon=f":material/{each.icon}:",
            help=each.question,
            default=each.name == pages.FRONT,
            url_path=each.name,
        )
        for each in pages.every()
    ]


def speak() -> None:
    """Set the language of the run before anything is written: a new wish of the address counts."""
    asked = st.query_params.get("lang") if address.changed("lang") else None
    wording.use(asked or st.session_state.get("lang") or "en")


def filters() -> None:
    """The shared filters, drawn in the sidebar; what they say is the view from here on."""
    key = state.data_key()
    record = state.dataset(key)
    words = state.words(key)
    _check_bound(record)
    with st.container(border=False):
        language = address.choose(
            st.selectbox,
            _("Language"),
            list(LANGUAGES),
            key="lang",
            text=lambda code: LANGUAGES[code],
            label_visibility="collapsed",
        )
        wording.use(language)
        chosen = _filters(record, words)
    state.remember(View(key, chosen, language))
    page.fragment(_count, key=page.COUNT)()


def _count() -> None:
    """How many rows the filters keep, and the way back to all of them."""
    chosen = state.view()
    st.caption(_selected(state.selection(chosen)))
    st.button(
        _("Reset the filters"),
        on_click=page.reset_filters,
        icon=":material/restart_alt:",
        key="reset-sidebar",
        disabled=chosen.filters == _default_filters(),
        width="stretch",
    )


def _selected(chosen: Selection) -> str:
    """How many rows of the main tables the filters keep, out of how many."""
    full = state.dataset(chosen.view.data)
    if chosen.view.filters == Filters():
        return plural("All {n} event", "All {n} events", len(full.events))
    return _(
        "{events} of {all_events} events and {contacts} of {all_contacts} contacts selected",
        events=number(len(chosen.shown.events)),
        all_events=number(len(full.events)),
        contacts=number(len(chosen.shown.contacts)),
        all_contacts=number(len(full.contacts)),
    )


def _filtered(name: Literal["actors", "domains", "directions"]) -> None:
    """A shared filter has changed (its callback): draw the page anew, and not its frame."""
    view = state.view()
    if _changed_too(view.filters):
        return
    chosen = tuple(sorted(st.session_state[name]))
    address.write(name, chosen)
    state.remember(view.with_filters(**{name: chosen}))
    # A page without such a body is drawn anew as a whole, without a word from here.
    with suppress(StreamlitAPIException):
        st.rerun([page.PAGE, page.COUNT, page.EXPORT])


def _changed_too(filters: Filters) -> bool:
    """Has a filter that draws everything anew been moved in the same moment?"""
    asked = st.session_state
    as_of = None if filters.as_of is None else filters.as_of.date()
    return (
        tuple(asked.get("years", filters.years)) != filters.years
        or asked.get("people", filters.people_of_states) != filters.people_of_states
        or asked.get("as_of", as_of) != as_of
    )


def _default_filters() -> Filters:
    return Filters(years=page.default_choices()["years"])


def _filters(record: Dataset, words: Words) -> Filters:
    first, last = int(record.events["date"].dt.year.min()), record.end.year
    years = _years(first, last)
    actors = address.choose_many(
        st.multiselect,
        _("Actors"),
        record.actors["actor_id"].tolist(),
        key="actors",
        text=words.actor_label,
        placeholder=_("Anyone"),
        on_change=_filtered,
        args=("actors",),
        help=_("Rows in which one of them takes part. A state stands for its people too."),
    )
    people = st.toggle(
        _("A state includes its people"), value=True, key="people", bind="query-params"
    )
    domains = address.choose_many(
        st.multiselect,
        _("Domains"),
        list(record.events["domain"].cat.categories),
        key="domains",
        text=lambda v: words.term("domain", v),
        placeholder=_("Any domain"),
        on_change=_filtered,
        args=("domains",),
    )
    directions = address.choose_many(
        st.multiselect,
        _("Who acts"),
        list(record.events["direction"].cat.categories),
        key="directions",
        text=lambda v: words.term("direction", v),
        placeholder=_("Anyone"),
        on_change=_filtered,
        args=("directions",),
    )
    as_of = st.date_input(
        _("As of"),
        value=None,
        min_value=record.events["date"].min().date(),
        max_value=record.end.date(),
        key="as_of",
        bind="query-params",
        format="YYYY-MM-DD",
        help=_("Replays the record as it stood at the end of that day."),
    )
    return Filters(
        years=(years[0], years[1]),
        actors=actors,
        domains=domains,
        directions=directions,
        as_of=pd.Timestamp(as_of) if as_of else None,
        people_of_states=people,
    )


def _years(first: int, last: int) -> tuple[int, int]:
    if first == last:
        # A slider of one value is none.
        return first, last
    years: tuple[int, int] = st.slider(
        _("Years"),
        first,
        last,
        page.default_choices()["years"],
        key="years",
        bind="query-params",
        help=_("The years that are drawn and listed. The temperature remembers what came before."),
    )
    _presets(first, last)
    # Years the wrong way round in an address mean the same span.
    return min(years), max(years)


def _presets(first: int, last: int) -> None:
    default_first = page.default_choices()["years"][0]
    spans = {
        _("All years"): (first, last),
        _("{first} to now", first=default_first): (default_first, last),
        _("Last 3 years"): (max(first, last - 2), last),
    }
    with st.container(horizontal=True, gap="small"):
        for number, (label, span) in enumerate(spans.items()):
            st.button(
                label,
                key=f"years-preset-{number}",
                type="tertiary",
                on_click=_set_years,
                args=(span,),
            )


def _set_years(span: tuple[int, int]) -> None:
    st.session_state["years"] = span


def _check_bound(record: Dataset) -> None:
    """Note what the address asks of widgets that Streamlit binds and that they cannot follow."""
    first, last = int(record.events["date"].dt.year.min()), record.end.year
    asked = address.news("years")
    if asked and not _is_span(asked[::-1], first, last) and not _is_span(asked, first, last):
        address.ignore("years", asked)
    asked = address.news("as_of")
    if asked and not _is_day(asked):
        address.ignore("as_of", asked)


def _is_span(values: list[str], first: int, last: int) -> bool:
    numbers = all(address.is_number(v, first, last) for v in values)
    return len(values) == 2 and numbers and int(values[0]) <= int(values[1])


def _is_day(values: list[str]) -> bool:
    try:
        return len(values) == 1 and bool(date.fromisoformat(values[0]))
    except ValueError:
        return False


def notes() -> None:
    """Say what of the address could not be followed."""
    for key, values in address.ignored().items():
        st.warning(
            _(
                "The address asks for {name} = {values}, which is not known here; the default is "
                "shown instead.",
                name=plain(key),
                values=plain(listed(values)),
            ),
            icon=":material/link_off:",
        )


def provenance() -> None:
    """Say at the top of every page when it does not show the folder's own record as of its end."""
    uploaded.notice()
    problems.notice()
    shown = state.view()
    if shown.filters.as_of is not None:
        st.info(
            _("The record as it stood on {date}.", date=formats.day(shown.filters.as_of)),
            icon=":material/history:",
        )
