"""Other series beside the temperature, and the sign of the next event."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.temperature.certainty.comparison import correlations, pairs
from analysis.temperature.certainty.outlook import BURN_IN_YEARS, next_sign
from app_pages.frame import state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from app_pages.temperature.line import Formula, breaks_found, measured, monthly, of_some, wall
from charts.draw.picture import Picture
from charts.speech.language import _
from charts.temperature.certainty import comparison as charts

FEWEST_TO_OFFER = 8
"""Series with at least so many matched pairs are set beside the line where none are named."""


def compared(chosen: Selection, formula: Formula) -> pd.DataFrame:
    """How far each series that is named (each with enough pairs, if none is) goes with the line."""
    record = chosen.record
    named = list(record.pair.comparisons)
    observed = record.observations
    asked = observed[observed["series_id"].isin(named)] if named else observed
    fielded = record.series.assign(
        field_month=record.series["series_id"].map(dict(record.pair.field_months))
    )
    matched = pairs(monthly(chosen, formula), asked, fielded)
    breaks = breaks_found(chosen, formula.scale)
    results = correlations(matched, tuple(breaks.loc[breaks["firm"], "date"]))
    if not named:
        return results[results["n"] >= FEWEST_TO_OFFER]
    known = [series for series in named if series in set(results["series_id"])]
    return results.set_index("series_id").loc[known].reset_index()


def shown(chosen: Selection, formula: Formula) -> Picture:
    """The rank correlation of each series with its interval."""
    series = chosen.record.series
    names = {
        i: chosen.words.series(i, name)
        for i, name in zip(series["series_id"], series["name"], strict=True)
    }
    return of_some(
        charts.comparison(state.measure(compared, chosen.view, formula=formula), names), chosen
    )


def foretold(chosen: Selection, formula: Formula) -> str:
    """How often the line told the sign of the next act."""
    year = wall(chosen)
    if year is None:
        return ""
    return charts.outlook(
        next_sign(measured(chosen, formula), year, formula.half_life), year + BURN_IN_YEARS
    )


def section(chosen: Selection, formula: Formula) -> None:
    """Other series beside the temperature, and what the line does tell."""
    if state.measure(compared, chosen.view, formula=formula).empty:
        st.info(_("No series has observations that can be matched with this line."))
    else:
        picture(state.result(shown, chosen.view, formula=formula), "method-comparison")
    st.markdown(plain(charts.caution()))
    st.markdown(plain(state.result(foretold, chosen.view, formula=formula)))
