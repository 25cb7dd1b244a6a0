"""The sections of the page of actors: one profile, two side by side, governments by term."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analysis.tables import kinds
from analysis.tables.dataset import all_names
from analysis.tables.offices import of_person, rank_of
from app_pages.actors import steps
from app_pages.cards import event
from app_pages.events.steps import picked
from app_pages.frame import address, lists, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.draw.picture import Picture
from charts.governments import MEASURES, greatest, measure_name, term_name
from charts.speech.formats import capital, day, degrees, labelled, listed, number
from charts.speech.language import LANGUAGES, _

LISTED = 1000
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


def chooser(label: str, key: str, chosen: Selection, default: str | None = None) -> str:
    """A list of actors that is searched by any name or alias; the choice is in the address."""
    view = chosen.view
    options = state.result(steps.offered, view.record)
    names = state.result(steps.labels, view.record)
    asked = st.query_params.get(key)
    if asked in names and asked not in options:
        options = [*options, asked]
    picked_actor: str = address.choose(
        st.selectbox,
        label,
        options,
        key=key,
        text=names.__getitem__,
        default=default,
        help=_("Type any name ({languages}) or alias.", languages=listed(LANGUAGES.values())),
    )
    return picked_actor


def profile() -> None:
    """One actor: offices, events, contacts, words, cases, company."""
    view = state.view()
    chosen = state.selection(view)
    actor = chooser(_("Actor"), "actor", chosen, steps.state_of(chosen, "a"))
    _facts(actor, chosen)
    _offices(actor, chosen)
    _events(actor)
    _contacts(actor)
    _words(actor)
    _cases(actor, chosen)
    _company(actor)


def _facts(actor: str, chosen: Selection) -> None:
    """Who this is, when it appears, and what rank it held on a day."""
    row = chosen.record.actors.set_index("actor_id").loc[actor]
    words = chosen.words
    counts = state.result(steps.summary, chosen.view, actor=actor)
    others = dict.fromkeys(all_names(row.to_dict()))
    others.pop(words.actor(actor), None)
    st.markdown(f"### {plain(words.actor(actor))}")
    facts = [
        words.term("actor_kind", row["kind"]),
        words.country(row["country"]) if row["country"] else "",
        listed(others),
    ]
    st.caption(" · ".join(plain(fact) for fact in facts if fact))
    if len(steps.members(chosen, actor)) > 1:
        st.caption(
            _(
                "With its people, organisations and companies: {n} actors in all.",
                n=number(len(steps.members(chosen, actor))),
            )
        )
    st.markdown(
        _(
            "First appearance: **{first}**. Last appearance: **{last}**.",
            first=plain(day(counts["first"])),
            last=plain(day(counts["last"])),
        )
    )
    figures = [
        (_("Events"), number(counts["events"])),
        (_("Contacts"), number(counts["contacts"])),
        (_("Statements"), number(counts["statements"])),
        (_("Cases"), number(counts["consular_cases"])),
    ]
    with st.container(horizontal=True, gap="small"):
        for label, value in figures:
            st.metric(label, value, border=True, width=METRIC_WIDTH)


@page.fragment
def _offices(actor: str, chosen: Selection) -> None:
    """The offices on a timeline, and the rank on any date."""
    view = state.view()
    record = chosen.record
    if record.offices["actor_id"].eq(actor).sum() == 0:
        return
    picture(state.result(steps.offices, view, actor=actor), "actor-offices")
    on = st.date_input(
        _("Rank on"),
        value=record.end.date(),
        min_value=record.events["date"].min().date(),
        max_value=record.end.date(),
        key="actor_rank_on",
        bind="query-params",
        format="YYYY-MM-DD",
    )
    when = pd.Timestamp(on)
    rank = rank_of(record.offices, actor, when)
    if not rank:
        st.markdown(_("No office on record on {date}.", date=plain(day(when))))
        return
    held = of_person(record.offices, actor, when)
    st.markdown(
        _(
            "On {date}: **{rank}** ({offices}).",
            date=plain(day(when)),
            rank=plain(chosen.words.term("rank", rank)),
            offices=plain(listed(chosen.words.office(office) for office in held["office"])),
        )
    )
    if not held["dated"].any():
        st.caption(_("The dates of these offices are not on record, so they serve for any date."))
    elif held["end"].isna().any():
        st.caption(_("No end of such an office is on record: it may have ended since."))


@page.fragment
def _events(actor: str) -> None:
    """The events that the actor starts, and those of which it is the target."""
    view = state.view()
    chosen = state.selection(view)
    shown = state.result(steps.in_events, view, actor=actor)
    drawn = picture(shown, "actor-events", selectable=True)
    event_id = picked(drawn.selection if drawn else {})
    if event_id:
        event.show(event_id, chosen, "actor")
    _rows(actor, "events", _("The events of this actor"))


@page.fragment
def _contacts(actor: str) -> None:
    """With whom the actor met, and where."""
    view = state.view()
    left, right = st.columns(2)
    with left:
        picture(state.result(steps.counterparts, view, actor=actor), "actor-met")
    with right:
        picture(state.result(steps.places, view, actor=actor), "actor-places")
    _rows(actor, "contacts", _("The contacts of this actor"))


@page.fragment
def _words(actor: str) -> None:
    """What the actor says, by stance."""
    view = state.view()
    picture(state.result(steps.stances, view, actor=actor), "actor-stances")
    _rows(actor, "statements", _("Statements by this actor, or about it"))


def _cases(actor: str, chosen: Selection) -> None:
    """The consular cases of the actor, where there are any."""
    cases = steps.rows_of(chosen, actor, "consular_cases")
    if not cases.empty:
        st.markdown(f"### {_('Cases')}")
        lists.rows(
            cases,
            "consular_cases",
            kinds.of("consular_cases").columns,
            chosen,
            "actor-cases",
            widths=CASE_WIDTHS,
        )


def _tables() -> dict[str, str]:
    """The tables whose rows an actor takes part in, with what they are called here."""
    return {
        "events": _("The events of this actor"),
        "contacts": _("The contacts of this actor"),
        "statements": _("Statements by this actor, or about it"),
    }


def _rows(actor: str, table: str, label: str, key: str = "actor") -> None:
    """The rows behind a picture, opened on demand."""
    chosen = state.selection(state.view())
    rows = steps.rows_of(chosen, actor, table)
    if rows.empty:
        return
    name = _("{label} ({n})", label=label, n=number(len(rows)))
    with page.drawer(name, f"open-{key}-{table}") as opened:
        if opened:
            lists.rows(rows.head(LISTED), table, kinds.of(table).columns, chosen, f"{key}-{table}")


@page.fragment
def _company(actor: str) -> None:
    """With whom the actor appears; a click lists what they share."""
    view = state.view()
    shown = state.result(steps.network, view, actor=actor)
    drawn = picture(shown, "actor-network", selectable=True)
    partner = picked(drawn.selection if drawn else {})
    if partner and partner != actor:
        _together(actor, partner)


def _together(actor: str, partner: str) -> None:
    """The rows that two actors share, and the way to the other's profile."""
    chosen = state.selection(state.view())
    names = [chosen.words.actor(who) for who in (actor, partner)]
    st.markdown(f"#### {plain(_('{one} and {other}', one=names[0], other=names[1]))}")
    if st.button(
        _("Open the profile of {name}", name=plain(names[1])),
        icon=":material/badge:",
        key="to-profile",
    ):
        st.query_params["actor"] = partner
        st.rerun()
    for table in ("events", "contacts", "statements"):
        rows = steps.shared_rows(chosen, actor, partner, table)
        if not rows.empty:
            lists.rows(rows, table, kinds.of(table).columns, chosen, f"together-{table}")


