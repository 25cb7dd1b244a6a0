"""Where the record is thin: the line above the events and sources of each year."""

from __future__ import annotations

from analysis.temperature.basis import per_year
from app_pages.frame import state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.temperature.line import measured, monthly
from charts.draw.picture import Picture
from charts.temperature import basis as charts


def depth(chosen: Selection, half_life: float) -> Picture:
    """The line above the number of events and sources of each year."""
    return charts.depth(
        state.result(monthly, chosen.view, half_life=half_life), per_year(measured(chosen))
    )


def section(chosen: Selection, half_life: float) -> None:
    """Events and sources by year."""
    picture(state.result(depth, chosen.view, half_life=half_life), "method-depth")
