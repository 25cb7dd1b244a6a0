"""How sure the temperature is: the band, and how far other choices move the line."""

from __future__ import annotations

import streamlit as st

from analysis.temperature.certainty.record import DRAWS, LEVEL
from analysis.temperature.certainty.sensitivity import sensitivity
from analysis.temperature.line import line
from app_pages.frame import page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.method import basis
from app_pages.temperature.line import drift, measured, window
from charts.draw.picture import Picture
from charts.speech.formats import number, percent
from charts.speech.language import _
from charts.temperature.certainty import sensitivity as charts


def sensitivity_fan(chosen: Selection, half_life: float) -> Picture:
    """The line under other choices, over the window of years."""
    at = window(chosen)
    events = measured(chosen)
    variants = sensitivity(events, at, chosen.record.sources, half_life)
    return charts.sensitivity(line(events, at, half_life), variants, chosen.words)


def section(chosen: Selection, half_life: float) -> None:
    """The band, and how far other choices move the line."""
    st.markdown(
        _(
            "Two bands, two questions. **Record**: how far would this average move, had other "
            "episodes come on record? Whole episodes are resampled {draws} times, with rough dates "
            "drawn inside their period. **State**: where may the relationship itself stand? An "
            "Ornstein–Uhlenbeck filter (memory {memory} days) that widens in silence. Both hold "
            "{level}. Neither knows what nobody reported; and every row was coded in hindsight.",
            draws=number(DRAWS),
            memory=number(state.result(drift, chosen.view.record).memory),
            level=percent(LEVEL),
        )
    )
    picture(state.result(sensitivity_fan, chosen.view, half_life=half_life), "method-sensitivity")
    with page.drawer(_("How much stands behind each year"), "open-method-depth") as opened:
        if opened:
            basis.section(chosen, half_life)
