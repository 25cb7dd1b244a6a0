"""What things are called: the names that the tables give, and by what a reader knows a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd
from babel import Locale
from babel.core import get_global

from analysis.tables import kinds
from analysis.tables.dataset import Dataset, names_by_language, row_ids
from analysis.tables.package import Package
from analysis.tables.pair import Pair
from analysis.trade.standing import NOT_RESTRICTING
from charts.speech.formats import aside, day, labelled, listed, number, rate, written_day
from charts.speech.language import LANGUAGES, _, language, locale

NUMBER = re.compile(r"-?\d+(\.\d+)?")
"""A number as claims write it."""

PLACES = ("location", "place", "place_city")
"""The columns that hold a place as it is written in English, which a reader sees by its name."""


@dataclass(frozen=True, eq=False)
class Words:
    """The names that the tables give: vocabularies, sides, actors, places."""

    package: Package = field(repr=False)
    pair: Pair = field(repr=False)
    actors: pd.DataFrame = field(repr=False)
    places: pd.DataFrame = field(repr=False)
    lines: pd.DataFrame = field(repr=False)
    translations: Mapping[str, Mapping[str, str]] = field(repr=False, default_factory=dict)

    def told(self, text: object) -> str:
        """What a text of the tables says in the language of the run; itself where untranslated."""
        return self.translations.get(language(), {}).get(str(text), str(text))

    def tell(self, rows: pd.DataFrame, *columns: str) -> pd.DataFrame:
        """The rows with these columns of text in the language of the run."""
        return rows.assign(**{name: list(map(self.told, rows[name])) for name in columns})

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

    def act(self, code: str) -> str:
        """What a CAMEO code means; of a package that does not say it, what its root means."""
        known = code in self.package.labels.get("cameo", {})
        return self.term("cameo", code) if known else self.term("cameo_root", code[:2])

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
        return _by_id(self.actors, "actor_id", "name")

    def actor(self, actor_id: str) -> str:
        """The name of an actor; the id where it is not in the table."""
        names = self._actor_names.get(actor_id)
        return _in_language(names) if names else actor_id

    def actor_label(self, actor_id: str) -> str:
        """The name of an actor with its other names, for lists that are searched by typing."""
        names = self._actor_names[actor_id]
        return " · ".join(dict.fromkeys([_in_language(names), *filter(None, names.values())]))

    def value(self, table: str, name: str, written: str) -> str:
        """A cell as claims write it, in the reader's language; as it stands where it cannot be."""
        fields = {field.name: field for field in self.package.every[table].fields}
        field = fields.get(name)
        if field and written in field.enum:
            return self.term(field.vocabulary, written)
        if name in PLACES:
            return self.location(written)
        if field and field.type in ("integer", "number") and NUMBER.fullmatch(written):
            return number(float(written), len(written.partition(".")[2]))
        if field and (field.type == "date" or field.reduced_date):
            return written_day(written)
        return written

    def actor_names(self, ids: Iterable[str]) -> str:
        """The names of several actors, joined."""
        return listed(self.actor(i) for i in ids)

    def goods(self, goods_id: str) -> str:
        """The name of a line of goods; empty where there is no such line."""
        names = self._goods_names.get(goods_id)
        return _in_language(names) if names else ""

    @cached_property
    def _goods_names(self) -> dict[str, dict[str, str]]:
        return _by_id(self.lines, "goods_id", "name")

    def office(self, title: str) -> str:
        """The name of an office by its English title, which stays where no other is known."""
        return self.pair.office_names.get(title, {}).get(language()) or title

    def series(self, series_id: str, name: str) -> str:
        """The name of a series; the table's own where `pair.toml` has none."""
        return _in_language(self.pair.series_names.get(series_id, {})) or name

    @cached_property
    def _place_names(self) -> dict[str, dict[str, str]]:
        return _by_id(self.places, "place", "place")

    def place(self, name: str) -> str:
        """The name of a place."""
        names = self._place_names.get(name)
        return _in_language(names) if names else name

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
            titles = {field.name: field.title for field in self.package.every[table].fields}
            return titles.get(name, name.replace("_", " "))
        a, b = self.pair.sides
        return title.format(a=self.side(a.code), b=self.side(b.code))


def _by_id(rows: pd.DataFrame, key: str, own: str) -> dict[str, dict[str, str]]:
    """The names of each row by language, by the row's key."""
    names = names_by_language(rows, own)
    told = zip(*names.values(), strict=True)
    return {
        row: dict(zip(names, each, strict=True)) for row, each in zip(rows[key], told, strict=True)
    }


def _in_language(names: Mapping[str, str]) -> str:
    return names.get(language()) or names.get("en", "")


