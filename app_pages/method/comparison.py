"""Other series beside the temperature."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.temperature.comparison import correlations, pairs
from app_pages.frame import state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from app_pages.temperature.line import monthly
from charts.draw.picture import Picture
from charts.speech.language import _
from charts.temperature import comparison as charts

FEWEST_TO_OFFER = 8
"""Series with at least so many matched pairs are set beside the line where none are named."""


def matched(chosen: Selection, half_life: float) -> pd.DataFrame:
    """Each observation of the named series (of all, if none is) and the temperature of its time."""
    record = chosen.record
    line = state.result(monthly, chosen.view, half_life=half_life)
    named = record.observations["series_id"].isin(record.pair.comparisons)
    asked = record.observations[named] if named.any() else record.observations
    return pairs(line, asked, record.series)


def compared(chosen: Selection, half_life: float) -> pd.DataFrame:
    """n, rank correlation and p of each series that is set beside the line."""
    results = correlations(state.result(matched, chosen.view, half_life=half_life))
    named = [s for s in chosen.record.pair.comparisons if s in set(results["series_id"])]
    if not named:
        return results[results["n"] >= FEWEST_TO_OFFER]
    return results.set_index("series_id").loc[named].reset_index()


def series_names(chosen: Selection) -> dict[str, str]:
    """The name of each series by its id."""
    series = chosen.record.series
    return {
        i: chosen.words.series(i, name)
        for i, name in zip(series["series_id"], series["name"], strict=True)
    }


def comparison(chosen: Selection, series_id: str, half_life: float) -> Picture:
    """One series against the temperature of the same time."""
    found = state.result(matched, chosen.view, half_life=half_life)
    told = chosen.record.series.set_index("series_id").loc[series_id]
    results = state.result(compared, chosen.view, half_life=half_life)
    return charts.comparison(
        found[found["series_id"] == series_id],
        results[results["series_id"] == series_id].iloc[0],
        chosen.words.series(series_id, told["name"]),
        chosen.words.series_unit(series_id, told["unit"]),
        monthly=told["frequency"] == "monthly",
    )


def caution(chosen: Selection, half_life: float) -> str:
    """What the comparisons do and do not say."""
    return charts.caution(
        state.result(compared, chosen.view, half_life=half_life), series_names(chosen)
    )


def section(chosen: Selection, half_life: float) -> None:
    """Other series beside the temperature, two to a row."""
    results = state.result(compared, chosen.view, half_life=half_life)
    st.markdown(f"### {_('Beside other series')}")
    if results.empty:
        st.info(_("No series has observations that can be matched with this line."))
        return
    st.markdown(plain(state.result(caution, chosen.view, half_life=half_life)))
    ids = results["series_id"].tolist()
    for begin in range(0, len(ids), 2):
        beside = ids[begin : begin + 2]
        columns = st.columns(2) if len(beside) == 2 else [st.container()]
        for column, series_id in zip(columns, beside, strict=True):
            with column:
                shown = state.result(
                    comparison, chosen.view, series_id=series_id, half_life=half_life
                )
                picture(shown, f"method-{series_id}", level=5)
