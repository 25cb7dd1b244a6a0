"""Who met whom, and how often?"""

import pandas as pd
import streamlit as st

from analysis import contacts
from app_pages.shared import parts, state
from app_pages.shared.state import Selection
from charts import contacts as contact_charts
from charts.picture import Picture
from charts.wording import _

COLUMNS = (
    "date",
    "format",
    "side_a",
    "side_b",
    "place_city",
    "occasion",
    "account_a",
    "account_b",
    "outcome",
    "sources",
)

view = state.view()
chosen = state.selection(view)

parts.header(_("Contacts"), _("Who met whom, how often, about what?"))

if chosen.shown.contacts.empty:
    parts.empty(chosen, _("No contact passes the filters."), "contacts")
    st.stop()


def frequency(chosen: Selection) -> Picture:
    counts = contacts.counts(chosen.shown.contacts, ("year", "month"))
    return contact_charts.frequency(counts, chosen.words)


def in_cell(table: pd.DataFrame, year: int, month: int) -> pd.DataFrame:
    return table[(table["date"].dt.year == year) & (table["date"].dt.month == month)]


@st.fragment
def how_often() -> None:
    """The heatmap; a click on a cell lists its contacts."""
    here = state.view()
    now = state.selection(here)
    clicked = parts.picture(state.result(frequency, here), "contact-frequency", selectable=True)
    points = clicked.selection.points if clicked else []
    rows = now.shown.contacts
    if points:
        year, month = points[0]["customdata"]
        rows = in_cell(rows, int(year), int(month))
        if rows.empty:
            st.info(_("No contact in this cell."))
            return
    else:
        st.caption(_("All contacts shown; choose a cell to narrow them."))
    latest_first = rows.sort_values("date", ascending=False)
    parts.rows(latest_first, "contacts", COLUMNS, now, "contact-rows")


how_often()
