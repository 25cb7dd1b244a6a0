"""One cell of a foreign table as a field of ours has it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

import pandas as pd
from babel import Locale

from analysis.files.mapping import countries
from analysis.files.mapping.layout import PARTS, Layout, header
from analysis.files.mends import columns, days
from analysis.files.reading.grid import Grid
from analysis.tables import dataset
from analysis.tables.dates import ISO, is_day
from analysis.tables.package import Field, Table
from analysis.tables.pair import Pair

COUNTRIES = {"imposed_by", "imposed_on", "place_country", "held_by", "country", "citizenship"}
"""Fields that hold codes of countries."""

_TAG = re.compile(r"<[^>]*>")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True)
class Known:
    """What is on record, to find theirs in it."""

    tables: Mapping[str, Table]
    pair: Pair
    actors: pd.DataFrame = field(repr=False)
    sources: pd.DataFrame = field(repr=False)
    places: frozenset[str] = field(repr=False)

    @property
    def codes(self) -> tuple[str, str]:
        """The codes of the two sides."""
        return self.pair.a.code, self.pair.b.code


class Reading:
    """Reads cells by the `order` of their dates.

    `unknown` gathers values that no vocabulary has or that are no number or date, `found` sources
    by address.
    """

    def __init__(self, grid: Grid, layout: Layout, known: Known) -> None:
        self._layout, self._known = layout, known
        sources = known.sources
        self._urls = dict(zip(sources["url"], sources["source_id"], strict=True))
        self.unknown: dict[str, set[str]] = defaultdict(set)
        self.found: dict[str, dict[str, str]] = {}
        by_name = dict(zip(header(grid), zip(*grid.rows, strict=True), strict=False))
        counted = [f.name for f in known.tables[layout.table].fields if f.type in columns.NUMBERS]
        read = {layout.columns.get(name, "") for name in counted} & by_name.keys()
        self._comma = {name for name in read if columns.has_comma(grid, by_name[name])}
        self.order = layout.order or days.order(self._dates(grid)) or "dmy"

    def _dates(self, grid: Grid) -> list[str]:
        fields = self._known.tables[self._layout.table].fields
        dated = [f.name for f in fields if f.type == "date" or f.reduced_date]
        names = header(grid)
        wanted = {self._layout.columns.get(name) for name in dated}
        at = [number for number, name in enumerate(names) if name in wanted]
        return [row[number].strip() for row in grid.rows for number in at]

    @property
    def doubtful(self) -> bool:
        """Has the reader to say whether the day or the month comes first?"""
        return self.order not in days.ORDERS

    def cell(self, field: Field, theirs: dict[str, str]) -> str:
        """What the row says of this field; empty where it says nothing that can be taken."""
        spec = self._layout.columns.get(field.name, "")
        parts = [theirs.get(part, "").strip() for part in spec.split(PARTS)] if spec else []
        raw = " ".join(filter(None, parts)) or self._layout.constants.get(field.name, "")
        if not raw:
            return ""
        if field.type == "date" or field.reduced_date:
            date = self._date(parts, raw)
            return date if self.doubtful else self._told(field, raw, date)
        if field.name in COUNTRIES:
            return self._told(field, raw, countries.code(raw, self._known.codes))
        if ("sources", "source_id") in field.references:
            return ";".join(filter(None, map(self._source, raw.split(";"))))
        if ("actors", "actor_id") in field.references:
            return ";".join(filter(None, (self._acting(field, n) for n in raw.split(";"))))
        if ("places", "place") in field.references:
            return self._told(field, raw, raw if raw in self._known.places else "")
        if field.name == "language":
            return self._told(field, raw, _languages().get(raw.lower(), ""))
        if field.name == "url" and raw.startswith("10."):
            return f"https://doi.org/{raw}"
        if field.enum:
            return self._value(field, raw)
        if field.type in columns.NUMBERS:
            return self._told(field, raw, columns.number(raw, spec in self._comma))
        if field.name == "hs":
            return field.delimiter.join(map(_heading, re.split(r"[,;]\s*", raw)))
        text = " ".join(_TAG.sub(" ", raw).split())
        # A number alone does not say what it is.
        code = field.name == "product" and not re.search(r"[^\W\d]", text)
        return f"HS {_heading(text)}" if code else text

    def _date(self, parts: list[str], raw: str) -> str:
        if len(parts) > 1:
            given = [part.zfill(2) for part in parts if part]
            raw = "-".join(given[: parts.index("")] if "" in parts else given)
        if ISO.fullmatch(raw):
            return raw if is_day(raw) else ""
        if listed := days.LISTED.fullmatch(raw):
            raw = "-".join(part.zfill(2) for part in listed.groups() if part)
            return raw if is_day(raw) else ""
        read = self._day(raw) or self._day(days.SPAN.sub(r"\1", raw))
        within = _DAY.search(raw)
        return read or (within[0] if within and is_day(within[0]) else "")

    def _day(self, raw: str) -> str:
        return days.read(raw, self.order)[0]

    def until(self, theirs: dict[str, str]) -> str:
        """The last day that the column of the date names, where it names two."""
        raw = theirs.get(self._layout.columns.get("date", ""), "")
        return self._day(days.SPAN.sub(r"\2", raw)) if days.SPAN.search(raw) else ""

    def _told(self, field: Field, raw: str, known: str) -> str:
        """What is known of a value, or the reader said of it; else it is noted as unknown."""
        value = known or self._layout.values.get(field.name, {}).get(raw, "")
        if not value:
            self.unknown[field.name].add(raw)
        return value

    def _acting(self, field: Field, name: str) -> str:
        name = name.strip()
        return self._told(field, name, self.actor(name) or self.state(countries.code(name)))

    def _value(self, field: Field, raw: str) -> str:
        told = self._layout.values.get(field.name, {})
        items = []
        for item in raw.split(field.delimiter) if field.delimiter else [raw]:
            spelt = re.sub(r"[\s_]+", "-", item.strip().lower())
            known = told.get(item.strip()) or next(
                (value for value in field.enum if value.lower() == spelt),
                # Of a vocabulary with the sides in it a country is one.
                next((side for side in field.enum if side == countries.code(item)), ""),
            )
            if known:
                items.append(known)
            else:
                self.unknown[field.name].add(item.strip())
        return field.delimiter.join(items) if field.delimiter else "".join(items[:1])

    def _source(self, raw: str) -> str:
        """The source of this address, or id; a new one where there is none."""
        raw = raw.strip()
        if raw in self._urls.values():
            return raw
        if not raw.startswith(("http://", "https://")):
            return ""
        if raw not in self._urls:
            host = raw.split("/")[2]
            own = re.sub(r"[^a-z0-9]+", "-", raw.partition("://")[2].lower()).strip("-")[:80]
            self._urls[raw] = own
            self.found[raw] = {
                "source_id": own, "title": raw, "publisher": host, "url": raw, "language": "en",
                "kind": "news", "side": "third-party",
            }  # fmt: skip
        return str(self._urls[raw])

    @cached_property
    def _by_name(self) -> dict[str, str]:
        ids = set(self._known.actors["actor_id"])
        rows = self._known.actors.to_dict("records")
        names = {n.casefold(): a["actor_id"] for a in rows for n in dataset.all_names(a)}
        return names | {own: own for own in ids}

    def actor(self, name: str) -> str:
        """The actor of this name or id; empty where there is none."""
        return self._by_name.get(name.strip().casefold(), "")

    def state(self, code: str) -> str:
        """The government of a country; empty where it is no actor."""
        actors = self._known.actors
        rows = actors[(actors["kind"] == "state") & (actors["country"] == code)]
        return str(rows["actor_id"].iloc[0]) if len(rows) and code else ""


@cache
def _languages() -> dict[str, str]:
    """The code of each language, by itself and by its name in English and in the language."""
    codes = {code: name for code, name in Locale("en").languages.items() if len(code) == 2}
    own = {Locale(code).get_display_name(code) or "": code for code in ("fr", "zh", "de", "es")}
    named = {name.lower(): code for code, name in codes.items()}
    return {code: code for code in codes} | named | {k.lower(): v for k, v in own.items()}


def _heading(raw: str) -> str:
    """A heading of the Harmonised System, with the zero that a spreadsheet took from it."""
    digits = "".join(_DIGITS.findall(raw))
    return f"0{digits}" if len(digits) % 2 else digits
