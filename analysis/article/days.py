"""Which days does a text name, written out or counted from the day of the article?

Months and days of the week are named by the language's own calendar (Babel); how long ago something
was is read by dateparser. A date is a period from its first to its last day.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date as Date
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from babel.dates import get_day_names, get_month_names

from analysis.article.findings import LENGTHS, THINGS, Finding, Taken, numeral
from analysis.tables.spelling import fold


class Period(NamedTuple):
    """The days of a date: a day, a month, a year, or what lies between two days."""

    first: Date
    last: Date

    @property
    def exact(self) -> bool:
        """Is it one day?"""
        return self.first == self.last

    def __str__(self) -> str:
        first, last = self.first, self.last
        if first == last:
            return first.isoformat()
        if self == year(first.year):
            return f"{first.year}"
        if self == month(first.year, first.month):
            return f"{first:%Y-%m}"
        return f"{first.isoformat()}/{last.isoformat()}"


def year(number: int) -> Period:
    """A whole year."""
    return Period(Date(number, 1, 1), Date(number, 12, 31))


def month(number: int, of: int) -> Period:
    """A whole month: the year, and which of its months."""
    return Period(Date(number, of, 1), Date(number, of, calendar.monthrange(number, of)[1]))


def parse(value: str) -> Period | None:
    """The period that a value of a finding, or a correction of it, names; None where it is none."""
    try:
        first, _slash, last = value.strip().partition("/")
        if last:
            period = Period(Date.fromisoformat(first), Date.fromisoformat(last))
            return period if period.first <= period.last else None
        if re.fullmatch(r"\d{4}", first):
            return year(int(first))
        if re.fullmatch(r"\d{4}-\d{2}", first):
            return month(int(first[:4]), int(first[5:]))
        return Period(Date.fromisoformat(first), Date.fromisoformat(first))
    except ValueError:
        return None


SEASONS = {
    "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14),
    "printemps": (3, 5), "ete": (6, 8), "automne": (9, 11), "hiver": (12, 14),
    "春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 14),
}  # fmt: skip
"""Months of the seasons in the north; a winter ends in the next year."""

PARTS = {
    "early": (1, 10), "debut": (1, 10), "初": (1, 10), "上旬": (1, 10),
    "mid": (11, 20), "mi": (11, 20), "中旬": (11, 20), "中": (11, 20),
    "late": (21, 31), "fin": (21, 31), "底": (21, 31), "下旬": (21, 31), "末": (21, 31),
}  # fmt: skip
"""Days of the parts of a month; of a year, its months by thirds."""

SAID_LATER = timedelta(days=31)
"""A date without a year lies at most so long after the article; else it is of the year before."""

AHEAD, CLAUSE = timedelta(days=183), 100
"""So long after it where, in so many letters before the date, words tell of what is to come."""
_COMES = re.compile(
    r"(?:(?:\b(?:will|(?:comes?|enters?|takes?) (?:in(?:to)? )?(?:effect|force)|effective|starting"
    r"|d'ici|a (?:compter|partir)|\w{2,}er(?:a|ont))(?!\w)|将|截至)[^.;\n。；]*|\bby )\Z"
)

SLIP = timedelta(days=6)
"""A day so near to the article keeps its year, whatever day of the week it is told to be."""

_TIMES = {
    "en": r"(?: (?:morning|afternoon|evening|night))?",
    "fr": r"(?: (?:matin|midi|apres-midi|soir))?",
}
_D = {
    "en": r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?!\d)"
    r"(?:(?:[-–—]| to | through )(?P<to>[0-3]?\d)(?:st|nd|rd|th)?(?!,?\d))?",
    "fr": r"(?P<d>[0-3]?\d)(?:er)?(?:(?:[-–—]| au )(?P<to>[0-3]?\d))?",
    "zh": r"(?P<d>{num})(?:[日号]?[-–—至到](?P<to>{num}))?[日号]"
    r"(?: ?[(（]?(?:周|星期|礼拜)(?P<on>[一二三四五六日天])[)）]?)?",
}
"""A day of a month, or the first and the last of some."""
_WEEKDAY = {lang: rf"(?:(?P<on>{{days}})\.?{times},? (?:the )?)?" for lang, times in _TIMES.items()}
"""A day of the week before a day of a month belongs to it; so does one after it (zh)."""
_Y = r"(?P<y>(?:19|20)\d\d)"
_DECADE = r"(?P<decade>(?:19|20)\d0)"
_AFTER = "|".join(rf"(?<=\b{word} \d{{4}})" for word in ("in", "since", "en", "depuis"))
_ALONE = (
    rf"(?<![\d$€£¥])(?<![$€£¥] ){_Y}(?![\ds]|[ -]?(?:{LENGTHS})(?!\w))"
    rf"(?:{_AFTER}|(?![ -]?(?:{THINGS})(?!\w)))"
)
"""A year without its month, and no other number; "in 2020 people fled" counts nobody."""
_COUNT = {
    "en": r"(?:an?|\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several)",
    "fr": r"(?:une?|\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze)",
}
_PATTERNS = {
    "en": (
        rf"{_WEEKDAY['en']}{_D['en']}(?: of)? (?P<m>{{months}})(?!\w)\.?(?:,? {_Y})?",
        rf"{_WEEKDAY['en']}(?P<m>{{months}})\.? {_D['en']}(?:,? {_Y})?",
        rf"(?P<last>last |next |this )?(?P<w>{{days}}){_TIMES['en']}(?!\w)",
        rf"(?:(?P<part>early|mid|late)[- ](?:in )?)?(?P<m>{{months}})\.?,? (?:of )?{_Y}",
        r"(?P<last>last|next|this) (?P<m>{months})(?!\w)",
        r"(?:(?<=in )|(?<=since )|(?<=until )|(?<=by )|(?<=from )|(?P<part>early|mid|late)[- ])"
        r"(?P<m>{months})(?!\w)",
        rf"(?P<season>spring|summer|autumn|fall|winter)(?: of| in)? {_Y}",
        rf"{_DECADE}s(?!\w)",
        rf"(?:(?P<part>early|mid|late)[- ](?:in )?)?{_ALONE}",
        r"(?P<day>(?:day before )?yesterday|today|tonight|(?:day after )?tomorrow)(?!\w)",
        r"(?P<last>last|next|this) (?P<unit>week|month|year)(?!\w)",
        rf"(?P<ago>{_COUNT['en']} (?P<unit>day|week|month|year)s? (?:ago|earlier))(?!\w)",
    ),
    "fr": (
        rf"{_WEEKDAY['fr']}{_D['fr']} (?P<m>{{months}})(?!\w)\.?(?: {_Y})?",
        rf"(?P<w>{{days}})(?P<last> dernier| prochain)?{_TIMES['fr']}(?!\w)",
        rf"(?:(?P<part>debut|mi|fin)[- ](?:de )?)?(?P<m>{{months}})\.? {_Y}",
        r"(?P<m>{months})(?P<last> dernier| prochain)(?!\w)",
        r"(?:(?<=en )|(?<=depuis )|(?<=des )|(?P<part>debut|mi|fin)[- ])(?P<m>{months})(?!\w)",
        rf"(?P<season>printemps|ete|automne|hiver)(?: de)? {_Y}",
        rf"annees {_DECADE}(?!\d)",
        rf"(?:(?P<part>debut|mi|fin)[- ](?:de )?)?{_ALONE}",
        r"(?P<day>avant-hier|hier|aujourd'hui|apres-demain|demain)(?!\w)",
        r"(?:la |le |l'|cette |ce )?(?P<unit>semaine|mois|an|annee)(?P<last> dernier| derniere| "
        r"prochain| prochaine)(?!\w)",
        r"(?P<last>cette |ce )(?P<unit>semaine|mois|annee)(?!\w)",
        rf"(?P<ago>il y a {_COUNT['fr']} (?P<unit>jour|semaine|mois|an)s?)(?!\w)",
        rf"(?P<ago>{_COUNT['fr']} (?P<unit>jour|semaine|mois|an)s? plus tot)(?!\w)",
    ),
    "zh": (
        rf"{_DECADE}年代",
        rf"{_Y}年(?P<n>{{num}})月{_D['zh']}",
        rf"{_Y}年(?P<n>{{num}})月(?:份)?(?P<part>上旬|中旬|下旬|初|底|末)?",
        rf"{_Y}年(?P<season>[春夏秋冬])季?",
        rf"{_Y}年(?P<part>初|中|底|末)?",
        rf"(?P<year>去年|今年)?(?P<n>{{num}})月{_D['zh']}",
        r"(?P<year>去年|今年)?(?P<n>{num})月(?:份)?(?P<part>上旬|中旬|下旬|初|底|末)?(?!\d)",
        r"(?P<last>上|本|这|下)?个?(?:周|星期|礼拜)(?P<w>[一二三四五六日天])",
        r"(?P<day>前天|昨天|昨日|昨晚|今天|今日|明天)",
        r"(?P<last>上|本|这|下)个?(?P<unit>周|星期|月)(?![一二三四五六日天])",
        r"(?P<year>去年|今年)",
        r"(?P<ago>(?:\d+|[一二三四五六七八九十两]+)(?:个)?(?P<unit>天|周|星期|月|年)前)",
    ),
}
_ISO = rf"(?<![\d-]){_Y}-(?P<n>[01]\d)(?:-(?P<d>[0-3]\d))?(?![\d-])"
_TO = re.compile(r" ?(?:[-–—至到]|to|until|through|au) ?")
_AWAY = {
    "yesterday": -1, "hier": -1, "昨天": -1, "昨日": -1, "昨晚": -1,
    "day before yesterday": -2, "avant-hier": -2, "前天": -2,
    "tomorrow": 1, "demain": 1, "明天": 1, "day after tomorrow": 2, "apres-demain": 2,
}  # fmt: skip
_ROUGH = {
    "day": "day", "jour": "day", "天": "day", "month": "month", "mois": "month", "月": "month",
    "week": "week", "semaine": "week", "周": "week", "星期": "week",
    "year": "year", "an": "year", "annee": "year", "年": "year",
}  # fmt: skip


def found(text: str, folded_text: str, language: str, published: Date | None) -> Iterator[Finding]:
    """Every date in a text (not folded, and folded letter by letter), in the order of the text.

    Relative dates, and dates without a year, are counted from `published`; without it they are
    found, and their value is empty.
    """
    taken, read = Taken(), []
    for pattern in _compiled(language):
        for match in pattern.finditer(folded_text):
            each = Finding(*match.span(), "date", "")
            if taken.has(each) or not _meant(text, match, language):
                continue
            try:
                period = _period(match, language, published)
            except (ValueError, OverflowError):
                continue
            taken.add(each)
            read.append((replace(each, value=str(period) if period else ""), match))
    joined: list[tuple[Finding, re.Match[str]]] = []
    for each, match in sorted(read):
        if joined and (period := _between(*joined[-1], each, match, language)):
            each = replace(joined.pop()[0], end=each.end, value=str(period))
        joined.append((each, match))
    yield from (each for each, _match in joined)


def _between(
    one: Finding, first: re.Match[str], other: Finding, last: re.Match[str], language: str
) -> Period | None:
    """From a day to a day, where "to" is between them; one without a year is of the other's."""
    said = [{name for name, value in each.groupdict().items() if value} for each in (first, last)]
    if "d" not in said[0] & said[1] or not _TO.fullmatch(first.string, one.end, other.start):
        return None
    dated = [own & {"y", "year"} for own in said]
    start, end = parse(one.value), parse(other.value)
    with suppress(ValueError):
        if end and dated[1] and not dated[0]:
            start = _period(first, language, end.last)
        elif start and not dated[1]:
            end = _period(last, language, start.last + timedelta(days=365) - SAID_LATER)
    return Period(start.first, end.last) if start and end and start.last < end.first else None


