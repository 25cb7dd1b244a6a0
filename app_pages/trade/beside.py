"""Travel, study and opinion under the temperature."""

from __future__ import annotations

import streamlit as st

from analysis.tables.dates import month_ends
from analysis.temperature import acts
from analysis.temperature import line as temperature
from analysis.trade import series
from app_pages.frame import address, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from charts.draw.picture import Picture
from charts.draw.time import Window
from charts.speech.language import _
from charts.trade import beside as charts

THEMES = ("travel", "study", "opinion")


def drawn(chosen: Selection, themes: tuple[str, ...]) -> Picture:
    """The series of these themes under the temperature, the fullest panel first."""
    seen = Window.of_years(*chosen.years, chosen.record.end)
    observations = chosen.shown.observations
    rows = series.beside(chosen.record.series, observations, themes)
    by_panel = rows.groupby("panel", sort=False)
    fullest = by_panel["figures"].max().sort_values(ascending=False, kind="stable").index
    panels = [
        [
            (row, series.values(observations, row))
            for row in by_panel.get_group(name).to_dict("records")
        ]
        for name in fullest
    ]
    events = acts.between(chosen.history.events, chosen.record.pair)
    at = month_ends(seen.start, seen.end)
    line = temperature.line(events, at if len(events) else at[:0])
    return charts.beside(line, panels, seen, chosen.words, chosen.partial("events"))


@page.fragment
def beside() -> None:
    """The themes chosen; all of them where none is."""
    chosen = state.selection(state.view())
    known = set(series.beside(chosen.record.series, chosen.shown.observations, THEMES)["theme"])
    if not known:
        what = _("No series of travel, study or opinion has two figures in these years.")
        page.empty(chosen, what, "beside")
        return
    names = {"travel": _("Travel"), "study": _("Study"), "opinion": _("Opinion")}
    picked = address.choose_many(
        st.pills,
        _("Beside the temperature (none chosen: all)"),
        [theme for theme in THEMES if theme in known],
        key="trade_beside",
        text=names.__getitem__,
        selection_mode="multi",
    )
    themes = tuple(theme for theme in THEMES if theme in (picked or known))
    picture(state.result(drawn, state.view(), themes=themes), "trade-beside")
