"""Who met whom? The same people as a matrix and as a network."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.contacts import people
from app_pages.cards import contact
from app_pages.frame import address, lists, page, state
from app_pages.frame.picture import answered, picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.contacts import people as charts
from charts.draw.picture import Picture
from charts.speech.formats import number
from charts.speech.language import _

MOST = ("12", "25", "60")
"""How many people of each side a picture can hold."""


def matrix(chosen: Selection, most: int) -> Picture:
    found = people.met(chosen.shown.contacts, chosen.record, most)
    return charts.matrix(people.matrix(found.links, found.people), found, chosen.words)


def network(chosen: Selection, most: int) -> Picture:
    found = people.met(chosen.shown.contacts, chosen.record, most)
    return charts.network(people.layout(found.people, found.links), found, chosen.words)


@page.fragment
def who_met_whom() -> None:
    view = state.view()
    chosen = state.selection(view)
    shapes = {"matrix": _("Matrix"), "network": _("Network")}
    with st.container(horizontal=True):
        shape = address.choose(
            st.segmented_control,
            _("Drawn as"),
            shapes,
            key="contacts_shape",
            wrap=True,
        )
        most = address.choose(
            st.segmented_control,
            _("The busiest of each side"),
            MOST,
            key="contacts_people",
            text=lambda n: number(int(n)),
            wrap=True,
        )
    shown = state.result(matrix if shape == "matrix" else network, view, most=int(most))
    if shown.table.empty:
        st.info(_("In none of these contacts is a person of each side on record."))
        contact.listing(chosen.shown.contacts, chosen, "contacts-people")
    elif picked := lists.clicked(picture(shown, f"contacts-{shape}", selectable=True)):
        with answered(picked, "contacts-people"):
            st.markdown(f"**{plain(chosen.words.actor_names(picked))}**")
            contact.listing(_of_all(chosen, picked), chosen, "contacts-people")


def _of_all(chosen: Selection, who: tuple[str, ...]) -> pd.DataFrame:
    """The contacts that the pictures count: in which these met people of the other side."""
    contacts = chosen.shown.contacts
    met = people.pairs(contacts, chosen.record.actors)
    named = met[["person_a", "person_b"]].isin(who).sum(axis=1) == len(who)
    return contacts[contacts["contact_id"].isin(met.loc[named, "contact_id"])]