@lru_cache(maxsize=8)
def _names(language: str) -> tuple[dict[str, int], dict[str, int]]:
    """Months and days of the week by their folded names, long and short."""
    months: dict[str, int] = {}
    days: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for number, name in get_month_names(width, locale=language).items():
            months[fold(name).rstrip(".")] = number
        if width == "wide" or language == "en":
            for number, name in get_day_names(width, locale=language).items():
                days[fold(name)] = number
    if language == "en":
        months["sept"] = 9
    return months, days


@lru_cache(maxsize=8)
def _compiled(language: str) -> tuple[re.Pattern[str], ...]:
    months, days = _names(language)
    by_length: Callable[[Mapping[str, int]], str] = lambda names: "|".join(  # noqa: E731
        sorted(map(re.escape, names), key=len, reverse=True)
    )
    filled = [
        pattern.replace("{months}", by_length(months))
        .replace("{days}", by_length(days))
        .replace("{num}", r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})")
        for pattern in _PATTERNS[language]
    ]
    start = "" if language == "zh" else r"(?<!\w)"
    return (re.compile(_ISO), *(re.compile(start + pattern) for pattern in filled))


def _meant(text: str, match: re.Match[str], language: str) -> bool:
    """English writes months and days of the week with a capital: "may", "march" and "sat" not."""
    named = [name for name in ("m", "w") if match.groupdict().get(name)]
    if language != "en" or not named:
        return True
    short = len(match[named[0]]) == 3 and named[0] == "w"
    return text[match.start(named[0])].isupper() and not short


