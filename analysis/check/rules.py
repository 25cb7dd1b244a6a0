"""Which values break the schema, or a rule about values that a schema cannot say?

A value, or an item of a list, is told the first thing that is wrong with it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from analysis.check import messages
from analysis.check.files import Sheet
from analysis.check.messages import Expected, Problem, Vocabulary
from analysis.check.package import EARLIEST, LATEST, Spec, TableSpec, is_date, row_ids
from analysis.tables.dates import is_day
from analysis.tables.package import TRANSLATIONS

TYPES = {
    "number": (r"-?[0-9]{1,15}(\.[0-9]{1,15})?", Expected("a plain number, such as 12.5")),
    "integer": (r"-?[0-9]{1,15}", Expected("a whole number")),
    "year": (r"[0-9]{4}", Expected("a year of four digits")),
    "date": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", Expected("a day of the calendar written YYYY-MM-DD")),
    "boolean": (r"true|false", Expected("true or false")),
}
"""How the values of a type are written, and how that is said."""

URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
"""The beginning of an address, and no space in it (RFC 3986, loosely)."""

FORMS = {
    "[a-z0-9-]+": Expected("small letters a to z, digits and hyphens"),
    "[A-Z]{3}": Expected("an ISO 3166 code of three capital letters"),
    "[a-z]{2}": Expected("an ISO 639-1 code of two small letters"),
    "([0-9]{2}){1,5}": Expected("a heading of two to ten digits, two by two, without dots"),
    "[0-9]{2,6}": Expected("a heading of two to six digits"),
    "(0[1-9]|1[0-9]|20)[0-9]{0,2}": Expected("a code of two to four digits, 01 to 20 first"),
    r"[0-9]+\.[0-9]+\.[0-9]+": Expected("a version such as 1.0.0"),
    "[a-z][a-z0-9_]*": Expected("the name of a column"),
    "[0-9]{4}(-[0-9]{2}){1,2}": Expected("a date written YYYY-MM-DD or YYYY-MM"),
    "(yes|no)": Expected("yes or no"),
    "(rows|landmarks)": Expected("rows or landmarks"),
    "https?://.+": Expected("an address that begins with http:// or https://"),
}
"""What the usual patterns mean."""


@dataclass(frozen=True)
class Book:
    """Every table that could be read, and what the package says of them."""

    spec: Spec
    sheets: Mapping[str, Sheet]

    @cached_property
    def periods(self) -> dict[tuple[str, str], tuple[pd.Series, pd.Series]]:
        """What `analysis.check.dates.period` found, by table and column: several rules ask."""
        return {}

    def cells(self, table: str, *fields: str) -> pd.DataFrame:
        """The sound rows of a table; none where it, or one of the fields, cannot be had."""
        sheet = self.sheets.get(table)
        if sheet is None or not set(fields) <= set(sheet.cells):
            return pd.DataFrame(columns=list(fields), dtype="str")
        return sheet.cells

    def key(self, table: str) -> str:
        """The first column of the key of a table; empty where the table cannot be had."""
        return self.spec.tables[table].key[0] if table in self.spec.tables else ""

    def field(self, table: str, name: str) -> Mapping[str, Any]:
        """What the package says of a column; nothing where the table cannot be had."""
        return self.spec.tables[table].fields[name] if table in self.spec.tables else {}

    def known(self, table: str, field: str) -> pd.Series | None:
        """All values of a field to look others up in; None where the table is not complete."""
        sheet = self.sheets.get(table)
        if sheet is None or not sheet.complete or field not in sheet.known:
            return None
        return sheet.known[field]

    def problems(
        self, table: str, field: str, values: pd.Series, expected: str | Iterable[str]
    ) -> Iterator[Problem]:
        """One problem for each value; `values` is indexed by line, `expected` in its order."""
        if values.empty:
            return
        cells = self.sheets[table].cells.loc[values.index.unique()]
        ids = row_ids(cells, self.spec.tables[table]).loc[values.index]
        said = [expected] * len(values) if isinstance(expected, str) else expected
        for line, row_id, value, what in zip(values.index, ids, values, said, strict=True):
            yield Problem(table, int(line), row_id, field, value, what)


Rule = Callable[[Book], Iterator[Problem]]
Field = Mapping[str, Any]
Test = tuple[Callable[[str], object], str | Callable[[str], str]]
"""What a value has to pass, and what is said of one that fails."""


def violations(book: Book, tables: Collection[str] | None = None) -> Iterator[Problem]:
    """Which values break a rule, in all tables or in these?"""
    for table in book.sheets if tables is None else tables:
        sheet = book.sheets[table]
        spec = book.spec.tables[table]
        yield from _repeated_keys(book, spec)
        for name, field in spec.fields.items():
            if name in sheet.cells:
                yield from _faulty_values(book, table, name, field)
                if field.get("constraints", {}).get("unique") and spec.key != (name,):
                    cells = sheet.cells[name]
                    yield from _repeated(book, table, name, cells[cells != ""], ["value"])
                yield from _claims_of_nothing(book, table, name, field)
                yield from _translations_of_nothing(book, table, name)


def _faulty_values(book: Book, table: str, name: str, field: Field) -> Iterator[Problem]:
    """Values that are missing, of another type or form, out of bounds or in no vocabulary."""
    cells, tests = book.sheets[table].cells[name], [*_tests(book, table, name, field)]
    # The same value stands in many rows.
    each = dict.fromkeys(cells.tolist())
    told = {cell: faults for cell in each if (faults := [*_faults(cell, field, tests)])}
    if not told:
        return
    wrong = cells[cells.isin(list(told))]
    found = [(line, *fault) for line, cell in wrong.items() for fault in told[cell]]
    values = pd.Series({at: value for at, (_line, value, _said) in enumerate(found)}, dtype="str")
    values.index = pd.Index([line for line, *_ in found], dtype="int64")
    yield from book.problems(table, name, values, [said for *_, said in found])


def _faults(cell: str, field: Field, tests: Sequence[Test]) -> Iterator[tuple[str, str]]:
    """What is wrong with a cell: the value, or item of a list, and what was expected."""
    if not cell:
        if field.get("constraints", {}).get("required"):
            cites = any(
                r["resource"] == "sources" for r in field.get("items", {}).get("reference", ())
            )
            full = Expected("a value; this field may not be empty")
            yield cell, Expected("at least one source") if cites else full
        return
    delimiter = field.get("items", {}).get("delimiter")
    items = Counter(cell.split(delimiter)) if delimiter else {cell: 1}
    for item, times in items.items():
        if item.strip() or not delimiter:
            for passes, expected in tests:
                if not passes(item):
                    yield item, expected if isinstance(expected, str) else expected(item)
                    break
            if times > 1:
                yield item, Expected("each item once")
    if delimiter and not all(item.strip() for item in items):
        mark = repr(delimiter)
        yield cell, Expected("items separated by {mark}, none of them empty", mark=mark)


def _tests(book: Book, table: str, name: str, field: Field) -> Iterator[Test]:
    """What each value of a column, or item of a list, has to pass, in this order."""
    listed = "items" in field
    constraints = field["items"] if listed else field.get("constraints", {})
    space = Expected("no space or line break before or after the value")
    if listed:
        space = Expected("no space before or after an item")
    yield lambda value: value == value.strip(), space
    kind = field.get("type", "string")
    if kind in TYPES:
        pattern, said = TYPES[kind]
        yield re.compile(pattern).fullmatch, said
        if kind == "date":
            yield is_day, said
    if field.get("format") == "uri":
        yield URI.fullmatch, Expected("an address such as https://example.org/page")
    # That a value is in no table says more than that it has not the form of those that are.
    for vocabulary in _vocabularies(book, table, name, field, constraints):
        yield vocabulary.values.__contains__, vocabulary.expected
    if "pattern" in constraints:
        form = str(constraints["pattern"]).removeprefix("^").removesuffix("$")
        yield re.compile(form).fullmatch, _form(field, form)
    if field.get("reducedDate"):
        yield is_day, Expected("a day that the calendar has")
    if is_date(field):
        said = Expected("a date from the year {first} to {last}", first=EARLIEST, last=LATEST)
        yield lambda value: EARLIEST <= value[:4] <= LATEST, said
    unit = f" {field['unit']}" if "unit" in field else ""
    least, most = constraints.get("minimum"), constraints.get("maximum")
    if least is not None:
        yield lambda value: float(value) >= least, Expected("at least {n}", n=f"{least}{unit}")
    if most is not None:
        yield lambda value: float(value) <= most, Expected("at most {n}", n=f"{most}{unit}")


def _vocabularies(
    book: Book, table: str, name: str, field: Field, constraints: Field
) -> Iterator[Vocabulary]:
    """What the values may be: an enumeration, or those of the tables that the field refers to.

    Nothing is asked where one of these tables is unread.
    """
    if "enum" in constraints:
        yield messages.one_of([str(value) for value in constraints["enum"]])
    elif (named := field.get("vocabulary")) and book.spec.labels:
        known = list(book.spec.labels.get(named, {}))
        place = f"vocabularyLabels.{named}"
        yield Vocabulary(known, Expected("a value with a label ({place})", place=place))
    listed = [(r["resource"], r["field"]) for r in constraints.get("reference", [])]
    keys = [[key[1:]] for key in book.spec.tables[table].foreign if key.field == name]
    for places in (listed, *keys):
        columns = [book.known(*place) for place in places]
        values = [column for column in columns if column is not None]
        if values and len(values) == len(places):
            yield messages.found_in(pd.concat(values).tolist(), places)


def _form(field: Field, form: str) -> Expected:
    """A pattern in words, where it is a usual one."""
    if field.get("reducedDate"):
        return Expected("a date written YYYY-MM-DD, or YYYY-MM or YYYY where only that is known")
    said = FORMS.get(form) or Expected("text of the form {form}", form=form)
    return Expected("items, each {form}", form=said) if "items" in field else said


def _repeated_keys(book: Book, spec: TableSpec) -> Iterator[Problem]:
    """Rows whose key is that of an earlier row."""
    cells = book.cells(spec.name, *spec.key)
    keys = cells[spec.key[0]].str.cat([cells[name] for name in spec.key[1:]], sep="+")
    filled = (cells[list(spec.key)] != "").any(axis=1)
    yield from _repeated(book, spec.name, "+".join(spec.key), keys[filled], spec.key)


def _repeated(
    book: Book, table: str, name: str, values: pd.Series, fields: Sequence[str]
) -> Iterator[Problem]:
    first = values.drop_duplicates()
    line = dict(zip(first, first.index, strict=True))
    again = values[values.duplicated()]
    yield from book.problems(table, name, again, (_own(fields, line[value]) for value in again))


def _own(fields: Sequence[str], at: int) -> Expected:
    line = Expected("line {n}", n=at)
    if len(fields) == 1:
        return Expected("a {field} of its own; {line} has the same", field=fields[0], line=line)
    return Expected(
        "a combination of {fields} of its own; {line} has the same",
        fields=", ".join(fields),
        line=line,
    )


def _claims_of_nothing(book: Book, table: str, name: str, field: Field) -> Iterator[Problem]:
    """Claims about a row that is not there. A compound key is written `id@date`."""
    by = field.get("rowReference", {}).get("tableField")
    if not by:
        return
    cells = book.cells(table, name, by)
    for target, rows in cells[cells[name] != ""].groupby(by):
        spec = book.spec.tables.get(str(target))
        if spec and all(book.known(spec.name, key) is not None for key in spec.key):
            ids = row_ids(book.sheets[spec.name].known, spec)
            named = Expected(
                "the id of a row of the table {table}: {form}",
                table=str(target),
                form=_id_form(spec),
            )
            known = Vocabulary(ids, named)
            missing = rows.loc[~rows[name].isin(ids), name]
            yield from book.problems(table, name, missing, [known.expected(v) for v in missing])


def _translations_of_nothing(book: Book, table: str, name: str) -> Iterator[Problem]:
    """Translations of a column that the table does not have."""
    if (table, name) != (TRANSLATIONS, "field"):
        return
    for target, rows in book.cells(table, name, "table").groupby("table"):
        if str(target) in book.spec.tables:
            known = messages.one_of(list(book.spec.tables[str(target)].fields))
            wrong = rows.loc[~rows[name].isin(known.values), name]
            yield from book.problems(table, name, wrong, [known.expected(v) for v in wrong])


def _id_form(spec: TableSpec) -> str:
    if not spec.key_date:
        return "@".join(spec.key)
    key = f"{spec.key[0]}@{spec.key_date}"
    return Expected("{key}, or {alone} alone where that date is empty", key=key, alone=spec.key[0])
