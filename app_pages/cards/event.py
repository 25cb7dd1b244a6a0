"""The card of an event: who acts on whom, how it is coded, what it answers and what answered it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import pandas as pd
import streamlit as st

from analysis.tables.links import of_event
from analysis.tables.offices import ranks_on
from app_pages.cards.shell import TITLE, card, linked_rows, of
from app_pages.frame import links
from app_pages.frame.state import Selection
from app_pages.frame.text import plain, told
from charts.speech.formats import day, degrees, listed, number
from charts.speech.language import _
from charts.speech.names import Words


@of("events")
def show(event_id: str, chosen: Selection) -> None:
    """Everything on record about an event, as known on the chosen day."""
    card("events", event_id, chosen, partial(_body, chosen=chosen))


def _body(row: pd.Series, chosen: Selection) -> None:
    words, linked = chosen.words, of_event(chosen.record, row["event_id"])
    told(row["title"], words, TITLE)
    st.caption(_headline(row, words))
    told(row["summary"], words)
    _who(row, chosen)
    _coding(row, words)
    left, right = st.columns(2)
    with left:
        linked_rows(_("Answers"), "events", linked.answers, chosen)
        linked_rows(_("Answered by"), "events", linked.answered_by, chosen)
        if len(linked.answers) or len(linked.answered_by):
            tree = links.page("events", events_part="answers", chain=row["event_id"])
            st.markdown(links.markdown(_("The whole chain of acts and answers"), tree))
        linked_rows(_("Contacts"), "contacts", linked.contacts, chosen)
    with right:
        linked_rows(_("Restrictions in answer"), "trade_restrictions", linked.restrictions, chosen)
        linked_rows(_("Said about it"), "statements", linked.statements, chosen)
        linked_rows(_("Cases of those who take part"), "consular_cases", linked.cases, chosen)


def _headline(row: pd.Series, words: Words) -> str:
    """When, who acts, in which domain, where."""
    when = day(row["date"], row["date_precision"])
    if pd.notna(row["end_date"]):
        when = _("{first} to {last}", first=when, last=day(row["end_date"]))
    parts = [
        when,
        words.term("direction", row["direction"]),
        words.term("domain", row["domain"]),
        words.location(row["location"]),
        listed(words.terms("topic", row["topics"])),
    ]
    return " · ".join(plain(part) for part in parts if part)


def _who(row: pd.Series, chosen: Selection) -> None:
    """Who acts on whom: each with the rank held on the day, linked to its profile."""
    st.markdown(
        _(
            "{initiator} → {target}",
            initiator=_people(row["initiator"], row["date"], chosen),
            target=_people(row["target"], row["date"], chosen) or "–",
        )
    )


def _people(ids: Iterable[str], when: pd.Timestamp, chosen: Selection) -> str:
    people = pd.DataFrame({"actor_id": list(ids), "date": when})
    offices = chosen.record.offices
    ranks = ranks_on(people, offices)["rank"].astype(str)
    # Who holds no office on record is an official for the level of a contact, not for a reader.
    held = set(zip(offices["actor_id"], offices["rank"].astype(str), strict=True))
    words = chosen.words
    return listed(
        actor_link(actor, words)
        + (f" ({plain(words.term('rank', rank))})" if (actor, rank) in held else "")
        for actor, rank in zip(people["actor_id"], ranks, strict=True)
    )


def actor_link(actor_id: str, words: Words) -> str:
    """An actor's name as Markdown, linked to its profile."""
    return links.markdown(words.actor(actor_id), links.row("actors", actor_id))


def _coding(row: pd.Series, words: Words) -> None:
    """How the event is coded, and what that weighs."""
    st.caption(
        _(
            "Intensity {intensity}° on the scale from −10 to +10 (CAMEO {code}: {act}; {quad}). "
            "Salience {salience}, weight {weight}.",
            intensity=degrees(row["goldstein"]),
            code=plain(str(row["cameo"])),
            act=plain(words.act(str(row["cameo"]))),
            quad=plain(words.term("quad_class", row["quad_class"])),
            salience=plain(words.term("salience", row["salience"])),
            weight=number(row["weight"], 1),
        )
    )
