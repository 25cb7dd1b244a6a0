"""How long did they not meet? A saw-tooth by level, and one for the visits of an office."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from analysis.contacts import silence
from app_pages.frame import address, links, page, state
from app_pages.frame.picture import picture_or_words
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.contacts import silence as charts
from charts.contacts.names import named
from charts.draw.picture import Picture
from charts.speech.formats import capital, days_range, number, sentences
from charts.speech.language import _
from charts.speech.names import Words

METRIC, METRIC_LETTER, METRIC_EDGES = 168, 7.2, 36
"""Pixels of a figure in a frame (two stand side by side on a phone), of a letter above it, and of
what stands around it."""


class Silence(NamedTuple):
    """The silences of one group of contacts: drawn, all on record, those seen, what ended each."""

    picture: Picture
    found: pd.DataFrame
    seen: pd.DataFrame
    names: dict[str, str]


def level_silence(chosen: Selection, level: str) -> Silence:
    """The silences of contacts at this level or above."""
    table = silence.at_or_above(chosen.history.contacts, level)
    label = chosen.words.term("rank", level)
    highest = level == silence.LEVELS[0]
    return _silence(chosen, table, label if highest else _("{level} or above", level=label))


def visit_silence(chosen: Selection, visit: str) -> Silence:
    """The silences of visits of one office to one city (see `visit_options`)."""
    _side, office, city = visit.split("|")
    table = silence.visits_of(_visits(chosen), office, city)
    return _silence(chosen, table, visit_name(visit, chosen.words), visits=True)


def visit_name(visit: str, words: Words) -> str:
    """What the visits of an office to a city are called."""
    _side, office, city = visit.split("|")
    return _("{office} in {city}", office=capital(words.office(office)), city=words.place(city))


def visit_options(chosen: Selection) -> list[str]:
    """Offices that were received in a city, as side|office|city, the most visited first."""
    found = silence.offices_received(_visits(chosen))
    return [
        f"{row.side}|{row.office}|{row.place_city}"
        for row in found.itertuples()
        if "|" not in f"{row.office}{row.place_city}"
    ]


def _visits(chosen: Selection) -> pd.DataFrame:
    a, b = chosen.record.pair.sides
    hosts = {"side_a": (b.code, *b.also), "side_b": (a.code, *a.also)}
    return silence.visits(chosen.history.contacts, chosen.record.offices, hosts)


def _silence(chosen: Selection, table: pd.DataFrame, who: str, *, visits: bool = False) -> Silence:
    end = chosen.record.end
    first, last = chosen.years
    window = pd.Timestamp(first, 1, 1), min(pd.Timestamp(last, 12, 31), end)
    found = silence.silences(table, end)
    seen = silence.within(found, *window)
    names = named(table, chosen.words, [*seen["before"], *seen["ended_by"]])
    teeth = silence.saw_tooth(found, end)
    some = chosen.partial("contacts")
    shown = charts.saw_tooth(teeth, seen, window, names, who, visits=visits, filtered=some)
    return Silence(shown, found, seen, names)


@page.fragment
def how_long_silent() -> None:
    view = state.view()
    chosen = state.selection(view)
    words = chosen.words
    found = {level: state.result(level_silence, view, level=level) for level in silence.LEVELS}
    counted = _("Days without a contact at that level or above, as of the end of the record shown.")
    some = _("Only contacts that pass the filters count.") if chosen.partial("contacts") else ""
    st.caption(sentences([counted, some]))
    longest = max(len(words.term("rank", level)) for level in found)
    with st.container(horizontal=True):
        for level, one in found.items():
            days, rank = charts.standing(silence.current(one.found), len(one.found))
            st.metric(
                plain(words.term("rank", level)),
                days,
                rank or None,
                delta_color="off",
                delta_arrow="off",
                border=True,
                width=max(METRIC, int(METRIC_LETTER * longest + METRIC_EDGES)),
            )
    level = address.choose(
        st.segmented_control,
        _("Level"),
        list(found),
        key="contacts_level",
        text=lambda value: words.term("rank", value),
    )
    _show(found[level], f"contacts-silence-{level}")
    options = state.measure(visit_options, view)
    if not options:
        return
    st.divider()
    visit = address.choose(
        st.selectbox,
        _("Visits to the other side, by office"),
        options,
        key="contacts_visit",
        text=lambda value: visit_name(value, words),
        help=_(
            "By the office that the visitor held on that day. Without dates it counts if the "
            "visitor has no other office on record; an office with an unsure visit is left out. "
            "An open end means the day before the next holder began."
        ),
    )
    _show(state.result(visit_silence, view, visit=visit), "contacts-visits")


def _show(found: Silence, key: str) -> None:
    """The saw-tooth, and its longest silences in words, each linked to the contact beside it."""
    picture_or_words(found.picture, key, selectable=False)
    told = [f"1. {_told(row, found)}" for row in silence.longest(found.seen).itertuples()]
    if told:
        st.markdown("\n".join(told))


def _told(row: Any, found: Silence) -> str:
    contact = row.ended_by or row.before
    text = (
        _("**{days}**, {span}; ended by {contact} (rank {rank} of {total} on record)")
        if row.ended_by
        else _(
            "**{days}**, {span}, ongoing; last contact before it: {contact} (rank {rank} of "
            "{total} on record)"
        )
    )
    return text.format(
        days=days_range(row.days_least, row.days_most),
        span=plain(charts.span(row)),
        contact=links.markdown(found.names.get(contact, contact), links.row("contacts", contact)),
        rank=number(row.rank),
        total=number(len(found.found)),
    )
