"""What a Table Schema cannot say: items of lists, rows that claims name, the order of dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from analysis import check_words as words
from analysis import dates
from analysis.check_files import Sheet
from analysis.check_package import Spec, TableSpec, row_ids
from analysis.check_words import Problem, Vocabulary


@dataclass(frozen=True)
class Book:
    """Every table that could be read, and what the package says of them."""

    spec: Spec
    sheets: Mapping[str, Sheet]

    def cells(self, table: str, *fields: str) -> pd.DataFrame | None:
        """The sound rows of a table; None where it, or one of the fields, cannot be had."""
        sheet = self.sheets.get(table)
        if sheet is None or not set(fields) <= set(sheet.cells):
            return None
        return sheet.cells

    def known(self, table: str, field: str) -> pd.Series | None:
        """All values of a field to look others up in; None where the table is not complete."""
        sheet = self.sheets.get(table)
        if sheet is None or not sheet.complete or field not in sheet.known:
            return None
        return sheet.known[field]

    def problems(
        self, table: str, field: str, values: pd.Series, expected: str | pd.Series
    ) -> Iterator[Problem]:
        """One problem for each value; `values` is indexed by line, as are the `expected`."""
        if values.empty:
            return
        cells = self.sheets[table].cells.loc[values.index.unique()]
        ids = row_ids(cells, self.spec.tables[table]).loc[values.index]
        said = [expected] * len(values) if isinstance(expected, str) else expected.to_list()
        for line, row_id, value, what in zip(values.index, ids, values, said, strict=True):
            yield Problem(table, int(line), row_id, field, value, what)


REDUCED_DATE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
"""An ISO 8601 date that may be reduced to the month or year."""

MOST_IN_CIRCLE = 8
"""A longer circle of rows is not written out to its end."""

Rule = Callable[[Book], Iterator[Problem]]


class Order(NamedTuple):
    """In `table`, the date `later` may not come before the date `earlier`."""

    table: str
    earlier: str
    later: str


ORDERS = (
    Order("events", "date", "end_date"),
    Order("contacts", "date", "end_date"),
    Order("offices", "start", "end"),
    # An announcement may follow the day on which a measure took effect, but not its end.
    Order("trade_restrictions", "announced", "ended"),
    Order("trade_restrictions", "effective", "ended"),
    Order("consular_cases", "detained", "released"),
)

WITHIN_COVERAGE = (
    ("events", "date"),
    ("contacts", "date"),
    ("statements", "date"),
    ("trade_restrictions", "announced"),
    ("consular_cases", "detained"),
    ("consular_cases", "released"),
    ("consular_milestones", "date"),
)
"""What has happened, in contrast to what is announced to happen or measured to a period's end."""


class Answer(NamedTuple):
    """In `table`, `field` names earlier rows of `target`; each is dated by the first date known."""

    table: str
    field: str
    dated: tuple[str, ...]
    target: str
    target_dated: tuple[str, ...]


ANSWERS = (
    Answer("events", "responds_to", ("date",), "events", ("date",)),
    Answer("trade_restrictions", "responds_to", ("announced", "effective"), "events", ("date",)),
    Answer(
        "trade_restrictions",
        "replaces",
        ("effective", "announced"),
        "trade_restrictions",
        ("effective", "announced"),
    ),
)


def violations(book: Book) -> Iterator[Problem]:
    """Which rows break a rule that the schema cannot say?"""
    for rule in RULES:
        yield from rule(book)


def stray_spaces(book: Book) -> Iterator[Problem]:
    """Values with a space or line break before or after them."""
    for table, sheet in book.sheets.items():
        for name, field in book.spec.tables[table].fields.items():
            if name in sheet.cells and "items" not in field:
                values = sheet.cells[name]
                stray = values[values != values.str.strip()]
                yield from book.problems(
                    table, name, stray, "no space or line break before or after the value"
                )


def real_dates(book: Book) -> Iterator[Problem]:
    """Reduced dates of the right form that no calendar has."""
    for table, sheet in book.sheets.items():
        for name, field in book.spec.tables[table].fields.items():
            if field.get("reducedDate") and name in sheet.cells:
                values = sheet.cells[name]
                dated = values[values.str.fullmatch(REDUCED_DATE)]
                wrong = dated[_first_day(dated).isna()]
                yield from book.problems(table, name, wrong, "a day that the calendar has")


def list_items(book: Book) -> Iterator[Problem]:
    """Items of lists that are empty, stand twice, or are not in the list's vocabulary."""
    for table, sheet in book.sheets.items():
        for name, field in book.spec.tables[table].fields.items():
            if "items" in field and name in sheet.cells:
                yield from _items(book, table, name, field["items"])


