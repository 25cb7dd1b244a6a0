"""With what: measures by kind, goods and how they became known, and what was eased first."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.compare import means
from app_pages.compare.packages import Keys, choose_row, foot, given, keys, packages
from app_pages.frame import address, lists, page, state
from app_pages.frame.picture import picture_or_words
from app_pages.frame.state import Selection
from charts.compare import means as charts
from charts.draw.picture import Picture
from charts.speech.language import _


def taken(chosen: Selection, tables: Keys) -> pd.DataFrame:
    """The measures that were taken in each episode."""
    compared = packages(chosen, tables)
    return means.taken(compared.records, compared.episodes)


def mix(chosen: Selection, tables: Keys, by: str) -> Picture:
    """Of what the measures of each episode are made up."""
    compared = packages(chosen, tables)
    found = means.mix(state.measure(taken, chosen.view, tables=tables), by)
    return charts.mix(found, compared.episodes, by, compared.words)


def first(chosen: Selection, tables: Keys) -> pd.DataFrame:
    """What was lifted or eased first."""
    found = means.first_eased(state.measure(taken, chosen.view, tables=tables))
    return found.assign(table="trade_restrictions", row_id=found["measure_id"])


@page.fragment
def section() -> None:
    """The bars by the property that the reader chooses, and the table of what was eased first."""
    by = address.choose(
        st.segmented_control,
        _("Measures"),
        list(means.PROPERTIES),
        key="compare_by",
        text=charts.property_name,
        label_visibility="collapsed",
    )
    view = state.view().record
    shown = state.result(mix, view, tables=keys(), by=by)
    picture_or_words(shown, "compare-means", selectable=False)
    st.markdown(f"### {_('What was lifted or eased first')}")
    compared, rows = given(), state.measure(first, view, tables=keys())
    table = charts.eased(rows, compared.called(rows), compared.episodes, compared.words)
    config = {_("Episode"): st.column_config.Column(width=190)}
    choose_row(table, rows, "compare-eased", config, row_height=lists.lines(2), height="content")
    foot(compared)
