"""What the machine counts by kind of act, against the record."""

from __future__ import annotations

from analysis.streams import misses
from app_pages.frame import page, state
from app_pages.frame.state import Selection
from app_pages.streams import source
from app_pages.streams.source import Stream
from charts.draw.picture import Picture
from charts.streams import roots as charts


def kinds(chosen: Selection, shown: Stream) -> Picture | None:
    """Acts, folded events and reports by CAMEO root; None where the years have none."""
    days = source.counts(chosen, shown).days
    inside = source.within(days, "day", chosen)
    if inside.empty:
        return None
    return charts.roots(misses.mix(source.acts(chosen, days), inside), chosen.words)


@page.fragment
def section() -> None:
    """Both records by kind of act."""
    view = state.view()
    shown = source.stream(state.selection(view))
    made = state.result(kinds, view, shown=shown)
    source.draw(made, "streams-roots", shown)
