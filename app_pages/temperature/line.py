"""The window of the line, the line by month, and its regimes."""

from __future__ import annotations

import pandas as pd

from analysis.tables.dataset import Dataset
from analysis.tables.dates import last_day, month_ends
from analysis.temperature.line import line
from analysis.temperature.regimes import regimes
from app_pages.frame.state import Selection


def window(chosen: Selection) -> pd.DatetimeIndex:
    """The month ends of the window of years, from the first event on and not beyond the record."""
    first, last = chosen.years
    start = max(pd.Timestamp(first, 1, 31), first_event(chosen.history))
    end = min(pd.Timestamp(last, 12, 31), chosen.record.end)
    return month_ends(start, end) if start <= end else pd.DatetimeIndex([], dtype="datetime64[s]")


def first_event(dataset: Dataset) -> pd.Timestamp:
    """The first day on which an event is known to have happened."""
    known = last_day(dataset.events["date"], dataset.events["date_precision"])
    return min(known.min(), dataset.end)


def monthly(chosen: Selection, half_life: float) -> pd.DataFrame:
    """The line of the whole history, by month."""
    at = month_ends(first_event(chosen.history), chosen.record.end)
    return line(chosen.history.events, at, half_life)


def all_regimes(chosen: Selection, half_life: float) -> pd.DataFrame:
    """The regimes of the whole line, so that the window does not change them."""
    return regimes(monthly(chosen, half_life))
