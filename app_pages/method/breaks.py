"""Breaks: when the level changed, and whether that is more than chance or a slow drift."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.tables.dates import month_ends
from analysis.temperature.basis import at_breaks
from analysis.temperature.certainty import breaks as measure
from analysis.temperature.certainty.outlook import BURN_IN_YEARS
from app_pages.frame import lists, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from app_pages.temperature.line import breaks_found, dense, drift
from charts.draw.picture import Picture
from charts.speech.formats import day, number
from charts.speech.language import _
from charts.temperature.certainty import breaks as charts


def found(chosen: Selection) -> pd.DataFrame:
    """The breaks, each with its p against a drift without jumps."""
    table, moves = state.result(breaks_found, chosen.view), state.result(drift, chosen.view.record)
    return table.assign(drift_p=measure.against_drift(dense(chosen), table, moves))


def shown(chosen: Selection) -> Picture:
    """The events, the levels between the breaks, and the interval of each date."""
    events, table = dense(chosen), state.result(found, chosen.view)
    return charts.breaks(events, table, measure.levels(events, table))


def verdict(chosen: Selection) -> str:
    """What the breaks say, and whether any is sharper than drift."""
    events = dense(chosen)
    if events.empty:
        return ""
    start = events["date"].min() + pd.DateOffset(years=BURN_IN_YEARS)
    at = month_ends(min(start, chosen.record.end), chosen.record.end)
    moves = state.result(drift, chosen.view.record)
    fall = measure.drop_against_drift(events, at, moves) if len(at) > 1 else None
    return charts.verdict(state.result(found, chosen.view), fall)


def beside(chosen: Selection) -> pd.DataFrame:
    """The weightiest acts inside the interval of each break."""
    rows = at_breaks(state.result(breaks_found, chosen.view), dense(chosen))
    return pd.DataFrame(
        {
            _("Break"): [day(date, "month") for date in rows["break"]],
            _("Date"): [
                day(d, p) for d, p in zip(rows["date"], rows["date_precision"], strict=True)
            ],
            _("Event"): rows["title"],
        }
    )


def section(chosen: Selection, _half_life: float) -> None:
    """When the level changed, the tests, and what stands beside."""
    picture(state.result(shown, chosen.view), "method-breaks")
    st.markdown(plain(state.result(verdict, chosen.view)))
    st.caption(
        _(
            "Mean shifts on the acts themselves, by binary segmentation; p from {orders} orders of "
            "whole episodes; the interval from {draws} records with residuals resampled in blocks "
            "of {block}. Against drift: {simulated} records without jumps. An act that stands "
            "inside an interval need not be the cause.",
            orders=number(measure.ORDERS),
            draws=number(measure.RESAMPLED),
            block=number(measure.BLOCK),
            simulated=number(measure.SIMULATED),
        )
    )
    with st.expander(_("Acts inside each interval")):
        lists.table(state.result(beside, chosen.view), "method-break-acts")
