"""The curated line and the machine's on one axis, and how far they agree."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.streams.agreement import FEWEST, agreement, side_by_side
from analysis.temperature.certainty import differences
from analysis.temperature.certainty.record import resamples
from analysis.temperature.line import line
from app_pages.frame import page, state
from app_pages.frame.picture import adjust
from app_pages.frame.state import Selection
from app_pages.streams import source
from app_pages.streams.source import Stream
from app_pages.temperature.controls import half_life
from app_pages.temperature.line import Formula, unsure, whole
from charts.draw.picture import Picture
from charts.speech.formats import number
from charts.speech.language import _
from charts.streams import lines as charts


@state.once("record")
def curated(chosen: Selection, shown: Stream, half_life: float) -> pd.DataFrame:
    """The curated line at the months of the machine's, up to the end of the record."""
    dates = source.line(chosen, shown, half_life)["date"]
    at = pd.DatetimeIndex(dates[dates <= chosen.record.end])
    events = whole(chosen, Formula(half_life))
    drawn = resamples(events, errors=unsure(chosen, Formula()).errors)
    return line(events, at, half_life).merge(differences.band(drawn, at, half_life), on="date")


def both(chosen: Selection, shown: Stream, days: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both lines in the chosen years."""
    made = curated(chosen, shown, days), source.line(chosen, shown, days)
    return source.within(made[0], "date", chosen), source.within(made[1], "date", chosen)


def drawn(chosen: Selection, shown: Stream, half_life: float) -> Picture:
    record, machine = both(chosen, shown, half_life)
    return charts.lines(record, machine, chosen.record.end, half_life)


def compared(chosen: Selection, shown: Stream, half_life: float) -> pd.DataFrame:
    """How far they agree."""
    return agreement(side_by_side(*both(chosen, shown, half_life)))


def agreed(chosen: Selection, **given: Any) -> Picture | None:
    found = state.measure(compared, chosen.view, **given)
    return charts.agreement(found) if len(found) else None


@page.fragment
def section() -> None:
    """Both lines with their bands, and their agreement by month and by band of speed."""
    view = state.view()
    chosen = state.selection(view)
    shown = source.stream(chosen)
    with adjust("streams-adjust"):
        days = half_life()
    if source.within(source.line(chosen, shown, days), "date", chosen).empty:
        st.info(_("The stream has no event in these years."))
        return
    source.draw(state.result(drawn, view, shown=shown, half_life=days), "streams-lines", shown)
    made = state.result(agreed, view, shown=shown, half_life=days)
    if made is None:
        few = number(FEWEST)
        st.info(_("Fewer than {few} months in common: too few to compare the lines.", few=few))
        return
    source.draw(made, "streams-agreement", shown)