def comparison() -> None:
    """Two actors side by side."""
    view = state.view()
    chosen = state.selection(view)
    left, right = st.columns(2)
    with left:
        one = chooser(_("Actor"), "actor", chosen, steps.state_of(chosen, "a"))
    with right:
        default = steps.state_of(chosen, "a" if one == steps.state_of(chosen, "b") else "b")
        other = chooser(_("Compared with"), "actor_with", chosen, default)
    if one == other:
        st.info(_("Choose two different actors to compare."), icon=":material/compare_arrows:")
        return
    table = state.result(steps.comparison, view, one=one, other=other)
    # Unlike a data frame, a table breaks its lines, so that a phone shows both columns.
    st.table(
        table.set_index(_("Indicator")).map(plain).rename(columns=plain),
        alt=_("Table of {n} rows", n=len(table)),
    )
    lists.download(lambda: table, "actor-comparison")
    picture(state.result(steps.compared, view, one=one, other=other), "actors-by-year")
    for place, actor in zip(st.columns(2), (one, other), strict=True):
        with place:
            st.markdown(f"### {plain(chosen.words.actor(actor))}")
            picture(state.result(steps.in_events, view, actor=actor), f"compare-{actor}", level=4)
            picture(state.result(steps.counterparts, view, actor=actor), f"met-{actor}", level=4)
            for table, label in _tables().items():
                _rows(actor, table, label, f"compare-{actor}")


