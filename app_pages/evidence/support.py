"""How the rows rest on sources, by table and by year, and the rows of one kind."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.evidence import support
from analysis.tables import links
from app_pages.evidence import rows
from app_pages.frame import address, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from charts.draw.picture import Picture
from charts.evidence import support as charts
from charts.speech.language import _, plural

BY = ("table", "year")


def citations(chosen: Selection) -> pd.DataFrame:
    """Which row of the selection rests on which source?"""
    return links.cited(chosen.shown)


def supported(chosen: Selection) -> pd.DataFrame:
    """How each row of the selection is supported."""
    sides = [side.code for side in chosen.record.pair.sides]
    cited = state.measure(citations, chosen.view)
    return support.support(cited, chosen.record.sources, sides)


def shares(chosen: Selection, by: str) -> Picture:
    found = state.measure(supported, chosen.view)
    return charts.support(support.shares(found, by), by, chosen.words)


@page.fragment
def section() -> None:
    """The shares, and the rows behind them."""
    chosen = state.selection(state.view())
    names = {"table": _("Table"), "year": _("Year")}
    by = address.choose(st.segmented_control, _("Support by"), names, key="support_by")
    picture(state.result(shares, chosen.view, by=by), "support")
    found = state.measure(supported, chosen.view)
    with page.drawer(_("Rows by support"), "open-support-rows") as opened:
        if opened and not found.empty:
            _rows(found)


@page.fragment
def _rows(found: pd.DataFrame) -> None:
    chosen = state.selection(state.view())
    with st.container(horizontal=True):
        table = st.selectbox(
            _("Table"),
            found["table"].unique().tolist(),
            format_func=lambda name: chosen.words.term("table", name),
            key="support_table",
        )
        kind = st.selectbox(
            _("Rests on"), support.SUPPORT, format_func=charts.support_name, key="support_kind"
        )
    here = found[(found["table"] == table) & (found["support"] == kind)]
    if len(here):
        st.caption(plural("{n} row", "{n} rows", len(here)))
    whole = chosen.shown.tables()[table]
    rows.listed(whole.iloc[here["position"].to_list()], table, chosen, "support-rows")
