"""One new row for a table: is it right, and is it perhaps there already?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

import pandas as pd

from analysis.check import dates as check_dates
from analysis.check import messages, package
from analysis.check import rules as check_rules
from analysis.check.files import Sheet
from analysis.check.package import Spec
from analysis.files import export
from analysis.tables import dates
from analysis.tables.dataset import Dataset
from analysis.tables.package import Table

ADDABLE = ("events", "contacts", "trade_restrictions", "statements", "sources", "actors")
"""Tables that a form can add to: what happened, and the sources and actors that it names."""

DAY_OF = {
    "events": "date",
    "contacts": "date",
    "trade_restrictions": "announced",
    "statements": "date",
    "sources": "published",
}
"""The date by which a row of each table is known."""

WORDS_OF = {
    "events": ("title", "summary"),
    "contacts": ("occasion", "format", "side_a", "side_b", "place_city"),
    "trade_restrictions": ("product", "measure", "imposed_by", "imposed_on"),
    "statements": ("paraphrase", "speaker", "stance"),
    "sources": ("url", "title", "publisher"),
    "actors": ("name", "name_fr", "name_zh", "aliases"),
}
"""The columns by whose words a row is likened to another."""

NEAR_DAYS = 3
"""Sources date the same act up to so many days apart, by time zone or day of publication."""

ALIKE_ON_THE_DAY = 0.3
ALIKE_NEARBY = 0.55
ALIKE_UNDATED = 0.75
MOST_DUPLICATES = 5

LONGEST_ID = 60

LONG = {"summary", "paraphrase", "account_a", "account_b", "outcome", "stated_reason", "note"}
"""Columns that hold sentences."""

WORDS_THAT_TELL = 4
WORDS_OF_A_NAME = 2
"""So many words in common count in full: fewer are easily shared, unless they are a name."""

_REDUCED_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_NO_WORD = re.compile(r"[^\w]+")
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_SMALL = {"a", "an", "and", "at", "for", "from", "in", "of", "on", "the", "to", "with"}

Row = Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Book:
    """The tables as text, made once, in which a new row is looked up and checked."""

    spec: Spec
    sheets: Mapping[str, Sheet]
    tables: Mapping[str, Table]


def book(tables: Dataset) -> Book:
    """The tables of a Dataset, ready to check new rows against."""
    spec, _problems = package.read(tables.package.descriptor)
    sheets = {}
    for name, rows in tables.tables().items():
        cells = _lined(export.text(rows, tables.package.tables[name]))
        sheets[name] = Sheet(name, cells, cells, complete=True)
    return Book(spec, sheets, tables.package.tables)


def _lined(cells: pd.DataFrame) -> pd.DataFrame:
    """Rows numbered as lines of their file, the header being line 1."""
    return cells.set_axis(pd.RangeIndex(2, len(cells) + 2, name="row"))


def with_rows(tables: Book, table: str, rows: Iterable[Row]) -> Book:
    """The same tables with rows added to one of them, such as those of a draft."""
    added = pd.DataFrame([cells(tables, table, row) for row in rows], dtype="str")
    if added.empty:
        return tables
    grown = _lined(pd.concat([tables.sheets[table].cells, added], ignore_index=True))
    sheet = Sheet(table, grown, grown, complete=True)
    return replace(tables, sheets={**tables.sheets, table: sheet})


def cells(tables: Book, table: str, row: Row) -> dict[str, str]:
    """The row with every column of the schema, in its order; what is not given is unknown."""
    return {field.name: row.get(field.name, "") for field in tables.tables[table].fields}


def problems(tables: Book, table: str, row: Row) -> pd.DataFrame:
    """What is wrong with this row, if it were the next line of its table?

    Returns field, value and expected, one row for each problem: the schema's, those of
    `analysis.check.rules` and `analysis.check.dates`, and an id that is taken.
    """
    grown = with_rows(tables, table, [row])
    line = int(grown.sheets[table].cells.index[-1])
    found = []
    whole = check_rules.Book(tables.spec, grown.sheets)
    rules = [*check_rules.violations(whole), *check_dates.violations(whole)]
    found += [problem for problem in rules if (problem.table, problem.row) == (table, line)]
    found += _taken(tables, table, row)
    columns = ["field", "value", "expected"]
    return messages.frame(found)[columns].drop_duplicates(ignore_index=True)


def _taken(tables: Book, table: str, row: Row) -> list[messages.Problem]:
    key = tables.tables[table].primary_key[0]
    value = row.get(key, "")
    if not value or value not in set(tables.sheets[table].cells[key]):
        return []
    return [messages.Problem(table, 0, value, key, value, f"a {key} that no other row has")]


def duplicates(tables: Book, table: str, row: Row) -> pd.DataFrame:
    """Which rows may tell of the same thing?

    Rows of the same day whose words are somewhat alike, rows of up to three days before or after
    whose words are more alike, and, where a table or the row has no date, rows that are very
    alike. Returns id, date, text and likeness (0 to 1), the likest first, at most five.
    """
    known = tables.sheets[table].cells
    spec = tables.tables[table]
    said = _said(pd.DataFrame([cells(tables, table, row)]), table).iloc[0]
    date = DAY_OF.get(table, "")
    away = _days_away(known[date], row.get(date, "")) if date else pd.Series(pd.NA, known.index)
    near = known[away.le(NEAR_DAYS).fillna(False) | (away.isna() & _undated(known, date, row))]
    if near.empty or not said:
        return pd.DataFrame({"id": [], "date": [], "text": [], "likeness": []})
    text = _said(near, table)
    telling = WORDS_OF_A_NAME if table == "actors" else WORDS_THAT_TELL
    found = pd.DataFrame(
        {
            "id": near[spec.primary_key[0]],
            "date": near[date] if date else "",
            "text": near[WORDS_OF[table][0]],
            "likeness": [likeness(said, other, telling) for other in text],
        }
    )
    away = away.loc[near.index]
    enough = pd.Series(ALIKE_NEARBY, index=near.index)
    enough = enough.mask(away.eq(0).fillna(False), ALIKE_ON_THE_DAY).mask(
        away.isna(), ALIKE_UNDATED
    )
    return (
        found[found["likeness"] >= enough]
        .sort_values("likeness", ascending=False, kind="stable")
        .head(MOST_DUPLICATES)
        .reset_index(drop=True)
    )


def _undated(known: pd.DataFrame, date: str, row: Row) -> pd.Series:
    """Where no date helps, every row may be meant."""
    if not date or not row.get(date):
        return pd.Series(True, index=known.index)
    return known[date] == ""


def _days_away(known: pd.Series, day: str) -> pd.Series:
    """How many days lie between each date's period and the given one; 0 where they overlap."""
    none = pd.Series(pd.NA, index=known.index, dtype="Int64")
    if not _REDUCED_DATE.fullmatch(day):
        return none
    try:
        first, last = _period(pd.Series([day]))
    except ValueError:
        return none
    begins, ends = _period(known.where(known.str.fullmatch(_REDUCED_DATE.pattern)))
    after = (begins - last.iloc[0]).dt.days
    before = (first.iloc[0] - ends).dt.days
    return pd.concat([after, before], axis=1).max(axis=1).clip(lower=0).astype("Int64")


