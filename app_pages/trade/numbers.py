"""The answers of the trade page in numbers: rates, flows, values, and what stands beside them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from app_pages.cards import restriction
from app_pages.frame import address, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.trade import steps
from app_pages.trade.rows import clicked, latest_first, rows
from charts.speech.formats import day
from charts.speech.language import _, plural
from charts.speech.names import Words
from charts.trade import goods as trade_words
from charts.trade.comparison import comparison_table

NOTED = ("effective", "ended", "status", "note", "sources")
VALUED = ("trade_value", "trade_value_currency", "trade_value_year", "note", "sources")
FIRST = 3
"""So many of these columns stand before the goods, where a phone shows them."""

THEMES = ("travel", "study", "opinion")


@page.fragment
def rate_path() -> None:
    """The rate of one line of goods, step by step."""
    view = state.view()
    chosen = state.selection(view)
    goods = state.result(steps.rated_goods, view)
    if not goods:
        page.empty(chosen, _("No measure in these years states a rate."), "rates")
        return
    line = address.choose(
        st.pills,
        _("Goods"),
        goods,
        key="trade_rate",
        text=lambda name: trade_words.line_name(name, chosen.words),
    )
    picture(state.result(steps.rates, view, line=line), "trade-rates")
    phases = state.result(steps.phases_on, view, line=line)
    st.markdown(f"**{_('What the record says of each measure on these goods')}**")
    rows(latest_first(phases), NOTED, chosen, "trade-rate-rows", FIRST)


@page.fragment
def flow() -> None:
    """One flow under the restrictions on its goods; before, during and after one of them."""
    view = state.view()
    chosen = state.selection(view)
    lines = state.result(steps.flow_goods, view)
    if not lines:
        page.empty(chosen, _("No series has a figure in these years."), "flow")
        return
    line = address.choose(
        st.pills,
        _("Goods"),
        lines,
        key="trade_flow",
        text=lambda name: trade_words.line_name(name, chosen.words),
    )
    known = state.result(steps.flow_series, view, line=line)
    left, right = st.columns(2)
    with left:
        series_id = address.choose(
            st.selectbox,
            _("Series"),
            known["series_id"].tolist(),
            key="trade_series",
            text=lambda name: _series_name(known, name, chosen.words),
        )
    found = state.result(steps.flow, view, line=line, series_id=series_id)
    with right:
        measure = _measure_chosen(found, chosen)
    shown = state.result(
        steps.flow_picture, view, line=line, series_id=series_id, measure_id=measure
    )
    picture(shown, "trade-flow")
    _comparison(found, measure, chosen)


def _series_name(rows: pd.DataFrame, series_id: str, words: Words) -> str:
    row = rows.set_index("series_id").loc[series_id]
    return plural(
        "{name} ({n} figure)",
        "{name} ({n} figures)",
        int(row["figures"]),
        name=words.series(series_id, str(row["name"])),
    )


def _measure_chosen(found: steps.Flow, chosen: Selection) -> str:
    if found.spells.empty or not steps.comparable(found):
        return ""
    spells = found.spells.set_index("measure_id")
    return str(
        address.choose(
            st.selectbox,
            _("Measure to compare around"),
            list(spells.index),
            key="trade_measure",
            default=steps.best_measured(found) or None,
            text=lambda name: _spell_name(spells.loc[name], chosen),
        )
    )


def _spell_name(spell: pd.Series, chosen: Selection) -> str:
    begin = day(spell["begin"])
    kind = chosen.words.term("measure", spell["measure"])
    if pd.isna(spell["finish"]):
        return _("since {begin}: {kind}, {goods}", kind=kind, goods=spell["product"], begin=begin)
    return _(
        "{begin} to {end}: {kind}, {goods}",
        kind=kind,
        goods=spell["product"],
        begin=begin,
        end=day(spell["finish"]),
    )


def _comparison(found: steps.Flow, measure: str, chosen: Selection) -> None:
    comparison = steps.compared(found, measure) if measure else None
    if comparison is None:
        st.caption(_("Only full years are compared, and at least two of them must be on record."))
        return
    unit = chosen.words.term("unit", found.described["unit"])
    st.markdown(f"**{_('Before, during and after the measure')}**")
    st.dataframe(
        comparison_table(comparison, unit),
        hide_index=True,
        key="trade-comparison",
        alt=_("Before, during and after the measure"),
    )
    st.caption(
        _(
            "The last full year before the measure, the years that it touched, and the first full "
            "year after it. Other causes exist, and few years are compared."
        )
    )


@page.fragment
def values() -> None:
    """How much trade the measures hit, as stated."""
    view = state.view()
    chosen = state.selection(view)
    stated = state.result(steps.stated_values, view)
    if stated.empty:
        page.empty(chosen, _("No measure in these years states a trade value."), "values")
        return
    bar = picture(state.result(steps.values, view), "trade-values", selectable=True)
    if clicked(bar):
        restriction.show(clicked(bar), chosen, "values")
    rows(stated, VALUED, chosen, "trade-value-rows", FIRST)


@page.fragment
def beside() -> None:
    """Travel, study and opinion under the temperature."""
    view = state.view()
    names = {"travel": _("Travel"), "study": _("Study"), "opinion": _("Opinion")}
    picked = address.choose_many(
        st.pills,
        _("Beside the temperature (none chosen: all)"),
        list(THEMES),
        key="trade_beside",
        text=lambda theme: names[theme],
        selection_mode="multi",
    )
    themes = tuple(theme for theme in THEMES if theme in picked) or THEMES
    picture(state.result(steps.beside, view, themes=themes), "trade-beside")
