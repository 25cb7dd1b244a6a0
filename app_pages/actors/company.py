"""With whom an actor appears; a click lists what they share."""

from __future__ import annotations

import streamlit as st

from analysis.actors.company import together
from analysis.tables import kinds
from analysis.tables.filters import involves
from app_pages.actors import actor as actors
from app_pages.cards import listing
from app_pages.frame import lists, page, state
from app_pages.frame.picture import answered, picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.actors import company
from charts.draw.picture import Picture
from charts.speech.language import _

PARTNERS = 20


def network(chosen: Selection, actor: str) -> Picture:
    seen = state.measure(actors.seen, chosen.view)
    partners, links = together(seen, actors.members(chosen, actor), PARTNERS)
    return company.network(partners, links, chosen.words, chosen.words.actor(actor))


@page.fragment
def section(actor: str) -> None:
    """The network of an actor, and the rows that it shares with a chosen partner."""
    chosen = state.selection(state.view())
    shown = state.result(network, chosen.view, actor=actor)
    if picked := lists.clicked(picture(shown, "actor-network", selectable=True)):
        with answered(picked, "together"):
            _shared(actor, str(picked[0]), chosen)


def _shared(actor: str, partner: str, chosen: Selection) -> None:
    """The rows that two actors share, and the way to the other's profile."""
    one, other = chosen.words.actor(actor), chosen.words.actor(partner)
    st.markdown(f"### {plain(_('{one} and {other}', one=one, other=other))}")
    if st.button(
        _("Open the profile of {name}", name=plain(other)),
        icon=":material/badge:",
        key="to-profile",
    ):
        st.query_params["actor"] = partner
        st.rerun()
    for table in ("events", "contacts", "statements"):
        kind = kinds.of(table)
        rows = actors.rows(chosen, actor, table)
        shared = rows[involves(rows, frozenset([partner]), kind.roles)]
        if not shared.empty:
            listing.rows(shared, table, kind.columns, chosen, f"together-{table}")
