"""Ids as the tables write them: made of what a row says, in the style of those there are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import pandas as pd

from analysis.tables.dates import LENGTH_OF_ROUGH

LONGEST = 60

MOST_WORDS = 4
"""So many words of a title tell a row from others of its day."""

SMALL = {"a", "an", "and", "at", "for", "from", "in", "is", "of", "on", "the", "to", "with"}

Row = Mapping[str, str]
Cells = Callable[[str], pd.DataFrame]
"""Gives the rows of a table as its file has them."""


def slug(text: str, longest: int = LONGEST) -> str:
    """The text in small letters, digits and hyphens, cut between words."""
    bare = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    whole = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
    return whole if len(whole) <= longest else whole[:longest].rpartition("-")[0]


def suggested(table: str, row: Row, cells: Cells) -> str:
    """An id for a new row; empty where a row of this table names itself."""
    made = _MADE.get(table)
    return slug("-".join(filter(None, made(row, cells)))) or table if made else ""


def _words(text: str, most: int = MOST_WORDS) -> str:
    return "-".join([word for word in slug(text, 1000).split("-") if word not in SMALL][:most])


def _day(row: Row) -> str:
    return row.get("date", "")[: LENGTH_OF_ROUGH.get(row.get("date_precision", ""), 10)]


def _first(cell: str) -> str:
    """The first word of the first id in a list: the surname of a person."""
    return cell.partition(";")[0].partition("-")[0]


def _event(row: Row, cells: Cells) -> list[str]:
    return [_day(row), _words(row.get("title", ""))]


def _contact(row: Row, cells: Cells) -> list[str]:
    return [_day(row), _first(row.get("side_a", "")), _first(row.get("side_b", ""))]


def _statement(row: Row, cells: Cells) -> list[str]:
    topic = row.get("topics", "").partition(";")[0] or row.get("stance", "")
    return [_day(row), _first(row.get("speaker", "")), topic]


def _restriction(row: Row, cells: Cells) -> list[str]:
    about = row.get("goods", "").partition(";")[0] or _words(row.get("product", ""))
    when = row.get("effective") or row.get("announced") or ""
    return [row.get("imposed_by", ""), about, row.get("measure", ""), when[:4]]


def _source(row: Row, cells: Cells) -> list[str]:
    """The publisher as its other sources call it, the day, and two words of the title."""
    known = cells("sources")
    ids = known.loc[known["publisher"] == row.get("publisher", ""), "source_id"]
    called = ids.str.extract("^(.+?)-(?:19|20)[0-9]{2}(?:-|$)")[0].mode()
    host = (urlsplit(row.get("url", "")).hostname or "").removeprefix("www.").partition(".")[0]
    own = slug(row.get("publisher", "").partition("(")[0]).replace("-", "")
    return [called.iloc[0] if len(called) else own or host, row.get("published", ""),
            _words(row.get("title", ""), 2)]  # fmt: skip


def _actor(row: Row, cells: Cells) -> list[str]:
    """The surname first: whether it is so in the name too, the ids of the country's others say."""
    words = slug(row.get("name", "")).split("-")
    known = cells("actors").query("kind == 'person'")
    known = known[known["country"] == row.get("country", "")]
    as_named = [
        own.startswith(f"{slug(name).partition('-')[0]}-")
        for own, name in zip(known["actor_id"], known["name"], strict=True)
    ]
    if row.get("kind") != "person" or 2 * sum(as_named) > len(as_named):
        return words
    return [words[-1], *words[:-1]]


_MADE: Mapping[str, Callable[[Row, Cells], list[str]]] = {
    "events": _event,
    "contacts": _contact,
    "statements": _statement,
    "trade_restrictions": _restriction,
    "sources": _source,
    "actors": _actor,
    "consular_cases": lambda row, cells: [row.get("person", "")],
    "claims": lambda row, cells: [row.get("row_id", ""), row.get("field", "")],
    "series": lambda row, cells: [_words(row.get("name", ""), 2 * MOST_WORDS)],
    "goods": lambda row, cells: [row.get("name", "")],
}
