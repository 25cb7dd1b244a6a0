"""What a text says that the record may know: actors, dates, places, topics, goods, figures, quotes.

Each finding is a span of the text. Corrections by the reader take the place of what was found.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from analysis.article import actors, days
from analysis.article.actors import Names
from analysis.article.findings import UNITS, Finding, Folded, Taken, folded, numeral, sentences
from analysis.article.intake import Article
from analysis.tables.dataset import Dataset, names_by_language
from analysis.tables.spelling import fold

Corrections = Mapping[tuple[int, int, str], str]
"""By start, end and kind of a finding, the value that the reader gives it; empty drops it."""

_WORDS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf vingt",
}
_TENS = {
    "en": "thirty forty fifty sixty seventy eighty ninety",
    "fr": "trente quarante cinquante soixante",
}
_SCALE = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "mille": 1e3, "millions": 1e6, "milliard": 1e9, "milliards": 1e9, "万": 1e4, "亿": 1e8,
}  # fmt: skip
_UNIT = {spelt: unit for unit, all_of in UNITS.items() for spelt in all_of.split()}
_FIGURE = {
    "en": r"(?P<sign>(?:us|c|a|au|can)?[$€£¥] ?)?(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    r"|(?:WORDS))(?:[ -](?P<scale>hundred|thousand|million|billion|trillion))?"
    r"(?P<unit> ?%|[ -]per[ -]cent|[ -](?:of )?(?:the )?[a-z][\w-]*(?: [a-z][\w-]*)?)?",
    "fr": r"(?P<sign>[$€£¥] ?)?(?P<n>\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:,\d+)?|(?:WORDS))"
    r"(?: (?P<scale>mille|millions?|milliards?))?(?: de)?"
    r"(?P<unit> ?[%$€]| pour cent| [a-z][\w-]*(?: [a-z][\w-]*)?)?",
    "zh": r"(?P<pre>百分之)?(?P<sign>[$€£¥])?(?P<n>\d[\d,]*(?:\.\d+)?|[一二三四五六七八九十两]{1,3}"
    r"(?=[名人]))(?P<scale>[万亿])?(?P<unit>%|美元|加元|人民币|元|分钟|小时|天|周|个月|年|名|人|吨)?",
}


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """What a record can be asked about, by the words for it in all languages."""

    names: Names
    places: Mapping[str, str]
    topics: Mapping[str, str]
    goods: Mapping[str, str]


def vocabulary(record: Dataset, seen: Mapping[str, pd.Series]) -> Vocabulary:
    """The words of a record; `seen` are the days on which each actor appears in it."""
    topics = record.package.labels.get("topic", {})
    return Vocabulary(
        names=actors.names(record, seen),
        places=_words(record.places["place"], names_by_language(record.places, "place")),
        topics={
            fold(word): topic
            for topic, labels in topics.items()
            for word in (topic.replace("-", " "), *labels.values())
        },
        goods=_words(record.goods["goods_id"], names_by_language(record.goods)),
    )


def _words(ids: Iterable[str], named: Mapping[str, Iterable[str]]) -> dict[str, str]:
    every = zip(ids, zip(*named.values(), strict=True), strict=True)
    return {fold(name): own for own, called in every for name in called if name}


SPEAKING = re.compile(
    r"\b(said|says|told|warned|called|accused|den(?:ied|ies)|urged|insisted|stated|added|argued"
    r"|promised|nie|dement|a (?:dit|declare|affirme|averti|accuse|nie|appele|dementi))\b"
    r"|表示|称|指出|说|强调|警告|否认"
)
NEGATION = re.compile(
    r"\b(?:(?:has|have|had|did|does|do|is|are|was|were|will|would)"
    r"(?:(?: still| also| yet)? not|n['’]t)(?! (?:only|say|comment|elaborate|specify|name|explain"
    r"|respond|disclose|known?|clear|yet clear)\b)"
    r"|(?:has|have|had) never|den(?:ied|ies) (?:that|having|being|it|he|she|they|any)"
    r"|n(?:['’]|e )\w+(?: \w+){0,2}? (?:pas|jamais)(?! (?:seulement|dit|precise|commente)\b)"
    r"|(?:nie|dementi?) (?:avoir|etre|que?))(?!\w)(?![^.]{0,80}(?:\b(?:until|avant)\b|;))"
    r"|没有(?!说明|透露|回应|证实|评论)|并未|从未|尚未|未(?=[^来必知成能])|不会|否认"
)
"""An act told as not done (folded); not what is left unsaid, nor what was done in the end."""

_ASIDE = re.compile(
    r"\b(?:but|because|although|though|while|after|before|which|who|whom|if|when|where|and|saying"
    r"|so that|mais|car|qui|quand|apr[eè]s|alors|et)\b|[，；;]",
    re.IGNORECASE,
)
NEAR = 30
"""A negation at most so many letters after what the sentence names is of its main act."""


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence, and what was found in it."""

    start: int
    end: int
    text: str
    findings: tuple[Finding, ...]

    def values(self, *kinds: str) -> tuple[str, ...]:
        """The known values of the findings of these kinds, each once."""
        return tuple(dict.fromkeys(f.value for f in self.findings if f.kind in kinds and f.value))

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """Whom it names; a slip counts as whom it is likely for."""
        return self.values("actor", "office", "slip")

    @cached_property
    def is_spoken(self) -> bool:
        """Does it tell what somebody said?"""
        return bool(SPEAKING.search(fold(self.text)) or self.values("quote"))

    def says(self, who: Finding) -> bool:
        """Is it told right beside a name that who bears it said something?"""
        after = SPEAKING.search(fold(self.text[who.end - self.start :]))
        before = [*SPEAKING.finditer(rest := fold(self.text[: who.start - self.start]).rstrip())]
        said = bool(before) and before[-1].end() == len(rest)
        return said or (after is not None and after.start() <= SAYING)

    @cached_property
    def is_negated(self) -> bool:
        """Does it tell of an act that was not done? So it does where whom it names did not."""
        plain = folded(self.text)
        ends = [0, *(each.end - self.start for each in self.findings)]
        for match in NEGATION.finditer(plain.text):
            at = plain.span(*match.span())[0]
            since = max(end for end in ends if end <= at)
            if at - since <= NEAR and not _ASIDE.search(self.text[since:at]):
                return True
        return False

    @property
    def is_factual(self) -> bool:
        """Does it say something that a record could hold?"""
        return bool(self.findings) and len(self.text) + 2 * len(_HAN.findall(self.text)) > SHORTEST


