"""On one clock: what happened on which day of each episode."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.compare.clock import on_clock
from app_pages.compare.packages import Keys, foot, given, keys, open_card, packages
from app_pages.frame import address, lists, page, state
from app_pages.frame.picture import adjust, picture
from app_pages.frame.state import Selection
from charts.compare import clock as charts
from charts.draw.picture import Picture
from charts.speech.language import _

SORTS = {
    "begin": ["begin", "pair"],
    "length": ["lasted", "begin"],
    "kind": ["kind", "begin"],
    "pair": ["pair", "begin"],
}


def marked(chosen: Selection, tables: Keys) -> pd.DataFrame:
    """The marks of all episodes."""
    compared = packages(chosen, tables)
    return on_clock(compared.records, compared.episodes)


def lanes(chosen: Selection, tables: Keys, order: str) -> Picture:
    """The lanes of all episodes in this order."""
    compared = packages(chosen, tables)
    rows = compared.episodes.assign(kind=compared.episodes["kind"].astype(str))
    rows = rows.sort_values(SORTS[order], kind="stable", ignore_index=True)
    marks = state.measure(marked, chosen.view, tables=tables)
    return charts.lanes(marks, rows, compared.called(marks), compared.words)


@page.fragment
def section() -> None:
    """The lanes in the order that the reader chooses; a click opens a card, in its pair."""
    compared = given()
    labels = {
        "begin": _("by first day"),
        "length": _("by length"),
        "kind": _("by what set it off"),
        "pair": _("by pair"),
    }
    with adjust("compare-adjust"):
        order = address.choose(st.segmented_control, _("Order"), labels, key="compare_order")
    view = state.view()
    shown = state.result(lanes, view.record, tables=keys(), order=order)
    if clicked := lists.clicked(picture(shown, "compare-lanes", selectable=True)):
        open_card(*map(str, clicked), parameter="compare-lanes")
    foot(compared)
