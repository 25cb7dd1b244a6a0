"""An actor on this page: how it is chosen, who belongs to it, and the rows it takes part in."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.actors import profile
from analysis.tables import kinds
from analysis.tables.dataset import all_names
from analysis.tables.filters import expand, involves
from app_pages.cards import listing
from app_pages.frame import address, page, state
from app_pages.frame.state import Selection
from charts.speech.formats import listed, number
from charts.speech.language import LANGUAGES, _


def seen(chosen: Selection) -> pd.DataFrame:
    """Where each actor appears in what the filters leave."""
    return profile.appearances(chosen.shown)


def offered(chosen: Selection) -> dict[str, str]:
    """The actors to choose from, under every name: those with most rows first, the rest by id."""
    busiest = profile.busiest(state.measure(seen, chosen.view)).index
    actors = {actor["actor_id"]: actor for actor in chosen.record.actors.to_dict("records")}
    return {
        actor: " · ".join(dict.fromkeys([chosen.words.actor(actor), *all_names(actors[actor])]))
        for actor in dict.fromkeys([*busiest, *sorted(actors)])
    }


def of_side(chosen: Selection, place: int) -> str:
    """The person of a side with most rows; the busiest actor where the tables name no person."""
    actors, code = chosen.record.actors, chosen.record.pair.sides[place].code
    people = set(actors.loc[(actors["kind"] == "person") & (actors["country"] == code), "actor_id"])
    busiest = list(state.result(offered, chosen.view.record))
    return next((actor for actor in busiest if actor in people), busiest[0])


def choose(label: str, key: str, chosen: Selection, default: str) -> str:
    """A list of actors that is searched by any name or alias; the choice is in the address."""
    names = state.result(offered, chosen.view.record)
    actor: str = address.choose(
        st.selectbox,
        label,
        names,
        key=key,
        default=default,
        help=_("Type any name ({languages}) or alias.", languages=listed(LANGUAGES.values())),
    )
    return actor


def members(chosen: Selection, actor: str) -> tuple[str, ...]:
    """The actor and, if it is a state and the filter says so, everyone who belongs to it."""
    if not chosen.view.filters.people_of_states:
        return (actor,)
    return tuple(sorted(expand(chosen.record.actors, (actor,))))


def rows(chosen: Selection, actor: str, table: str) -> pd.DataFrame:
    """The rows of a table in which the actor takes part, latest first."""
    whole, kind = chosen.shown.tables()[table], kinds.of(table)
    ids = frozenset(members(chosen, actor))
    return kind.latest_first(whole[involves(whole, ids, kind.roles)])


def drawer(actor: str, table: str, chosen: Selection, key: str = "actor") -> None:
    """The rows of a table in which the actor takes part, opened on demand."""
    found = rows(chosen, actor, table)
    if found.empty:
        return
    label = {
        "events": _("The events of this actor"),
        "contacts": _("The contacts of this actor"),
        "statements": _("Statements by this actor, or about it"),
    }[table]
    name = _("{label} ({n})", label=label, n=number(len(found)))
    with page.drawer(name, f"open-{key}-{table}") as opened:
        if opened:
            listing.rows(found, table, kinds.of(table).columns, chosen, f"{key}-{table}-rows")
