"""The filters of every page: one row above it, what is set of them, notes about the address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import streamlit as st

from analysis.tables import kinds
from analysis.tables.dataset import Dataset
from analysis.tables.filters import NARROWED, Filters
from app_pages import pages
from app_pages.frame import address, page, problems, state
from app_pages.frame.state import Selection, View
from app_pages.frame.text import plain
from charts.speech import formats
from charts.speech.formats import listed, number
from charts.speech.language import _, language, plural
from charts.speech.names import Words


def row(shown: str) -> None:
    """The filters above the page `shown`, what is set, and how much they keep.

    What they say is the view from here on.
    """
    key = state.data_key()
    record, words = state.dataset(key), state.words(key)
    _check_bound(record)
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="filters"):
        asked = _widgets(record, words)
        state.remember(View(key, asked, language()))
        for place, (label, lift) in enumerate(_chips(asked, record, words)):
            st.button(
                label,
                on_click=lift,
                icon=":material/close:",
                icon_position="right",
                help=_("Remove"),
                key=f"chip-{place}",
            )
        if asked != Filters(years=page.default_choices()["years"]):
            st.button(
                _("Reset"),
                on_click=page.reset_filters,
                icon=":material/restart_alt:",
                type="tertiary",
                key="reset-filters",
            )
        st.caption(_selected(state.selection(state.view())), width="content")
    _unmoved(shown, asked)


def _widgets(record: Dataset, words: Words) -> Filters:
    events = record.events
    with st.popover(_("Years"), key="filter-years"):
        years = _years(int(events["date"].dt.year.min()), record.end.year)
    with st.popover(_("Actors"), key="filter-actors"):
        actors = _many(_("Actors"), record.actors["actor_id"].tolist(), "actors", words.actor_label)
        match = address.choose(
            st.radio,
            _("Of several actors"),
            ["any", "all"],
            key="actors_match",
            text={"any": _("any of them"), "all": _("all of them together")}.__getitem__,
            horizontal=True,
        )
        role = address.choose(
            st.radio,
            _("Rows in which they"),
            ["named", "part"],
            key="actors_role",
            text={
                "named": _("take part or are spoken of"),
                "part": _("take part"),
            }.__getitem__,
            horizontal=True,
        )
        people = st.toggle(
            _("For a country, also its people, bodies and companies"),
            value=True,
            key="people",
            bind="query-params",
        )
    with st.popover(_("Topics"), key="filter-topics"):
        found = events["topics"].explode().dropna().unique()
        topics = _many(_("Topics"), sorted(found), "topics", lambda v: words.term("topic", v))
    with st.popover(_("Domains"), key="filter-domains"):
        domains = _many(
            _("Domains"),
            list(events["domain"].cat.categories),
            "domains",
            lambda v: words.term("domain", v),
        )
    with st.popover(_("Who acts"), key="filter-directions"):
        directions = _many(
            _("Who acts"),
            list(events["direction"].cat.categories),
            "directions",
            lambda v: words.term("direction", v),
        )
    with st.popover(_("As of"), key="filter-as-of"):
        as_of = address.typed_day(
            _("The record as it stood at the end of"),
            events["date"].min().date(),
            record.end.date(),
            key="as_of",
            help=_("A day, as 2020-08-25; a month or a year means its last day."),
        )
    return Filters(
        years=years,
        actors=actors,
        domains=domains,
        directions=directions,
        as_of=pd.Timestamp(as_of) if as_of else None,
        people_of_states=people,
        together=match == "all",
        named=role == "named",
        topics=topics,
    )


def _many(label: str, options: list[str], key: str, text: Callable[[str], str]) -> tuple[str, ...]:
    """Any of these options: only those that hold what is typed are offered, none all at once."""
    return address.choose_many(
        st.multiselect,
        label,
        options,
        key=key,
        text=text,
        placeholder=_("Any"),
        filter_mode="contains",
        select_all=False,
        label_visibility="collapsed",
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
    default_first = page.default_choices()["years"][0]
    spans = {
        _("All years"): (first, last),
        _("{first} to now", first=default_first): (default_first, last),
        _("Last 3 years"): (max(first, last - 2), last),
    }
    with st.container(horizontal=True, gap="small"):
        for place, (label, span) in enumerate(spans.items()):
            st.button(
                label,
                key=f"years-preset-{place}",
                type="tertiary",
                on_click=_put,
                args=("years", span),
            )
    # Years the wrong way round in an address mean the same span.
    return min(years), max(years)


def _chips(
    asked: Filters, record: Dataset, words: Words
) -> Iterator[tuple[str, Callable[[], None]]]:
    """What is set: the words of each choice, and what lifts it."""
    whole = int(record.events["date"].dt.year.min()), record.end.year
    if asked.years and asked.years != whole:
        yield "–".join(map(str, dict.fromkeys(asked.years))), lambda: _put("years", whole)
    for key, chosen, text in (
        ("actors", asked.actors, words.actor),
        ("topics", asked.topics, lambda v: words.term("topic", v)),
        ("domains", asked.domains, lambda v: words.term("domain", v)),
        ("directions", asked.directions, lambda v: words.term("direction", v)),
    ):
        for value in chosen:
            rest = [each for each in chosen if each != value]
            yield plain(text(value)), lambda key=key, rest=rest: _put(key, rest)
    if asked.together:
        yield _("all of them together"), lambda: _put("actors_match", "any")
    if not asked.named:
        yield _("take part"), lambda: _put("actors_role", "named")
    if not asked.people_of_states:
        yield _("countries alone"), lambda: _put("people", True)
    if asked.as_of is not None:
        said = _("as of {date}", date=formats.day(asked.as_of))
        yield said, lambda: _put("as_of", "")


def _put(key: str, value: Any) -> None:
    """Set a filter (a callback)."""
    st.session_state[key] = value


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


def _unmoved(shown: str, asked: Filters) -> None:
    """Say which of the filters that are set narrow nothing of what this page is about."""
    names = {
        "actors": _("Actors"),
        "topics": _("Topics"),
        "domains": _("Domains"),
        "directions": _("Who acts"),
    }
    main = next((t for t, k in kinds.KINDS.items() if k.page == shown and k.filtered), "")
    idle = [
        name
        for key, name in names.items()
        if getattr(asked, key) and main and main not in NARROWED[key]
    ]
    if idle:
        st.caption(
            _(
                "Not narrowed on the page {page}: {filters}.",
                page=pages.page(shown).title,
                filters=listed(idle),
            )
        )


def _check_bound(record: Dataset) -> None:
    """Note what the address asks of widgets that Streamlit binds and that they cannot follow."""
    first, last = int(record.events["date"].dt.year.min()), record.end.year
    asked = address.news("years")
    if asked and not _is_span(asked[::-1], first, last) and not _is_span(asked, first, last):
        address.ignore("years", asked)


def _is_span(values: list[str], first: int, last: int) -> bool:
    numbers = all(address.is_number(v, first, last) for v in values)
    return len(values) == 2 and numbers and int(values[0]) <= int(values[1])


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
    problems.notice()
    shown = state.view()
    if shown.filters.as_of is not None:
        st.info(
            _("The record as it stood on {date}.", date=formats.day(shown.filters.as_of)),
            icon=":material/history:",
        )
