"""How much is reported by month, and how many events that makes."""

from __future__ import annotations

from app_pages.frame import page, state
from app_pages.frame.state import Selection
from app_pages.streams import source
from app_pages.streams.source import Stream
from charts.draw.picture import Picture
from charts.streams import volume as charts

COUNTED = ["reports", "events", "repeated", "mirrored"]


def monthly(chosen: Selection, shown: Stream) -> Picture | None:
    """Reports and folded events by month; None where the years have none."""
    days = source.within(source.counts(chosen, shown).days, "day", chosen)
    if days.empty:
        return None
    # Months in which nothing is reported have their place as well.
    months = days.set_index("day")[COUNTED].resample("MS").sum().rename_axis("month").reset_index()
    return charts.volume(months)


@page.fragment
def section() -> None:
    """Reports and folded events by month."""
    view = state.view()
    shown = source.stream(state.selection(view))
    made = state.result(monthly, view, shown=shown)
    source.draw(made, "streams-volume", shown)
