"""Numbers, dates and lists as the reader's language writes them, by the CLDR data of Babel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date as Date
from functools import lru_cache
from typing import Literal

import pandas as pd
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_compact_decimal, format_decimal, format_percent

from analysis.tables.dates import PRECISION_OF_LENGTH
from charts.speech.language import LOCALES, _, language, locale, plural

MOST_NAMES = 3

ENDS = ".!?:…。！？："
"""The signs that close a sentence, or lead over to the next."""


def number(value: float, digits: int = 0) -> str:
    """A number with the grouping and decimal sign of the language, and a true minus.

    An unknown one is an en dash.
    """
    if pd.isna(value):
        return "–"
    # Zero has no sign, and a cache takes one that has for the other.
    return _decimal(float(value) if round(float(value), digits) else 0.0, digits, locale())


@lru_cache(maxsize=20_000)
def _decimal(value: float, digits: int, loc: str) -> str:
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(value, format=pattern, locale=loc)).replace("-", "−")


def degrees(value: float, digits: int = 1) -> str:
    """A temperature or a change of it."""
    return signed(value, digits)


def signed(value: float, digits: int = 0) -> str:
    """A number that is always signed, with a true minus."""
    if pd.isna(value):
        return "–"
    rounded = round(float(value), digits)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return sign + number(abs(rounded), digits)


def percent(share: float, digits: int = 0) -> str:
    """A share (0 to 1) as a percentage."""
    if pd.isna(share):
        return "–"
    sign = Locale.parse(locale()).percent_formats[None].pattern.removeprefix("#,##0")
    pattern = "#,##0" + ("." + "0" * digits if digits else "") + sign
    return str(format_percent(share, format=pattern, locale=locale()))


def rate(value: float) -> str:
    """A rate in per cent with the decimals it needs; empty where there is none."""
    if pd.isna(value):
        return ""
    digits = next(n for n in (0, 1, 2) if round(value, n) == value or n == 2)
    return percent(value / 100, digits)


def compact(value: float) -> str:
    """A large amount in the words of the language: 4 billion, 4 milliards, 40亿."""
    width: Literal["short", "long"] = "short" if language() == "zh" else "long"
    return str(format_compact_decimal(value, format_type=width, locale=locale(), fraction_digits=2))


def separators() -> str:
    """The decimal sign and the sign between thousands, as Plotly takes them."""
    symbols = Locale.parse(locale()).number_symbols["latn"]
    return f"{symbols['decimal']}{symbols['group']}"


@lru_cache(maxsize=20_000)
def _date(year: int, month: int, day: int, precision: str, loc: str) -> str:
    when = Date(year, month, day)
    if precision == "year":
        return str(format_skeleton("y", when, locale=loc))
    if precision == "month":
        return str(format_skeleton("yMMM", when, locale=loc))
    if loc == LOCALES["zh"]:
        return str(format_date(when, format="long", locale=loc))
    text = str(format_date(when, format="d MMM y", locale=loc))
    # CLDR has no pattern for the ordinal that French gives to the first day of a month.
    return text.replace("1", "1er", 1) if loc == LOCALES["fr"] and day == 1 else text


def day(when: pd.Timestamp | Date | None, precision: str | float | None = "day") -> str:
    """A date in words, no more exact than it is known; an en dash when unknown."""
    if when is None or pd.isna(when):
        return "–"
    known = precision if isinstance(precision, str) else "day"
    return _date(when.year, when.month, when.day, known, locale())


def written_day(text: str) -> str:
    """A date as the tables write it, in words; a text that is none stays as it stands."""
    when = pd.to_datetime(text, format="ISO8601", errors="coerce")
    precision = PRECISION_OF_LENGTH.get(len(text))
    return day(when, precision) if precision and pd.notna(when) else text


def days_range(least: float, most: float) -> str:
    """A number of days in words, or between which two numbers it lies."""
    if least == most:
        return plural("{n} day", "{n} days", int(least))
    return plural("{least} to {n} day", "{least} to {n} days", int(most), least=number(int(least)))


def month_names() -> list[str]:
    """The twelve months, abbreviated."""
    names = Locale.parse(locale()).months["format"]["abbreviated"]
    return [str(names[m]) for m in range(1, 13)]


def language_name(code: str) -> str:
    """The name of a language by its ISO 639-1 code; the code where it is not known."""
    return str(Locale.parse(locale()).languages.get(code, code))


def listed(items: Iterable[str]) -> str:
    """Several items joined by the comma of the language."""
    return ("、" if language() == "zh" else ", ").join(items)


def some(names: Sequence[str]) -> str:
    """The names joined; of more than a few the first, and how many more."""
    shown, more = listed(names[:MOST_NAMES]), len(names) - MOST_NAMES
    return _("{names} and {n} more", names=shown, n=number(more)) if more > 0 else shown


def leading(names: Iterable[str], counts: Iterable[float]) -> str:
    """The name with the highest count, with those that share it; empty where there is none."""
    told = list(zip(names, counts, strict=True))
    most = max((n for _name, n in told), default=0)
    return some([name for name, n in told if n == most])


def clauses(items: Iterable[str]) -> str:
    """Several parts of a sentence, each with commas of its own, joined by semicolons."""
    return ("；" if language() == "zh" else "; ").join(items)


def sentences(items: Iterable[str]) -> str:
    """Several sentences one after the other; empty ones are left out.

    One that others follow is given the full stop that it lacks.
    """
    told = ""
    for item in filter(None, items):
        if told and told.rstrip(")”»）")[-1] not in ENDS:
            told += "。" if language() == "zh" else "."
        # A full-width full stop brings its own space; that of a text of the tables does not.
        apart = "" if not told or (language() == "zh" and not told[-1].isascii()) else " "
        told += apart + item
    return told


def labelled(label: str, value: str) -> str:
    """A value after what it is the value of."""
    return _("{label}: {value}", label=label, value=value)


def capital(text: str) -> str:
    """The text with a capital first, to begin a heading or a choice."""
    return text[:1].upper() + text[1:]


def aside(text: str, remark: str) -> str:
    """A text with a remark in parentheses."""
    return _("{text} ({remark})", text=text, remark=remark)
