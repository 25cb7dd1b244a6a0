"""The words on the charts and pages, in the reader's language.

Interface text is written in English in the code and looked up in the gettext catalogues of
`locales/`; dates and numbers follow the CLDR data that Babel carries; the names of vocabularies,
actors and places come from the tables. The language of a run is a context variable, set once per
script run, so that no function needs to hand it on.
"""

from __future__ import annotations

import gettext as gettext_module
import io
import re
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date as Date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

import pandas as pd
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_compact_decimal, format_decimal, format_percent

from analysis.tables.package import Package
from analysis.tables.pair import Pair

LANGUAGES = {"en": "English", "fr": "Français", "zh": "中文"}
"""The languages of the interface, each by its own name."""

LOCALES = {"en": "en_CA", "fr": "fr_CA", "zh": "zh_Hans_CN"}
"""The CLDR locale that formats dates and numbers in each language."""

FOLDER = Path(__file__).parents[2] / "locales"
DOMAIN = "dashboard"

_language: ContextVar[str] = ContextVar("language", default="en")


def use(language: str) -> None:
    """Speak this language from here on in the current run; unknown ones mean English."""
    _language.set(language if language in LANGUAGES else "en")


def language() -> str:
    """The language of the current run."""
    return _language.get()


def locale() -> str:
    """The CLDR locale of the current run."""
    return LOCALES[language()]


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(code: str) -> gettext_module.NullTranslations:
    """The catalogue of a language, compiled in memory: no compiled file can lag behind."""
    path = FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.exists():
        return gettext_module.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=LOCALES[code]))
    compiled.seek(0)
    return gettext_module.GNUTranslations(compiled)


def _(message: str, **values: object) -> str:
    """The message in the language of the run, its {placeholders} filled in."""
    text = _catalogue(language()).gettext(message)
    return text.format(**values) if values else text


def plural(one: str, many: str, n: int, **values: object) -> str:
    """The message for a count of `n`; {n} is the count in the format of the language."""
    text = _catalogue(language()).ngettext(one, many, int(n))
    return text.format(n=number(n), **values)


def number(value: float, digits: int = 0) -> str:
    """A number with the grouping and decimal sign of the language; an en dash when unknown."""
    if pd.isna(value):
        return "–"
    return _decimal(float(value), digits, locale())


@lru_cache(maxsize=20_000)
def _decimal(value: float, digits: int, loc: str) -> str:
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(value, format=pattern, locale=loc))


def degrees(value: float, digits: int = 1) -> str:
    """A temperature or a change of it: always signed, with a true minus."""
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


def clauses(items: Iterable[str]) -> str:
    """Several parts of a sentence, each with commas of its own, joined by semicolons."""
    return ("；" if language() == "zh" else "; ").join(items)


def sentences(items: Iterable[str]) -> str:
    """Several sentences one after the other; empty ones are left out."""
    told = ""
    for item in filter(None, items):
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


