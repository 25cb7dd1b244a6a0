"""One actor: offices, events, contacts, words, cases, company."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.actors import profile
from analysis.tables import kinds
from analysis.tables.dataset import all_names
from analysis.tables.offices import of_person, rank_of
from app_pages.actors import actor as actors
from app_pages.actors import company
from app_pages.cards import listing, shell
from app_pages.frame import address, downloads, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.actors import profile as charts
from charts.draw.picture import Picture
from charts.draw.time import Window
from charts.speech.formats import day, listed, number
from charts.speech.language import _

METRIC_WIDTH = 165

CASE_WIDTHS = {
    "person": 190,
    "status": 150,
    "detained": 95,
    "released": 95,
    "held_by": 95,
    "allegation": 240,
}
"""In pixels: an allegation may be long, and the dates are to be in view."""


def summary(chosen: Selection, actor: str) -> pd.Series:
    """How many rows pass the filters; first and last are of the whole record."""
    ids = actors.members(chosen, actor)
    counts = profile.summary(state.measure(actors.seen, chosen.view), ids)
    known = profile.summary(state.measure(actors.seen, chosen.view.record), ids)
    ends = ["first", "first_precision", "last", "last_precision"]
    counts[ends] = known[ends]
    return counts


def figures(counts: pd.Series) -> dict[str, str]:
    """The counts of `summary` by what is counted, in words."""
    named = {
        _("Events"): "events",
        _("Contacts"): "contacts",
        _("Statements"): "statements",
        _("Cases"): "consular_cases",
    }
    return {label: number(counts[table]) for label, table in named.items()}


def offices(chosen: Selection, actor: str) -> Picture:
    record = chosen.record
    held = profile.terms(record.offices, [actor], record.end)
    first = held["since"].min() if held["known_start"].any() else record.events["date"].min()
    return charts.offices(held, first, record.end, chosen.words)


def in_events(chosen: Selection, actor: str) -> Picture:
    own = profile.roles_in_events(chosen.shown.events, actors.members(chosen, actor))
    window = Window.of_years(*chosen.years, chosen.record.end)
    return charts.in_events(own, profile.intensity(own), window, chosen.words)


def counterparts(chosen: Selection, actor: str) -> Picture:
    met = profile.counterparts(chosen.shown.contacts, actors.members(chosen, actor))
    return charts.counterparts(met, chosen.words)


def places(chosen: Selection, actor: str) -> Picture:
    where = profile.places(chosen.shown.contacts, actors.members(chosen, actor))
    return charts.places(where, chosen.words)


def stances(chosen: Selection, actor: str) -> Picture:
    said = profile.stances(chosen.shown.statements, actors.members(chosen, actor))
    return charts.stances(said, chosen.words)


def section() -> None:
    """Who this is, and what is on record about it."""
    chosen = state.selection(state.view())
    actor = actors.choose(_("Actor"), "actor", chosen, actors.of_side(chosen, 0))
    with st.container(horizontal=True):
        downloads.brief(actor)
    _facts(actor, chosen)
    _offices(actor)
    _events(actor)
    _contacts(actor)
    _statements(actor)
    _cases(actor, chosen)
    company.section(actor)


def _facts(actor: str, chosen: Selection) -> None:
    """Who this is, and when it appears."""
    row = chosen.record.actors.set_index("actor_id").loc[actor]
    words = chosen.words
    own = words.actor(actor)
    st.markdown(f"## {plain(own)}")
    facts = [
        words.term("actor_kind", row["kind"]),
        words.country(row["country"]) if row["country"] else "",
        listed(name for name in all_names(row.to_dict()) if name != own),
    ]
    st.caption(" · ".join(plain(fact) for fact in facts if fact))
    members = len(actors.members(chosen, actor))
    if members > 1:
        st.caption(
            _(
                "With its people, organisations and companies: {n} actors in all.",
                n=number(members),
            )
        )
    counts = state.measure(summary, chosen.view, actor=actor)
    st.markdown(
        _(
            "First appearance: **{first}**. Last appearance: **{last}**.",
            first=plain(day(counts["first"], counts["first_precision"])),
            last=plain(day(counts["last"], counts["last_precision"])),
        )
    )
    with st.container(horizontal=True, gap="small"):
        for label, count in figures(counts).items():
            st.metric(label, count, border=True, width=METRIC_WIDTH)


@page.fragment
def _offices(actor: str) -> None:
    """The offices on a timeline, and the rank on any date."""
    chosen = state.selection(state.view())
    record = chosen.record
    if not record.offices["actor_id"].eq(actor).any():
        return
    picture(state.result(offices, chosen.view, actor=actor), "actor-offices")
    first, end = record.events["date"].min(), record.end
    when = address.day(_("Rank on"), first, end, end, key="actor_rank_on")
    held = of_person(record.offices, actor, when)
    if held.empty:
        st.markdown(_("No office on record on {date}.", date=plain(day(when))))
        return
    st.markdown(
        _(
            "On {date}: **{rank}** ({offices}).",
            date=plain(day(when)),
            rank=plain(chosen.words.term("rank", rank_of(record.offices, actor, when))),
            offices=plain(listed(chosen.words.office(office) for office in held["office"])),
        )
    )
    if not held["dated"].any():
        st.caption(_("The dates of these offices are not on record, so they serve for any date."))
    elif held["until"].isna().any():
        st.caption(_("No end of such an office is on record: it may have ended since."))


@page.fragment
def _events(actor: str) -> None:
    """The events that the actor starts, and those of which it is the target."""
    chosen = state.selection(state.view())
    shown = state.result(in_events, chosen.view, actor=actor)
    shell.clicked(picture(shown, "actor-events", selectable=True), "events")
    actors.drawer(actor, "events", chosen)


@page.fragment
def _contacts(actor: str) -> None:
    """With whom the actor met, and where."""
    chosen = state.selection(state.view())
    left, right = st.columns(2)
    with left:
        picture(state.result(counterparts, chosen.view, actor=actor), "actor-met")
    with right:
        picture(state.result(places, chosen.view, actor=actor), "actor-places")
    actors.drawer(actor, "contacts", chosen)


@page.fragment
def _statements(actor: str) -> None:
    """What the actor says, by stance."""
    chosen = state.selection(state.view())
    picture(state.result(stances, chosen.view, actor=actor), "actor-stances")
    actors.drawer(actor, "statements", chosen)


def _cases(actor: str, chosen: Selection) -> None:
    """The consular cases of the actor, where there are any."""
    table = "consular_cases"
    cases = actors.rows(chosen, actor, table).sort_index()
    if not cases.empty:
        st.markdown(f"## {_('Cases')}")
        columns = kinds.of(table).columns
        listing.rows(cases, table, columns, chosen, "actor-cases", widths=CASE_WIDTHS)
