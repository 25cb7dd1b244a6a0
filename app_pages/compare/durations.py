"""How long: days from the trigger to what came of it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.compare.durations import MEASURES, durations, median
from app_pages.compare.packages import Keys, foot, given, keys, packages
from app_pages.frame import address, page, state
from app_pages.frame.picture import picture_or_words
from app_pages.frame.state import Selection
from charts.compare import durations as charts
from charts.draw.picture import Picture
from charts.speech.language import _

DEFAULT = "days-to-first-contact"


def counted(chosen: Selection, tables: Keys) -> pd.DataFrame:
    """The days of each episode by every measure."""
    compared = packages(chosen, tables)
    return durations(compared.records, compared.episodes)


def dots(chosen: Selection, tables: Keys, measure: str) -> Picture:
    """The days of each episode by one measure, and their median."""
    compared = packages(chosen, tables)
    found = state.measure(counted, chosen.view, tables=tables)
    found = found[found["measure"] == measure]
    return charts.dots(
        found,
        compared.called(found),
        median(found),
        compared.episodes,
        measure,
        compared.words,
    )


@page.fragment
def section() -> None:
    """The measure that the reader chooses."""
    measure = address.choose(
        st.selectbox,
        _("From the first day to"),
        list(MEASURES),
        key="compare_measure",
        text=charts.measure_name,
        default=DEFAULT,
    )
    shown = state.result(dots, state.view().record, tables=keys(), measure=measure)
    picture_or_words(shown, "compare-durations", selectable=False)
    foot(given())
