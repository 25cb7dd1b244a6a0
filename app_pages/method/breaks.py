"""Breaks: when the level changed, and whether that is more than chance or a slow drift."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.tables.dates import month_ends
from analysis.temperature.basis import at_breaks
from analysis.temperature.certainty import breaks as measure
from analysis.temperature.certainty.outlook import BURN_IN_YEARS
from app_pages.cards import listing
from app_pages.frame import page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from app_pages.temperature.line import Formula, breaks_found, dense, of_some, unsure
from charts.draw.picture import Picture
from charts.speech.formats import day, number
from charts.speech.language import _
from charts.speech.names import dates
from charts.temperature.certainty import breaks as charts


def found(chosen: Selection, scale: str) -> pd.DataFrame:
    """The breaks, each with its p against a drift without jumps."""
    formula = Formula(scale=scale)
    table = breaks_found(chosen, scale)
    drift = unsure(chosen, formula).drift
    return table.assign(drift_p=measure.against_drift(dense(chosen, formula), table, drift))


def shown(chosen: Selection, scale: str) -> Picture:
    """The events, the levels between the breaks, and the interval of each date."""
    events = dense(chosen, Formula(scale=scale))
    table = state.measure(found, chosen.view, scale=scale)
    return of_some(charts.breaks(events, table, measure.levels(events, table)), chosen)


def verdict(chosen: Selection, formula: Formula) -> str:
    """What the breaks say, and whether any is sharper than drift."""
    if dense(chosen, formula).empty:
        return ""
    fall = state.measure(drop, chosen.view, formula=formula)
    return charts.verdict(state.measure(found, chosen.view, scale=formula.scale), fall)


def drop(chosen: Selection, formula: Formula) -> tuple[pd.Timestamp, float, float] | None:
    """The largest fall of a month against a drift; None where there are not two months."""
    events = dense(chosen, formula)
    start = events["date"].min() + pd.DateOffset(years=BURN_IN_YEARS)
    at = month_ends(min(start, chosen.record.end), chosen.record.end)
    drift = unsure(chosen, formula).drift
    if len(at) < 2:
        return None
    return measure.drop_against_drift(events, at, drift, formula.half_life)


def beside(chosen: Selection, scale: str) -> pd.DataFrame:
    """The weightiest acts inside the interval of each break."""
    rows = at_breaks(breaks_found(chosen, scale), dense(chosen, Formula(scale=scale)))
    return pd.DataFrame(
        {
            _("Break"): [day(date, "month") for date in rows["break"]],
            _("Date"): dates(rows),
            _("Event"): rows["title"].map(chosen.words.told),
            "event_id": rows["event_id"],
        }
    )


def section(chosen: Selection, formula: Formula) -> None:
    """When the level changed, the tests, and what stands beside."""
    picture(state.result(shown, chosen.view, scale=formula.scale), "method-breaks")
    st.markdown(plain(state.result(verdict, chosen.view, formula=formula)))
    st.caption(
        _(
            "Mean shifts by binary segmentation; p from {orders} orders of whole chains of "
            "answers; intervals from {draws} records resampled in blocks of {block}; drift from "
            "{simulated} records without jumps.",
            orders=number(measure.ORDERS),
            draws=number(measure.RESAMPLED),
            block=number(measure.BLOCK),
            simulated=number(measure.SIMULATED),
        )
    )
    with page.drawer(_("Acts inside each interval"), "open-method-breaks") as opened:
        if opened:
            st.caption(_("An act inside an interval need not be the cause."))
            acts = state.result(beside, chosen.view, scale=formula.scale)
            among = [("events", event_id) for event_id in acts["event_id"]]
            listing.listed(acts.drop(columns="event_id"), among, "method-break-acts")
