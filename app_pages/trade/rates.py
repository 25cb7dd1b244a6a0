"""The rate of one line of goods, step by step."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.trade import rates
from analysis.trade.goods import in_order, with_lines
from app_pages.cards import restriction
from app_pages.frame import page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.trade import goods
from charts.draw.picture import Picture
from charts.draw.time import Window
from charts.speech.language import _
from charts.trade import rates as charts

NOTED = ("effective", "ended", "status", "note", "sources")

BEFORE_FIRST_RATE = pd.DateOffset(months=9)
"""The picture begins so long before the first rate, to show that there was none."""


def lines(chosen: Selection) -> list[str]:
    """The lines of goods on which a measure states a rate."""
    table = with_lines(chosen.shown.trade_restrictions)
    return in_order(chosen.record.goods, set(table.loc[table["rate_percent"] > 0, "line"]))


def path(chosen: Selection, line: str) -> Picture:
    """The rate path of a line of goods."""
    phases = goods.phases(chosen, line)
    seen = Window.of_years(*chosen.years, chosen.record.end)
    first = phases.loc[phases["rate_percent"] > 0, "effective"].min()
    if pd.notna(first):
        start = max(seen.start, min(first - BEFORE_FIRST_RATE, seen.end - pd.DateOffset(years=1)))
        seen = Window(start, seen.end, seen.record_ends)
    steps = rates.path(goods.measures(chosen, line), seen.start, seen.end)
    return charts.path(steps, line, seen, rates.aside(phases, seen.end), chosen.words)


@page.fragment
def rate_path() -> None:
    """The rate path of the goods chosen, and what the record says of each measure on them."""
    chosen = state.selection(state.view())
    known = state.measure(lines, chosen.view)
    if not known:
        page.empty(chosen, _("No measure in these years states a rate."), "rates")
        return
    line = goods.choose(st.pills, known, "trade_rate", chosen)
    picture(state.result(path, chosen.view, line=line), "trade-rates")
    st.markdown(f"**{_('What the record says of each measure on these goods')}**")
    phases = restriction.latest_first(state.measure(goods.phases, chosen.view, line=line))
    restriction.rows(phases, NOTED, chosen, "trade-rate-rows", first=3)
