"""The sections of the contacts page: one for each question, computed only while it is open.

Each reads from top to bottom as it looks, and draws on `contacts_steps` for what it shows.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from analysis.contacts.often import MEASURES, UNKNOWN
from analysis.contacts.silence import LEVELS
from app_pages.cards import contact
from app_pages.contacts import steps
from app_pages.contacts.steps import Silence
from app_pages.frame import address, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.contacts import places, planning
from charts.contacts import silence as contacts_silence
from charts.draw.picture import Picture
from charts.speech.formats import number
from charts.speech.language import _, plural

METRIC, METRIC_LETTER, METRIC_EDGES = 168, 7.2, 36
"""Pixels of a figure in a frame (two stand side by side on a phone), of a letter above it, and of
what stands around it."""

PER_PAGE = 5
"""Contacts whose two accounts one screen compares."""


def clicked(event: Any) -> tuple[Any, ...]:
    """The customdata of the mark that was clicked on a Plotly picture; empty if none."""
    points = event.selection.points if event else []
    data = points[0].get("customdata") if points else None
    if data is None:
        return ()
    return tuple(data) if isinstance(data, (list, tuple)) else (data,)


def drawn(shown: Picture, key: str, *, selectable: bool = True) -> Any:
    """The picture, and what was clicked on it; where it holds no numbers, only what it says."""
    if shown.table.empty:
        st.info(plain(shown.title))
        return None
    return picture(shown, key, selectable=selectable)


@page.fragment
def how_often() -> None:
    """How often did they meet? A heatmap, and the contacts of the cell that was clicked."""
    view = state.view()
    chosen = state.selection(view)
    cuts = {
        "year-month": _("Year × month"),
        "year-level": _("Year × level"),
        "year-format": _("Year × format"),
        "level-format": _("Level × format"),
    }
    measures = {"contacts": _("Contacts"), "days": _("Days")}
    with st.container(horizontal=True):
        cut = address.choose(
            st.segmented_control,
            _("By"),
            list(cuts),
            key="contacts_by",
            text=cuts.__getitem__,
            wrap=True,
        )
        measure = address.choose(
            st.segmented_control,
            _("Counted as"),
            list(MEASURES),
            key="contacts_measure",
            text=measures.__getitem__,
            wrap=True,
        )
        who = _asker(chosen)
    options = {"cut": cut, "measure": measure, "who": who}
    rows = steps.asked(chosen, who)
    if rows.empty:
        st.info(_("No contact passes the filters for which this is the answer to who asked."))
        return
    shown = state.result(steps.frequency, view, **options)
    cell = clicked(picture(shown, f"contacts-{cut}", selectable=True))
    if cell:
        rows = state.result(steps.in_cell, view, cell=cell, **options)
        st.markdown(f"**{plain(steps.cell_name(chosen, cut, cell))}**")
    contact.listing(rows, chosen, "contacts-cell")


def _asker(chosen: Selection) -> str:
    sides = [side.code for side in chosen.record.pair.sides]

    def label(who: str) -> str:
        if who == steps.ANYONE:
            return _("Anyone")
        return planning.answer_name("requested_by", who, chosen.words)

    return address.choose(
        st.segmented_control,
        _("Asked for by"),
        [steps.ANYONE, *sides, "both", UNKNOWN],
        key="contacts_asked",
        text=label,
        wrap=True,
    )


@page.fragment
def how_long_silent() -> None:
    """How long did they not meet? A saw-tooth by level, and one for the visits of an office."""
    view = state.view()
    chosen = state.selection(view)
    words = chosen.words
    found = {level: state.result(steps.level_silence, view, level=level) for level in LEVELS}
    st.caption(
        _("Days without a contact at that level or above, as of the end of the record shown.")
    )
    longest = max(len(words.term("rank", level)) for level in LEVELS)
    width = max(METRIC, int(METRIC_LETTER * longest + METRIC_EDGES))
    with st.container(horizontal=True):
        for level, silence in found.items():
            days, rank = contacts_silence.standing(silence.present, silence.total)
            st.metric(
                words.term("rank", level),
                days,
                rank or None,
                delta_color="off",
                delta_arrow="off",
                border=True,
                width=width,
            )
    level = address.choose(
        st.segmented_control,
        _("Level"),
        list(LEVELS),
        key="contacts_level",
        text=lambda value: words.term("rank", value),
    )
    _silence(found[level], f"contacts-silence-{level}")
    _visits(chosen)


def _silence(silence: Silence, key: str) -> None:
    drawn(silence.picture, key, selectable=False)
    items = [
        "1. "
        + _(
            "**{days}**, {span}; ended by {contact} (rank {rank} of {total} on record)",
            days=plural("{n} day", "{n} days", int(row.days)),
            span=plain(contacts_silence.span(row.since, row.until)),
            contact=_card_link(row.ended_by, silence),
            rank=number(row.rank),
            total=number(silence.total),
        )
        if row.ended_by
        else "1. "
        + _(
            "**{days}**, {span}, ongoing; last contact before it: {contact} (rank {rank} of "
            "{total} on record)",
            days=plural("{n} day", "{n} days", int(row.days)),
            span=plain(contacts_silence.span(row.since, row.until)),
            contact=_card_link(row.before, silence),
            rank=number(row.rank),
            total=number(silence.total),
        )
        for row in silence.top.itertuples()
    ]
    if items:
        st.markdown("\n".join(items))


def _card_link(contact_id: str, silence: Silence) -> str:
    name = plain(silence.names.get(contact_id, contact_id))
    return f"[{name}](contacts?{contact.PARAMETER}={contact_id})"


def _visits(chosen: Selection) -> None:
    """The silences of one office in one city of the other side."""
    options = state.result(steps.visit_options, chosen.view)
    if not options:
        return
    st.divider()
    visit = address.choose(
        st.selectbox,
        _("Visits of one office to the other side"),
        options,
        key="contacts_visit",
        text=lambda value: steps.visit_name(value, chosen.words),
        help=_(
            "Offices whose dates are on record and hold on the day of the visit; an office without "
            "dates is left out. An open end is read as the day before the next holder began."
        ),
    )
    _silence(state.result(steps.visit_silence, chosen.view, visit=visit), "contacts-visits")


@page.fragment
def who_met_whom() -> None:
    """Who met whom? The same people as a matrix and as a network."""
    view = state.view()
    chosen = state.selection(view)
    shapes = {"matrix": _("Matrix"), "network": _("Network")}
    with st.container(horizontal=True):
        shape = address.choose(
            st.segmented_control,
            _("Drawn as"),
            list(shapes),
            key="contacts_shape",
            text=shapes.__getitem__,
            wrap=True,
        )
        people = address.choose(
            st.segmented_control,
            _("The busiest of each side"),
            [str(n) for n in steps.PEOPLE],
            key="contacts_people",
            text=lambda n: number(int(n)),
            wrap=True,
        )
    step = steps.matrix if shape == "matrix" else steps.network
    shown = state.result(step, view, people=int(people))
    if shown.table.empty:
        st.info(_("In none of these contacts is a person of each side on record."))
        contact.listing(chosen.shown.contacts, chosen, "contacts-people")
        return
    picked = clicked(picture(shown, f"contacts-{shape}", selectable=True))
    if picked:
        rows = steps.with_people(chosen, picked)
        st.markdown(f"**{plain(chosen.words.actor_names(picked))}**")
        contact.listing(rows, chosen, "contacts-people")


@page.fragment
def where() -> None:
    """Where did they meet? A map, and whose ground it was."""
    view = state.view()
    chosen = state.selection(view)
    event = drawn(state.result(steps.world, view), "contacts-map")
    picked = event.selection.get(places.SELECTION) if event else None
    if picked:
        names = {row.get("place") for row in picked}
        table = chosen.shown.contacts
        contact.listing(table[table["place_city"].isin(names)], chosen, "contacts-place")
    drawn(state.result(steps.grounds, view), "contacts-grounds", selectable=False)


@page.fragment
def about_what() -> None:
    """About what? Topics by year and by who raised them, and those that one side leaves out."""
    view = state.view()
    chosen = state.selection(view)
    shown = state.result(steps.topics, view)
    if shown.table.empty:
        st.info(_("None of these contacts has a topic on record."))
        return
    cell = clicked(picture(shown, "contacts-topics", selectable=True))
    if cell:
        topic, year, who = cell
        rows = steps.on_topic(chosen, topic, int(year), who)
        contact.listing(rows, chosen, "contacts-topic")
    apart = state.result(steps.left_out, view)
    bar = clicked(drawn(apart, "contacts-left-out"))
    _explain_sets(chosen)
    if bar:
        contact.listing(steps.only_one_names(chosen, *bar), chosen, "contacts-left-out")


def _explain_sets(chosen: Selection) -> None:
    a, b = (chosen.words.side(side.code) for side in chosen.record.pair.sides)
    st.caption(
        _(
            "How the topics are compared: A is the set of topics that {a} raised, B those that {b} "
            "raised, S those raised by both or recorded without saying by whom. In common is "
            "(A ∩ B) ∪ S; only {a} is A − B − S; only {b} is B − A − S. What a side does not name "
            "is read from these lists, not from the full text of its account.",
            a=plain(a),
            b=plain(b),
        )
    )


@page.fragment
def two_accounts() -> None:
    """Whose account is known, and the two accounts side by side, a few contacts at a time."""
    view = state.view()
    chosen = state.selection(view)
    picture(state.result(steps.accounts, view), "contacts-accounts")
    st.markdown(f"### {_('The two accounts side by side')}")
    _explain_sets(chosen)
    apart = st.toggle(
        _("Only contacts where each side names a topic that the other does not"),
        key="contacts_apart",
        bind="query-params",
    )
    heard = state.result(steps.two_accounts, view, apart=apart)
    if heard.empty:
        st.info(_("Of none of these contacts are both accounts on record."))
        return
    pages = -(-len(heard) // PER_PAGE)
    st.caption(
        plural(
            "{n} contact with both accounts on record, the latest first.",
            "{n} contacts with both accounts on record, the latest first.",
            len(heard),
        )
    )
    page = st.pagination(pages, key="contacts_page", bind="query-params") if pages > 1 else 1
    for row in heard.iloc[(page - 1) * PER_PAGE : page * PER_PAGE].to_dict("records"):
        contact.compared_accounts(row, chosen.words)


@page.fragment
def asked_and_planned() -> None:
    """Who asked, was it planned, how long did it last?"""
    view = state.view()
    chosen = state.selection(view)
    for answer, by in (("requested_by", "level"), ("scheduled", "format")):
        key = f"contacts-{answer}"
        shown = state.result(steps.known_by, view, answer=answer, by=by)
        part = clicked(drawn(shown, key))
        if part:
            kind, which = part
            rows = steps.answered(chosen, answer, by, kind, which)
            contact.listing(rows, chosen, key)
    bar = clicked(drawn(state.result(steps.durations, view), "contacts-durations"))
    if bar:
        contact.show(str(bar[0]), chosen, "durations")