SAYING = 8
"""So many letters stand at most between a name and what its bearer said: ", also said"."""

MOST_FOUND = 60
"""So many findings of one sentence are held against the record: more stand in no sentence."""

SHORTEST = 15
"""A sentence of fewer letters is a heading or a cry; a Han sign is as long as three."""

_HAN = re.compile("[\u4e00-\u9fff]")


def read(
    article: Article, words: Vocabulary, corrections: Corrections | None = None
) -> list[Sentence]:
    """What does each sentence of an article say?"""
    text, plain = article.text, folded(article.text)
    day = pd.Timestamp(article.published) if article.published else None
    found = list(_dates(article, plain))
    found += actors.found(text, plain, words.names, day)
    for kind, known in (("place", words.places), ("goods", words.goods), ("topic", words.topics)):
        found += _named(plain, known, kind, [f for f in found if f.kind in {"actor", "place"}])
    figures = figures_of(plain, article.language)
    dated = Taken(each for each in found if each.kind == "date")
    found += [each for each in figures if not dated.has(each)]
    found += _quotes(text, found)
    begins = _dateline(text)
    found = sorted(each for each in _corrected(found, corrections or {}) if each.start >= begins)
    starts = [each.start for each in found]
    return [
        Sentence(
            start,
            end,
            text[start:end],
            tuple(found[bisect_left(starts, start) : bisect_left(starts, end)][:MOST_FOUND]),
        )
        for start, end in sentences(text)
    ]


HEAD = 600
"""In so many letters a story begins."""

_DATELINE = re.compile(
    r"\A\s*+(?:[^\n]{0,200}+\n\s*+)?"
    r"(?:[^\W\da-zà-ÿ][^\na-zà-ÿ]{2,40}(?:[,(（][^\n]{0,60}?)?\s[-–—]{1,2}\s|[^\s。]{2,24}电\s)"
)


def _dateline(text: str) -> int:
    """Where the story begins: after the place and the day on which it was written, if told so."""
    match = _DATELINE.match(text[:HEAD])
    return match.end() if match else 0


def _corrected(found: Iterable[Finding], corrections: Corrections) -> Iterator[Finding]:
    for each in found:
        value = corrections.get((each.start, each.end, each.kind), each.value)
        if value or (each.start, each.end, each.kind) not in corrections:
            yield replace(each, value=value)


