"""What is found in a text, and where: spans of the article's own words, and its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from analysis.tables.spelling import fold


@dataclass(frozen=True, order=True)
class Finding:
    """What a span of the text is read as.

    `kind` is actor, office or slip (an actor by name, by office, by a name that is likely
    misspelt), side (of the pair), date, place, topic, goods, figure or quote.

    `value` is an id of an actor, a side's code, a date (ISO 8601, reduced, or two days of an
    interval), a place, a topic, an id of goods, a number with its unit, or the id of the speaker
    of a quotation; empty where it is not known. `note` is the name that a slip is likely for.
    """

    start: int
    end: int
    kind: str
    value: str
    note: str = ""


class Taken:
    """The letters of a text that findings have, so that each is found once."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._letters = bytearray()
        for each in findings:
            self.add(each)

    def add(self, each: Finding) -> None:
        """Take the letters of a finding."""
        self._letters.extend(bytes(max(0, each.end - len(self._letters))))
        self._letters[each.start : each.end] = b"\1" * (each.end - each.start)

    def has(self, each: Finding) -> bool:
        """Has a finding a letter that is taken?"""
        return self._letters.find(1, each.start, each.end) >= 0


@dataclass(frozen=True)
class Folded:
    """A text without case and accents, and where in the text each of its letters stands."""

    text: str
    at: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the text itself a span of the folded text lies."""
        return self.at[start], self.at[end - 1] + 1

    def named(self, names: Iterable[str]) -> Iterator[tuple[str, re.Match[str]]]:
        """Where these folded names stand, the longest first: as whole words, but for Han ones."""
        for name in sorted((n for n in names if n in self.text), key=len, reverse=True):
            spelt = re.escape(name)
            bounded = rf"(?<!\w){spelt}(?!\w)" if ord(name[0]) < 0x2E80 else spelt
            for match in re.finditer(bounded, self.text):
                yield name, match


_fold_sign = lru_cache(maxsize=8192)(fold)


def folded(text: str) -> Folded:
    """The text as names are compared, letter by letter."""
    if text.isascii():
        return Folded(text.casefold(), range(len(text) + 1))
    pieces = [_fold_sign(sign) for sign in text]
    at = [place for place, piece in enumerate(pieces) for _sign in piece]
    return Folded("".join(pieces), [*at, len(text)])


UNITS = {
    "percent": "% percent per-cent pour-cent pourcent",
    "money": "$ € £ ¥ dollar dollars euro euros yuan rmb renminbi 美元 加元 元 人民币",
    "minute": "minute minutes 分钟",
    "hour": "hour hours heure heures 小时",
    "day": "day days jour jours 天",
    "week": "week weeks semaine semaines 周",
    "month": "month months mois 个月",
    "year": "year years an ans année années 年",
    "person": "people persons person personnes 人 名",
    "tonne": "tonne tonnes ton tons 吨",
}
"""What numbers count, each with its spellings."""

# So many years are told in the plural; "in 2019 an official", "2019 Year in Review" are of one.
_SPELT = {
    unit: "|".join(re.escape(fold(u)) for u in spelt.split() if u not in {"an", "year"})
    for unit, spelt in UNITS.items()
}
LENGTHS = "|".join(_SPELT[unit] for unit in ("minute", "hour", "day", "week", "month", "year"))
THINGS = "|".join(_SPELT[unit] for unit in ("percent", "money", "person", "tonne"))
"""Patterns of the units of time, and of those of other things."""

_DIGITS = {sign: number for number, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}


def numeral(text: str) -> int:
    """A number up to 99 in digits or in Han numerals."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS[text]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st jr sr gen col lt sgt capt rep sen gov hon rev no vol fig inc ltd co corp "  # noqa: SIM905
    "jan feb mar apr jun jul aug sep sept oct nov dec approx est vs etc e.g i.e cf u.s u.k u.n p.m "
    "a.m d.c ph.d b.c m mm mme mlle me av janv févr avr juill déc art env "
    "mon tue wed thu fri".split()
)
"""Words that a full stop belongs to, so that it ends no sentence."""

_END = re.compile(r"(?:[.!?…]+[\"”’»)\]]*(?=\s+[\"“«‘(\[]?[^\W_a-z])|[。！？]+[”’」』）]*|\n+)")
_OPENING, _CLOSING = "“«「『", "”»」』"
LONGEST_WORD = 40
LONGEST_QUOTE = 500
"""A quotation mark that is not closed within so many letters does not hold a sentence together."""


def sentences(text: str) -> list[tuple[int, int]]:
    """Where does each sentence begin and end? What stands between quotation marks stays whole."""
    found: list[tuple[int, int]] = []
    start = 0
    for end in _END.finditer(text):
        mark = end.group()
        broken = mark.startswith("\n")
        before = text[max(start, end.start() - LONGEST_WORD) : end.start()]
        words = before.split()
        last = words[-1].lstrip("(\"“«'").casefold() if words else ""
        stop = mark.startswith(".") and (last in ABBREVIATIONS or re.fullmatch(r"\w", last))
        if not broken and (stop or _open(text[start : end.end()])):
            continue
        found.append((start, end.start() if broken else end.end()))
        start = end.end()
    found.append((start, len(text)))
    return [span for span in (_stripped(text, *each) for each in found) if span[0] < span[1]]


def _open(part: str) -> bool:
    """Is a quotation begun and not ended, not too long ago?"""
    if len(part) > 2 * LONGEST_QUOTE:
        return False
    marks = [place for place, sign in enumerate(part) if sign in _OPENING + _CLOSING]
    if marks and part[marks[-1]] in _OPENING:
        return len(part) - marks[-1] < LONGEST_QUOTE
    return part.count('"') % 2 == 1 and len(part) - part.rindex('"') < LONGEST_QUOTE


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())
