"""One new row for a table: is it right, and is it perhaps there already?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain, count, filterfalse
from typing import Any

import pandas as pd

from analysis.check import dates as check_dates
from analysis.check import messages, package, rules
from analysis.check.files import Sheet
from analysis.files import export, ids
from analysis.tables import dates, kinds
from analysis.tables.dataset import Dataset, csv_line
from analysis.tables.package import Table

# By table: the date by which a row is known, and the columns by whose words it is likened.
_TOLD_BY = {
    "events": ("date", ("title", "summary")),
    "contacts": ("date", ("occasion", "format", "side_a", "side_b", "place_city")),
    "trade_restrictions": ("announced", ("product", "measure", "imposed_by", "imposed_on")),
    "statements": ("date", ("paraphrase", "speaker", "stance")),
    "sources": ("published", ("url", "title", "publisher")),
    "actors": ("", ("name", "name_fr", "name_zh", "aliases")),
}

ADDABLE = tuple(_TOLD_BY)
"""Tables whose rows are likened by their words: what happened, and who and what it names."""

NEAR_DAYS = 3
"""Sources date the same act up to so many days apart, by time zone or day of publication."""

ALIKE_ON_THE_DAY, ALIKE_NEARBY, ALIKE_UNDATED = 0.3, 0.55, 0.75
MOST_DUPLICATES = 5

LONG = {"summary", "paraphrase", "account_a", "account_b", "outcome", "stated_reason", "note"}
"""Columns that hold sentences."""

WORDS_THAT_TELL = 4
WORDS_OF_A_NAME = 2
"""So many words in common count in full: fewer are easily shared, unless they are a name."""

Row = Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Book:
    """The tables as text, made once, in which a new row is looked up and checked."""

    read: rules.Book
    tables: Mapping[str, Table]

    def cells(self, table: str) -> pd.DataFrame:
        """The rows of a table as its file has them."""
        return self.read.sheets[table].cells

    def key(self, table: str) -> str:
        """The column that names the rows of a table."""
        return self.tables[table].primary_key[0]


def book(tables: Dataset) -> Book:
    """The tables of a Dataset, ready to check new rows against: such rows may be of today."""
    spec, _problems = package.read(tables.package.descriptor)
    spec = replace(spec, end=max(tables.package.end, pd.Timestamp.today().normalize()))
    known = {name: tables.package.every[name] for name in tables.every()}
    sheets = {n: _sheet(n, export.text(rows, known[n])) for n, rows in tables.every().items()}
    return Book(rules.Book(spec, sheets), known)


def _sheet(name: str, cells: pd.DataFrame) -> Sheet:
    """Rows numbered as lines of their file, the header being line 1."""
    lined = cells.set_axis(pd.RangeIndex(2, len(cells) + 2, name="row"))
    return Sheet(name, lined, lined, complete=True)


def with_rows(tables: Book, table: str, rows: Iterable[Row]) -> Book:
    """The same tables with rows added to one of them, such as those of a draft."""
    added = pd.DataFrame([cells(tables, table, row) for row in rows], dtype="str")
    if added.empty:
        return tables
    grown = _sheet(table, pd.concat([tables.cells(table), added], ignore_index=True))
    return replace(tables, read=replace(tables.read, sheets={**tables.read.sheets, table: grown}))


def cells(tables: Book, table: str, row: Row) -> dict[str, str]:
    """The row with every column of the schema, in its order; what is not given is unknown."""
    return {field.name: row.get(field.name, "") for field in tables.tables[table].fields}


def problems(tables: Book, table: str, row: Row) -> pd.DataFrame:
    """What is wrong with this row, if it were the next line of its table?

    Returns field, value and expected, one row for each problem: those of `analysis.check.rules` and
    `analysis.check.dates`, and an id that is taken.
    """
    grown = with_rows(tables, table, [row])
    line = int(grown.cells(table).index[-1])
    found = [*rules.violations(grown.read, {table}), *check_dates.violations(grown.read)]
    wrong = messages.frame(p for p in found if (p.table, p.row) == (table, line))
    return wrong[["field", "value", "expected"]].drop_duplicates(ignore_index=True)


def duplicates(tables: Book, table: str, row: Row) -> pd.DataFrame:
    """Which rows may tell of the same thing?

    Rows of the same day that share some words, rows of up to three days before or after that share
    more, and, where a table or the row has no date, rows that share nearly all. Returns id, date,
    text and likeness (0 to 1), the likest first, at most five.
    """
    dated_by, columns = _told_by(table)
    if not columns:
        return pd.DataFrame(columns=["id", "date", "text", "likeness"])
    known, said = tables.cells(table), _bare(" ".join(row.get(name, "") for name in columns))
    date = known[dated_by] if dated_by else pd.Series("", index=known.index, dtype="str")
    away = _days_away(date, row.get(dated_by, ""))
    undated = away.isna() & ((date == "") | (row.get(dated_by, "") == ""))
    needed = (
        pd.Series(2.0, index=known.index)
        .mask(undated, ALIKE_UNDATED)
        .mask(away <= NEAR_DAYS, ALIKE_NEARBY)
        .mask(away == 0, ALIKE_ON_THE_DAY)
    )
    near = known[needed <= 1]
    telling = WORDS_OF_A_NAME if table == "actors" else WORDS_THAT_TELL
    texts = near[list(columns)].agg(" ".join, axis=1) if len(near) else near[columns[0]]
    found = pd.DataFrame(
        {
            "id": near[tables.key(table)],
            "date": date[near.index],
            "text": near[columns[0]],
            "likeness": [likeness(said, _bare(other), telling) for other in texts],
        }
    )
    return (
        found[found["likeness"] >= needed[near.index]]
        .sort_values("likeness", ascending=False, kind="stable")
        .head(MOST_DUPLICATES)
        .reset_index(drop=True)
    )


def _told_by(table: str) -> tuple[str, tuple[str, ...]]:
    """The date and the columns by which a row is likened to others; nothing where no text is."""
    kind = kinds.of(table)
    columns = dict.fromkeys(filter(None, [kind.named_by, *kind.texts]))
    return _TOLD_BY.get(table) or ("".join(kind.dated_by[:1]), tuple(columns))


def _days_away(known: pd.Series, day: str) -> pd.Series:
    """How many days lie between each date's period and the given one; 0 where they overlap."""
    try:
        asked = dates.parse_reduced(pd.Series([day if dates.ISO.fullmatch(day) else None]))
    except ValueError:
        asked = dates.parse_reduced(pd.Series([None], dtype="str"))
    first, precision = dates.parse_reduced(known.where(known.str.fullmatch(dates.ISO.pattern)))
    after = (first - dates.last_day(*asked).iloc[0]).dt.days
    before = (asked[0].iloc[0] - dates.last_day(first, precision)).dt.days
    return pd.concat([after, before], axis=1).max(axis=1).clip(lower=0)


