"""What a Table Schema cannot say of dates: what comes first, and what leads back to itself.

Comparisons respect precision: a date known to the month conflicts with another only if the whole
month does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from analysis.check.messages import Expected, Problem
from analysis.check.rules import Book, Rule
from analysis.tables import dates
from analysis.tables.as_of import looked_up
from analysis.tables.package import FILE

MOST_LATE = 3
"""Where more rows than so many lie after the end of coverage, the end itself is wrong."""

MOST_IN_CIRCLE = 8
"""A longer circle of rows is not written out to its end."""


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
    Order("episodes", "begin", "end"),
)

WITHIN_COVERAGE = (
    ("events", "date"),
    ("contacts", "date"),
    ("statements", "date"),
    ("trade_restrictions", "announced"),
    ("consular_cases", "detained"),
    ("consular_cases", "released"),
    ("consular_milestones", "date"),
    ("episodes", "begin"),
    ("episodes", "end"),
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
    """Which dates are none, or out of order with others?"""
    for rule in RULES:
        yield from rule(book)


def date_order(book: Book) -> Iterator[Problem]:
    """Ends before beginnings. A date known to the month conflicts only if all of it does."""
    for table, earlier, later in ORDERS:
        cells = book.cells(table, earlier, later)
        begins, _ = period(book, table, cells, earlier)
        _, ends = period(book, table, cells, later)
        wrong = cells[begins > ends]
        said = (
            Expected("a date not before {field}, {date}", field=earlier, date=date)
            for date in wrong[earlier]
        )
        yield from book.problems(table, later, wrong[later], said)


def milestones_follow_detention(book: Book) -> Iterator[Problem]:
    """Steps of a consular case that come before the detention."""
    steps = book.cells("consular_milestones", "case_id", "date")
    cases = book.cells("consular_cases", "case_id", "detained")
    cases = cases.drop_duplicates("case_id")
    detained, _ = period(book, "consular_cases", cases, "detained")
    cases, detained = cases.set_index("case_id"), detained.set_axis(cases["case_id"])
    _, ends = period(book, "consular_milestones", steps, "date")
    wrong = steps[looked_up(steps["case_id"], detained) > ends]
    said = (
        Expected("a date not before the detention in consular_cases, {date}", date=date)
        for date in looked_up(wrong["case_id"], cases["detained"])
    )
    yield from book.problems("consular_milestones", "date", wrong["date"], said)


def within_coverage(book: Book) -> Iterator[Problem]:
    """What is said to have happened after the last day that the package speaks for."""
    end = book.spec.end
    if end is None:
        return
    said = Expected(
        "a date not after the end of coverage, {date} (coverage.end in datapackage.json)",
        date=f"{end:%Y-%m-%d}",
    )
    late: dict[tuple[str, str], pd.Series] = {}
    for table, field in WITHIN_COVERAGE:
        cells = book.cells(table, field)
        begins, _ = period(book, table, cells, field)
        late[table, field] = cells.loc[begins > end, field]
    many = sum(len(values) for values in late.values())
    if many <= MOST_LATE:
        for (table, field), values in late.items():
            yield from book.problems(table, field, values, said)
        return
    # So many late rows are one fault: the end of coverage has not been moved.
    tables = dict.fromkeys(table for (table, _field), values in late.items() if len(values))
    latest = max(max(values) for values in late.values() if len(values))
    expected = Expected(
        "a day not before {date}, on which the last row is dated: {n} rows of {tables} "
        "are dated later",
        date=latest,
        n=many,
        tables=", ".join(tables),
    )
    yield Problem(FILE, 0, "", "coverage.end", f"{end:%Y-%m-%d}", expected)


def answers_follow(book: Book) -> Iterator[Problem]:
    """Rows that answer or replace what had not yet happened."""
    for answer in ANSWERS:
        cells = book.cells(answer.table, answer.field, *answer.dated)
        key = book.key(answer.target)
        targets = book.cells(answer.target, key, *answer.target_dated)
        targets = targets.drop_duplicates(key)
        dated = _dated(book, answer.target, targets, answer.target_dated)
        begins, _, said = (each.set_axis(targets[key]) for each in dated)
        _, ends, _ = _dated(book, answer.table, cells, answer.dated)
        named = _references(book, answer, cells)
        late = named[looked_up(named, begins) > ends.loc[named.index]]
        expected = (
            Expected(
                "a row of {table} that is not later than this one; its date is {date}",
                table=answer.target,
                date=date,
            )
            for date in looked_up(late, said)
        )
        yield from book.problems(answer.table, answer.field, late, expected)


def no_circles(book: Book) -> Iterator[Problem]:
    """Rows that answer or replace, by way of others, themselves."""
    for answer in ANSWERS:
        if answer.table != answer.target:
            continue
        key = book.key(answer.table)
        cells = book.cells(answer.table, answer.field, key)
        named = _references(book, answer, cells)
        links = named.groupby(cells.loc[named.index, key].to_numpy(), sort=False).agg(list)
        circles = circles_of(links.to_dict())
        wrong = cells[cells[key].isin(circles)]
        said = (
            Expected("rows that do not lead back to this one: {rows}", rows=circles[row])
            for row in wrong[key]
        )
        yield from book.problems(answer.table, answer.field, wrong[answer.field], said)


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


def _references(book: Book, answer: Answer, cells: pd.DataFrame) -> pd.Series:
    """The rows that the list or scalar column names, one to a row, indexed by line."""
    delimiter = book.field(answer.table, answer.field).get("items", {}).get("delimiter")
    filled = cells.loc[cells[answer.field] != "", answer.field]
    if not delimiter:
        return filled
    return filled.str.split(delimiter, regex=False).explode().astype("str").str.strip()


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
    """The first and the last day that a date of this table may mean; NaT where it is no date.

    `cells` are sound rows of the table, by line.
    """
    if (table, field) not in book.periods:
        whole = book.cells(table, field)
        first = _first_day(whole[field])
        precision = whole[field].str.len().map(dates.PRECISION_OF_LENGTH)
        by = book.field(table, field).get("precisionField")
        if by in whole:
            precision = whole[str(by)]
        book.periods[table, field] = first, dates.last_day(first, precision)
    first, last = book.periods[table, field]
    return first.loc[cells.index], last.loc[cells.index]


def _first_day(values: pd.Series) -> pd.Series:
    """The first day that a full or reduced date may mean; NaT where it is no date."""
    iso = values.where(values.str.fullmatch(dates.ISO.pattern))
    return pd.to_datetime(iso, format="ISO8601", errors="coerce").astype("datetime64[s]")


RULES: tuple[Rule, ...] = (
    date_order,
    milestones_follow_detention,
    within_coverage,
    answers_follow,
    no_circles,
)
