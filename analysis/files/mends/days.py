"""Dates as people and programs write them, read as ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from babel import Locale

_NUMBERS = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})(?:[ T][0-9:. ]+(?:[AP]M)?)?")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})")
_CHINESE = re.compile(r"([0-9]{4})年([0-9]{1,2})月(?:([0-9]{1,2})日)?")
_COMPACT = re.compile(r"((?:1[89]|20)[0-9]{2})([01][0-9])([0-3][0-9])")
_TIMED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:.*")
_WRITTEN = (
    re.compile(r"(?P<d>[0-9]{1,2})(?:er|st|nd|rd|th)?[ -](?P<m>[^\W\d]+)\.?[ ,-]+(?P<y>[0-9]{4})"),
    re.compile(r"(?P<m>[^\W\d]+)\.? (?P<d>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<y>[0-9]{4})"),
    re.compile(r"(?P<d>)(?P<m>[^\W\d]+)\.?,? (?P<y>[0-9]{4})"),
)
_SERIAL = re.compile(r"[1-7][0-9]{4}")

SPAN = re.compile(r"(?<![0-9-])([0-9]{1,2}) ?[–—-] ?([0-9]{1,2})(?![0-9-])")
"""Two days of a month, as in 2–6 December 2009."""

LISTED = re.compile(r"\[+([0-9]{4})(?:, ?([0-9]{1,2}))?(?:, ?([0-9]{1,2}))?\]+")
"""Year, month and day as JSON lists them."""

ORDERS = ("dmy", "mdy")
"""What comes first in a date in numbers: the day or the month."""

FIRST_SERIAL = date(1899, 12, 30)
"""From this day on Excel counts."""

LANGUAGES = ("en", "fr")
"""The names of months are read in these languages."""


def order(cells: Iterable[str]) -> str:
    """Do dates in numbers begin with the day (dmy) or the month (mdy)?

    `either` where both fit every one of them, `neither` where no order fits all; empty where no
    date is written so.
    """
    read = [(int(found[1]), int(found[3])) for c in cells if (found := _NUMBERS.fullmatch(c))]
    if not read:
        return ""
    day_first = all(day <= 31 and month <= 12 for day, month in read)
    month_first = all(day <= 31 and month <= 12 for month, day in read)
    if day_first and month_first:
        # The same whichever comes first.
        return "dmy" if all(one == two for one, two in read) else "either"
    return "dmy" if day_first else "mdy" if month_first else "neither"


def read(cell: str, order: str) -> tuple[str, str]:
    """The date, as ISO 8601, and how it was written; two empty texts where it is no date."""
    cell = cell.strip()
    if found := _NUMBERS.fullmatch(cell):
        if order not in ORDERS:
            return "", ""
        one, _mark, two, year = found.groups()
        day, month = (one, two) if order == "dmy" else (two, one)
        return _day(year, month, day), order
    if found := _YEAR_FIRST.fullmatch(cell) or _COMPACT.fullmatch(cell):
        return _day(*found.groups()), "ymd"
    if found := _CHINESE.fullmatch(cell):
        return _day(*found.groups()), "written"
    if found := _TIMED.fullmatch(cell):
        return found[1], "timed"
    if _SERIAL.fullmatch(cell):
        return (FIRST_SERIAL + timedelta(days=int(cell))).isoformat(), "serial"
    for pattern in _WRITTEN:
        if (found := pattern.fullmatch(cell)) and (month := _months().get(found["m"].lower())):
            return _day(found["y"], str(month), found["d"] or None), "written"
    return "", ""


def _day(year: str, month: str, day: str | None = None) -> str:
    try:
        whole = date(int(year), int(month), int(day or 1)).isoformat()
    except ValueError:
        return ""
    return whole if day else whole[:7]


@cache
def _months() -> dict[str, int]:
    """The number of each month by its names, whole and short."""
    return {
        name.lower().rstrip("."): number
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for number, name in Locale(language).months["format"][width].items()
    } | {"sept": 9}
