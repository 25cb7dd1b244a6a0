"""What a Table Schema cannot say of values: items of lists, and the rows that claims name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.check import messages
from analysis.check.files import Sheet
from analysis.check.messages import Problem, Vocabulary
from analysis.check.package import Spec, TableSpec, row_ids


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


Rule = Callable[[Book], Iterator[Problem]]


def violations(book: Book) -> Iterator[Problem]:
    """Which values break a rule that the schema cannot say?"""
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


def list_items(book: Book) -> Iterator[Problem]:
    """Items of lists that are empty, stand twice, or are not in the list's vocabulary."""
    for table, sheet in book.sheets.items():
        for name, field in book.spec.tables[table].fields.items():
            if "items" in field and name in sheet.cells:
                yield from _items(book, table, name, field["items"])


def _items(book: Book, table: str, name: str, about: Mapping[str, Any]) -> Iterator[Problem]:
    delimiter = about["delimiter"]
    cells = book.sheets[table].cells[name]
    items = split_lists(cells, delimiter)
    for wrong in _wrong_items(set(items), _item_vocabulary(book, about), about):
        rows = items[items.isin(list(wrong))]
        yield from book.problems(table, name, rows, rows.map(wrong))
    keyed = pd.DataFrame({"row": items.index, "item": items.to_numpy()}, index=items.index)
    twice = items[keyed.duplicated().to_numpy() & (items != "").to_numpy()]
    yield from book.problems(table, name, twice, "each item once")
    blank = items[items.str.strip() == ""].index.unique()
    yield from book.problems(
        table, name, cells.loc[blank], f"items separated by {delimiter!r}, none of them empty"
    )


def _wrong_items(
    items: set[str], vocabulary: Vocabulary | None, about: Mapping[str, Any]
) -> Iterator[dict[str, str]]:
    """Of the different items of a list column, those at fault and what was expected instead."""
    filled = {item for item in items if item.strip()}
    spaced = {item for item in filled if item != item.strip()}
    if spaced:
        yield dict.fromkeys(spaced, "no space before or after an item")
    if vocabulary is not None:
        strange = {item.strip() for item in filled}.difference(vocabulary.known)
        if strange:
            yield {i: vocabulary.expected(i.strip()) for i in filled if i.strip() in strange}
    form = re.compile(about.get("pattern", ".*"), re.DOTALL)
    formless = {item for item in filled if not form.fullmatch(item.strip())}
    if formless:
        yield dict.fromkeys(formless, f"items of the form {about.get('pattern')}")


def split_lists(cells: pd.Series, delimiter: str) -> pd.Series:
    """The items of list cells, one to a row, each with its line as the index."""
    filled = cells[cells != ""]
    return filled.str.split(delimiter, regex=False).explode().astype("str")


def _item_vocabulary(book: Book, about: Mapping[str, Any]) -> Vocabulary | None:
    """What the items of a list may be; None where any, or where a table they name is unread."""
    if about.get("enum"):
        return messages.one_of(about["enum"])
    places = [(r["resource"], r["field"]) for r in about.get("reference", [])]
    columns = [book.known(table, field) for table, field in places]
    values = [column for column in columns if column is not None]
    if not places or len(values) < len(places):
        return None
    return messages.found_in(pd.concat(values), places)


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
        missing = rows.loc[~rows[field].isin(ids), field]
        if missing.empty:
            continue
        vocabulary = Vocabulary(ids, f"the id of a row of the table {target}: {_id_form(spec)}")
        yield from book.problems(table, field, missing, missing.map(vocabulary.expected))


def _id_form(spec: TableSpec) -> str:
    if not spec.key_date:
        return spec.key[0] if spec.key else ""
    return f"{spec.key[0]}@{spec.key_date}, or {spec.key[0]} alone where that date is empty"


RULES: tuple[Rule, ...] = (stray_spaces, list_items, claimed_rows)
