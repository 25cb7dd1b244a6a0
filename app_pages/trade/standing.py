"""What is in force on a day, in counts, marks and rows."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.trade.goods import ALL, in_order, of_line, with_lines
from analysis.trade.standing import STANDINGS
from analysis.trade.standing import standing as standing_on
from app_pages.cards import restriction, shell
from app_pages.frame import page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.trade import goods
from charts.draw.picture import Picture
from charts.speech.formats import day
from charts.speech.language import _, plural
from charts.trade import standing as charts


def held(chosen: Selection, on: pd.Timestamp) -> pd.DataFrame:
    """How the phases that pass the filters stand on a day, whatever the years."""
    return standing_on(chosen.history.trade_restrictions, on)


def on_goods(chosen: Selection, on: pd.Timestamp, line: str) -> pd.DataFrame:
    """The same of one line of goods."""
    return of_line(held(chosen, on), line)


def lines(chosen: Selection, on: pd.Timestamp) -> list[str]:
    """The lines of goods of the phases that stood on a day."""
    found = set(with_lines(held(chosen, on))["line"])
    return [ALL, *in_order(chosen.record.goods, found)]


def standing(chosen: Selection, on: pd.Timestamp, line: str) -> Picture:
    """What is in force on a day, by side and product group."""
    partial = chosen.partial("trade_restrictions")
    return charts.standing(on_goods(chosen, on, line), on, chosen.words, partial)


@page.fragment
def in_force() -> None:
    """What is in force on a day, on all goods or a line of them; a click opens a card."""
    chosen = state.selection(state.view())
    with st.container(horizontal=True):
        on = _day_chosen(chosen)
        found = state.measure(lines, chosen.view, on=on)
        line = goods.choose(st.selectbox, found, "trade_on_goods", chosen)
    rows = state.measure(on_goods, chosen.view, on=on, line=line)
    if rows.empty:
        st.info(_("No measure on record stood on {date}.", date=day(on)))
        return
    shown = state.result(standing, chosen.view, on=on, line=line)
    mark = picture(shown, "trade-standing", selectable=True)
    shell.clicked(mark, "trade_restrictions")
    label = plural("{n} phase on that day", "{n} phases on that day", len(rows))
    with page.drawer(label, "open-trade-standing") as opened:
        if opened:
            rank = rows["standing"].map(STANDINGS.index)
            order = rows.assign(rank=rank).sort_values(["rank", "imposed_by", "effective"])
            restriction.rows(order, restriction.COLUMNS, chosen, "trade-standing-rows")


def _day_chosen(chosen: Selection) -> pd.Timestamp:
    """The day asked for, never later than the record; empty means its end."""
    full = state.dataset(chosen.view.data)
    first = full.trade_restrictions[["announced", "effective"]].min().min()
    asked = st.date_input(
        _("In force on"),
        value=None,
        min_value=min(first, full.end).date() if pd.notna(first) else full.end.date(),
        max_value=full.end.date(),
        key="trade_on",
        bind="query-params",
        format="YYYY-MM-DD",
        width=220,
        help=_("Left empty: the end of the record."),
    )
    return min(pd.Timestamp(asked), chosen.record.end) if asked else chosen.record.end
