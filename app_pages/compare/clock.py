"""On one clock: what happened on which day of each episode."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.compare.clock import on_clock
from app_pages.compare.packages import Keys, Packages, cards, foot, given, keys, packages
from app_pages.frame import address, links, lists, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.compare import clock as charts
from charts.draw.picture import Picture
from charts.speech.language import _

SORTS = {
    "begin": ["begin", "pair"],
    "length": ["days", "begin"],
    "kind": ["kind", "begin"],
    "pair": ["pair", "begin"],
}


def lanes(chosen: Selection, tables: Keys, order: str) -> Picture:
    """The lanes of all episodes in this order."""
    compared: Packages = packages(chosen, tables)
    rows = compared.episodes
    days = (rows["end"].fillna(rows["watched"]) - rows["begin"]).dt.days
    rows = rows.assign(days=days, kind=rows["kind"].astype(str))
    rows = rows.sort_values(SORTS[order], kind="stable", ignore_index=True)
    marks = on_clock(compared.records, rows)
    return charts.lanes(marks, rows, compared.called(marks), compared.words)


@page.fragment
def section() -> None:
    """The lanes, in the order that the reader chooses; a click shows where the row is told."""
    compared = given()
    labels = {
        "begin": _("by first day"),
        "length": _("by length"),
        "kind": _("by kind of trigger"),
        "pair": _("by pair"),
    }
    order = address.choose(
        st.segmented_control,
        _("Order"),
        list(labels),
        key="compare_order",
        text=labels.__getitem__,
        label_visibility="collapsed",
    )
    view = state.view()
    shown = state.result(lanes, view.record, tables=keys(), order=order)
    if marked := lists.clicked(picture(shown, "compare-lanes", selectable=True)):
        _told(compared, *map(str, marked))
    foot(compared)


def _told(compared: Packages, pair: str, table: str, row_id: str) -> None:
    """The row that was chosen, with the way to its card in its pair."""
    row = pd.DataFrame({"pair": [pair], "table": [table], "row_id": [row_id]})
    (name,), (card,) = compared.called(row), cards(row)
    st.info(
        f"**{plain(name)}** · {links.markdown(_('Open its card in its pair'), card)}",
        icon=":material/open_in_new:",
    )
