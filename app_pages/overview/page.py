"""How warm or cold is the relationship, what moved it, and what has happened last?"""

import streamlit as st

from app_pages.frame import address, parts, refresh, state, tour
from app_pages.overview import sections
from app_pages.temperature import controls, pictures
from charts.speech.language import _
from charts.temperature.measures import MEASURES

LATEST = 8


@st.fragment
def temperature_section() -> None:
    """The line and its controls; a click on a dot or a month opens what lies there."""
    view = state.view()
    chosen = state.selection(view)
    with st.container(horizontal=True, vertical_alignment="top"):
        measure = address.choose(
            st.segmented_control,
            _("Indicator"),
            MEASURES,
            key="measure",
            text=sections.measure_label,
        )
        way = address.choose(
            st.segmented_control, _("Direction"), pictures.WAYS, key="way", text=sections.way_label
        )
        half_life = controls.half_life()
        step = controls.step() if measure == "accumulated" else None
        shading = address.choose(
            st.selectbox,
            _("Shading"),
            sections.SHADINGS,
            key="shading",
            text=sections.shading_label,
            width=150,
            help=_(
                "Who governed, and the stretches in which the temperature of all events held a "
                "level of its own."
            ),
        )
    if measure == "temperature":
        controls.propose_long(chosen, half_life)
    picture = state.result(
        pictures.over_time,
        view,
        measure=measure,
        way=way,
        half_life=half_life,
        score_step=step,
        with_terms=shading in {"governments", "both"},
        with_regimes=shading in {"regimes", "both"},
    )
    sections.chosen_events(parts.picture(picture, "temperature-line", selectable=True), chosen)
    sections.what_moved(half_life)


def page() -> None:
    """Where the relationship stands, the line, what moved it and the latest events."""
    view = state.view()
    chosen = state.selection(view)
    now = state.result(pictures.figures, view.record)

    sections.head(now, chosen)
    st.html(sections.PRINTED)
    sections.headline(now, chosen)
    tour.guide()

    if chosen.history.events.empty:
        parts.empty(chosen, _("No event passes the filters."), "overview")
        return

    temperature_section()
    sections.latest(chosen, LATEST)


refresh.page(page)
