"""How warm or cold is the relationship, what moved it, and what has happened last?"""

import streamlit as st

from app_pages.shared import address, parts, refresh, state, temperature_controls, tour
from app_pages.shared import overview_parts as overview
from app_pages.shared import overview_steps as steps
from charts.temperature_words import MEASURES
from charts.wording import _

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
            text=overview.measure_label,
        )
        way = address.choose(
            st.segmented_control, _("Direction"), steps.WAYS, key="way", text=overview.way_label
        )
        half_life = temperature_controls.half_life()
        step = temperature_controls.step() if measure == "accumulated" else None
        shading = address.choose(
            st.selectbox,
            _("Shading"),
            overview.SHADINGS,
            key="shading",
            text=overview.shading_label,
            width=150,
            help=_(
                "Who governed, and the stretches in which the temperature of all events held a "
                "level of its own."
            ),
        )
    if measure == "temperature":
        temperature_controls.propose_long(chosen, half_life)
    picture = state.result(
        steps.over_time,
        view,
        measure=measure,
        way=way,
        half_life=half_life,
        score_step=step,
        with_terms=shading in {"governments", "both"},
        with_regimes=shading in {"regimes", "both"},
    )
    overview.chosen_events(parts.picture(picture, "temperature-line", selectable=True), chosen)
    overview.what_moved(half_life)


def page() -> None:
    """Where the relationship stands, the line, what moved it and the latest events."""
    view = state.view()
    chosen = state.selection(view)
    now = state.result(steps.figures, view.record)

    overview.head(now, chosen)
    st.html(overview.PRINTED)
    overview.headline(now, chosen)
    tour.guide()

    if chosen.history.events.empty:
        parts.empty(chosen, _("No event passes the filters."), "overview")
        return

    temperature_section()
    overview.latest(chosen, LATEST)


refresh.page(page)
