"""One flow under the restrictions on its goods; before, during and after one of them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.trade import series
from analysis.trade.flow import Flow, spells
from analysis.trade.goods import ALL
from analysis.trade.timeline import bars, lanes
from app_pages.frame import address, lists, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.trade import goods
from charts.draw.picture import Picture
from charts.draw.time import Window
from charts.speech.formats import labelled, listed
from charts.speech.language import _, plural
from charts.trade import flow as charts
from charts.trade.goods import span


def lines(chosen: Selection) -> list[str]:
    """The lines of goods whose flow a series with figures measures."""
    return [line for line in chosen.record.goods["goods_id"] if len(series_on(chosen, line))]


def series_on(chosen: Selection, line: str) -> pd.DataFrame:
    """The series on a line of goods that have figures in the chosen years, fullest first."""
    counted = chosen.shown.observations.groupby("series_id").size()
    rows = series.of_line(chosen.record.series, line)
    known = rows.assign(figures=rows["series_id"].map(counted)).dropna(subset="figures")
    return known.sort_values("figures", ascending=False, kind="stable")


def found(chosen: Selection, line: str, series_id: str) -> Flow:
    """One series, and the measures on its goods that touch the chosen years."""
    table = chosen.record.series
    row = table[table["series_id"] == series_id].iloc[0]
    figures = series.values(chosen.history.observations, row)
    return Flow(figures, spells(goods.measures(chosen, line)), row)


def drawn(chosen: Selection, line: str, series_id: str, measure_id: str) -> Picture:
    """One flow under the restrictions on its goods."""
    whole, seen = found(chosen, line, series_id), Window.of_years(*chosen.years, chosen.record.end)
    phases = bars(goods.measures(chosen, line), chosen.record.end).assign(band=ALL)
    inside = phases["restriction_id"].isin(goods.phases(chosen, line)["restriction_id"])
    placed = lanes(phases[inside], "band", seen.length * 0.01)
    figures = whole.figures[whole.figures["date"].dt.year.between(*chosen.years)]
    spell = whole.spells[whole.spells["measure_id"] == measure_id]
    picked = spell.fillna({"ended": chosen.record.end}).iloc[0] if len(spell) else None
    around = whole.around(measure_id)
    return charts.flow(figures, whole.described, placed, picked, around, seen, chosen.words)


@page.fragment
def flow() -> None:
    """The flow of the series chosen, and the comparison around the measure chosen."""
    chosen = state.selection(state.view())
    known = state.measure(lines, chosen.view)
    if chosen.record.goods.empty:
        st.info(_("The tables name no lines of goods whose flow could be shown."))
        return
    if not known:
        page.empty(chosen, _("No series has a figure in these years."), "flow")
        return
    line = goods.choose(st.pills, known, "trade_flow", chosen)
    rows = state.measure(series_on, chosen.view, line=line).set_index("series_id", drop=False)
    left, right = st.columns(2)
    with left:
        series_id = address.choose(
            st.selectbox,
            _("Series"),
            list(rows.index),
            key="trade_series",
            text=lambda name: _series_name(rows.loc[name], chosen),
        )
    whole = state.measure(found, chosen.view, line=line, series_id=series_id)
    with right:
        measure_id = _measure_chosen(whole, chosen)
    picked = {"line": line, "series_id": series_id, "measure_id": measure_id}
    picture(state.result(drawn, chosen.view, **picked), "trade-flow")
    _comparison(whole, measure_id, chosen)


def _series_name(row: pd.Series, chosen: Selection) -> str:
    return plural(
        "{name} ({n} figure)",
        "{name} ({n} figures)",
        int(row["figures"]),
        name=charts.series_name(row, chosen.words),
    )


def measures(whole: Flow) -> list[str]:
    """The measures around which the flow can be compared."""
    return list(whole.spells["measure_id"]) if whole.comparable else []


def _measure_chosen(whole: Flow, chosen: Selection) -> str:
    offered = measures(whole)
    if not offered:
        return ""
    known = whole.spells.set_index("measure_id")
    return str(
        address.choose(
            st.selectbox,
            _("Measure to compare around"),
            offered,
            key="trade_measure",
            default=whole.best_measured(),
            text=lambda name: _spell_name(known.loc[name], chosen),
        )
    )


def _spell_name(spell: pd.Series, chosen: Selection) -> str:
    kind = chosen.words.term("measure", spell["measure"])
    return labelled(span(spell), listed([kind, chosen.words.told(spell["product"])]))


def _comparison(whole: Flow, measure_id: str, chosen: Selection) -> None:
    comparison = whole.around(measure_id)
    if comparison is None:
        st.caption(_("Only full years are compared, and at least two of them must be on record."))
        return
    unit = chosen.words.term("unit", whole.described["unit"])
    heading = _("Before, during and after the measure")
    st.markdown(f"**{heading}**")
    lists.small(charts.comparison_table(comparison, unit), "trade-comparison", heading)
    st.caption(
        _(
            "The last full year before the measure, the years that it touched (all since it "
            "began, where its end is not on record), and the first full year after it."
        )
    )
