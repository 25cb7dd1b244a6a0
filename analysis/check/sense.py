"""What is no fault of form, and yet seldom meant: warnings, apart from the problems.

A warning that is meant is explained in `datapackage.json`: `explained` lists table, field, ids and
why. An explanation that explains nothing is a warning itself.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.check.messages import Problem, one_of
from analysis.check.package import references, row_ids
from analysis.check.rules import Book
from analysis.tables import kinds, package

NEAR = 0.8
"""So alike (difflib's ratio) is a misspelt name of a column to the right one."""

WORN = ("sources", "actors")
"""Tables whose rows are there to be named by others."""

Rule = Callable[[Book, Sequence[str]], Iterator[Problem]]


def warnings(
    book: Book, sides: Sequence[str], explained: Iterable[Mapping[str, Any]]
) -> list[Problem]:
    """What seems not to be meant, and is not explained?

    `sides` are the codes of the two sides.
    """
    found = [warning for rule in RULES for warning in rule(book, sides)]
    meant = [(e["table"], e["field"], row) for e in explained for row in e["ids"]]
    known = {(w.table, w.field, w.id) for w in found}
    idle = [
        Problem(package.FILE, 0, row, "explained", f"{table}.{field}", "an id with such a warning")
        for table, field, row in meant
        if (table, field, row) not in known
    ]
    return [w for w in found if (w.table, w.field, w.id) not in set(meant)] + idle


def places_of_another_country(book: Book, sides: Sequence[str]) -> Iterator[Problem]:
    """Cities that the table of places has in another country."""
    places = book.cells("places", "place", "country")
    country = places.drop_duplicates("place").set_index("place")["country"]
    contacts = book.cells("contacts", "place_city", "place_country")
    own = contacts["place_city"].map(country)
    wrong = contacts[own.notna() & (own != contacts["place_country"])]
    said = [f"{own[line]}, the country of the place" for line in wrong.index]
    yield from book.problems("contacts", "place_country", wrong["place_country"], said)
    events = book.cells("events", "location")
    parts = events["location"].str.extract(r"^(.*), ([A-Z]{3})$")
    own = parts[0].map(country)
    wrong = events[own.notna() & (own != parts[1])]
    said = [f"{parts[0][line]}, {own[line]}, as in places" for line in wrong.index]
    yield from book.problems("events", "location", wrong["location"], said)


def ended_without_a_date(book: Book, sides: Sequence[str]) -> Iterator[Problem]:
    """Measures that have ended, it is not said when."""
    rows = book.cells("trade_restrictions", "status", "ended")
    wrong = rows.loc[(rows["status"] == "ended") & (rows["ended"] == ""), "ended"]
    said = "the day, month or year of the end, or the status end-unknown"
    yield from book.problems("trade_restrictions", "ended", wrong, said)


def imposed_by_neither_side(book: Book, sides: Sequence[str]) -> Iterator[Problem]:
    """Measures of, or on, who is no side of the pair."""
    vocabulary = one_of(sides)
    for field in ("imposed_by", "imposed_on"):
        rows = book.cells("trade_restrictions", field)
        wrong = rows.loc[~rows[field].isin(sides), field]
        said = [vocabulary.expected(value) for value in wrong]
        yield from book.problems("trade_restrictions", field, wrong, said)


def named_by_nothing(book: Book, sides: Sequence[str]) -> Iterator[Problem]:
    """Sources and actors that no row names."""
    for target in WORN:
        key = book.key(target)
        rows = book.cells(target, key)
        named = {
            item
            for table, spec in book.spec.tables.items()
            for field, referred, _field in references(spec)
            if referred == target
            for cell in book.cells(table, field)[field]
            for item in cell.split(";")
        }
        idle = rows.loc[~rows[key].isin(named), key]
        yield from book.problems(target, key, idle, f"a row of {target} that some row names")


def misspelt_columns(book: Book, sides: Sequence[str]) -> Iterator[Problem]:
    """Claims on a field that is no column and nearly one."""
    for table, own in book.cells("claims", "table", "field").groupby("table"):
        if table not in book.spec.tables:
            continue
        columns = list(book.spec.tables[str(table)].fields)
        for field in sorted(set(own["field"]) - set(columns)):
            near = difflib.get_close_matches(field, columns, 1, NEAR)
            if near:
                wrong = own.loc[own["field"] == field, "field"]
                said = f"a field of {table}, or a detail that no column holds; is it {near[0]}?"
                yield from book.problems("claims", "field", wrong, said)


def answers_to_oneself(book: Book, sides: Sequence[str]) -> Iterator[Problem]:
    """Acts of one side that answer an act of the same side."""
    events = book.cells("events", "event_id", "direction", "responds_to")
    of = events.drop_duplicates("event_id").set_index("event_id")["direction"]
    said = "an act of the other side; this one is of the same side"
    acts = {f"{a}-{b}": a for a, b in (tuple(sides), tuple(sides)[::-1])}
    measures = book.cells("trade_restrictions", "imposed_by", "responds_to")
    for table, rows, actor in (
        ("events", events, events["direction"].map(acts)),
        ("trade_restrictions", measures, measures["imposed_by"]),
    ):
        answered = rows["responds_to"].str.split(";").explode()
        same = answered.map(of).map(acts) == actor.reindex(answered.index)
        yield from book.problems(table, "responds_to", answered[same & answered.ne("")], said)


def met_in_one_table_only(book: Book, sides: Sequence[str]) -> Iterator[Problem]:
    """Contacts and their events that name no actor in common."""
    contacts = book.cells("contacts", "event_id", *kinds.of("contacts").people)
    events = book.cells("events", "event_id", *kinds.of("events").people)
    in_event = dict(zip(events["event_id"], _together(events, "events"), strict=True))
    met = _together(contacts, "contacts")
    apart = [
        line
        for line, event, actors in zip(contacts.index, contacts["event_id"], met, strict=True)
        if event in in_event and actors.isdisjoint(in_event[event])
    ]
    said = [
        f"an event in which one of those who met takes part; in this one are "
        f"{', '.join(sorted(in_event[event]))}"
        for event in contacts.loc[apart, "event_id"]
    ]
    yield from book.problems("contacts", "event_id", contacts.loc[apart, "event_id"], said)


def _together(rows: pd.DataFrame, table: str) -> list[frozenset[str]]:
    columns = [rows[column] for column in kinds.of(table).people]
    return [
        frozenset(actor for cell in cells for actor in cell.split(";") if actor)
        for cells in zip(*columns, strict=True)
    ]


def untold_terms(book: Book, sides: Sequence[str]) -> Iterator[Problem]:
    """Accounts of which it is not said whose words they are, and the other way round."""
    for account in ("account_a", "account_b"):
        rows = book.cells("contacts", account, f"{account}_by")
        untold = rows[(rows[account] != "") != (rows[f"{account}_by"] != "")]
        said = f"whose words {account} rests on, where there is an account, and only there"
        yield from book.problems("contacts", f"{account}_by", untold[f"{account}_by"], said)


def stale_translations(book: Book, sides: Sequence[str]) -> Iterator[Problem]:
    """Translations of an English that the row no longer says: they are not shown."""
    told = book.cells(package.TRANSLATIONS, "table", "row_id", "field", "english")
    for (table, field), rows in told.groupby(["table", "field"]):
        cells = book.cells(str(table), str(field))
        if not cells.empty:
            ids = row_ids(cells, book.spec.tables[str(table)])
            now = dict(zip(ids, cells[str(field)], strict=True))
            said = rows["row_id"].map(now)
            stale = said.notna() & (said != rows["english"])
            expected = [f"what the row says now, {text!r}, translated anew" for text in said[stale]]
            yield from book.problems(
                package.TRANSLATIONS, "english", rows.loc[stale, "english"], expected
            )


RULES: tuple[Rule, ...] = (
    places_of_another_country,
    ended_without_a_date,
    imposed_by_neither_side,
    named_by_nothing,
    misspelt_columns,
    answers_to_oneself,
    met_in_one_table_only,
    untold_terms,
    stale_translations,
)
