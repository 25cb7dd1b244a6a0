"""Temperature: each pair in a panel of its own, with the density of its record."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.compare import course
from app_pages.compare.packages import Keys, foot, given, keys, packages
from app_pages.frame import address, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from charts.compare import course as charts
from charts.draw.picture import Picture
from charts.speech.language import _

MEASURES = ("temperature", "sum")


def lines(chosen: Selection, tables: Keys, measure: str) -> Picture:
    """The mean or the sum of each pair, from the year of the first episode on."""
    compared = packages(chosen, tables)
    first = pd.Timestamp(compared.episodes["begin"].min().year, 1, 1)
    found = course.courses(compared.records, first)
    return charts.lines(found, course.density(compared.records, first), measure, compared.words)


@page.fragment
def section() -> None:
    """The measure that the reader chooses."""
    measure = address.choose(
        st.segmented_control,
        _("Indicator"),
        list(MEASURES),
        key="compare_course",
        text=charts.measure_name,
        label_visibility="collapsed",
    )
    shown = state.result(lines, state.view().record, tables=keys(), measure=measure)
    picture(shown, "compare-course")
    foot(given())