def _dates(article: Article, plain: Folded) -> Iterator[Finding]:
    text = "".join(article.text[at] for at in plain.at[:-1])
    for each in days.found(text, plain.text, article.language, article.published):
        start, end = plain.span(each.start, each.end)
        yield replace(each, start=start, end=end)


def _named(
    plain: Folded, known: Mapping[str, str], kind: str, taken: list[Finding]
) -> Iterator[Finding]:
    """Places, topics and goods by their names, the longest first."""
    own = Taken(taken)
    for name, match in plain.named(known):
        each = Finding(*plain.span(*match.span()), kind, known[name])
        if not own.has(each):
            own.add(each)
            yield each


def figures_of(plain: Folded, language: str) -> Iterator[Finding]:
    """Numbers with what they count: the value is the number, a blank, and its unit.

    The unit is a name of UNITS or the words that follow, hours are told in minutes. A number
    without a unit has none.
    """
    numbers = _numbers(language)
    pattern = _FIGURE[language].replace(
        "WORDS", "|".join(sorted(map(re.escape, numbers), key=len, reverse=True)) or "(?!)"
    )
    before = "" if language == "zh" else r"(?<![\w.,])"
    for match in re.finditer(before + pattern, plain.text):
        said = match["n"]
        digits = said.replace(",", ".") if language == "fr" else said.replace(",", "")
        number = numbers.get(said)
        if number is None:
            try:
                number = float(digits.replace(" ", "").replace("\u00a0", ""))
            except ValueError:
                number = float(numeral(said))
        number *= _SCALE.get(match["scale"] or "", 1)
        unit = _unit(
            match["unit"] or "",
            bool(match["sign"]),
            "pre" in match.groupdict() and bool(match["pre"]),
        )
        if said in numbers and not unit:
            continue
        if unit == "hour":
            number, unit = number * 60, "minute"
        last = match.end("unit") if match["unit"] and unit in UNITS else match.end("n")
        last = max(last, match.end("scale") if match["scale"] else 0)
        yield Finding(*plain.span(match.start(), last), "figure", f"{number:g} {unit}".strip())


def _numbers(language: str) -> dict[str, float]:
    if language not in _WORDS:
        return {}
    small = {fold(word): float(n) for n, word in enumerate(_WORDS[language].split())}
    tens = {word: 10.0 * n for n, word in enumerate(_TENS[language].split(), 3)}
    joined = {
        f"{ten}-{one}": value + small[one]
        for ten, value in {**tens, fold(_WORDS[language].split()[20]): 20.0}.items()
        for one in list(small)[1:10]
    }
    # "One" and its like count nothing in most sentences.
    kept = {word: n for word, n in small.items() if n > 1}
    return {**kept, **tens, **joined}


def _unit(said: str, money: bool, share: bool) -> str:
    words = [word for word in re.split(r"[ ]", said.strip(" -")) if word not in {"of", "the", ""}]
    if share or "-".join(words) in UNITS["percent"].split() or said.strip() in {"%", "per-cent"}:
        return "percent"
    known = next((_UNIT[word] for word in words if word in _UNIT), "")
    if money or known == "money":
        return "money"
    if known:
        return known
    return " ".join(word for word in words if len(word) > 2 and word not in actors.WORDLESS)


_STOP = re.compile(r"[.\n。]")
_QUOTED = re.compile(r"[“«「『]([^”»」』]{3,600})[”»」』]|\"([^\"]{3,600})\"")


def _quotes(text: str, found: Iterable[Finding]) -> Iterator[Finding]:
    """Quoted words, and who is likely to have said them: the nearest actor outside of them."""
    who = sorted(f for f in found if f.kind in {"actor", "office", "slip"})
    starts = [each.start for each in who]
    for match in _QUOTED.finditer(text):
        start, end = match.span()
        from_ = max(text.rfind(mark, max(0, start - HEAD), start) for mark in ".\n。") + 1
        stop = _STOP.search(text, end, end + HEAD)
        until = stop.start() if stop else end
        near = [
            *who[bisect_left(starts, from_) : bisect_left(starts, start)],
            *who[bisect_left(starts, end) : bisect_left(starts, until)],
        ]
        speaker = min(near, key=lambda f: min(abs(f.start - end), abs(start - f.end)), default=None)
        yield Finding(start, end, "quote", speaker.value if speaker else "")