def _period(match: re.Match[str], language: str, published: Date | None) -> Period | None:
    """The days that a phrase names; None where it takes the day of the article, which is missing.

    Raises ValueError for what is no date, such as 31 February, or 7 to 3 May.
    """
    said = {name: value for name, value in match.groupdict().items() if value}
    months, _days = _names(language)
    of = months[said["m"]] if "m" in said else numeral(said["n"]) if "n" in said else 0
    if "decade" in said:
        first = int(said["decade"])
        return Period(year(first).first, year(first + 9).last)
    if "y" in said:
        return _written(int(said["y"]), of, said)
    if published is None:
        return None
    last = said.get("last", "").strip()
    if "ago" in said:
        return _ago(said["ago"], _ROUGH[said["unit"]], language, published)
    if "day" in said:
        day = published + timedelta(days=_AWAY.get(said["day"], 0))
        return Period(day, day)
    if "w" in said:
        return _weekday(_number(said["w"], language), last, language, published)
    if "unit" in said:
        return _unit(_ROUGH[said["unit"]], last, published)
    if "year" in said or last == "this":
        return _written(published.year - (said.get("year") == "去年"), of, said)
    every = []
    for number in range(published.year - 28, published.year + 2):
        with suppress(ValueError):
            every.append(_written(number, of, said))
    if "on" in said:
        return _fitting(_number(said["on"], language), every, published)
    if last in {"next", "prochain"}:
        return min(each for each in every if each.first > published)
    if last:
        return max(each for each in every if each.last < published)
    ahead = published + SAID_LATER
    if _COMES.search(match.string, max(0, match.start() - CLAUSE), match.start()):
        ahead = published + AHEAD
    elif "d" not in said:
        ahead = min(ahead, year(published.year).last)
    return max(each for each in every if each.first <= ahead)


