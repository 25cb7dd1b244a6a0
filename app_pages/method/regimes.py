"""Change points of the line, and what stands beside them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.temperature.basis import at_boundaries
from analysis.temperature.regimes import SHORTEST_MONTHS
from app_pages.frame import lists, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.method.formula import figures
from app_pages.temperature.line import all_regimes, monthly
from charts.draw.picture import Picture
from charts.speech.formats import day, degrees, number
from charts.speech.language import _
from charts.temperature import line as charts
from charts.temperature.layers import Around
from charts.temperature.measures import level_name


def regime_line(chosen: Selection, half_life: float) -> Picture:
    """The whole line with its regimes and their means."""
    line = state.result(monthly, chosen.view, half_life=half_life).rename(
        columns={"temperature": "value"}
    )
    around = Around(
        chosen.record.end,
        chosen.history.events,
        regimes=state.result(all_regimes, chosen.view, half_life=half_life),
    )
    return charts.regimes(line, around, chosen.words)


def regime_table(chosen: Selection, half_life: float) -> pd.DataFrame:
    """Each regime with its mean, and the events that stand where it begins."""
    regimes = state.result(all_regimes, chosen.view, half_life=half_life)
    beside = at_boundaries(regimes, chosen.history.events)
    titles = beside.groupby("boundary")["title"].agg(" · ".join).to_dict()
    return pd.DataFrame(
        {
            _("From"): [day(d, "month") for d in regimes["start"]],
            _("Mean (°)"): [degrees(mean, 2) for mean in regimes["mean"]],
            _("Events where it begins"): [
                titles.get(start, _("none: earlier events fade") if n else _("start of the record"))
                for n, start in enumerate(regimes["start"])
            ],
            _("To"): [day(d, "month") for d in regimes["end"]],
            _("Months"): regimes["months"],
            _("Band"): [level_name(name) for name in regimes["band"]],
        }
    )


def section(chosen: Selection, half_life: float) -> None:
    """Change points, and what stands beside them."""
    picture(state.result(regime_line, chosen.view, half_life=half_life), "method-regimes")
    st.caption(
        _(
            "Change points by PELT (Killick and others 2012): least squares about each mean, no "
            "regime shorter than {months} months, and each change must save more than the "
            "variance of the line times the logarithm of its length. An event that stands where a "
            "regime begins need not be its cause.",
            months=number(SHORTEST_MONTHS),
        )
    )
    lists.table(
        state.result(regime_table, chosen.view, half_life=half_life),
        "method-regime-table",
        {
            _("From"): st.column_config.Column(width=85),
            **figures(_("Mean (°)"), width=75),
            _("Events where it begins"): st.column_config.Column(width="large"),
        },
        height="content",
    )