def _items(book: Book, table: str, name: str, about: Mapping[str, Any]) -> Iterator[Problem]:
    delimiter = about["delimiter"]
    cells = book.sheets[table].cells[name]
    items = _split(cells, delimiter)
    blank = items[items.str.strip() == ""].index.unique()
    yield from book.problems(
        table, name, cells.loc[blank], f"items separated by {delimiter!r}, none of them empty"
    )
    items = items[items.str.strip() != ""]
    spaced = items[items != items.str.strip()]
    yield from book.problems(table, name, spaced, "no space before or after an item")
    items = items.str.strip()
    keyed = pd.DataFrame({"row": items.index, "item": items.to_numpy()}, index=items.index)
    twice = items[keyed.duplicated().to_numpy()]
    yield from book.problems(table, name, twice, "each item once")
    vocabulary = _item_vocabulary(book, about)
    if vocabulary is not None:
        strange = items[~items.isin(vocabulary.known)]
        yield from book.problems(table, name, strange, strange.map(vocabulary.expected))
    if "pattern" in about:
        formless = items[~items.str.fullmatch(about["pattern"])]
        yield from book.problems(table, name, formless, f"items of the form {about['pattern']}")


def _split(cells: pd.Series, delimiter: str) -> pd.Series:
    """The items of list cells, one to a row, each with its line as the index."""
    filled = cells[cells != ""]
    return filled.str.split(delimiter, regex=False).explode().astype("str")


def _item_vocabulary(book: Book, about: Mapping[str, Any]) -> Vocabulary | None:
    """What the items of a list may be; None where any, or where a table they name is unread."""
    if about.get("enum"):
        return words.one_of(about["enum"])
    places = [(r["resource"], r["field"]) for r in about.get("reference", [])]
    columns = [book.known(table, field) for table, field in places]
    values = [column for column in columns if column is not None]
    if not places or len(values) < len(places):
        return None
    return words.found_in(pd.concat(values), places)


def claimed_rows(book: Book) -> Iterator[Problem]:
    """Claims about a row that is not there. A compound key is written `id@date`."""
    for table, sheet in book.sheets.items():
        for name, field in book.spec.tables[table].fields.items():
            reference = field.get("rowReference")
            if reference and {name, reference["tableField"]} <= set(sheet.cells):
                yield from _claimed(book, table, name, reference["tableField"])


def _claimed(book: Book, table: str, field: str, table_field: str) -> Iterator[Problem]:
    cells = book.sheets[table].cells
    for target, rows in cells[cells[field] != ""].groupby(table_field):
        sheet = book.sheets.get(str(target))
        if sheet is None or not sheet.complete:
            continue
        spec = book.spec.tables[str(target)]
        ids = row_ids(sheet.known, spec)
        missing = rows.loc[~rows[field].isin(set(ids)), field]
        vocabulary = Vocabulary(ids, f"the id of a row of the table {target}: {_id_form(spec)}")
        yield from book.problems(table, field, missing, missing.map(vocabulary.expected))


def _id_form(spec: TableSpec) -> str:
    if not spec.key_date:
        return spec.key[0] if spec.key else ""
    return f"{spec.key[0]}@{spec.key_date}, or {spec.key[0]} alone where that date is empty"


def date_order(book: Book) -> Iterator[Problem]:
    """Ends before beginnings. A date known to the month conflicts only if all of it does."""
    for table, earlier, later in ORDERS:
        cells = book.cells(table, earlier, later)
        if cells is None:
            continue
        begins, _ = period(book, table, cells, earlier)
        _, ends = period(book, table, cells, later)
        wrong = cells[begins > ends]
        yield from book.problems(
            table, later, wrong[later], f"a date not before {earlier}, " + wrong[earlier]
        )


def milestones_follow_detention(book: Book) -> Iterator[Problem]:
    """Steps of a consular case that come before the detention."""
    steps = book.cells("consular_milestones", "case_id", "date")
    cases = book.cells("consular_cases", "case_id", "detained")
    if steps is None or cases is None:
        return
    cases = cases.drop_duplicates("case_id").set_index("case_id")
    detained, _ = period(book, "consular_cases", cases, "detained")
    _, ends = period(book, "consular_milestones", steps, "date")
    wrong = steps[steps["case_id"].map(detained) > ends]
    said = "a date not before the detention in consular_cases, "
    yield from book.problems(
        "consular_milestones",
        "date",
        wrong["date"],
        said + wrong["case_id"].map(cases["detained"]).astype("str"),
    )


def within_coverage(book: Book) -> Iterator[Problem]:
    """What is said to have happened after the last day that the package speaks for."""
    end = book.spec.end
    for table, field in WITHIN_COVERAGE:
        cells = book.cells(table, field)
        if cells is None or end is None:
            continue
        begins, _ = period(book, table, cells, field)
        yield from book.problems(
            table,
            field,
            cells.loc[begins > end, field],
            f"a date not after the end of coverage, {end:%Y-%m-%d} (coverage.end in "
            "datapackage.json)",
        )