@lru_cache(maxsize=1024)
def _territory(alpha3: str, loc: str) -> str:
    aliases = get_global("territory_aliases")
    alpha2 = aliases.get(alpha3, [alpha3])[0]
    return str(Locale.parse(loc).territories.get(alpha2, alpha3))


def of_rows(rows: pd.DataFrame, table: str, words: Words) -> list[str]:
    """The name of each row, in the language of the run where the tables give one."""
    name = {
        "contacts": _contacts,
        "trade_restrictions": _restrictions,
        "consular_cases": lambda r, w: [w.actor(person) for person in r["person"]],
        "consular_milestones": _milestones,
        "offices": _offices,
        "actors": lambda r, w: [w.actor(actor) for actor in r["actor_id"]],
        "places": lambda r, w: [w.place(place) for place in r["place"]],
        "goods": lambda r, w: [w.goods(line) for line in r["goods_id"]],
        "observations": _observations,
    }.get(table)
    if name:
        return list(name(rows, words))
    column = kinds.of(table).named_by
    ids = row_ids(rows, words.package.tables[table])
    return [words.told(text) for text in (rows[column] if column else ids)]


def by_id(dataset: Dataset, table: str, ids: pd.Series, words: Words) -> pd.Series:
    """The name of the row with each id, on the index of `ids`; the id where no row has it."""
    whole = dataset.tables()[table]
    keys = row_ids(whole, dataset.package.tables[table])
    wanted = keys.isin(set(ids)) & ~keys.duplicated()
    found = dict(zip(keys[wanted], of_rows(whole[wanted], table, words), strict=True))
    return pd.Series([found.get(row) or row for row in ids], index=ids.index, dtype=object)


def by_table(dataset: Dataset, rows: pd.DataFrame, words: Words) -> pd.Series:
    """The same for rows of several tables, named by `table` and `row_id`."""
    found = pd.Series("", index=rows.index, dtype=object)
    for table, group in rows.groupby("table", observed=True):
        found[group.index] = by_id(dataset, str(table), group["row_id"], words)
    return found


def dates(rows: pd.DataFrame, column: str = "date") -> list[str]:
    """The dates of a column in words, no more exact than they are known; empty where unknown."""
    own = f"{column}_precision"
    known = rows[own] if own in rows else ["day"] * len(rows)
    return [
        "" if pd.isna(when) else day(when, precision)
        for when, precision in zip(rows[column], known, strict=True)
    ]


def dates_before(rows: pd.DataFrame, table: str) -> list[str]:
    """What stands before the name of each row; nothing where its date is unknown or in its name."""
    if table == "contacts":
        return [""] * len(rows)
    when, known = kinds.of(table).dates(rows), kinds.of(table).precision(rows)
    return ["" if pd.isna(w) else day(w, k) for w, k in zip(when, known, strict=True)]


def dated(events: pd.DataFrame, words: Words) -> list[str]:
    """Each event as one line, its date first: what a list to choose from shows."""
    return [
        _("{date}: {title}", date=when, title=words.told(title))
        for when, title in zip(dates(events), events["title"], strict=True)
    ]


def _contacts(rows: pd.DataFrame, words: Words) -> list[str]:
    return [
        _("{date}, {a} with {b}", a=words.actor_names(a), b=words.actor_names(b), date=when)
        for a, b, when in zip(rows["side_a"], rows["side_b"], dates(rows), strict=True)
    ]


def _restrictions(rows: pd.DataFrame, words: Words) -> list[str]:
    told = []
    for row in rows.itertuples():
        what, status = measure(row, words), words.term("restriction_status", row.status)
        # Relief, or a probe, is not to be taken for a measure that began.
        what = aside(what, status) if row.status in NOT_RESTRICTING else what
        who = words.country(str(row.imposed_by))
        told.append(labelled(listed([who, what]), words.told(row.product)))
    return told


def measure(row: Any, words: Words) -> str:
    """The kind of a measure, with its rate where it states one."""
    kind = words.term("measure", row.measure)
    return f"{kind} {rate(row.rate_percent)}" if rate(row.rate_percent) else kind


def _milestones(rows: pd.DataFrame, words: Words) -> list[str]:
    return [
        _("{date}, {case}: {what}", case=words.actor(case), date=when, what=kind)
        for case, when, kind in zip(
            rows["case_id"],
            dates(rows),
            words.terms("milestone_kind", rows["kind"]),
            strict=True,
        )
    ]


def _offices(rows: pd.DataFrame, words: Words) -> list[str]:
    return [
        _("{who}: {office}", who=words.actor(actor), office=words.office(office))
        for actor, office in zip(rows["actor_id"], rows["office"], strict=True)
    ]


def _observations(rows: pd.DataFrame, words: Words) -> list[str]:
    return [
        _("{series}, {date}", series=series, date=when)
        for series, when in zip(rows["series_id"], dates(rows), strict=True)
    ]
