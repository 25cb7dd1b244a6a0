"""How restrictions are named on charts and pages: goods, standings, dates and amounts."""

from __future__ import annotations

from typing import Any

import pandas as pd
from babel.numbers import get_currency_name

from analysis.trade.goods import ALL
from analysis.trade.standing import UNANNOUNCED
from charts.draw.text import lines, plain, wrapped
from charts.speech.formats import compact, day, listed
from charts.speech.language import _, language, locale
from charts.speech.names import Words, measure


def line_name(line: str, words: Words) -> str:
    """The name of a line of goods, or of the product group that stands in for one."""
    if named := words.goods(line):
        return named
    return _("All goods") if line == ALL else words.term("product_group", line)


def standing_name(standing: str, words: Words) -> str:
    """How a restriction stands, in words."""
    if standing == "no-start":
        return _("No start date on record")
    if standing == "none":
        return _("Not applied")
    if standing == "advice":
        return _("Advice, which limits nothing")
    return words.term("restriction_status", standing)


def made_known(row: Any, words: Words) -> str:
    """How a measure is known that its author did not make known; empty for any other."""
    return words.term("made_known", row.made_known) if row.made_known in UNANNOUNCED else ""


def pattern(row: Any, shape: str) -> str:
    """The pattern of a mark: crossed where the measure was not announced by its author."""
    return "x" if row.made_known in UNANNOUNCED else shape


def span(row: Any) -> str:
    """From when to when a phase held, no more exact than it is known."""
    begin = day(row.effective, row.effective_precision)
    if pd.isna(row.effective):
        return _("announced {date}", date=day(row.announced, row.announced_precision))
    if pd.notna(row.ended):
        return _("{begin} to {end}", begin=begin, end=day(row.ended, row.ended_precision))
    if row.status == "end-unknown":
        return _("from {begin}, end unknown", begin=begin)
    return _("since {begin}", begin=begin)


def value(row: Any) -> str:
    """The trade value that the source states, with its currency and year; empty where none."""
    if pd.isna(row.trade_value):
        return ""
    return dated(money(row.trade_value, row.trade_value_currency), row.trade_value_year)


def dated(amount: str, year: float) -> str:
    """An amount with the year that it is for, where that is stated."""
    if pd.isna(year):
        return _("{amount}, year not stated", amount=amount)
    return _("{amount} in {year}", amount=amount, year=str(int(year)))


def money(amount: float, currency: str) -> str:
    """An amount in millions or billions of a currency."""
    return _("{currency} {amount}", currency=currency_name(currency), amount=compact(amount))


def currency_name(code: str) -> str:
    """A currency as its ISO 4217 code; in a script that does not write such codes, as its name."""
    return str(get_currency_name(code, locale=locale())) if language() == "zh" else code


def hover(row: Any, words: Words) -> str:
    """The hover box of a phase: goods, who imposed what, when, how it stands, what it hit.

    A row with `standing` tells how it stood on the day that the picture is of.
    """
    return lines(
        [
            f"<b>{wrapped(words.told(row.product), 46)}</b>",
            plain(listed([words.side(row.imposed_by), measure(row, words)])),
            plain(span(row)),
            plain(standing_name(str(getattr(row, "standing", row.status)), words)),
            plain(made_known(row, words)),
            plain(value(row)),
        ]
    )
