"""Whose account is known, and the two accounts side by side, a few contacts at a time."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.contacts import accounts
from analysis.contacts.topics import compared
from app_pages.cards import contact
from app_pages.contacts.topics import explain_sets
from app_pages.frame import page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from charts.contacts import accounts as charts
from charts.draw.picture import Picture
from charts.speech.language import _, plural

PER_PAGE = 5
"""Contacts whose two accounts one screen compares."""


def by_year(chosen: Selection) -> Picture:
    """Whose account is known, year by year."""
    table = accounts.by_year(chosen.shown.contacts, chosen.years, chosen.record.pair)
    return charts.by_year(table, chosen.words)


def heard(chosen: Selection, apart: bool) -> pd.DataFrame:
    """The contacts with both accounts, the latest first; `apart`: each side alone names a topic."""
    rows = compared(accounts.both(chosen.shown.contacts, chosen.record.pair))
    if apart:
        rows = rows[(rows["only_a"].str.len() > 0) & (rows["only_b"].str.len() > 0)]
    return rows.sort_values("date", ascending=False, kind="stable")


@page.fragment
def two_accounts() -> None:
    view = state.view()
    chosen = state.selection(view)
    picture(state.result(by_year, view), "contacts-accounts")
    st.markdown(f"## {_('The two accounts side by side')}")
    explain_sets()
    apart = st.toggle(
        _("Only contacts where each side names a topic that the other does not"),
        key="contacts_apart",
        bind="query-params",
    )
    rows = state.measure(heard, view, apart=apart)
    if rows.empty:
        st.info(_("Both accounts are on record for none of these contacts."))
        return
    st.caption(
        plural(
            "{n} contact with both accounts on record, the latest first.",
            "{n} contacts with both accounts on record, the latest first.",
            len(rows),
        )
    )
    pages = -(-len(rows) // PER_PAGE)
    shown = st.pagination(pages, key="contacts_page", bind="query-params") if pages > 1 else 1
    for row in rows.iloc[(shown - 1) * PER_PAGE : shown * PER_PAGE].to_dict("records"):
        contact.compared_accounts(row, chosen.words)
