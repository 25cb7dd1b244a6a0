"""The answers of the trade page about measures: in force, over time, in answer to what."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.trade.standing import STANDINGS
from app_pages.cards import event, restriction
from app_pages.frame import address, lists, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.trade import steps as trade_steps
from app_pages.trade.rows import COLUMNS, clicked, latest_first, rows
from charts.speech.formats import day, labelled, number
from charts.speech.language import _, plural
from charts.trade import goods as trade_words
from charts.trade.steps import named, step_table


@page.fragment
def in_force() -> None:
    """What is in force on a day, in cards, marks and rows; then every phase on a timeline."""
    view = state.view()
    chosen = state.selection(view)
    on = _day_chosen(chosen)
    held = state.result(trade_steps.held, view, on=on)
    _tallies(held, chosen)
    if held.empty:
        st.info(_("No measure on record stood on {date}.", date=day(on)))
    else:
        mark = picture(
            state.result(trade_steps.standing, view, on=on), "trade-standing", selectable=True
        )
        if clicked(mark):
            restriction.show(clicked(mark), chosen, "standing")
        label = plural("{n} measure on that day", "{n} measures on that day", len(held))
        with page.drawer(label, "open-trade-standing") as opened:
            if opened:
                _standing_rows(held, chosen)
    _timeline(chosen)


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


def _tallies(held: pd.DataFrame, chosen: Selection) -> None:
    """For each side: how many are in force, and apart from them everything that is not."""
    for column, side in zip(st.columns(2), chosen.record.pair.sides, strict=True):
        own = held.loc[held["imposed_by"] == side.code, "standing"].value_counts()
        words = chosen.words
        column.metric(
            _("In force, imposed by {side}", side=words.side(side.code)),
            number(int(own.get("in-force", 0))),
            border=True,
        )
        apart = [
            labelled(trade_words.standing_name(name, words), f"**{number(int(own.get(name, 0)))}**")
            for name in STANDINGS[1:]
            if own.get(name, 0)
        ]
        column.caption(_("Counted apart. {list}", list=" · ".join(apart)) if apart else "")


def _standing_rows(held: pd.DataFrame, chosen: Selection) -> None:
    order = held.assign(
        rank=held["standing"].map({name: place for place, name in enumerate(STANDINGS)})
    ).sort_values(["rank", "imposed_by", "effective"], kind="stable")
    rows(order, COLUMNS, chosen, "trade-standing-rows")


def _timeline(chosen: Selection) -> None:
    st.divider()
    table = chosen.shown.trade_restrictions
    if table.empty:
        page.empty(chosen, _("No restriction passes the filters in these years."), "timeline")
        return
    groups = [
        g for g in table["product_group"].cat.categories if (table["product_group"] == g).any()
    ]
    group = address.choose(
        st.selectbox,
        _("Product group"),
        ["all", *groups],
        key="trade_group",
        text=lambda g: _("All groups") if g == "all" else chosen.words.term("product_group", g),
        width=280,
    )
    picked = "" if group == "all" else group
    shown = state.result(trade_steps.timeline, chosen.view, group=picked)
    bar = picture(shown, "trade-timeline", selectable=True)
    if clicked(bar):
        restriction.show(clicked(bar), chosen, "timeline")
    listed = table[table["product_group"] == picked] if picked else table
    with page.drawer(plural("{n} phase", "{n} phases", len(listed)), "open-trade-phases") as opened:
        if opened:
            rows(latest_first(listed), COLUMNS, chosen, "trade-timeline-rows")


@page.fragment
def over_time() -> None:
    """How many restrictions at any time, and how soon they came after their announcement."""
    view = state.view()
    chosen = state.selection(view)
    picture(state.result(trade_steps.over_time, view), "trade-over-time")
    if chosen.shown.trade_restrictions.empty:
        page.empty(chosen, _("No restriction passes the filters in these years."), "delays")
        return
    picture(state.result(trade_steps.delays, view), "trade-delays")


@page.fragment
def measures_and_responses() -> None:
    """One chain of acts and answers; a click on a step opens its card."""
    view = state.view()
    chosen = state.selection(view)
    words = chosen.words
    left, right = st.columns([1, 2])
    with left:
        goods = address.choose(
            st.selectbox,
            _("Goods"),
            state.result(trade_steps.answer_goods, view),
            key="trade_answer_goods",
            text=lambda line: trade_words.line_name(line, words),
        )
    starts = state.result(trade_steps.chain_starts, view, line=goods)
    if starts.empty:
        page.empty(chosen, _("No restriction here answers an act on record."), "chains")
        return
    names = {
        row.key: _("{date}: {title}", date=day(row.date, row.precision), title=row.title)
        for row in named(starts).itertuples()
    }
    with right:
        key = address.choose(
            st.selectbox,
            _("Chain that begins with"),
            list(names),
            key="trade_chain",
            text=lambda name: names[name],
        )
    first = int(starts.loc[starts["key"] == key, "chain"].iloc[0])
    shown = state.result(trade_steps.chain, view, line=goods, first=first)
    node = clicked(picture(shown, "trade-chain", selectable=True))
    kind, _colon, row_id = node.partition(":")
    if kind == "event":
        event.show(row_id, chosen, "chain")
    elif kind == "restriction":
        restriction.show(row_id, chosen, "chain")
    whole = state.result(trade_steps.whole_chain, view, line=goods, first=first)
    _step_rows(whole, chosen)


def _step_rows(whole: trade_steps.Chains, chosen: Selection) -> None:
    """Every step in words, with whose word the link is and where it is told."""
    steps = whole.steps
    publishers = chosen.record.sources.set_index("source_id")["publisher"]
    link, sources = _("Card"), _("Sources")
    addresses = [
        f"events?event={row.events[0]}"
        if row.events
        else f"trade?restriction={(row.restrictions or row.ended)[0]}"
        for row in steps.itertuples()
    ]
    table = step_table(whole, chosen.words).assign(
        **{
            sources: [
                "; ".join(dict.fromkeys(str(publishers.get(s, s)) for s in row))
                for row in steps["sources"]
            ],
            link: addresses,
        }
    )
    lists.table(
        table,
        "trade-chain-rows",
        {
            _("What"): st.column_config.Column(width=260),
            link: st.column_config.LinkColumn(link, display_text=_("open")),
        },
    )
