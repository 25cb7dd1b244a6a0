"""Every kind of fault in a package is found: the right table, line, id, field and message.

The package under test is small and invented, on the shipped schema; each case breaks it in one
way, and the check may find that and nothing else.
"""

from __future__ import annotations

import copy
import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import check
from analysis.tables import dataset
from analysis.tables.dataset import FOLDER
from tests.tables_alone import check_tables

DESCRIPTOR: dict[str, Any] = json.loads((FOLDER / "datapackage.json").read_text("utf-8"))

ROWS: dict[str, list[dict[str, str]]] = {
    "sources": [
        {"source_id": "gazette", "title": "Gazette", "publisher": "Press", "published": "2019-05"}
        | {"url": "https://example.org/1", "language": "en", "kind": "news", "side": "CAN"},
        {"source_id": "bulletin", "title": "公报", "publisher": "Office", "published": ""}
        | {"url": "", "language": "zh", "kind": "government", "side": "CHN"},
    ],
    "actors": [
        {
            "actor_id": "north",
            "name": "North",
            "kind": "state",
            "country": "CAN",
            "aliases": "N;No",
        },
        {"actor_id": "south", "name": "South", "kind": "state", "country": "CHN"},
        {"actor_id": "lee-ann", "name": "Ann Lee", "kind": "person", "country": "CAN"},
    ],
    "offices": [
        {"actor_id": "lee-ann", "office": "Minister", "rank": "minister", "start": "2015"}
        | {"end": "2015-06", "sources": "gazette"},
        {"actor_id": "lee-ann", "office": "Envoy", "rank": "official", "sources": "gazette"},
    ],
    "events": [
        {"event_id": "first-note", "date": "2018-03-01", "date_precision": "month"}
        | {"title": "A note", "summary": "North sends a note.", "initiator": "north"}
        | {"target": "south", "direction": "CAN-CHN", "domain": "diplomacy", "cameo": "010"}
        | {"salience": "1", "topics": "trade;canola", "sources": "gazette", "added_on": "1.0.0"},
        {"event_id": "answer", "date": "2018-03-20", "end_date": "2018-03-21"}
        | {"date_precision": "day", "title": "An answer", "summary": "South answers, at length."}
        | {"initiator": "south", "target": "north;lee-ann", "direction": "CHN-CAN"}
        | {"domain": "trade", "cameo": "036", "salience": "3", "topics": "trade"}
        | {"responds_to": "first-note", "sources": "gazette;bulletin", "added_on": "1.0.0"},
        {"event_id": "late-word", "date": "2018-03-01", "date_precision": "month"}
        | {"title": "A word", "summary": "A last word.", "initiator": "north", "target": "south"}
        | {"direction": "CAN-CHN", "domain": "trade", "cameo": "036", "salience": "2"}
        | {"topics": "trade", "responds_to": "answer", "sources": "bulletin"}
        | {"added_on": "1.1.0"},
    ],
    "contacts": [
        {"contact_id": "lunch", "date": "2018-04-02", "end_date": "2018-04-02"}
        | {"date_precision": "day"}
        | {"format": "bilateral-meeting", "side_a": "lee-ann", "side_b": "south"}
        | {"place_city": "Harbour", "place_country": "CAN", "duration_min": "45"}
        | {"scheduled": "yes", "topics_a": "canola", "event_id": "answer", "sources": "gazette"},
    ],
    "trade_restrictions": [
        {"restriction_id": "duty", "imposed_by": "CAN", "imposed_on": "CHN", "product": "Steel"}
        | {"product_group": "metals", "hs": "72;7306", "measure": "tariff", "rate_percent": "25"}
        | {"announced": "2018-05", "effective": "2018-06-01", "ended": "2018-12-31"}
        | {"status": "ended", "responds_to": "answer", "trade_value": "1.5", "sources": "gazette"},
        {"restriction_id": "new-duty", "imposed_by": "CAN", "imposed_on": "CHN"}
        | {"product": "Steel", "product_group": "metals", "measure": "tariff"}
        | {"announced": "2018-11", "effective": "2019", "status": "in-force"}
        | {"trade_value_year": "2018", "replaces": "duty", "sources": "gazette"},
    ],
    "consular_cases": [
        {"case_id": "lee-ann", "person": "lee-ann", "citizenship": "CAN", "held_by": "CHN"}
        | {"detained": "2019-02", "released": "2019-02-20", "status": "released"}
        | {"sources": "gazette"},
    ],
    "consular_milestones": [
        {"case_id": "lee-ann", "date": "2019-02-01", "date_precision": "month"}
        | {"kind": "detained", "detail": "Held.", "sources": "gazette"},
        {"case_id": "lee-ann", "date": "2019-02-20", "date_precision": "day"}
        | {"kind": "released", "detail": "Freed.", "sources": "gazette"},
    ],
    "statements": [
        {"statement_id": "regret", "date": "2018-03", "speaker": "lee-ann", "side": "CAN"}
        | {"stance": "regret", "topics": "trade", "about": "answer;duty", "sources": "gazette"}
        | {"paraphrase": "It was a pity."},
    ],
    "claims": [
        {"claim_id": "claim-1", "table": "events", "row_id": "answer", "field": "date"}
        | {"value": "2018-03-19", "source_id": "bulletin"},
        {"claim_id": "claim-2", "table": "offices", "row_id": "lee-ann@2015", "field": "start"}
        | {"value": "2014", "source_id": "bulletin"},
        {"claim_id": "claim-3", "table": "offices", "row_id": "lee-ann", "field": "rank"}
        | {"value": "leader", "source_id": "bulletin"},
    ],
    "series": [
        {"series_id": "sales", "name": "Sales", "unit": "CAD billion", "frequency": "annual"}
        | {"publisher": "Bureau", "period": "year", "theme": "trade", "goods": "iron"},
    ],
    "observations": [
        {"series_id": "sales", "date": "2018-12-31", "value": "-1.25", "source_id": "gazette"},
    ],
    "goods": [{"goods_id": "iron", "name": "Iron", "headings": "72;73", "topics": "trade"}],
    "places": [
        {"place": "Harbour", "country": "CAN", "latitude": "49.2", "longitude": "-123.1"},
    ],
    "changes": [
        {"version": "1.1.0", "date": "2026-11-29", "table": "events", "row_id": "late-word"}
        | {"change": "added", "reason": "Found since.", "effect_at_end": "0.1"},
    ],
    "translations": [
        {"table": "events", "row_id": "answer", "field": "title", "language": "fr"}
        | {"text": "Une réponse", "english": "An answer"},
    ],
    "episodes": [
        {"episode_id": "quarrel", "trigger_event": "first-note", "title": "A quarrel"}
        | {"title_fr": "Une querelle", "title_zh": "争执", "kind": "words", "begin": "2018-03"}
        | {"end": "2018-12-31", "end_rule": "lifted", "sources": "gazette"},
    ],
    "cameo_goldstein": [
        {"cameo": code, "root": code[:2], "root_name": "Root", "quad_class": "verbal cooperation"}
        | {"goldstein": value}
        for code, value in (("010", "0.0"), ("036", "4.0"), ("0361", "4.0"))
    ],
}


