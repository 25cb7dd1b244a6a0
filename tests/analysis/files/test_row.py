from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from analysis.files import export, upload
from analysis.files import row as rows
from analysis.files.row import ADDABLE, Book
from analysis.record.upgrade import table_file
from analysis.tables import dataset as dataset_module
from analysis.tables.dataset import Dataset

NEW = {
    "event_id": "2018-12-01-new",
    "date": "2018-12-01",
    "date_precision": "day",
    "title": "Meng Wanzhou is arrested at the airport of Vancouver",
    "summary": "In our own words.",
    "initiator": "government-canada",
    "target": "meng-wanzhou",
    "direction": "CAN-CHN",
    "domain": "legal",
    "cameo": "173",
    "salience": "3",
    "added_on": "1.1.0",
    "sources": "seed-000",
}


@pytest.fixture(scope="module")
def book() -> Book:
    return rows.book(dataset_module.load())


def wrong(book: Book, table: str, row: dict[str, str]) -> set[tuple[str, str]]:
    found = rows.problems(book, table, row)
    return set(zip(found["field"], found["value"], strict=True))


def test_a_right_row_has_no_problem(book: Book) -> None:
    assert rows.problems(book, "events", NEW).empty


@pytest.mark.parametrize("table", ADDABLE)
def test_rows_of_the_tables_pass_but_for_their_id(table: str, book: Book, dataset: Dataset) -> None:
    known = book.cells(table)
    key = book.tables[table].primary_key[0]
    row = {**known.iloc[len(known) // 2].to_dict(), key: "a-new-id"}
    # An address stands once.
    assert rows.problems(book, table, row)["field"].tolist() == ["url"] * ("url" in row)
    assert rows.problems(book, table, row | {"url": ""}).empty


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("salience", "4"),
        ("cameo", "999"),
        ("date", "2018-13-01"),
        ("date", "2030-01-01"),
        ("initiator", "nobody-at-all"),
        ("topics", "no-such-topic"),
        ("sources", "no-such-source"),
        ("direction", "CHN"),
        ("responds_to", "no-such-event"),
        ("end_date", "2018-11-30"),
        ("title", " stray"),
        ("event_id", "Not A Slug"),
        ("event_id", "2018-12-01-meng-arrested"),
    ],
)
def test_a_wrong_value_is_told_with_its_column(field: str, value: str, book: Book) -> None:
    assert field in {name for name, _value in wrong(book, "events", {**NEW, field: value})}


def test_what_is_needed_and_missing_is_told(book: Book) -> None:
    missing = {name for name, value in wrong(book, "events", {"title": "x"}) if not value}
    assert {"event_id", "date", "summary", "sources"} <= missing


def test_a_row_may_not_answer_a_later_one(book: Book) -> None:
    later = {**NEW, "responds_to": "2018-12-10-kovrig-detained"}
    known = set(book.cells("events")["event_id"])
    answered = next(each for each in sorted(known) if each.startswith("2021"))
    assert "responds_to" in {
        name for name, _ in wrong(book, "events", {**later, "responds_to": answered})
    }


def test_rows_of_a_draft_can_be_referred_to(book: Book) -> None:
    source = {
        "source_id": "my-source",
        "title": "A page",
        "publisher": "A paper",
        "language": "en",
        "kind": "news",
        "side": "third-party",
    }
    row = {**NEW, "sources": "my-source"}
    assert "sources" in {name for name, _ in wrong(book, "events", row)}
    drafted = rows.with_rows(book, "sources", [source])
    assert rows.problems(drafted, "events", row).empty
    # The tables themselves are as they were.
    assert "my-source" not in set(book.cells("sources")["source_id"])


def test_the_same_event_in_other_words_is_found(book: Book) -> None:
    found = rows.duplicates(book, "events", NEW)
    assert found["id"].iloc[0] == "2018-12-01-meng-arrested"
    assert found["likeness"].is_monotonic_decreasing
    assert len(found) <= rows.MOST_DUPLICATES


def test_an_event_reported_days_later_is_found_and_months_later_is_not(book: Book) -> None:
    near = rows.duplicates(book, "events", {**NEW, "date": "2018-12-03"})
    assert "2018-12-01-meng-arrested" in set(near["id"])
    far = rows.duplicates(book, "events", {**NEW, "date": "2019-03-01"})
    assert "2018-12-01-meng-arrested" not in set(far["id"])


def test_another_act_of_the_same_day_is_not_called_a_duplicate(book: Book) -> None:
    other = {**NEW, "title": "Orchestra tours the prairies", "summary": "Strings and brass."}
    assert rows.duplicates(book, "events", other).empty


def test_a_known_person_is_found_by_name(book: Book) -> None:
    assert "wang-yi" in set(rows.duplicates(book, "actors", {"name": "WANG Yi"})["id"])
    assert rows.duplicates(book, "actors", {"name": "Zebulon Quux"}).empty


def test_a_known_page_is_found_by_its_address(book: Book) -> None:
    known = book.cells("sources")
    page = known[known["url"] != ""].iloc[10]
    found = rows.duplicates(book, "sources", {"url": page["url"], "title": page["title"]})
    assert page["source_id"] in set(found["id"])


@pytest.mark.parametrize("date", ["", "2018", "2018-12", "not a date", "2018-02-31"])
def test_any_date_can_be_looked_for(date: str, book: Book) -> None:
    found = rows.duplicates(book, "events", {**NEW, "date": date})
    assert list(found.columns) == ["id", "date", "text", "likeness"]


