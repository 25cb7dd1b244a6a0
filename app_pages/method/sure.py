"""How sure the temperature is: two bands, other choices, thin years, and superlatives."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.temperature import acts, eras, scales
from analysis.temperature.basis import per_year
from analysis.temperature.certainty import differences
from analysis.temperature.certainty.record import DRAWS, LEVEL, resamples
from analysis.temperature.certainty.sensitivity import sensitivity
from analysis.temperature.line import line
from app_pages.frame import address, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.temperature.line import (
    Formula,
    dense,
    every_month,
    measured,
    monthly,
    of_some,
    unsure,
    wall,
    window,
)
from charts.draw.picture import Picture
from charts.speech.formats import number, percent
from charts.speech.language import _
from charts.temperature import basis, measures
from charts.temperature import eras as era_charts
from charts.temperature.certainty import extremes as extreme_charts
from charts.temperature.certainty import sensitivity as charts


def choices(chosen: Selection, formula: Formula) -> Picture:
    """The line under other choices, over the window of years."""
    at, record = window(chosen), chosen.record
    events = measured(chosen, formula)
    variants = sensitivity(
        events,
        at,
        record.sources,
        formula.half_life,
        context=acts.context(chosen.history.events, record.pair),
        second=scales.scores(record) if formula.scale == scales.SCALES[0] else None,
    )
    return of_some(
        charts.sensitivity(line(events, at, formula.half_life), variants, chosen.words), chosen
    )


def _dense_months(chosen: Selection) -> pd.DatetimeIndex:
    """The months of the dense years, the first of them left out, in which the line is young."""
    at, year = every_month(chosen), wall(chosen)
    return at if year is None else at[at.year > year]


def thin(chosen: Selection, formula: Formula) -> Picture:
    """The line of the dense years, and what a thin record would have shown."""
    events, at = measured(chosen, formula), _dense_months(chosen)
    year = wall(chosen)
    if year is None or at.empty or events.empty:
        return measures.nothing()
    alike, mixed = (
        eras.thinned(events, at, year, formula.half_life, like) for like in (False, True)
    )
    shown = line(dense(chosen, formula), at, formula.half_life)
    return of_some(era_charts.ghost(shown, alike, mixed, year), chosen)


def years(chosen: Selection, formula: Formula) -> Picture:
    """The line above the number of events and sources of each year."""
    shown = monthly(chosen, formula)
    year = wall(chosen)
    return of_some(basis.depth(shown, per_year(measured(chosen, formula)), year), chosen)


def extremes(chosen: Selection, formula: Formula) -> Picture:
    """The coldest and warmest months of the dense years, in what share of resampled records."""
    at = _dense_months(chosen)
    if at.empty:
        return measures.nothing()
    drawn = resamples(measured(chosen, formula), errors=unsure(chosen, formula).errors)
    return of_some(
        extreme_charts.extremes(differences.extremes(drawn, at, formula.half_life)), chosen
    )


PICTURES = {"choices": choices, "thin": thin, "years": years, "extremes": extremes}


def _name(shown: str) -> str:
    return {
        "choices": _("Other choices"),
        "thin": _("Thin years"),
        "years": _("By year"),
        "extremes": _("Coldest and warmest"),
    }[shown]


def section(chosen: Selection, formula: Formula) -> None:
    """The two bands in words, and one picture of what the line hangs on."""
    st.markdown(
        _(
            "**Record**, the dark {level} band: how far this average would move, had other "
            "events been recorded ({draws} resamples of chains, rough dates and codes). "
            "**State**, the light {level} band: where the relationship may stand, wider in "
            "silence (Ornstein–Uhlenbeck filter, memory {memory} days). Neither knows what "
            "nobody reported; every row was coded in hindsight.",
            draws=number(DRAWS),
            memory=number(unsure(chosen, formula).drift.memory),
            level=percent(LEVEL),
        )
    )
    shown = address.choose(
        st.segmented_control, _("Picture"), list(PICTURES), key="sure_picture", text=_name
    )
    picture(state.result(PICTURES[shown], chosen.view, formula=formula), f"method-{shown}")
