"""How often did they meet? A heatmap, and the contacts of the cell that was clicked."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.contacts import often
from app_pages.cards import contact
from app_pages.frame import address, lists, page, state
from app_pages.frame.picture import adjust, answered, picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.contacts import often as charts
from charts.contacts.planning import answer_name
from charts.draw.picture import Picture
from charts.speech.formats import listed
from charts.speech.language import _

CUTS = {
    "year-month": ("year", "month"),
    "year-level": ("year", "level"),
    "year-format": ("year", "format"),
    "level-format": ("level", "format"),
}
"""The two properties by which the heatmap counts, by the name of the cut in the address."""

ANYONE = "anyone"


def askers(chosen: Selection) -> list[str]:
    """Those who may have asked for a contact."""
    return [ANYONE, *(side.code for side in chosen.record.pair.sides), "both", often.UNKNOWN]


def asked(chosen: Selection, who: str) -> pd.DataFrame:
    """The contacts shown, or those of them that this side asked for."""
    shown = chosen.shown.contacts
    return shown if who == ANYONE else often.answered(shown, "requested_by", who)


def frequency(chosen: Selection, cut: str, measure: str, who: str) -> Picture:
    """How often did they meet?"""
    table, by = asked(chosen, who), CUTS[cut]
    held = often.on_days(table, chosen.years)
    return charts.frequency(
        often.counts(table, by, measure, chosen.years),
        often.counts(table, by[:1], measure, chosen.years),
        len(table) if measure == "contacts" else held["date"].nunique(),
        chosen.words,
        longest=int(held.groupby("row").size().max()) if len(held) else 1,
        end=chosen.record.end,
    )


@page.fragment
def how_often() -> None:
    view = state.view()
    chosen = state.selection(view)
    with adjust("contacts-adjust"):
        cut = address.choose(
            st.selectbox,
            _("By"),
            list(CUTS),
            key="contacts_by",
            text=lambda cut: charts.cut_name(*CUTS[cut]),
        )
        measure = address.choose(
            st.selectbox,
            _("Counted as"),
            list(often.MEASURES),
            key="contacts_measure",
            text=charts.property_name,
        )
        who = address.choose(
            st.selectbox,
            _("Asked for by"),
            askers(chosen),
            key="contacts_asked",
            text=lambda who: (
                _("Anyone") if who == ANYONE else answer_name("requested_by", who, chosen.words)
            ),
        )
    rows = asked(chosen, who)
    if rows.empty:
        st.info(_("No contact passes the filters for which this is the answer to who asked."))
        return
    shown = state.result(frequency, view, cut=cut, measure=measure, who=who)
    cell = lists.clicked(picture(shown, f"contacts-{cut}", selectable=True))
    with answered(cell, "contacts-cell"):
        if cell:
            # None as second value stands for the whole row.
            parts = zip(CUTS[cut], cell, strict=True)
            values = {name: value for name, value in parts if value is not None}
            rows = often.in_cell(rows, values, measure, chosen.years)
            names = [charts.value(*part, chosen.words) for part in values.items()]
            st.markdown(f"**{plain(listed(names))}**")
        contact.listing(rows, chosen, "contacts-cell")
