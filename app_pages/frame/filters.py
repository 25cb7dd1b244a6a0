"""The filters of every page: one row above it, what is set of them, notes about the address."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
                plain(label),
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


def options(record: Dataset) -> dict[str, list[str]]:
    """What may be chosen of each filter among named choices, by its key in the address."""
    events = record.events
    return {
        "actors": record.actors["actor_id"].tolist(),
        "actors_match": ["any", "all"],
        "actors_role": ["named", "part"],
        "people": ["true", "false"],
        "topics": sorted(events["topics"].explode().dropna().unique()),
        "domains": list(events["domain"].cat.categories),
        "directions": list(events["direction"].cat.categories),
    }


def read(query: Mapping[str, list[str]], record: Dataset) -> tuple[Filters, dict[str, list[str]]]:
    """The filters that an address asks for, as the widgets of a page would be set by it.

    `query` holds the values of each parameter. Returned beside them is what could not be followed.
    """
    first, last = _span(record)
    known: dict[str, list[str]] = {}
    ignored: dict[str, list[str]] = {}
    for key, allowed in options(record).items():
        known[key], ignored[key] = address.sorted_out(query.get(key, []), allowed)
    years, days = query.get("years", []), query.get("as_of", [])[:1]
    if years and not (_is_span(years, first, last) or _is_span(years[::-1], first, last)):
        ignored["years"], years = years, []
    day = address.day_between(
        "".join(days).strip(), record.events["date"].min().date(), record.end.date()
    )
    if any(days) and day is None:
        ignored["as_of"] = days
    low, high = sorted(map(int, years)) if years else page.default_years(record)
    asked = Filters(
        years=(low, high),
        as_of=pd.Timestamp(day) if day else None,
        people_of_states=known["people"][:1] != ["false"],
        together=known["actors_match"][:1] == ["all"],
        named=known["actors_role"][:1] != ["part"],
        **{key: tuple(sorted(set(known[key]))) for key in NARROWED if key != "years"},
    )
    return asked, {key: values for key, values in ignored.items() if values}


def _span(record: Dataset) -> tuple[int, int]:
    """The first and the last year of the record."""
    return int(record.events["date"].dt.year.min()), record.end.year


def _widgets(record: Dataset, words: Words) -> Filters:
    events, offered = record.events, options(record)
    with st.popover(_("Years"), key="filter-years"):
        years = _years(*_span(record))
    with st.popover(_("Actors"), key="filter-actors"):
        actors = _many(_("Actors"), offered["actors"], "actors", words.actor_label)
        match = address.choose(
            st.radio,
            _("Of several actors"),
            offered["actors_match"],
            key="actors_match",
            text={"any": _("any of them"), "all": _("all of them together")}.__getitem__,
            horizontal=True,
        )
        role = address.choose(
            st.radio,
            _("Rows in which they"),
            offered["actors_role"],
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
        topics = _many(_("Topics"), offered["topics"], "topics", lambda v: words.term("topic", v))
    with st.popover(_("Domains"), key="filter-domains"):
        domains = _many(
            _("Domains"),
            offered["domains"],
            "domains",
            lambda v: words.term("domain", v),
        )
    with st.popover(_("Who acts"), key="filter-directions"):
        directions = _many(
            _("Who acts"),
            offered["directions"],
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


def said(asked: Filters, record: Dataset, words: Words) -> list[str]:
    """The filters in words; none where all is shown."""
    return [label for label, _lift in _chips(asked, record, words)]


def _chips(
    asked: Filters, record: Dataset, words: Words
) -> Iterator[tuple[str, Callable[[], None]]]:
    """What is set: the words of each choice, and what lifts it."""
    whole = _span(record)
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
            yield text(value), lambda key=key, rest=rest: _put(key, rest)
    if asked.together:
        yield _("all of them together"), lambda: _put("actors_match", "any")
    if not asked.named:
        yield _("take part"), lambda: _put("actors_role", "named")
    if not asked.people_of_states:
        yield _("countries alone"), lambda: _put("people", True)
    if asked.as_of is not None:
        told = _("as of {date}", date=formats.day(asked.as_of))
        yield told, lambda: _put("as_of", "")


def _put(key: str, value: Any) -> None:
    """Set a filter (a callback)."""
    st.session_state[key] = value


def _selected(chosen: Selection) -> str:
    """How many events the filters keep, out of how many."""
    full = state.dataset(chosen.view.data)
    if chosen.view.filters == Filters():
        return plural("All {n} event", "All {n} events", len(full.events))
    return plural(
        "{shown} of {n} event",
        "{shown} of {n} events",
        len(full.events),
        shown=number(len(chosen.shown.events)),
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
    first, last = _span(record)
    asked = address.news("years")
    if asked and not _is_span(asked[::-1], first, last) and not _is_span(asked, first, last):
        address.ignore("years", asked)


def _is_span(values: list[str], first: int, last: int) -> bool:
    numbers = all(address.is_number(v, first, last) for v in values)
    return len(values) == 2 and numbers and int(values[0]) <= int(values[1])


def notes() -> None:
    """Say what of the address could not be followed."""
    for key, values in address.ignored().items():
        st.warning(note(plain(key), plain(listed(values))), icon=":material/link_off:")


def note(name: str, values: str) -> str:
    """What is said of values of a parameter that could not be followed."""
    return _(
        "The address asks for {name} = {values}, which is not known here; the default is "
        "shown instead.",
        name=name,
        values=values,
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