def fields_of(table: str) -> list[str]:
    resource = next(r for r in DESCRIPTOR["resources"] if r["name"] == table)
    return [field["name"] for field in resource["schema"]["fields"]]


def as_csv(table: str, rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fields_of(table), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


SOUND = {table: as_csv(table, rows) for table, rows in ROWS.items()}

Files = dict[str, bytes]
Fault = Callable[[Files], Files]


def cells(table: str, line: int, /, **values: str) -> Fault:
    """Put values in the row that begins on this line (the header is line 1)."""

    def fault(files: Files) -> Files:
        rows = [dict(row) for row in ROWS[table]]
        rows[line - 2] |= values
        return files | {table: as_csv(table, rows)}

    return fault


def both(*faults: Fault) -> Fault:
    def fault(files: Files) -> Files:
        for one in faults:
            # Each starts from the sound table, so two may not change the same one.
            files = one(files)
        return files

    return fault


def text(table: str, old: str, new: str) -> Fault:
    """Replace text in the file, which must be there."""

    def fault(files: Files) -> Files:
        assert old.encode() in files[table]
        return files | {table: files[table].replace(old.encode(), new.encode(), 1)}

    return fault


def content(table: str, made: Callable[[bytes], bytes]) -> Fault:
    return lambda files: files | {table: made(files[table])}


def without(table: str) -> Fault:
    return lambda files: {name: held for name, held in files.items() if name != table}


def twice(table: str, line: int, /, **changed: str) -> Fault:
    """Repeat a row at the end of the table."""

    def fault(files: Files) -> Files:
        rows = [*ROWS[table], ROWS[table][line - 2] | changed]
        return files | {table: as_csv(table, rows)}

    return fault


def column(table: str, name: str) -> Fault:
    """Take a column away."""

    def fault(files: Files) -> Files:
        rows = list(csv.reader(io.StringIO(files[table].decode())))
        at = rows[0].index(name)
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows(r[:at] + r[at + 1 :] for r in rows)
        return files | {table: out.getvalue().encode()}

    return fault


def xlsx(_: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return held.getvalue()


class Case(NamedTuple):
    """A fault, and where and in what words it must be found."""

    name: str
    fault: Fault
    table: str
    row: int
    id: str
    field: str
    phrase: str


FILES = [
    Case("missing table", without("places"), "places", 0, "", "", "the file places.csv"),
    Case(
        "unknown table",
        lambda files: files | {"event": b"a,b\n"},
        *("event.csv", 0, "", "", "did you mean events.csv"),
    ),
    Case("empty file", content("events", lambda b: b""), "events", 0, "", "", "the file is empty"),
    Case("blank file", content("places", lambda b: b" \n\n"), "places", 0, "", "", "is empty"),
    Case(
        "only a byte order mark",
        content("places", lambda b: b"\xef\xbb\xbf"),
        *("places", 0, "", "", "the file is empty"),
    ),
    Case("spreadsheet", content("events", xlsx), "events", 0, "", "", "a CSV file: text"),
    Case(
        "old spreadsheet",
        content("events", lambda b: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b),
        *("events", 0, "", "", "a CSV file: text"),
    ),
    Case(
        "UTF-16",
        content("events", lambda b: b.decode().encode("utf-16")),
        *("events", 0, "", "", "UTF-8"),
    ),
    Case(
        "Latin-1",
        content("events", lambda b: b.replace(b"An answer", "Réponse".encode("latin-1"))),
        *("events", 3, "answer", "", "UTF-8 text"),
    ),
    Case(
        "byte order mark",
        content("events", lambda b: b"\xef\xbb\xbf" + b),
        *("events", 1, "", "", "without a byte order mark"),
    ),
    Case(
        "NUL",
        text("events", "An answer", "An\0answer"),
        *("events", 3, "answer", "", "text without NUL characters"),
    ),
    Case(
        "semicolons between cells",
        content("places", lambda b: b.replace(b",", b";")),
        *("places", 1, "", "", "cells are separated by commas, not ';'"),
    ),
    Case(
        "no header",
        content("places", lambda b: b.split(b"\n", 1)[1]),
        *("places", 1, "", "", "a header row, place,country"),
    ),
    Case(
        "missing column",
        column("events", "summary"),
        *("events", 1, "", "summary", "a column named summary"),
    ),
    Case(
        "missing key column",
        both(column("series", "series_id"), content("observations", lambda b: b.split(b"\n")[0])),
        *("series", 1, "", "series_id", "a column named series_id"),
    ),
    Case(
        "extra column",
        content(
            "places", lambda b: b.replace(b"\n", b",colour\n", 1).replace(b"23.1\n", b"23.1,\n")
        ),
        *("places", 1, "", "colour", "only the columns of the schema"),
    ),
    Case(
        "duplicate header",
        both(
            text("places", "name_fr,name_zh", "name_fr,name_zh,name_zh"),
            text("places", "CAN,,", "CAN,,,"),
        ),
        *("places", 1, "", "name_zh", "each column once; this name stands 2 times"),
    ),
    Case(
        "columns in another order",
        content("claims", lambda b: b"\n".join(swapped(line) for line in b.split(b"\n"))),
        *("claims", 1, "", "", "columns in the schema's order: claim_id,table"),
    ),
    Case(
        "too few cells",
        text("places", "49.2,-123.1", "49.2"),
        *("places", 2, "Harbour", "", "6 cells, as the header has; 1 cell too few"),
    ),
    Case(
        "too many cells",
        text("events", '"South answers, at length."', "South answers, at length."),
        *("events", 3, "answer", "", "17 cells, as the header has; 1 cell too many"),
    ),
    Case(
        "empty line",
        text("events", "\nanswer", "\n\nanswer"),
        *("events", 3, "", "", "this line is empty"),
    ),
    Case(
        "unterminated quote",
        text("events", 'South answers, at length."', "South answers, at length."),
        *("events", 3, "answer", "summary", "1 line after this one cannot be read"),
    ),
    Case(
        "unterminated quote on the last line",
        text("events", "A last word.", '"A last word.'),
        *("events", 4, "late-word", "summary", "a closing quote"),
    ),
    Case(
        "quote that is not doubled",
        text("events", '"South answers, at length."', '"South "answers", at length."'),
        *("events", 3, "answer", "", 'a " inside it is doubled'),
    ),
    Case(
        "overlong cell",
        text("events", "A last word.", "word." * 7_000),
        *("events", 4, "late-word", "summary", "a cell of at most 32,767 characters"),
    ),
    Case(
        "overlong cell in an open quote",
        text("events", "A last word.", '"' + "word." * 2_000_000),
        *("events", 4, "late-word", "summary", "a closing quote"),
    ),
]


def swapped(line: bytes) -> bytes:
    """The line of a CSV file with its last two cells in the other order."""
    *rest, one, other = line.split(b",") if line else [b"", b""]
    return b",".join([*rest, other, one]) if line else line


SCHEMA = [
    Case(
        "no value",
        cells("events", 3, title=""),
        *("events", 3, "answer", "title", "a value; this field may not be empty"),
    ),
    Case("no id", cells("events", 4, event_id=""), "events", 4, "", "event_id", "a value"),
    Case(
        "no source",
        cells("events", 3, sources=""),
        *("events", 3, "answer", "sources", "at least one source"),
    ),
    Case(
        "not in the vocabulary",
        cells("events", 3, domain="diplomcy"),
        *("events", 3, "answer", "domain", "did you mean diplomacy?"),
    ),
    Case(
        "vocabulary in another case",
        cells("contacts", 2, format="Bilateral-Meeting"),
        *("contacts", 2, "lunch", "format", "did you mean bilateral-meeting?"),
    ),
    Case(
        "number not in the vocabulary",
        cells("events", 3, salience="4"),
        *("events", 3, "answer", "salience", "one of 1, 2, 3"),
    ),
    Case(
        "unknown CAMEO code",
        cells("events", 3, cameo="0362"),
        *("events", 3, "answer", "cameo", "cameo of the table cameo_goldstein; did you mean 036"),
    ),
    Case(
        "CAMEO code without its zero",
        cells("events", 3, cameo="36"),
        *("events", 3, "answer", "cameo", "cameo of the table cameo_goldstein; did you mean 036"),
    ),
    Case(
        "id not a slug",
        cells("statements", 2, statement_id="Regret 1"),
        *("statements", 2, "Regret 1", "statement_id", "small letters a to z, digits and hyphens"),
    ),
    Case(
        "country not a code",
        cells("actors", 3, country="China"),
        *("actors", 3, "south", "country", "three capital letters"),
    ),
    Case(
        "not an address",
        cells("sources", 2, url="example.org"),
        *("sources", 2, "gazette", "url", "an address"),
    ),
    Case(
        "script for an address",
        cells("sources", 2, url="javascript:alert(1)"),
        *("sources", 2, "gazette", "url", "begins with http:// or https://"),
    ),
    Case(
        "same address twice",
        cells("sources", 3, url="https://example.org/1"),
        *("sources", 3, "bulletin", "url", "a value of its own; line 2 has the same"),
    ),
    Case(
        "same id twice",
        twice("places", 2),
        *("places", 3, "Harbour", "place", "a place of its own; line 2 has the same"),
    ),
    Case(
        "same compound key twice",
        twice("observations", 2, value="3"),
        *("observations", 3, "sales@2018-12-31", "series_id+date+source_id", "line 2 has the same"),
    ),
    Case(
        "reference to no row",
        cells("contacts", 2, event_id="anwser"),
        *("contacts", 2, "lunch", "event_id", "event_id of the table events; did you mean answer?"),
    ),
    Case(
        "day that is none",
        cells("events", 3, end_date="2018-02-30"),
        *("events", 3, "answer", "end_date", "a day of the calendar written YYYY-MM-DD"),
    ),
    Case(
        "day not in full",
        cells("contacts", 2, date="2018-4-2"),
        *("contacts", 2, "lunch", "date", "written YYYY-MM-DD"),
    ),
    Case(
        "reduced date in another form",
        cells("statements", 2, date="March 2018"),
        *("statements", 2, "regret", "date", "YYYY-MM or YYYY where only that is known"),
    ),
    Case(
        "reduced date that is none",
        cells("statements", 2, date="2018-02-30"),
        *("statements", 2, "regret", "date", "a day that the calendar has"),
    ),
    Case(
        "not a number",
        cells("observations", 2, value="about 3"),
        *("observations", 2, "sales@2018-12-31", "value", "a plain number"),
    ),
    Case(
        "NaN",
        cells("places", 2, latitude="NaN"),
        *("places", 2, "Harbour", "latitude", "a plain number"),
    ),
    Case(
        "number with an underscore",
        cells("observations", 2, value="1_000"),
        *("observations", 2, "sales@2018-12-31", "value", "a plain number"),
    ),
    Case(
        "not a whole number",
        cells("contacts", 2, duration_min="45.5"),
        *("contacts", 2, "lunch", "duration_min", "a whole number"),
    ),
    Case(
        "negative duration",
        cells("contacts", 2, duration_min="-5"),
        *("contacts", 2, "lunch", "duration_min", "at least 1 minutes"),
    ),
    Case(
        "not a year",
        cells("trade_restrictions", 3, trade_value_year="18"),
        *("trade_restrictions", 3, "new-duty", "trade_value_year", "a year of four digits"),
    ),
    Case(
        "negative rate",
        cells("trade_restrictions", 2, rate_percent="-1"),
        *("trade_restrictions", 2, "duty", "rate_percent", "at least 0 per cent"),
    ),
    Case(
        "latitude out of range",
        cells("places", 2, latitude="149.2"),
        *("places", 2, "Harbour", "latitude", "at most 90 degrees"),
    ),
    Case(
        "longitude out of range",
        cells("places", 2, longitude="-180.5"),
        *("places", 2, "Harbour", "longitude", "at least -180 degrees"),
    ),
]

RULES = [
    Case(
        "list item refers to no row",
        cells("events", 3, target="north;lee-anne"),
        *("events", 3, "answer", "target", "actor_id of the table actors; did you mean lee-ann?"),
    ),
    Case(
        "list item refers to none of several tables",
        cells("statements", 2, about="answer;dutty"),
        *("statements", 2, "regret", "about", "did you mean duty"),
    ),
    Case(
        "unknown source",
        cells("events", 3, sources="gazette;bulletins"),
        *("events", 3, "answer", "sources", "source_id of the table sources; did you mean bulle"),
    ),
    Case(
        "unknown topic",
        cells("events", 3, topics="trade;canolla"),
        *("events", 3, "answer", "topics", "did you mean canola?"),
    ),
    Case(
        "list item of another form",
        cells("trade_restrictions", 2, hs="72;73.06"),
        *("trade_restrictions", 2, "duty", "hs", "items, each a heading"),
    ),
    Case(
        "empty list item",
        cells("events", 3, topics="trade;"),
        *("events", 3, "answer", "topics", "items separated by ';', none of them empty"),
    ),
    Case(
        "no source in the list",
        cells("events", 3, sources=";"),
        *("events", 3, "answer", "sources", "none of them empty"),
    ),
    Case(
        "list item with a space",
        cells("events", 3, topics="trade; canola"),
        *("events", 3, "answer", "topics", "no space before or after an item"),
    ),
    Case(
        "list item twice",
        cells("events", 3, topics="trade;canola;trade"),
        *("events", 3, "answer", "topics", "each item once"),
    ),
    Case(
        "value with a space after it",
        cells("events", 3, title="An answer "),
        *("events", 3, "answer", "title", "no space or line break before or after the value"),
    ),
    Case(
        "claim about no row",
        cells("claims", 2, row_id="anwser"),
        *("claims", 2, "claim-1", "row_id", "a row of the table events: event_id; did you mean a"),
    ),
    Case(
        "claim about no row of a compound key",
        cells("claims", 3, row_id="lee-ann@2016"),
        *("claims", 3, "claim-2", "row_id", "actor_id@start, or actor_id alone where that date"),
    ),
    Case(
        "claim about no table",
        cells("claims", 2, table="event"),
        *("claims", 2, "claim-1", "table", "did you mean events?"),
    ),
    Case(
        "translation of no row",
        cells("translations", 2, row_id="anwser"),
        *("translations", 2, "anwser@events@title@fr", "row_id"),
        "a row of the table events: event_id; did you",
    ),
    Case(
        "translation of no table",
        cells("translations", 2, table="event"),
        *("translations", 2, "answer@event@title@fr", "table", "did you mean events?"),
    ),
    Case(
        "translation of no column",
        cells("translations", 2, field="titel"),
        *("translations", 2, "answer@events@titel@fr", "field", "did you mean title?"),
    ),
    Case(
        "translation into no language of the vocabulary",
        cells("translations", 2, language="xx"),
        *("translations", 2, "answer@events@title@xx", "language", "one of fr, zh"),
    ),
    Case(
        "episode set off by no event",
        cells("episodes", 2, trigger_event="first-nota"),
        *("episodes", 2, "quarrel", "trigger_event", "an existing event_id of the table events"),
    ),
    Case(
        "episode ends before it begins",
        cells("episodes", 2, end="2018-02-28"),
        *("episodes", 2, "quarrel", "end", "a date not before begin, 2018-03"),
    ),
    Case(
        "episode from no source",
        cells("episodes", 2, sources="gazete"),
        *("episodes", 2, "quarrel", "sources", "did you mean gazette?"),
    ),
    Case(
        "event ends before it starts",
        cells("events", 3, end_date="2018-03-19"),
        *("events", 3, "answer", "end_date", "a date not before date, 2018-03-20"),
    ),
    Case(
        "contact ends before it starts",
        cells("contacts", 2, end_date="2018-04-01"),
        *("contacts", 2, "lunch", "end_date", "a date not before date, 2018-04-02"),
    ),
    Case(
        "office ends before it starts",
        cells("offices", 2, end="2014"),
        *("offices", 2, "lee-ann@2015", "end", "a date not before start, 2015"),
    ),
    Case(
        "restriction announced after its end",
        cells("trade_restrictions", 2, announced="2019-01", effective=""),
        *("trade_restrictions", 2, "duty", "ended", "a date not before announced, 2019-01"),
    ),
    Case(
        "restriction effective after its end",
        cells("trade_restrictions", 2, ended="2018-05-31"),
        *("trade_restrictions", 2, "duty", "ended", "a date not before effective, 2018-06-01"),
    ),
    Case(
        "released before detained",
        cells("consular_cases", 2, released="2019-01-31"),
        *("consular_cases", 2, "lee-ann", "released", "a date not before detained, 2019-02"),
    ),
    Case(
        "milestone before the detention",
        cells("consular_milestones", 3, date="2019-01-31"),
        *("consular_milestones", 3, "lee-ann@2019-01-31", "date", "not before the detention"),
    ),
    Case(
        "event answers a later one",
        cells("events", 3, date="2018-02-28"),
        *("events", 3, "answer", "responds_to", "not later than this one; its date is 2018-03-01"),
    ),
    Case(
        "restriction answers a later event",
        cells("trade_restrictions", 2, announced="2018-02", effective="2018-06-01"),
        *("trade_restrictions", 2, "duty", "responds_to", "its date is 2018-03-20"),
    ),
    Case(
        "restriction replaces a later one",
        cells("trade_restrictions", 3, announced="2018-05", effective="2018-05-31"),
        *("trade_restrictions", 3, "new-duty", "replaces", "its date is 2018-06-01"),
    ),
    Case(
        "event answers itself",
        cells("events", 2, responds_to="first-note"),
        *("events", 2, "first-note", "responds_to", "first-note → first-note"),
    ),
    Case(
        "event after the end of coverage",
        cells("events", 4, date="2199-01-01"),
        *("events", 4, "late-word", "date", "a date not after the end of coverage"),
    ),
    Case(
        "statement after the end of coverage",
        cells("statements", 2, date="2199"),
        *("statements", 2, "regret", "date", "a date not after the end of coverage"),
    ),
]


def test_the_package_that_the_cases_break_is_sound() -> None:
    assert check_tables(SOUND, DESCRIPTOR).empty


@pytest.mark.parametrize("case", [*FILES, *SCHEMA, *RULES], ids=lambda case: case.name)
def test_fault_is_found_where_it_is_and_nothing_else(case: Case) -> None:
    found = check_tables(case.fault(SOUND), DESCRIPTOR)
    assert len(found) == 1, check.report(found)
    problem = found.iloc[0]
    assert (problem["table"], problem["row"]) == (case.table, case.row)
    assert (problem["id"], problem["field"]) == (case.id, case.field)
    assert case.phrase in problem["expected"]


@settings(max_examples=25, deadline=None)
@given(
    table=st.sampled_from(sorted(SOUND)),
    start=st.floats(0, 1),
    length=st.integers(0, 40),
    put=st.binary(max_size=8) | st.sampled_from([b'"', b",", b"\n", b";", b"2018-02-30", b"NaN"]),
)
def test_whatever_the_bytes_the_check_ends_in_a_report(
    table: str, start: float, length: int, put: bytes
) -> None:
    at = int(start * len(SOUND[table]))
    damaged = SOUND[table][:at] + put + SOUND[table][at + length :]
    found = check_tables(SOUND | {table: damaged}, DESCRIPTOR)
    assert check.report(found).endswith(("problem", "problems"))
    assert set(found["table"]) <= set(SOUND)


def test_circle_is_told_at_each_of_its_rows() -> None:
    fault = cells("events", 2, responds_to="late-word")
    found = check_tables(fault(SOUND), DESCRIPTOR)
    assert found["row"].tolist() == [2, 3, 4]
    assert found["expected"].str.contains("first-note → late-word → answer → first-note").all()


def test_circle_of_restrictions_is_told() -> None:
    fault = cells("trade_restrictions", 3, replaces="new-duty")
    found = check_tables(fault(SOUND), DESCRIPTOR)
    assert found[["id", "field"]].to_numpy().tolist() == [["new-duty", "replaces"]]
    assert found["expected"].str.contains("new-duty → new-duty").all()


@pytest.mark.parametrize(
    "fault",
    [
        cells("events", 3, end_date="2018-03-20"),
        cells("events", 4, date="2018-01-01", date_precision="year"),
        cells("offices", 3, start="2015-06-30", end="2015-06"),
        cells("offices", 3, start="2015-06", end="2015"),
        cells("trade_restrictions", 2, announced="2018-12", effective="2018"),
        cells("trade_restrictions", 2, announced="2018-07-01", effective="2018-06-01"),
        cells("consular_cases", 2, released="2019-02-01"),
        cells("consular_cases", 2, detained="2019-02-20", released="2019-02"),
        cells("observations", 2, date="2199-12-31"),
        cells("trade_restrictions", 3, effective="2199-12-31", status="scheduled"),
    ],
    ids=[
        "ends on the day it starts",
        "answers an event of the same year",
        "ends in the month it starts",
        "ends in the year it starts",
        "announced in the month it ended",
        "announced after it took effect",
        "released in the month of detention",
        "released in the month of the day of detention",
        "observation after the end of coverage",
        "effective after the end of coverage",
    ],
)
def test_dates_conflict_only_where_no_reading_reconciles_them(fault: Fault) -> None:
    # Claims name the office by the date that some of the cases change.
    no_claims = content("claims", lambda held: held.split(b"\n")[0])
    found = check_tables(both(fault, no_claims)(SOUND), DESCRIPTOR)
    assert found.empty, check.report(found)


def test_a_table_may_have_one_row_or_none() -> None:
    header = {name: held.split(b"\n", 1)[0] + b"\n" for name, held in SOUND.items()}
    assert check_tables(header, DESCRIPTOR).empty
    assert SOUND["places"].count(b"\n") == 2
    assert check_tables(header | {"places": SOUND["places"]}, DESCRIPTOR).empty


@pytest.mark.parametrize("table", SOUND)
def test_a_table_without_rows_breaks_at_most_references_to_it(table: str) -> None:
    files = SOUND | {table: SOUND[table].split(b"\n", 1)[0] + b"\n"}
    found = check_tables(files, DESCRIPTOR)
    assert table not in set(found["table"])
    assert found["expected"].str.contains(f"of the table {table}").all(), check.report(found)


def test_fifty_thousand_rows_are_checked_to_the_last() -> None:
    many = 50_000
    first, second, third = ROWS["events"]
    rows = [first, second, *(third | {"event_id": f"word-{n}"} for n in range(many - 2))]
    rows[-1] |= {"sources": "gazette;nobody", "responds_to": f"word-{many - 4}"}
    found = check_tables(SOUND | {"events": as_csv("events", rows)}, DESCRIPTOR)
    assert found[["row", "id", "field"]].to_numpy().tolist() == [
        [many + 1, f"word-{many - 3}", "sources"]
    ]


def test_line_numbers_are_those_of_an_editor_after_a_cell_of_two_lines() -> None:
    faults = text("events", "North sends a note.", '"North sends\na note."')
    broken = text("events", "036,3", "036,9")(faults(SOUND))
    found = check_tables(broken, DESCRIPTOR)
    assert found[["row", "id"]].to_numpy().tolist() == [[4, "answer"]]


@pytest.mark.parametrize("ending", [b"\r\n", b"\r"])
def test_line_ends_of_other_systems_are_read(ending: bytes) -> None:
    files = {name: held.replace(b"\n", ending) for name, held in SOUND.items()}
    assert check_tables(files, DESCRIPTOR).empty
    found = check_tables(files | {"places": files["places"][:-7]}, DESCRIPTOR)
    assert found["row"].tolist() == [2]


def test_each_line_that_is_not_utf8_is_told() -> None:
    fault = content("events", lambda held: held.replace(b"note", b"\xe9\xe9"))
    found = check_tables(fault(SOUND), DESCRIPTOR)
    assert found["row"].tolist() == [2, 3]
    assert found["id"].tolist() == ["first-\\xe9\\xe9", "answer"]
    assert found["value"].str.contains(r"\xe9", regex=False).all()


def test_ragged_row_still_counts_as_a_row_to_refer_to() -> None:
    broken = text("actors", "lee-ann,Ann Lee,,,person,CAN,", "lee-ann,Ann Lee,,person,CAN,")
    found = check_tables(broken(SOUND), DESCRIPTOR)
    assert found[["table", "row", "id"]].to_numpy().tolist() == [["actors", 4, "lee-ann"]]


def test_several_faults_are_told_in_the_order_of_tables_and_lines() -> None:
    faults = both(
        cells("claims", 4, source_id="nobody"),
        cells("events", 4, domain="x", salience="9"),
        cells("actors", 2, kind="x"),
    )
    found = check_tables(faults(SOUND), DESCRIPTOR)
    assert found[["table", "row", "field"]].to_numpy().tolist() == [
        ["actors", 2, "kind"],
        ["events", 4, "domain"],
        ["events", 4, "salience"],
        ["claims", 4, "source_id"],
    ]


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """The descriptor with a change made to a copy of it."""
    descriptor = copy.deepcopy(DESCRIPTOR)
    change(descriptor)
    return descriptor


def field(descriptor: dict[str, Any], table: str, name: str) -> dict[str, Any]:
    resource = next(r for r in descriptor["resources"] if r["name"] == table)
    found: dict[str, Any] = next(f for f in resource["schema"]["fields"] if f["name"] == name)
    return found


PACKAGE_FAULTS: list[tuple[str, Callable[[dict[str, Any]], object], str, str, str]] = [
    ("no name", lambda d: d.pop("name"), "", "name", "the package's name"),
    ("no resources", lambda d: d.pop("resources"), "", "resources", "one entry for each table"),
    (
        "resources no list",
        lambda d: d.update(resources={"a": 1}),
        *("", "resources", "resources, a list"),
    ),
    (
        "resource no object",
        lambda d: d["resources"].append("events"),
        *("", "resources[22]", "a JSON object with name, path and schema"),
    ),
    ("table missing", lambda d: d["resources"].pop(8), "statements", "resources", "a table stat"),
    (
        "path outside the folder",
        lambda d: d["resources"][0].update(path="../sources.csv"),
        *("sources", "path", "sources.csv, the file in the same folder"),
    ),
    (
        "path on the web",
        lambda d: d["resources"][0].update(path="https://example.org/sources.csv"),
        *("sources", "path", "the file in the same folder"),
    ),
    (
        "coverage no date",
        lambda d: d["coverage"].update(end="June 2026"),
        *("", "coverage.end", "a date written YYYY-MM-DD"),
    ),
    (
        "coverage ends before it starts",
        lambda d: d["coverage"].update(end="1950-01-01"),
        *("", "coverage.end", "a date from 1968-09-10 on"),
    ),
    (
        "schema on the web",
        lambda d: d["resources"][0].update(schema="https://example.org/schema.json"),
        *("sources", "schema", "a Table Schema: a JSON object with fields"),
    ),
    (
        "table without schema",
        lambda d: d["resources"][1].pop("schema"),
        *("actors", "schema", "a Table Schema: the dashboard reads this table"),
    ),
    (
        "fields no objects",
        lambda d: d["resources"][0]["schema"].update(fields=[1, None]),
        *("sources", "schema", "a valid Table Schema"),
    ),
    (
        "unknown type",
        lambda d: field(d, "events", "date").update(type="day"),
        *("events", "date", "type date, as the dashboard"),
    ),
    (
        "pattern no pattern",
        lambda d: field(d, "events", "cameo")["constraints"].update(pattern="("),
        *("events", "cameo", "constraints.pattern ^(0[1-9]"),
    ),
    (
        "limit of another type",
        lambda d: field(d, "places", "latitude")["constraints"].update(maximum="far"),
        *("places", "latitude", "constraints.maximum 90"),
    ),
    (
        "list without delimiter",
        lambda d: field(d, "events", "sources")["items"].pop("delimiter"),
        *("events", "sources", "items.delimiter ;"),
    ),
    (
        "reference to no table",
        lambda d: field(d, "events", "sources")["items"]["reference"][0].update(resource="source"),
        *("events", "sources", 'items.reference [{"resource": "sources", "field": "source_id"}]'),
    ),
    (
        "reference to no field",
        lambda d: field(d, "events", "sources")["items"]["reference"][0].update(field="id"),
        *("events", "sources", 'items.reference [{"resource": "sources", "field": "source_id"}]'),
    ),
    (
        "column of another type",
        lambda d: field(d, "events", "date").update(type="string"),
        *("events", "date", "type date"),
    ),
    (
        "column no longer required",
        lambda d: field(d, "events", "date").pop("constraints"),
        *("events", "date", "constraints.required true"),
    ),
    (
        "column not defined",
        lambda d: field(d, "events", "title").update(name="heading"),
        *("events", "title", "a field title, which the dashboard reads"),
    ),
    (
        "other values for unknown",
        lambda d: d["resources"][0]["schema"].update(missingValues=["", "NA"]),
        *("sources", "schema", 'missingValues [""]'),
    ),
    (
        "claims about no column",
        lambda d: field(d, "claims", "row_id").update(rowReference={"tableField": "tabel"}),
        *("claims", "row_id", 'rowReference {"tableField": "table"}'),
    ),
]


@pytest.mark.parametrize(
    ("change", "id_", "name", "phrase"),
    [case[1:] for case in PACKAGE_FAULTS],
    ids=[case[0] for case in PACKAGE_FAULTS],
)
def test_faulty_descriptor_is_told(
    change: Callable[[dict[str, Any]], object], id_: str, name: str, phrase: str
) -> None:
    found = check_tables({}, changed(change))
    told = found[(found["table"] == "datapackage.json") & (found["field"] == name)]
    assert told["id"].tolist() == [id_], check.report(found)
    assert phrase in told["expected"].iloc[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sound package, written out."""
    for name, held in SOUND.items():
        (tmp_path / f"{name}.csv").write_bytes(held)
    others = [r["path"] for r in DESCRIPTOR["resources"] if r["name"] not in SOUND]
    for name in ("datapackage.json", "pair.toml"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    # Tables that may be left out have no row about the invented events.
    for name in others:
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes().partition(b"\n")[0] + b"\n")
    return tmp_path


def only(folder: Path) -> tuple[str, int, str, str]:
    """Table, row, value and expectation of the one problem of a folder."""
    found = check.problems(folder)
    assert len(found) == 1, check.report(found)
    row = found.iloc[0]
    return row["table"], int(row["row"]), row["value"], row["expected"]


def test_folder_in_order_has_no_problem_and_loads(folder: Path) -> None:
    assert check.problems(folder).empty
    loaded = dataset.load(folder)
    extras = {name: loaded.extras[name] for name in ("translations", "episodes")}
    tables = loaded.tables() | extras
    assert {name: len(table) for name, table in tables.items()} == {
        name: len(rows) for name, rows in ROWS.items()
    }


def test_missing_folder_is_told(tmp_path: Path) -> None:
    table, row, value, expected = only(tmp_path / "nowhere")
    assert (table, row, value) == ("", 0, str(tmp_path / "nowhere"))
    assert "a folder that exists" in expected


def test_file_in_place_of_a_folder_is_told(folder: Path) -> None:
    assert "a folder; this is a file" in only(folder / "events.csv")[3]


def test_empty_folder_is_told(tmp_path: Path) -> None:
    table, row, _, expected = only(tmp_path)
    assert (table, row) == ("datapackage.json", 0)
    assert "the file datapackage.json" in expected


@pytest.mark.parametrize(
    ("written", "row", "phrase"),
    [
        (b'{"name": "x",\n"resources": [}\n', 2, "valid JSON"),
        (b"", 1, "valid JSON"),
        (b"[1, 2]", 0, "a JSON object"),
        (b'{"name": "\xe9"}', 0, "UTF-8 text"),
        (b"[" * 100_000, 0, "not nested so deeply"),
    ],
    ids=["syntax", "empty", "list", "Latin-1", "depth"],
)
def test_faulty_json_is_told(folder: Path, written: bytes, row: int, phrase: str) -> None:
    (folder / "datapackage.json").write_bytes(written)
    table, at, _, expected = only(folder)
    assert (table, at) == ("datapackage.json", row)
    assert phrase in expected


def test_missing_table_file_is_told(folder: Path) -> None:
    (folder / "events.csv").unlink()
    table, row, _, expected = only(folder)
    assert (table, row) == ("events", 0)
    assert "the file events.csv" in expected


def test_folder_in_place_of_a_table_is_told(folder: Path) -> None:
    (folder / "events.csv").unlink()
    (folder / "events.csv").mkdir()
    table, _, _, expected = only(folder)
    assert (table, expected) == ("events.csv", "a file that can be read")


def test_unknown_csv_file_is_told(folder: Path) -> None:
    (folder / "Event.CSV").write_bytes(b"a\n1\n")
    table, row, value, expected = only(folder)
    assert (table, row, value) == ("Event.CSV", 0, "Event.CSV")
    assert "did you mean events.csv" in expected


def test_listed_file_that_is_no_table_must_be_there(folder: Path) -> None:
    listed = {"name": "outlines", "path": "outlines.json"}
    descriptor = changed(lambda d: d["resources"].append(listed))
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    assert only(folder)[0] == "outlines.json"
    (folder / "outlines.json").write_text("{}")
    assert check.problems(folder).empty


@pytest.mark.parametrize(
    ("written", "phrase"),
    [
        (None, "the file pair.toml"),
        (b"[a\n", "valid TOML"),
        (b"\xe9", "UTF-8 text"),
        (b"[a]\ncode = 'AAA'\n", "a code and an English name for each side"),
        (b"a = 1\nb = 2\n", "a code and an English name for each side"),
    ],
    ids=["missing", "syntax", "Latin-1", "one side", "no tables"],
)
def test_faulty_pair_is_told(folder: Path, written: bytes | None, phrase: str) -> None:
    if written is None:
        (folder / "pair.toml").unlink()
    else:
        (folder / "pair.toml").write_bytes(written)
    table, _, _, expected = only(folder)
    assert table == "pair.toml"
    assert phrase in expected


def test_pair_code_in_small_letters_is_told(folder: Path) -> None:
    held = (folder / "pair.toml").read_text("utf-8")
    (folder / "pair.toml").write_text(held.replace('code = "CAN"', 'code = "can"'), "utf-8")
    table, _, value, expected = only(folder)
    assert (table, value) == ("pair.toml", "can")
    assert "three capital letters" in expected
