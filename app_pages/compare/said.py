"""What was said: the demands and conditions of each episode, and what followed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.compare import said
from app_pages.compare.packages import Keys, choose_row, foot, given, keys, packages
from app_pages.frame import lists, page, state
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.compare import said as charts
from charts.speech.language import _

HEIGHT = 620
"""Pixels of the list: rows of several lines, of which a screen holds some."""


def found(chosen: Selection, tables: Keys) -> pd.DataFrame:
    """The demands and conditions of all episodes."""
    compared = packages(chosen, tables)
    return said.said(compared.records, compared.episodes)


def in_words(chosen: Selection, tables: Keys) -> pd.DataFrame:
    """The same to be read."""
    compared = packages(chosen, tables)
    rows = state.measure(found, chosen.view, tables=tables)
    return charts.in_words(rows, compared.episodes, compared.words)


@page.fragment
def section() -> None:
    """The list, and how many it holds."""
    compared, view = given(), state.view().record
    rows = state.measure(found, view, tables=keys())
    st.markdown(f"## {plain(charts.title(rows, compared.episodes))}")
    st.caption(
        _(
            "Voiced by either side during an episode, whatever they were about. An answer is an "
            "event that is stated to be one; what came next on the topic need not be."
        )
    )
    widths = {
        _("Episode"): 130,
        _("What was said"): 225,
        _("First answer"): 130,
        _("Days to it"): 75,
        _("Next on the topic"): 130,
    }
    config = lists.widths(widths)
    table = state.result(in_words, view, tables=keys())
    which = rows.assign(table="statements", row_id=rows["statement_id"])
    choose_row(table, which, "compare-said", config, row_height=lists.lines(4), height=HEIGHT)
    foot(compared)