def governments() -> None:
    """Each side's record by the terms of one of its offices."""
    view = state.view()
    chosen = state.selection(view)
    measure = address.choose(
        st.segmented_control,
        _("Indicator"),
        list(MEASURES),
        key="terms_measure",
        text=measure_name,
    )
    sides = [side.code for side in chosen.record.pair.sides]
    places = st.columns(2)
    offices = []
    for place, letter, side in zip(places, "ab", sides, strict=True):
        with place:
            offices.append(_office(letter, side, view, chosen))
    held = [
        None if office is None else state.result(steps.terms, view, side=side, office=office)
        for side, office in zip(sides, offices, strict=True)
    ]
    # Side by side, bars of the same length must mean the same.
    reach = max((greatest(terms, measure) for terms in held if terms is not None), default=0.0)
    for place, letter, side, office, terms in zip(places, "ab", sides, offices, held, strict=True):
        if office is not None and terms is not None:
            with place:
                shown = state.result(
                    steps.by_term, view, side=side, office=office, measure=measure, reach=reach
                )
                _by_term(letter, shown, terms, chosen)
    st.caption(
        _(
            "Terms that touch the chosen years, each in full. A term ends with the day before the "
            "next one begins, where its own end is not on record. Offices of the highest rank are "
            "offered first, and of them the one with most dated terms."
        )
    )


def _office(letter: str, side: str, view: Any, chosen: Selection) -> str | None:
    """The office by whose terms a side's record is divided, as the reader chooses."""
    offices: Sequence[str] = state.result(steps.dividing, view.record, side=side)["office"].tolist()
    name = chosen.words.side(side)
    if not offices:
        st.info(_("No office of {side} has enough dated terms on record.", side=plain(name)))
        return None
    office: str = address.choose(
        st.selectbox,
        _("Office of {side}", side=name),
        offices,
        key=f"terms_{letter}",
        text=lambda office: capital(chosen.words.office(office)),
    )
    return office


def _by_term(letter: str, shown: Picture, held: pd.DataFrame, chosen: Selection) -> None:
    picture(shown, f"terms-{letter}")
    name = _("The events, contacts and restrictions of a term")
    with page.drawer(name, f"open-term-{letter}") as opened:
        if opened:
            _term_rows(letter, held, chosen)


@page.fragment
def _term_rows(letter: str, held: pd.DataFrame, chosen: Selection) -> None:
    """The rows behind the figures of one term."""
    if held.empty:
        return
    names = {
        str(place): labelled(
            term_name(term, chosen.record.end, chosen.words), f"{degrees(term.temperature)}°"
        )
        for place, term in enumerate(held.itertuples())
    }
    term = st.selectbox(
        _("Term"),
        list(names),
        index=len(names) - 1,
        format_func=names.__getitem__,
        key=f"term_of_{letter}",
    )
    span = held.iloc[int(term)]
    for table in ("events", "contacts", "trade_restrictions"):
        rows = steps.in_term(chosen, table, span["since"], span["until"])
        if not rows.empty:
            key = f"term-{letter}-{table}"
            lists.rows(rows.head(LISTED), table, kinds.of(table).columns, chosen, key)
