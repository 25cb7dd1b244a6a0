"""Every phase of every restriction on one axis of time."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.trade.timeline import bars
from app_pages.cards import restriction, shell
from app_pages.frame import address, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from charts.draw.picture import Picture
from charts.draw.time import Window
from charts.speech.language import _, plural
from charts.trade import timeline as charts

ALL = "all"


def timeline(chosen: Selection, group: str) -> Picture:
    """The phases that touch the chosen years: all of them, or those of one product group."""
    seen = Window.of_years(*chosen.years, chosen.record.end)
    drawn = bars(chosen.shown.trade_restrictions, chosen.record.end)
    undated = int((~of_group(chosen, group)["restriction_id"].isin(drawn["restriction_id"])).sum())
    return charts.timeline(drawn, seen, chosen.words, "" if group == ALL else group, undated)


def of_group(chosen: Selection, group: str) -> pd.DataFrame:
    """The phases that touch the chosen years, those without any date too."""
    table = chosen.shown.trade_restrictions
    return table if group == ALL else table[table["product_group"] == group]


def offered(chosen: Selection) -> list[str]:
    """The product groups of the phases shown, all of them first."""
    groups = chosen.shown.trade_restrictions["product_group"]
    return [ALL, *(group for group in groups.cat.categories if group in set(groups))]


@page.fragment
def every_phase() -> None:
    """The timeline; a click on a bar opens its card."""
    chosen = state.selection(state.view())
    st.divider()
    if chosen.shown.trade_restrictions.empty:
        page.empty(chosen, _("No restriction passes the filters in these years."), "timeline")
        return
    group = address.choose(
        st.selectbox,
        _("Product group"),
        offered(chosen),
        key="trade_group",
        text=lambda g: _("All groups") if g == ALL else chosen.words.term("product_group", g),
        width=280,
    )
    shown = state.result(timeline, chosen.view, group=group)
    shell.clicked(picture(shown, "trade-timeline", selectable=True), "trade_restrictions")
    listed = of_group(chosen, group)
    with page.drawer(plural("{n} phase", "{n} phases", len(listed)), "open-trade-phases") as opened:
        if opened:
            order = restriction.latest_first(listed)
            restriction.rows(order, restriction.COLUMNS, chosen, "trade-timeline-rows")