def _period(values: pd.Series) -> tuple[pd.Series, pd.Series]:
    first, precision = dates.parse_reduced(values)
    return first, dates.last_day(first, precision)


def _said(rows: pd.DataFrame, table: str) -> pd.Series:
    return rows[list(WORDS_OF[table])].agg(" ".join, axis=1).map(_bare)


def _bare(text: str) -> str:
    """The words of a text, lower-case and without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(word for word in _NO_WORD.sub(" ", kept).split() if word not in _SMALL)


def likeness(one: str, other: str, telling: int = WORDS_THAT_TELL) -> float:
    """How alike are two texts, from 0 to 1: the better of shared words and shared sequences?

    Fewer than `telling` words in common count in part.
    """
    first, second = set(one.split()), set(other.split())
    if not first or not second:
        return 0.0
    shared = len(first & second)
    of_all = shared / min(len(first), len(second)) * min(shared, telling) / telling
    in_order = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return round(max(of_all, in_order), 2)


def suggested_id(tables: Book, table: str, row: Row) -> str:
    """An id in the style of the tables: the date and the first words, one that is not taken."""
    date = row.get(DAY_OF.get(table, ""), "")
    said = " ".join(row.get(name, "") for name in WORDS_OF[table][:1])
    if table == "sources":
        date, said = "", f"{row.get('publisher', '')} {date} {row.get('title', '')}"
    plain = unicodedata.normalize("NFKD", f"{date} {said}".lower()).encode("ascii", "ignore")
    slug = _NO_SLUG.sub("-", plain.decode()).strip("-")[:LONGEST_ID].strip("-") or table
    taken = set(tables.sheets[table].cells[tables.tables[table].primary_key[0]])
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return slug if slug not in taken else next(each for each in numbered if each not in taken)


def line(tables: Book, table: str, row: Row) -> str:
    """The row as a line of the table's CSV file, without the line's end."""
    return export.line(list(cells(tables, table, row).values()))


def header(tables: Book, table: str) -> str:
    """The first line of the table's CSV file."""
    return export.line([field.name for field in tables.tables[table].fields])


def choices(field: Any) -> str:
    """Which kind of input does a column need: one, many, number, long or text?"""
    if field.enum or field.references:
        return "many" if field.is_list else "one"
    if field.type in {"number", "integer"}:
        return "number"
    return "long" if field.name in LONG else "text"