def test_likeness_is_even_handed_and_bounded() -> None:
    assert rows.likeness("a b c d", "a b c d") == 1
    assert rows.likeness("", "a") == 0
    one, other = "tariff canola ends", "canola tariff of march ends soon"
    assert rows.likeness(one, other) == rows.likeness(other, one)


def test_a_suggested_id_is_a_slug_that_is_not_taken(book: Book) -> None:
    first = rows.suggested_id(book, "events", {"date": "2018-12-01", "title": "Élan & « Ça »!"})
    assert first == "2018-12-01-elan-ca"
    again = rows.with_rows(book, "events", [{"event_id": first}])
    title = {"date": "2018-12-01", "title": "Élan & « Ça »!"}
    assert rows.suggested_id(again, "events", title) == f"{first}-2"
    assert rows.suggested_id(book, "actors", {"name": "王毅"})
    # A place is named by itself.
    assert rows.suggested_id(book, "places", {"place": "Ulsan"}) == ""


@pytest.mark.parametrize(
    ("table", "row", "expected"),
    [
        ("actors", {"name": "Jane Doe", "kind": "person", "country": "CAN"}, "doe-jane"),
        ("actors", {"name": "Zhang San", "kind": "person", "country": "CHN"}, "zhang-san"),
        ("actors", {"name": "Bank of Nowhere", "kind": "organization"}, "bank-of-nowhere"),
        (
            "contacts",
            {"date": "2018-05-01", "date_precision": "month", "side_a": "carr-james",
             "side_b": "li-keqiang;wang-yi"},
            "2018-05-carr-li",
        ),
        (
            "statements",
            {"date": "2019-03-04", "speaker": "trudeau-justin", "topics": "espionage;trade"},
            "2019-03-04-trudeau-espionage",
        ),
        (
            "trade_restrictions",
            {"imposed_by": "CHN", "goods": "peas", "measure": "tariff", "effective": "2031-03-20"},
            "chn-peas-tariff-2031",
        ),
        (
            "sources",
            {"publisher": "联合新闻网", "url": "https://udn.com/1", "published": "2025-09-05"},
            "udn-2025-09-05",
        ),
    ],
)  # fmt: skip
def test_ids_are_written_as_the_tables_write_them(
    table: str, row: dict[str, str], expected: str, book: Book
) -> None:
    assert rows.suggested_id(book, table, row) == expected


def test_a_publisher_is_called_as_its_other_sources_call_it(book: Book) -> None:
    known = book.cells("sources").query("source_id.str.startswith('scmp-2')").iloc[0]
    row = {"publisher": known["publisher"], "published": "2031-01-01", "title": "The Big Day"}
    assert rows.suggested_id(book, "sources", row) == "scmp-2031-01-01-big-day"


def test_claims_are_counted(book: Book) -> None:
    row = {"row_id": "some-row", "field": "date"}
    assert rows.suggested_id(book, "claims", row) == "some-row-date-1"
    more = rows.with_rows(book, "claims", [{"claim_id": "some-row-date-1"}])
    assert rows.suggested_id(more, "claims", row) == "some-row-date-2"


def test_rows_about_one_piece_of_news_take_from_each_other(book: Book) -> None:
    sides = ("CAN", "CHN")
    event = {**NEW, "initiator": "wang-yi", "target": "joly-melanie", "topics": "trade"}
    before = {"sources": {"source_id": "s"}, "events": event}
    contact = rows.follows(book, "contacts", before, sides)
    assert contact["side_a"] == "joly-melanie"
    assert contact["side_b"] == "wang-yi"
    assert contact["event_id"] == NEW["event_id"]
    assert contact["date"] == NEW["date"]
    statement = rows.follows(book, "statements", before, sides)
    assert (statement["speaker"], statement["side"]) == ("wang-yi", "CHN")
    assert statement["about"] == NEW["event_id"]
    assert {contact["sources"], statement["sources"]} == {"s"}
    assert rows.follows(book, "places", before, sides) == {}


@pytest.mark.parametrize("table", dataset_module.TABLES)
def test_a_row_of_any_table_can_be_likened(table: str, book: Book) -> None:
    own = book.cells(table).iloc[0].to_dict()
    assert list(rows.duplicates(book, table, own)) == ["id", "date", "text", "likeness"]


def test_the_line_reads_back_as_the_row(book: Book) -> None:
    row = {**NEW, "summary": 'He said "no",\nand left.'}
    text = table_file(book.tables["events"], [row]).decode()
    assert text.partition("\n")[2] == f"{rows.line(book, 'events', row)}\n"
    (found,) = csv.DictReader(io.StringIO(text, newline=""))
    assert {name: value for name, value in found.items() if value} == row
    table = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    assert list(table.columns) == list(book.cells("events").columns)


def test_a_row_of_an_optional_table_passes_the_gate_and_no_table_is_lost(
    book: Book, dataset: Dataset
) -> None:
    row = {**book.cells("audits").iloc[0].to_dict(), "audit_id": "a-new-audit"}
    assert wrong(book, "audits", row | {"kind": "x"}) == {("kind", "x")}
    content = table_file(book.tables["audits"], [row])
    shown = upload.judge([("audits.csv", content)], export.package(dataset)).tables
    assert shown is not None
    grown = {name: len(own) for name, own in shown.every().items()}
    before = {name: len(own) for name, own in dataset.every().items()}
    assert grown == before | {"audits": before["audits"] + 1}


def test_every_column_has_an_input_of_its_kind(book: Book) -> None:
    kinds = {f.name: rows.choices(f) for f in book.tables["contacts"].fields}
    assert kinds["format"] == "one"
    assert kinds["side_a"] == "many"
    assert kinds["duration_min"] == "number"
    assert kinds["account_b"] == "long"
    assert kinds["occasion"] == "text"