def likeness(one: str, other: str, telling: int = WORDS_THAT_TELL) -> float:
    """How many of the words of the shorter text has the other, from 0 to 1?

    Fewer than `telling` words in common count in part.
    """
    first, second = set(one.split()), set(other.split())
    shared = len(first & second)
    fewer = max(min(len(first), len(second)), 1)
    return round(shared / fewer * min(shared, telling) / telling, 2)


def _bare(text: str) -> str:
    """The words of a text, lower-case and without accents and small words."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(filterfalse(unicodedata.combining, letters))
    return " ".join(word for word in re.findall(r"\w+", kept) if word not in ids.SMALL)


def suggested_id(tables: Book, table: str, row: Row) -> str:
    """An id in the style of the tables, one that is not taken; empty where a row names itself."""
    base = ids.suggested(table, row, tables.cells)
    if not base:
        return ""
    taken = set(tables.cells(table)[tables.key(table)])
    # Claims on one detail are always counted, other rows only where one id is asked for twice.
    numbered = (f"{base}-{number}" for number in count(1 if table == "claims" else 2))
    plain = [] if table == "claims" else [base]
    return next(each for each in chain(plain, numbered) if each not in taken)


SHARED = ("date", "end_date", "date_precision")
"""What rows about one piece of news have in common, if nothing else is said."""

_NAMES = {
    "contacts": {"event_id": "events.event_id", "topics_shared": "events.topics"},
    "statements": {
        "about": "events.event_id",
        "topics": "events.topics",
        "speaker": "events.initiator",
    },
    "trade_restrictions": {"announced": "events.date"},
    "consular_cases": {"person": "actors.actor_id"},
    "consular_milestones": {"case_id": "consular_cases.case_id"},
    "offices": {"actor_id": "actors.actor_id"},
    "observations": {"series_id": "series.series_id"},
    "claims": {"row_id": "events.event_id"},
    "translations": {"row_id": "events.event_id"},
    "episodes": {"trigger_event": "events.event_id", "begin": "events.date"},
    "recoding": {
        name: f"events.{name}"
        for name in ("event_id", "title", "cameo", "salience", "direction", "domain")
    },
}
"""By table and column: the column of another table that says it, where both rows are written."""


def follows(
    tables: Book, table: str, before: Mapping[str, Row], sides: tuple[str, str]
) -> dict[str, str]:
    """What a row of this table has, unless said otherwise, from the rows written before it.

    `before` holds a row by the name of its table, about the same piece of news; `sides` are the
    codes of the two sides.
    """
    told = {
        name: before[source][column]
        for name, place in _NAMES.get(table, {}).items()
        for source, column in [place.split(".")]
        if before.get(source, {}).get(column)
    }
    event = before.get("events", {})
    told |= {name: event[name] for name in SHARED if event.get(name)}
    for field in tables.tables[table].fields:
        if ("sources", "source_id") in field.references and "sources" in before:
            told[field.name] = before["sources"]["source_id"]
    people = dict.fromkeys(f"{event.get('initiator', '')};{event.get('target', '')}".split(";"))
    actors = tables.cells("actors")
    country = dict(zip(actors["actor_id"], actors["country"], strict=True))
    if table == "contacts":
        for name, side in zip(("side_a", "side_b"), sides, strict=True):
            told[name] = ";".join(who for who in people if who and country.get(who) == side)
    if "speaker" in told:
        told["speaker"] = told["speaker"].partition(";")[0]
        told["side"] = country.get(told["speaker"], "")
    own = {field.name for field in tables.tables[table].fields}
    return {name: value for name, value in told.items() if value and name in own}


def line(tables: Book, table: str, row: Row) -> str:
    """The row as a line of the table's CSV file, without the line's end."""
    return csv_line(list(cells(tables, table, row).values()))


def choices(field: Any) -> str:
    """Which kind of input does a column need: one, many, number, long or text?"""
    if field.enum or field.references:
        return "many" if field.is_list else "one"
    if field.type in {"number", "integer"}:
        return "number"
    return "long" if field.name in LONG else "text"
