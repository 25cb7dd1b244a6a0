"""Dates that are known to the day, to the month or to the year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date as Date

import numpy as np
import numpy.typing as npt
import pandas as pd

PRECISIONS = ("day", "month", "year")

_UNITS = {"month": "datetime64[M]", "year": "datetime64[Y]"}

ISO = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
"""An ISO 8601 date that may be reduced to the month or year."""

LENGTH_OF_ROUGH = {"year": 4, "month": 7}
"""So many signs has a date that is not known to the day."""

PRECISION_OF_LENGTH = {4: "year", 7: "month", 10: "day"}

FIRST_AND_LAST = {
    "first": ("date", "first"),
    "first_precision": ("date_precision", "first"),
    "last": ("date", "last"),
    "last_precision": ("date_precision", "last"),
}
"""What groups of rows in order of date and date_precision are gathered by: their first and last
date, and how exactly each is known."""


def parse_reduced(values: pd.Series) -> tuple[pd.Series, pd.Series]:
    """What do ISO 8601 dates, reduced to YYYY-MM or YYYY where need be, say?

    Returns the first day of each date's period (datetime64, NaT where empty) and its precision
    (categorical: day, month, year; missing where empty). Raises ValueError for what is no date.
    """
    day = pd.to_datetime(values, format="ISO8601").astype("datetime64[s]")
    precision = values.str.len().map(PRECISION_OF_LENGTH)
    if (values.notna() & precision.isna()).any():
        raise ValueError(f"no date: {values[values.notna() & precision.isna()].iloc[0]}")
    return day, pd.Series(
        pd.Categorical(precision, categories=PRECISIONS, ordered=True), index=values.index
    )


def is_day(text: str) -> bool:
    """Has the calendar this day, month or year?"""
    try:
        Date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def last_day(date: pd.Series, precision: pd.Series) -> pd.Series:
    """On which day does each date's period end? A day ends on itself.

    `date` is datetime64, `precision` one of day, month, year; both aligned.
    """
    ends = date.to_numpy(copy=True)
    for name, unit in _UNITS.items():
        rough = (precision == name).to_numpy()
        ends[rough] = (ends[rough].astype(unit) + 1).astype("datetime64[D]") - 1
    return pd.Series(ends, index=date.index, name=date.name)


def first_day(date: pd.Series, precision: pd.Series) -> pd.Series:
    """On which day does each date's period begin? A day begins on itself.

    A date known to the month may stand at its best-attested day; its period is the whole month.
    """
    starts = date.to_numpy(copy=True)
    for name, unit in _UNITS.items():
        rough = (precision == name).to_numpy()
        starts[rough] = starts[rough].astype(unit)
    return pd.Series(starts, index=date.index, name=date.name)


def days_between(
    start: pd.Series, start_precision: pd.Series, end: pd.Series, end_precision: pd.Series
) -> tuple[pd.Series, pd.Series]:
    """The least and the most days from one date to another that their precisions allow.

    Never below 0: `end` is known to come no sooner than `start`.
    """
    least = first_day(end, end_precision) - last_day(start, start_precision)
    most = last_day(end, end_precision) - first_day(start, start_precision)
    return least.dt.days.clip(lower=0), most.dt.days.clip(lower=0)


def days_apart(date: pd.Series, precision: pd.Series) -> tuple[int, int]:
    """The least and the most days from the first of these dates to the last, which came later."""
    begins, ends = first_day(date, precision), last_day(date, precision)
    least, most = begins.iloc[-1] - ends.iloc[0], ends.iloc[-1] - begins.iloc[0]
    return max(least.days, 0), most.days


def each_day(
    start: pd.Series, days: pd.Series
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.datetime64]]:
    """Which days do the spans hold that begin on `start` and are so many days long?

    Returns two aligned arrays: the position of the span, and the day.
    """
    long = days.to_numpy(dtype=np.int64)
    row = np.repeat(np.arange(len(long)), long)
    offset = np.arange(len(row)) - np.repeat(np.cumsum(long) - long, long)
    return row, start.to_numpy()[row] + offset.astype("timedelta64[D]")


def numbered(date: pd.Series | pd.DatetimeIndex) -> npt.NDArray[np.int64]:
    """Each day as a number, counted from 1970."""
    days: npt.NDArray[np.int64] = date.to_numpy().astype("datetime64[D]").astype(np.int64)
    return days


def month_ends(start: pd.Timestamp, end: pd.Timestamp) -> pd.DatetimeIndex:
    """Every month end from `start` to `end`, and `end` itself as the last point."""
    at = pd.date_range(start, end, freq="ME")
    if len(at) == 0 or at[-1] != end:
        at = at.append(pd.DatetimeIndex([end]))
    return at.astype("datetime64[s]")


def every_year(date: pd.Series) -> list[int]:
    """Every year from the first to the last of these dates; none where none is known."""
    years = date.dropna().dt.year
    return list(range(int(years.min()), int(years.max()) + 1)) if len(years) else []


_ISO_FORMAT = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


def iso(date: pd.Series, precision: pd.Series | None = None) -> pd.Series:
    """Each date as ISO 8601 text, cut to what is known of it; empty where unknown."""
    text = date.dt.strftime(_ISO_FORMAT["day"])
    if precision is not None:
        for name in ("month", "year"):
            text = text.mask(precision == name, date.dt.strftime(_ISO_FORMAT[name]))
    return text.fillna("")


def last_of(text: str) -> Date | None:
    """The day that `2018-12-31` names, or the last one of `2018-12` or `2018`; else None."""
    if not ISO.fullmatch(text):
        return None
    try:
        last: Date = pd.Period(text, freq={4: "Y", 7: "M", 10: "D"}[len(text)]).end_time.date()
    except ValueError:
        return None
    return last


def in_iso(text: str, months: Mapping[str, int]) -> str:
    """The text with its days and months of a year in ISO 8601: 2024-01-09 for 9 January 2024.

    `months` gives the number of each month by its name, as the text writes it.
    """
    year, day = r"(?P<year>\d{4})(?!\w)", r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?"
    month = rf"(?P<month>{'|'.join(months)})"
    for form in (
        # Not the end of several days, as in 10-12 December 2018.
        rf"(?<![\w-]){day}\s+{month}\s+{year}",
        rf"(?<!\w){month}\s+{day},?\s+{year}",
        rf"(?<!\w){month}\s+{year}",
        r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*[日号])?",
    ):
        text = re.sub(form, lambda found: f" {_in_figures(months, **found.groupdict())} ", text)
    return text


def _in_figures(months: Mapping[str, int], year: str, month: str, day: str | None = None) -> str:
    number = months.get(month) or int(month)
    return f"{year}-{number:02d}" + (f"-{int(day):02d}" if day else "")
