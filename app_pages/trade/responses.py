"""One chain of acts and responses: what followed what, after how many days."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.trade import responses
from analysis.trade.goods import ALL, in_order, with_lines
from analysis.trade.responses import Chains
from app_pages.cards import listing, shell
from app_pages.frame import address, lists, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.trade import goods
from charts.draw.picture import Picture
from charts.speech.formats import clauses, day
from charts.speech.language import _
from charts.trade import responses as charts


def lines(chosen: Selection) -> list[str]:
    """The lines of goods of restrictions that answer something."""
    table = chosen.history.trade_restrictions
    return [
        ALL,
        *in_order(
            chosen.record.goods, set(with_lines(table[table["responds_to"].str.len() > 0])["line"])
        ),
    ]


def chains(chosen: Selection, line: str) -> Chains:
    """The chains of measures and responses on a line of goods that touch the chosen years."""
    found = responses.chains(chosen.history, line)
    inside = found.steps["date"].dt.year.between(*chosen.years) if len(found.steps) else []
    steps = found.steps[found.steps["chain"].isin(found.steps.loc[inside, "chain"])]
    return Chains(steps, found.links[found.links["later"].isin(steps["step"])])


def starts(chosen: Selection, line: str) -> pd.DataFrame:
    """The first step of each chain of two steps or more, the longest chain first: key, title."""
    steps = state.measure(chains, chosen.view, line=line).steps
    sized = steps.assign(size=steps.groupby("chain")["step"].transform("size"))
    begin = sized[(sized["step"] == sized["chain"]) & (sized["size"] > 1)]
    first = charts.named(begin, chosen.words)
    keys = [(row.events or row.restrictions)[0] for row in first.itertuples()]
    return first.assign(key=keys).sort_values("size", ascending=False)


def whole(chosen: Selection, line: str, first: int) -> Chains:
    """One chain with every step."""
    return responses.of_chain(state.measure(chains, chosen.view, line=line), first)


def chain(chosen: Selection, line: str, first: int) -> Picture:
    """The main steps of one chain as lanes."""
    every = state.measure(whole, chosen.view, line=line, first=first)
    cut = responses.main_steps(every, charts.MOST_STEPS)
    partial = chosen.partial("events") or chosen.partial("trade_restrictions")
    return charts.answers(cut, len(every.steps) - len(cut.steps), chosen.words, partial)


@page.fragment
def measures_and_responses() -> None:
    """One chain of acts and answers; a click on a step opens its card."""
    chosen = state.selection(state.view())
    left, right = st.columns([1, 2])
    with left:
        known = state.measure(lines, chosen.view)
        line = goods.choose(st.selectbox, known, "trade_answer_goods", chosen)
    first = state.result(starts, chosen.view, line=line)
    if first.empty:
        page.empty(chosen, _("No restriction here answers an act on record."), "chains")
        return
    names = {
        row.key: _("{date}: {title}", date=day(row.date, row.precision), title=row.title)
        for row in first.itertuples()
    }
    with right:
        label = _("Chain that begins with")
        key = address.choose(st.selectbox, label, names, key="trade_chain")
    number = int(first.loc[first["key"] == key, "chain"].iloc[0])
    shown = state.result(chain, chosen.view, line=line, first=number)
    for target in lists.clicked(picture(shown, "trade-chain", selectable=True)):
        table, _colon, row_id = target.partition(":")
        shell.choose(table, row_id, parameter="trade-chain")
    _rows(state.measure(whole, chosen.view, line=line, first=number), chosen)


def _rows(found: Chains, chosen: Selection) -> None:
    """Every step in words, with who says that it follows another, and the sources."""
    publishers = chosen.record.sources.set_index("source_id")["publisher"]
    told = [
        clauses(dict.fromkeys(str(publishers.get(source, source)) for source in sources))
        for sources in found.steps["sources"]
    ]
    opened = [
        ("events", row.events[0])
        if row.events
        else ("trade_restrictions", (row.restrictions or row.ended)[0])
        for row in found.steps.itertuples()
    ]
    table = charts.step_table(found, chosen.words).assign(**{_("Sources"): told})
    what = st.column_config.Column(width=260)
    listing.listed(table, opened, "trade-chain-rows", {_("What"): what})
