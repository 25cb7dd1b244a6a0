"""How sure the temperature is: the band, and how far other choices move the line."""

from __future__ import annotations

import streamlit as st

from analysis.temperature.band import DRAWS, LEVEL
from analysis.temperature.line import line
from analysis.temperature.sensitivity import sensitivity
from app_pages.frame import state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.temperature.line import window
from charts.draw.picture import Picture
from charts.speech.formats import number, percent
from charts.speech.language import _
from charts.temperature import sensitivity as charts


def sensitivity_fan(chosen: Selection, half_life: float) -> Picture:
    """The line under other choices, over the window of years."""
    at = window(chosen)
    events = chosen.history.events
    variants = sensitivity(events, at, chosen.record.sources, half_life)
    return charts.sensitivity(line(events, at, half_life), variants, chosen.words)


def section(chosen: Selection, half_life: float) -> None:
    """The band, and how far other choices move the line."""
    st.markdown(f"### {_('How sure it is')}")
    st.markdown(
        _(
            "The grey band on the overview is a Poisson bootstrap: every event’s weight is "
            "multiplied by a draw from a Poisson distribution with mean 1; this is repeated "
            "{draws} times, and {level} of the resulting temperatures lie inside. It tells how "
            "much hangs on single events. It knows nothing of events that nobody reported, nor of "
            "codes that are wrong.",
            draws=number(DRAWS),
            level=percent(LEVEL),
        )
    )
    picture(state.result(sensitivity_fan, chosen.view, half_life=half_life), "method-sensitivity")
