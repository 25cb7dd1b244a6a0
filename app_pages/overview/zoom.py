"""The years that a reader draws over on the line become the years in view; and the way back."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from app_pages.frame.state import Selection
from charts.speech.language import _

BEFORE = "years_before_zoom"
"""Where the years are kept that were in view before, by those that a reader drew over."""

SLACK = 0.01
"""Part of the years in view by which a reader may miss the beginning or the end of a year."""

Years = tuple[int, int]


def years_of(start: str, end: str, seen: Years) -> Years:
    """The years, of those `seen`, that lie between two days; a year that is just touched is not."""
    days = pd.Timestamp(start), pd.Timestamp(end)
    slack = min(
        pd.Timedelta(days=365.25 * (seen[1] - seen[0] + 1) * SLACK), (days[1] - days[0]) / 2
    )
    days = days[0] + slack, days[1] - slack
    first, last = (min(max(day.year, seen[0]), seen[1]) for day in days)
    return first, last


def zoom(start: str, end: str) -> None:
    """Show the years between these two days on the whole page (a callback)."""
    seen: Years = tuple(st.session_state["years"])
    asked = years_of(start, end, seen)
    if asked != seen:
        _show(asked, before={asked: _before(seen) or seen})


def back(chosen: Selection) -> None:
    """A button that leads back to the years before; nothing where no one drew over any."""
    if years := _before(chosen.years):
        st.button(
            _("Back to {first}–{last}", first=years[0], last=years[1]),
            icon=":material/zoom_out:",
            type="tertiary",
            on_click=_show,
            args=(years,),
            key="zoom-out",
        )


def _before(years: Years) -> Years | None:
    return st.session_state.get(BEFORE, {}).get(years)


def _show(years: Years, before: dict[Years, Years] | None = None) -> None:
    st.session_state["years"] = years
    st.session_state[BEFORE] = before or {}
    # The filters stand outside of the part of the page that was drawn over.
    st.rerun()
