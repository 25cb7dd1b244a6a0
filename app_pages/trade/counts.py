"""How many measures at any time, and how soon after their announcement."""

from __future__ import annotations

from analysis.trade import counts
from app_pages.frame import page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from charts.draw.picture import Picture
from charts.draw.time import Window
from charts.speech.language import _
from charts.trade import counts as charts


def held(chosen: Selection) -> Picture:
    """How many measures each side held, over the chosen years."""
    seen = Window.of_years(*chosen.years, chosen.record.end)
    table = chosen.history.trade_restrictions
    sides = [side.code for side in chosen.record.pair.sides]
    # Of a side that a filter leaves out nothing is said: it may well restrict something.
    if chosen.partial("trade_restrictions"):
        sides = [side for side in sides if side in set(table["imposed_by"])]
    found = counts.over_time(table, seen.start, seen.end, sides)
    return charts.over_time(found, chosen.words)


def delays(chosen: Selection) -> Picture:
    """How soon after its announcement each restriction took effect."""
    return charts.delays(counts.delays(chosen.shown.trade_restrictions), chosen.words)


@page.fragment
def over_time() -> None:
    """Both pictures, one above the other."""
    chosen = state.selection(state.view())
    picture(state.result(held, chosen.view), "trade-over-time")
    if chosen.shown.trade_restrictions.empty:
        page.empty(chosen, _("No restriction passes the filters in these years."), "delays")
        return
    picture(state.result(delays, chosen.view), "trade-delays")
