"""The controls of the temperature, the same on every page that shows it."""

from __future__ import annotations

import streamlit as st

from analysis.temperature import scales
from analysis.temperature.accumulated import STEP
from analysis.temperature.line import HALF_LIFE_DAYS, LONG_HALF_LIFE_DAYS
from app_pages.frame import address
from app_pages.frame.state import Selection
from app_pages.temperature.line import Formula
from charts.speech.formats import number
from charts.speech.language import _
from charts.temperature.certainty.sensitivity import scale_name

SHORTEST, LONGEST, NOTCH = 30, 730, 10
KEY = "half_life"
LONG_YEARS = 25
"""From windows of this many years on, the longer half-life is proposed."""

STEPS = (0.01, 0.06)


def formula(chosen: Selection) -> Formula:
    """The half-life and, where the record has a second one, the scale."""
    days = half_life()
    if scales.scores(chosen.record).empty:
        return Formula(days)
    scale = address.choose(
        st.selectbox, _("Scale"), scales.SCALES, key="scale", text=scale_name, width=105
    )
    return Formula(days, scale)


def half_life() -> float:
    """How fast events fade: the half-life in days, kept in the address."""
    _note_unknown()
    return float(
        st.slider(
            _("Half-life (days)"),
            SHORTEST,
            LONGEST,
            int(HALF_LIFE_DAYS),
            NOTCH,
            key=KEY,
            bind="query-params",
            persist_state="session",
            help=_("After so many days an event weighs half of what it did."),
            width=130,
        )
    )


def _note_unknown() -> None:
    asked = address.news(KEY)
    if asked and not address.is_number(asked[0], SHORTEST, LONGEST):
        address.ignore(KEY, asked)


def step() -> float:
    """How much one event moves the accumulated score."""
    return float(
        st.slider(
            _("Step of the score"),
            *STEPS,
            STEP,
            0.01,
            key="step",
            bind="query-params",
            persist_state="session",
            help=_("An event scores its step × weight × intensity, before the bounds damp it."),
            width=130,
        )
    )


def propose_long(chosen: Selection, days: float) -> None:
    """Over decades, offer the longer half-life that leaves no saw-tooth."""
    first, last = chosen.years
    if last - first < LONG_YEARS or days >= LONG_HALF_LIFE_DAYS:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(_("Over decades a longer half-life reads more steadily."), width="content")
        st.button(
            _("Use {days} days", days=number(LONG_HALF_LIFE_DAYS)),
            key="half_life_long",
            type="tertiary",
            icon=":material/timeline:",
            on_click=_set_long,
        )


def _set_long() -> None:
    st.session_state[KEY] = int(LONG_HALF_LIFE_DAYS)