@dataclass(frozen=True, eq=False)
class Words:
    """The names that the tables give: vocabularies, sides, actors, places."""

    package: Package = field(repr=False)
    pair: Pair = field(repr=False)
    actors: pd.DataFrame = field(repr=False)
    places: pd.DataFrame = field(repr=False)

    def term(self, vocabulary: str, value: object) -> str:
        """The label of a vocabulary's value; the value itself, made readable, where none is."""
        if value is None or (isinstance(value, float) and pd.isna(value)):
            return ""
        key = str(value)
        sides = self._side_labels[language()]
        if key in sides:
            return sides[key]
        labels = self.package.labels.get(vocabulary, {}).get(key, {})
        return labels.get(language()) or labels.get("en") or key.replace("-", " ")

    def terms(self, vocabulary: str, values: Iterable[object]) -> list[str]:
        """The labels of several values."""
        return [self.term(vocabulary, value) for value in values]

    @cached_property
    def _side_labels(self) -> dict[str, dict[str, str]]:
        return {spoken: self._sides(spoken) for spoken in LANGUAGES}

    def _sides(self, spoken: str) -> dict[str, str]:
        a, b = (side.name.get(spoken) or side.name["en"] for side in self.pair.sides)
        return {
            self.pair.a.code: a,
            self.pair.b.code: b,
            self.pair.a_to_b: f"{a} → {b}",
            self.pair.b_to_a: f"{b} → {a}",
        }

    def side(self, code: str) -> str:
        """The name of one of the two sides."""
        name = self.pair.side(code).name
        return name.get(language()) or name["en"]

    def title(self) -> str:
        """What the relationship is called."""
        return self.pair.title.get(language()) or self.pair.title["en"]

    @cached_property
    def _actor_names(self) -> dict[str, dict[str, str]]:
        rows = self.actors[["actor_id", "name", "name_fr", "name_zh"]].itertuples(index=False)
        return {a: {"en": en, "fr": fr or en, "zh": zh or en} for a, en, fr, zh in rows}

    def actor(self, actor_id: str) -> str:
        """The name of an actor; the id where it is not in the table."""
        names = self._actor_names.get(actor_id)
        return names[language()] if names else actor_id

    def actor_label(self, actor_id: str) -> str:
        """The name of an actor with its other names, for lists that are searched by typing."""
        names = self._actor_names[actor_id]
        others = dict.fromkeys([names["en"], names["zh"]])
        return " · ".join(dict.fromkeys([names[language()], *others]))

    def actor_names(self, ids: Iterable[str]) -> str:
        """The names of several actors, joined."""
        return listed(self.actor(i) for i in ids)

    def office(self, title: str) -> str:
        """The name of an office by its English title, which stays where no other is known."""
        return self.pair.office_names.get(title, {}).get(language()) or title

    def series(self, series_id: str, name: str) -> str:
        """The name of a series; the table's own where `pair.toml` has none."""
        return _in_language(self.pair.series_names.get(series_id, {})) or name

    def series_unit(self, series_id: str, unit: str) -> str:
        """The unit of a series with what it is counted on; the label of `unit` where none is."""
        return _in_language(self.pair.series_units.get(series_id, {})) or self.term("unit", unit)

    @cached_property
    def _place_names(self) -> dict[str, dict[str, str]]:
        rows = self.places[["place", "name_fr", "name_zh"]].itertuples(index=False)
        return {p: {"en": p, "fr": fr or p, "zh": zh or p} for p, fr, zh in rows}

    def place(self, name: str) -> str:
        """The name of a place."""
        names = self._place_names.get(name)
        return names[language()] if names else name

    def location(self, written: str) -> str:
        """Where an event was, written as a city and a country code, either alone, or a sea area."""
        city, _comma, code = written.rpartition(", ")
        if not re.fullmatch(r"[A-Z]{3}", code):
            return self.place(written)
        if not city:
            return self.country(code)
        if language() == "zh":
            return self.country(code) + self.place(city)
        return listed([self.place(city), self.country(code)])

    def country(self, code: str) -> str:
        """The name of a country by its ISO 3166 alpha-3 code."""
        if code in (self.pair.a.code, self.pair.b.code):
            return self.side(code)
        return _territory(code, locale())

    def field(self, table: str, name: str) -> str:
        """The title of a column, the sides called by their names.

        A detail that sources tell and no column holds is its own name, made readable.
        """
        labels = self.package.field_titles.get(name, {})
        title = labels.get(language()) or labels.get("en")
        if not title:
            titles = {field.name: field.title for field in self.package.tables[table].fields}
            return titles.get(name, name.replace("_", " "))
        a, b = self.pair.sides
        return title.format(a=self.side(a.code), b=self.side(b.code))


def _in_language(names: Mapping[str, str]) -> str:
    return names.get(language()) or names.get("en", "")


@lru_cache(maxsize=1024)
def _territory(alpha3: str, loc: str) -> str:
    from babel.core import get_global

    aliases = get_global("territory_aliases")
    alpha2 = aliases.get(alpha3, [alpha3])[0]
    return str(Locale.parse(loc).territories.get(alpha2, alpha3))
