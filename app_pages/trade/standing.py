"""What is in force on a day, in counts, marks and rows."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.trade.standing import STANDINGS
from analysis.trade.standing import standing as standing_on
from app_pages.cards import restriction
from app_pages.frame import page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from charts.draw.picture import Picture
from charts.speech.formats import day, labelled, number
from charts.speech.language import _, plural
from charts.trade import standing as charts
from charts.trade.goods import standing_name


def held(chosen: Selection, on: pd.Timestamp) -> pd.DataFrame:
    """How the phases that pass the filters stand on a day, whatever the years."""
    return standing_on(chosen.history.trade_restrictions, on)


def standing(chosen: Selection, on: pd.Timestamp) -> Picture:
    """What is in force on a day, by side and product group."""
    return charts.standing(held(chosen, on), on, chosen.words)


@page.fragment
def in_force() -> None:
    """What is in force on a day; a click on a mark opens its card."""
    chosen = state.selection(state.view())
    on = _day_chosen(chosen)
    rows = state.result(held, chosen.view, on=on)
    _tallies(rows, chosen)
    if rows.empty:
        st.info(_("No measure on record stood on {date}.", date=day(on)))
        return
    mark = picture(state.result(standing, chosen.view, on=on), "trade-standing", selectable=True)
    restriction.of_mark(mark, chosen, "standing")
    label = plural("{n} measure on that day", "{n} measures on that day", len(rows))
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


def _tallies(rows: pd.DataFrame, chosen: Selection) -> None:
    """For each side: how many are in force, and apart from them everything that is not."""
    words = chosen.words
    for column, side in zip(st.columns(2), chosen.record.pair.sides, strict=True):
        own = rows.loc[rows["imposed_by"] == side.code, "standing"].value_counts()
        column.metric(
            _("In force, imposed by {side}", side=words.side(side.code)),
            number(own.get("in-force", 0)),
            border=True,
        )
        apart = [
            labelled(standing_name(name, words), f"**{number(own[name])}**")
            for name in STANDINGS[1:]
            if name in own
        ]
        column.caption(_("Counted apart. {list}", list=" · ".join(apart)) if apart else "")
