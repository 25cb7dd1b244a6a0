"""The filters of every page: one row above it, what is set of them, notes about the address."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

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
from charts.speech.formats import labelled, listed, number
from charts.speech.language import _, language, plural
from charts.speech.names import Words


def row(shown: str) -> None:
    """The filters that act on the page `shown`, what is set, and how much they keep.

    What they say is the view from here on. The others keep what was chosen, and are not seen.
    """
    key, acting = state.data_key(), pages.page(shown).filters
    record, words = state.dataset(key), state.words(key)
    _check_bound(record)
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="filters"):
        asked = _widgets(record, words, acting)
        view = View(key, asked, language())
        state.remember(view)
        chips = list(_chips(asked, record, words))
        here = [chip for chip in chips if chip.filter in acting]
        for place, chip in enumerate(here):
            st.button(
                plain(chip.label),
                on_click=chip.lift,
                icon=":material/close:",
                icon_position="right",
                help=_("Remove"),
                key=f"chip-{place}",
            )
        if here and view.filtered:
            st.button(
                _("Reset"),
                on_click=page.reset_filters,
                icon=":material/restart_alt:",
                type="tertiary",
                key="reset-filters",
            )
        if "actors" in acting:
            count = _selected(state.selection(state.view()), _table_of(shown))
            st.caption(plain(count), width="content")
        if view.filtered and (kept := [chip.label for chip in chips if chip not in here]):
            told = _("Kept for other pages and “Export”: {filters}.", filters=listed(kept))
            st.caption(plain(told), width="content")
    _unmoved(shown, asked, words)


def options(record: Dataset) -> dict[str, list[str]]:
    """What may be chosen of each filter among named choices, by its key in the address."""
    events = record.events
    return {
        "actors": record.actors["actor_id"].tolist(),
        "actors_match": ["any", "all"],
        "actors_role": ["named", "part"],
        "people": ["true", "false"],
        "topics": list(record.topics),
        "domains": list(events["domain"].cat.categories),
        "directions": list(events["direction"].cat.categories),
    }


def read(query: Mapping[str, list[str]], record: Dataset) -> tuple[Filters, dict[str, list[str]]]:
    """The filters that an address asks for, as the widgets of a page would be set by it.

    `query` holds the values of each parameter. Returned beside them is what could not be followed.
    """
    first, last = record.years
    known: dict[str, list[str]] = {}
    ignored: dict[str, list[str]] = {}
    for key, allowed in options(record).items():
        known[key], ignored[key] = address.sorted_out(query.get(key, []), allowed)
    years, days = query.get("years", []), query.get("as_of", [])[:1]
    if years and not _are_years(years, first, last):
        ignored["years"], years = years, []
    day = address.day_between(
        "".join(days).strip(), record.events["date"].min().date(), record.end.date()
    )
    if any(days) and day is None:
        ignored["as_of"] = days
    low, high = sorted(map(int, years)) if years else state.default_years(record)
    asked = Filters(
        years=(low, high),
        as_of=pd.Timestamp(day) if day else None,
        people_of_states=known["people"][:1] != ["false"],
        together=known["actors_match"][:1] == ["all"],
        named=known["actors_role"][:1] != ["part"],
        **{key: tuple(sorted(set(known[key]))) for key in NARROWED if key != "years"},
    )
    return asked, {key: values for key, values in ignored.items() if values}


def _widgets(record: Dataset, words: Words, acting: Collection[str]) -> Filters:
    events, offered = record.events, options(record)

    def box(label: str, name: str, *held: str) -> Any:
        """A box of filters; where none acts it is there all the same, to keep what was chosen."""
        return st.popover(
            label, key=_key("filter", name, not set(acting).isdisjoint(held or [name]))
        )

    with box(_("Years"), "years"):
        years = _years(*record.years)
    with box(_("Actors"), "actors"):
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
    more = _narrowing(words)
    del more["actors"]
    # Where the day alone acts, the box is named after it.
    named = _("As of") if set(acting) == {"as_of"} else _("More filters")
    with box(named, "more", *more, "as_of"):
        chosen = {}
        for name, (label, text) in more.items():
            with st.container(key=_key("field", name, name in acting)):
                chosen[name] = _many(label, offered[name], name, text)
        as_of = address.typed_day(
            _("As of: the record as it stood at the end of"),
            events["date"].min().date(),
            record.end.date(),
            key="as_of",
            help=_("A day, as 2020-08-25; a month or a year means its last day."),
        )
    return Filters(
        years=years,
        actors=actors,
        as_of=pd.Timestamp(as_of) if as_of else None,
        people_of_states=people,
        together=match == "all",
        named=role == "named",
        **chosen,
    )


def _narrowing(words: Words) -> dict[str, tuple[str, Callable[[str], str]]]:
    """The filters among named values: what each is called, and the words for its values."""
    return {
        "actors": (_("Actors"), words.actor),
        "topics": (_("Topics"), partial(words.term, "topic")),
        "domains": (_("Domains"), partial(words.term, "domain")),
        "directions": (_("Who acts"), partial(words.term, "direction")),
    }


def _key(kind: str, name: str, acts: bool) -> str:
    """The key of what holds filters: one that begins with `idle` is not seen (see page.css)."""
    return f"{kind if acts else 'idle'}-{name}"


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
    _typed_years(first, last, years)
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


def _typed_years(first: int, last: int, years: tuple[int, int]) -> None:
    """Two fields beside the slider, for who would rather type; they count on Enter.

    What was typed stays as it is, also the wrong way round, until the years change otherwise.
    """
    fields = {"year_first": _("From year"), "year_last": _("To year")}
    typed = [st.session_state.get(key) for key in fields]
    if set(typed) != set(years):
        st.session_state.update(zip(fields, sorted(years), strict=True))
    with st.container(horizontal=True, gap="small"):
        for key, label in fields.items():
            st.number_input(
                label,
                first,
                last,
                key=key,
                width=130,
                on_change=lambda: _put("years", tuple(sorted(map(st.session_state.get, fields)))),
            )


def said(asked: Filters, record: Dataset, words: Words) -> list[str]:
    """The filters in words; none where all is shown."""
    return [chip.label for chip in _chips(asked, record, words)]


def shown(chosen: Selection, name: str) -> str:
    """What acts on a page of the filters that are set, in a sentence; "" where nothing does."""
    record, acting = state.dataset(chosen.view.data), pages.page(name).filters
    chips = _chips(chosen.view.filters, record, chosen.words)
    said = [chip.label for chip in chips if chip.filter in acting]
    return _("Shown: {filters}.", filters=listed(said)) if said else ""


class Chip(NamedTuple):
    """A choice that is set: the filter it belongs to, its words, and what lifts it."""

    filter: str
    label: str
    lift: Callable[[], None]


def _chips(asked: Filters, record: Dataset, words: Words) -> Iterator[Chip]:
    """What is set."""
    whole = record.years
    if asked.years and asked.years != whole:
        span = "–".join(map(str, dict.fromkeys(asked.years)))
        yield Chip("years", span, lambda: _put("years", whole))
    for key, (_label, text) in _narrowing(words).items():
        chosen = getattr(asked, key)
        for value in chosen:
            rest = [each for each in chosen if each != value]
            yield Chip(key, text(value), lambda key=key, rest=rest: _put(key, rest))
    if asked.together:
        yield Chip("actors", _("all of them together"), lambda: _put("actors_match", "any"))
    if not asked.named:
        yield Chip("actors", _("take part"), lambda: _put("actors_role", "named"))
    if not asked.people_of_states:
        yield Chip("actors", _("countries alone"), lambda: _put("people", True))
    if asked.as_of is not None:
        told = _("as of {date}", date=formats.day(asked.as_of))
        yield Chip("as_of", told, lambda: _put("as_of", ""))


def _put(key: str, value: Any) -> None:
    """Set a filter (a callback)."""
    st.session_state[key] = value


def _table_of(shown: str) -> str:
    """The table that this page is about, if filters narrow it; else none."""
    rows = (t for t, kind in kinds.KINDS.items() if kind.filtered and kind.has_card)
    return next((table for table in rows if kinds.of(table).page == shown), "")


def _selected(chosen: Selection, table: str) -> str:
    """How many rows of the table, or how many events, the filters keep, out of how many."""
    full = state.dataset(chosen.view.data)
    if table not in ("", "events"):
        kept, rows = chosen.shown.tables()[table], full.tables()[table]
        count = _("{shown} of {n}", shown=number(len(kept)), n=number(len(rows)))
        return labelled(chosen.words.term("table", table), count)
    if chosen.view.filters == Filters():
        return plural("All {n} event", "All {n} events", len(full.events))
    return plural(
        "{shown} of {n} event",
        "{shown} of {n} events",
        len(full.events),
        shown=number(len(chosen.shown.events)),
    )


def _unmoved(shown: str, asked: Filters, words: Words) -> None:
    """Say which of the filters that are set narrow nothing of what this page is about."""
    acting, table = pages.page(shown).filters, _table_of(shown)
    idle = [
        name
        for key, (name, _text) in _narrowing(words).items()
        if getattr(asked, key) and key in acting and table and table not in NARROWED[key]
    ]
    if idle:
        st.caption(
            _(
                "Without effect on the page {page}: {filters}.",
                page=pages.page(shown).title,
                filters=listed(idle),
            )
        )


def _check_bound(record: Dataset) -> None:
    """Note what the address asks of widgets that Streamlit binds and that they cannot follow."""
    first, last = record.years
    asked = address.news("years")
    if asked and not _are_years(asked, first, last):
        address.ignore("years", asked)


def _are_years(values: list[str], first: int, last: int) -> bool:
    """Are these two years of the record, in either order?"""
    return len(values) == 2 and all(address.is_number(v, first, last) for v in values)


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
