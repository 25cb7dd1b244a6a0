"""What every section on the temperature draws on: the acts, their window, their line and breaks."""

from __future__ import annotations

import pandas as pd

from analysis.tables.dates import last_day, month_ends
from analysis.temperature import acts, eras
from analysis.temperature.certainty import breaks
from analysis.temperature.certainty.state import Drift, fit
from analysis.temperature.line import line
from app_pages.frame import state
from app_pages.frame.state import Selection


def measured(chosen: Selection) -> pd.DataFrame:
    """The acts of the two sides that pass the filters, whatever the window of years."""
    return acts.between(chosen.history.events, chosen.record.pair)


def whole(chosen: Selection) -> pd.DataFrame:
    """The acts of the two sides in the whole record."""
    return acts.between(chosen.record.events, chosen.record.pair)


def window(chosen: Selection) -> pd.DatetimeIndex:
    """The month ends of the window of years, from the first event on and not beyond the record."""
    first, last = chosen.years
    start = max(pd.Timestamp(first, 1, 31), first_event(chosen))
    end = min(pd.Timestamp(last, 12, 31), chosen.record.end)
    return month_ends(start, end) if start <= end else pd.DatetimeIndex([], dtype="datetime64[s]")


def first_event(chosen: Selection) -> pd.Timestamp:
    """The first day on which an act is known to have happened."""
    events = measured(chosen)
    known = last_day(events["date"], events["date_precision"])
    return min(known.min(), chosen.record.end) if len(events) else chosen.record.end


def every_month(chosen: Selection) -> pd.DatetimeIndex:
    """The month ends of the whole history."""
    return month_ends(first_event(chosen), chosen.record.end)


def monthly(chosen: Selection, half_life: float) -> pd.DataFrame:
    """The line of the whole history, by month."""
    return line(measured(chosen), every_month(chosen), half_life)


def drift(chosen: Selection) -> Drift:
    """How the state of the relationship moves, from the whole record."""
    return fit(whole(chosen))


def wall(chosen: Selection) -> int | None:
    """The first year in which the whole record is dense."""
    return eras.wall(whole(chosen))


def dense(chosen: Selection) -> pd.DataFrame:
    """The acts that pass the filters, of the years in which the record is dense."""
    return eras.since(measured(chosen), state.result(wall, chosen.view.record))


def breaks_found(chosen: Selection) -> pd.DataFrame:
    """When the level of the acts changed; the window of years does not change it."""
    return breaks.breaks(dense(chosen))