def answers_follow(book: Book) -> Iterator[Problem]:
    """Rows that answer or replace what had not yet happened."""
    for answer in ANSWERS:
        cells = book.cells(answer.table, answer.field, *answer.dated)
        targets = book.cells(answer.target, *answer.target_dated)
        key = book.spec.tables[answer.target].key if answer.target in book.spec.tables else ()
        if cells is None or targets is None or not key or key[0] not in targets:
            continue
        targets = targets.drop_duplicates(key[0]).set_index(key[0])
        begins, _, said = _dated(book, answer.target, targets, answer.target_dated)
        _, ends, _ = _dated(book, answer.table, cells, answer.dated)
        named = _references(book, answer.table, answer.field)
        late = named[named.map(begins) > ends.loc[named.index].set_axis(named.index)]
        yield from book.problems(
            answer.table,
            answer.field,
            late,
            f"a row of {answer.target} that is not later than this one; its date is "
            + late.map(said).astype("str"),
        )


def no_circles(book: Book) -> Iterator[Problem]:
    """Rows that answer or replace, by way of others, themselves."""
    for answer in ANSWERS:
        key = book.spec.tables[answer.table].key if answer.table in book.spec.tables else ()
        if answer.table != answer.target or not key:
            continue
        cells = book.cells(answer.table, answer.field, key[0])
        if cells is None:
            continue
        named = _references(book, answer.table, answer.field)
        links: dict[str, list[str]] = {}
        for row, target in zip(cells.loc[named.index, key[0]], named, strict=True):
            links.setdefault(row, []).append(target)
        circles = circles_of(links)
        wrong = cells[cells[key[0]].isin(circles)]
        yield from book.problems(
            answer.table,
            answer.field,
            wrong[answer.field],
            "rows that do not lead back to this one: " + wrong[key[0]].map(circles).astype("str"),
        )


def circles_of(links: Mapping[str, list[str]]) -> dict[str, str]:
    """Nodes that lie on a circle, with the circle written out, as in 'a → b → a'.

    Where circles share nodes, at least one of them is found: a depth-first search, which goes
    through every link once.
    """
    circles: dict[str, str] = {}
    state: dict[str, int] = {}
    for start in links:
        path: list[str] = []
        stack = [(start, iter(links[start]))] if start not in state else []
        while stack:
            node, targets = stack[-1]
            if node not in state:
                state[node] = len(path)
                path.append(node)
            target = next(targets, None)
            if target is None:
                stack.pop()
                path.pop()
                state[node] = -1
            elif target not in state:
                stack.append((target, iter(links.get(target, ()))))
            elif state[target] >= 0:
                circle = path[state[target] :]
                more = ["…"] if len(circle) > MOST_IN_CIRCLE else []
                said = " → ".join([*circle[:MOST_IN_CIRCLE], *more, circle[0]])
                for member in circle:
                    circles.setdefault(member, said)
    return circles


def _references(book: Book, table: str, field: str) -> pd.Series:
    """The rows that the list or scalar column names, one to a row, indexed by line."""
    cells = book.sheets[table].cells[field]
    delimiter = book.spec.tables[table].fields[field].get("items", {}).get("delimiter")
    return _split(cells, delimiter).str.strip() if delimiter else cells[cells != ""]


def _dated(
    book: Book, table: str, cells: pd.DataFrame, fields: tuple[str, ...]
) -> tuple[pd.Series, pd.Series, pd.Series]:
    """First and last day, and the text, of the first of these dates that each row has."""
    begins, ends = period(book, table, cells, fields[0])
    said = cells[fields[0]]
    for field in fields[1:]:
        first, last = period(book, table, cells, field)
        said = said.where(begins.notna(), cells[field])
        begins, ends = begins.fillna(first), ends.fillna(last)
    return begins, ends, said


def period(book: Book, table: str, cells: pd.DataFrame, field: str) -> tuple[pd.Series, pd.Series]:
    """The first and the last day that a date of this table may mean; NaT where it is no date."""
    first = _first_day(cells[field])
    length = cells[field].str.len()
    precision = length.map({4: "year", 7: "month", 10: "day"})
    by = book.spec.tables[table].fields[field].get("precisionField")
    if by in cells:
        precision = cells[str(by)]
    return first, dates.last_day(first, precision)


def _first_day(values: pd.Series) -> pd.Series:
    """The first day that a full or reduced date may mean; NaT where it is no date."""
    iso = values.where(values.str.fullmatch(REDUCED_DATE))
    full = iso.str.cat(iso.str.len().map({4: "-01-01", 7: "-01", 10: ""}))
    return pd.to_datetime(full, format="%Y-%m-%d", errors="coerce").astype("datetime64[s]")


RULES: tuple[Rule, ...] = (
    stray_spaces,
    real_dates,
    list_items,
    claimed_rows,
    date_order,
    milestones_follow_detention,
    within_coverage,
    answers_follow,
    no_circles,
)