def _written(number: int, of: int, said: Mapping[str, str]) -> Period:
    """A date with its year: of a day, a month, a season, or a part of a month or a year."""
    if "season" in said:
        first, last = SEASONS[said["season"]]
        end = month(number + last // 13, (last - 1) % 12 + 1)
        return Period(Date(number, first, 1), end.last)
    if of and "d" in said:
        day = Date(number, of, numeral(said["d"]))
        until = day.replace(day=numeral(said.get("to", said["d"])))
        if until < day:
            raise ValueError(f"{until} is before {day}")
        return Period(day, until)
    part = PARTS.get(said.get("part", ""))
    if of:
        whole = month(number, of)
        if part is None:
            return whole
        until = min(whole.last, whole.first + timedelta(part[1] - 1))
        return Period(Date(number, of, part[0]), until)
    if part is None:
        return year(number)
    third = part[0] // 10
    return Period(Date(number, 1 + 4 * third, 1), month(number, 4 + 4 * third).last)


def _number(name: str, language: str) -> int:
    """Which day of the week, from Monday, has this name?"""
    return min("一二三四五六日天".index(name), 6) if language == "zh" else _names(language)[1][name]


def _fitting(weekday: int, every: Iterable[Period], published: Date) -> Period:
    """The nearest of a day in every year, the next at most, in which it is that weekday.

    So near to the article that it is told by its weekday, a day that is another one is a slip.
    """
    away = [(abs(each.first - published), each) for each in every]
    return min(one for one in away if one[0] <= SLIP or one[1].first.weekday() == weekday)[1]


def _weekday(number: int, last: str, language: str, published: Date) -> Period:
    """The day of the week nearest before the article, its own day included; "last" leaves it out.

    Where weeks are counted (zh), "last" and "next" are of the weeks before and after.
    """
    back = (published.weekday() - number) % 7
    if language == "zh" and last:
        monday = published - timedelta(days=published.weekday())
        day = monday + timedelta(days=number + {"上": -7, "下": 7}.get(last, 0))
    elif last in {"next", "prochain"}:
        day = published + timedelta(days=7 - back)
    else:
        day = published - timedelta(days=back or (7 if last in {"last", "dernier"} else 0))
    return Period(day, day)


def _unit(unit: str, last: str, published: Date) -> Period:
    """The week, month or year before, of, or after the article."""
    step = last.startswith(("next", "prochain", "下")) - last.startswith(("last", "dernier", "上"))
    if unit == "year":
        return year(published.year + step)
    if unit == "month":
        count = published.year * 12 + published.month - 1 + step
        return month(count // 12, count % 12 + 1)
    monday = published - timedelta(days=published.weekday() - 7 * step)
    return Period(monday, monday + timedelta(days=6))


def _ago(phrase: str, unit: str, language: str, published: Date) -> Period | None:
    """So long before the article: as exact as the unit that it is counted in."""
    import dateparser

    said = phrase.replace("earlier", "ago").replace("several", "3")
    said = re.sub("[一二三四五六七八九十两]+", lambda sign: str(numeral(sign.group())), said)
    if said.endswith("plus tot"):
        said = f"il y a {said.removesuffix(' plus tot')}"
    base = datetime(published.year, published.month, published.day)
    day = dateparser.parse(said, languages=[language], settings={"RELATIVE_BASE": base})
    if day is None:
        return None
    if unit == "year":
        return year(day.year)
    if unit == "month":
        return month(day.year, day.month)
    width = timedelta(days=3 if unit == "week" else 0)
    return Period(day.date() - width, day.date() + width)
