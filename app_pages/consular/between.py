"""The days between two milestones that a reader chooses, of one case or of two."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.consular.milestones import apart, named
from app_pages.frame import address, page, state
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.speech.formats import day, days_range, labelled
from charts.speech.language import _


def milestones(chosen: Selection) -> pd.DataFrame:
    """The milestones of the cases that pass the filters, with what each is called."""
    words = chosen.words
    people = chosen.shown.consular_cases.set_index("case_id")["person"]
    found = named(chosen.shown.consular_milestones)
    found = found[found["case_id"].isin(people.index)]
    return found.assign(
        label=[
            labelled(
                day(step.date, step.date_precision),
                f"{words.actor(people[step.case_id])}, {words.term('milestone_kind', step.kind)}",
            )
            for step in found.itertuples()
        ]
    )


@page.fragment
def days_between() -> None:
    """Two choices, each searched by a name or a date, and the days from the one to the other."""
    found = state.result(milestones, state.view())
    if len(found) < 2:
        return
    st.markdown(f"### {_('Days between two milestones')}")
    names, text = list(found.index), found["label"].to_dict().__getitem__
    with st.container(horizontal=True):
        first = address.choose(
            st.selectbox, _("From"), names, key="days_from", text=text, filter_mode="contains"
        )
        second = address.choose(
            st.selectbox,
            _("To"),
            names,
            key="days_to",
            text=text,
            default=names[-1],
            filter_mode="contains",
        )
    st.markdown(f"**{plain(days_range(*apart(found, first, second)))}**")
