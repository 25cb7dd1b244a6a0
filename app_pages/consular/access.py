"""Who could see the people held: visits and the days between them, and access suspended."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.consular import access
from app_pages.consular.cases import directions, spans
from app_pages.frame import state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.consular import access as charts
from charts.consular.cases import citizens, held_by
from charts.draw.picture import Picture
from charts.speech.formats import labelled, number
from charts.speech.language import _, plural


def strips(chosen: Selection) -> Picture | None:
    """The strips of visits; None where no visit is on record."""
    held = state.measure(spans, chosen.view)
    seen = access.visits(chosen.shown.consular_milestones, held)
    if seen.empty:
        return None
    stopped = state.measure(suspensions, chosen.view)
    return charts.strips(seen, access.summary(seen, held), stopped, held, chosen.words)


def suspensions(chosen: Selection) -> pd.DataFrame:
    """The times during which access was suspended."""
    held = state.measure(spans, chosen.view)
    return access.suspensions(chosen.shown.consular_milestones, held)


def who_could_see_them(chosen: Selection) -> None:
    st.markdown(f"## {_('Consular access')}")
    shown = state.result(strips, chosen.view)
    if shown is None:
        st.info(_("No consular visit is on record for these cases."))
    else:
        picture(shown, "consular-access")
    lines = [
        labelled(f"**{plain(chosen.words.actor(p.person))}**", plain(charts.suspended(p)))
        for p in state.measure(suspensions, chosen.view).itertuples()
    ]
    lines += [
        plain(
            _(
                "{citizens} {held}: a consular visit is on record in {visited} of {cases}.",
                citizens=citizens(group.citizen, chosen.words),
                held=held_by(group.held_by, chosen.words),
                visited=number(group.visited),
                cases=plural("{n} case", "{n} cases", group.cases),
            )
        )
        for group in state.measure(directions, chosen.view).itertuples()
        if group.cases
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))
