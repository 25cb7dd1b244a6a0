"""What Frictionless finds wrong with the rows of a table, in plain words.

Frictionless checks types, constraints, keys and foreign keys of scalar columns. Its import takes
about a second, so it happens only when something is checked.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.check import messages
from analysis.check.files import Sheet
from analysis.check.messages import Problem, Vocabulary
from analysis.check.package import Foreign, Spec, TableSpec, row_ids

if TYPE_CHECKING:
    from frictionless import Error

PLAIN = {
    "number": r"-?[0-9]{1,15}(\.[0-9]{1,15})?",
    "integer": r"-?[0-9]{1,15}",
    "year": r"[0-9]{4}",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
}
"""How values are written. Python, and so Frictionless, also reads NaN, 1_000 or 2020-1-5."""

TYPES = {
    "number": "a plain number, such as 12.5",
    "integer": "a whole number",
    "year": "a year of four digits",
    "date": "a day of the calendar written YYYY-MM-DD",
    "boolean": "true or false",
}

UNPLAIN = "not plain: "
"""Put before a value that is not plainly written, so that Frictionless does not accept it."""

CONSTRAINT = re.compile(r'constraint "(\w+)" is')
POSITION = re.compile(r"the same as in the row at position (\d+)")


def violations(sheet: Sheet, spec: Spec, sheets: Mapping[str, Sheet]) -> Iterator[Problem]:
    """Which cells of this table break its schema, and which of its keys are not unique?

    `sheets` are all tables that could be read, where foreign keys are looked up. A foreign key
    to a table that could not be read to its end is not checked.
    """
    from frictionless import Package, Resource, Schema
    from frictionless.resources import TableResource

    table = spec.tables[sheet.name]
    foreign = [key for key in table.foreign if _can_look_up(key, sheet, sheets)]
    columns = sheet.cells.columns.to_list()
    resource = TableResource(
        name=table.name,
        # A generator: as Python lists, a large table would take several times its size.
        data=_rows(_marked(sheet.cells, table)),
        schema=Schema.from_descriptor(_descriptor(table, columns, foreign)),
    )
    lookups: dict[str, Resource] = {}
    for key in foreign:
        values = sheets[key.table].known[list(key.target)].drop_duplicates()
        lookups[_lookup(key)] = TableResource(
            name=_lookup(key),
            data=list(_rows(values)),
            schema=Schema.from_descriptor(_lookup_descriptor(key, spec.tables[key.table])),
        )
    Package(resources=[resource, *lookups.values()])
    told = _Telling(sheet, table, spec, sheets)
    with resource:
        for row in resource.row_stream:
            if row.errors:
                yield from told.row(row.errors)


def _can_look_up(key: Foreign, sheet: Sheet, sheets: Mapping[str, Sheet]) -> bool:
    target = sheets.get(key.table)
    return (
        target is not None
        and target.complete
        and set(key.target) <= set(target.known)
        and set(key.fields) <= set(sheet.cells)
    )


def _rows(cells: pd.DataFrame) -> Iterator[list[str]]:
    """The header, then every row."""
    yield cells.columns.to_list()
    yield from map(list, cells.itertuples(index=False, name=None))


def _lookup(key: Foreign) -> str:
    """The name of the resource that holds the values a foreign key may have."""
    return "-".join(("values-of", key.table, *key.target))


def _descriptor(table: TableSpec, present: list[str], foreign: list[Foreign]) -> dict[str, Any]:
    """The Table Schema for the columns that the file has."""
    fields = [_plain_field(table.fields[name]) for name in present]
    if len(table.key) == 1:
        # The primary key says it already; a second problem for the same cell says no more.
        for field in fields:
            if field["name"] == table.key[0]:
                field["constraints"].pop("unique", None)
    return {
        "fields": fields,
        "missingValues": [""],
        "primaryKey": list(table.key) if set(table.key) <= set(present) else [],
        "foreignKeys": [
            {
                "fields": list(key.fields),
                "reference": {"resource": _lookup(key), "fields": list(key.target)},
            }
            for key in foreign
        ],
    }


def _lookup_descriptor(key: Foreign, target: TableSpec) -> dict[str, Any]:
    fields = [_plain_field(target.fields[name]) | {"constraints": {}} for name in key.target]
    return {"fields": fields, "missingValues": [""]}


def _plain_field(field: Mapping[str, Any]) -> dict[str, Any]:
    """A field's descriptor without the properties that only we read."""
    kept = ("name", "type", "format", "constraints", "trueValues", "falseValues")
    plain = {name: copy.deepcopy(field[name]) for name in kept if name in field}
    return {"type": "string", "constraints": {}} | plain


def _marked(cells: pd.DataFrame, table: TableSpec) -> pd.DataFrame:
    """The cells, with those marked that hold a number or date not plainly written."""
    columns = {}
    for name in cells:
        pattern = PLAIN.get(table.fields[str(name)].get("type", "string"))
        if pattern and table.fields[str(name)].get("format", "default") == "default":
            plain = (cells[name] == "") | cells[name].str.fullmatch(pattern)
            columns[str(name)] = cells[name].where(plain, UNPLAIN + cells[name])
    return cells.assign(**columns)


class _Telling:
    """Frictionless's errors about one table, told in our words."""

    def __init__(
        self, sheet: Sheet, table: TableSpec, spec: Spec, sheets: Mapping[str, Sheet]
    ) -> None:
        self._sheet, self._table, self._spec, self._sheets = sheet, table, spec, sheets
        self._lines = sheet.cells.index.to_list()
        self._ids = row_ids(sheet.cells, table).to_list()
        self._vocabularies: dict[str, Vocabulary] = {}
        self._foreign = {_lookup(key): key for key in table.foreign}

    def row(self, errors: list[Error]) -> Iterator[Problem]:
        """The problems of one row."""
        missing = {
            name
            for error in errors
            if error.type == "foreign-key"
            for name in error.field_names  # type: ignore[attr-defined]
        }
        for error in errors:
            name = getattr(error, "field_name", "")
            # That a value is in no table says more than that it has not the form of those that are.
            if error.type == "constraint-error" and name in missing:
                continue
            field, value, expected = self._told(error)
            if expected:
                at = error.row_number - 2  # type: ignore[attr-defined]
                yield Problem(
                    self._table.name, self._lines[at], self._ids[at], field, value, expected
                )

    def _told(self, error: Error) -> tuple[str, str, str]:
        """Field, value and what was expected; nothing was where another problem says it."""
        if error.type == "primary-key":
            return self._key(error)
        if error.type == "foreign-key":
            fields = "+".join(error.field_names)  # type: ignore[attr-defined]
            value = "+".join(error.field_cells)  # type: ignore[attr-defined]
            key = self._foreign[error.reference_name]  # type: ignore[attr-defined]
            return fields, value, self._reference(key).expected(value)
        name = getattr(error, "field_name", "")
        value = str(getattr(error, "cell", "") or "").removeprefix(UNPLAIN)
        if error.type == "type-error":
            return name, value, self._type(name)
        if error.type == "unique-error":
            return name, value, f"a value of its own; {self._same(error)}"
        constraint = CONSTRAINT.match(error.note)
        if error.type == "constraint-error" and constraint:
            blank = "" if value == "None" else value
            return name, blank, self._constraint(name, constraint[1], blank)
        return name, value, error.note

    def _type(self, name: str) -> str:
        field = self._table.fields[name]
        if field.get("format") == "uri":
            return "an address such as https://example.org/page"
        return TYPES.get(field["type"], f"a value of the type {field['type']}")

    def _same(self, error: Error) -> str:
        position = POSITION.search(error.note)
        return f"line {self._lines[int(position[1]) - 2]} has the same" if position else error.note

    def _key(self, error: Error) -> tuple[str, str, str]:
        key = self._table.key
        at = error.row_number - 2  # type: ignore[attr-defined]
        cells = [str(self._sheet.cells[name].iat[at]) for name in key]
        if POSITION.search(error.note):
            named = key[0] if len(key) == 1 else f"combination of {', '.join(key)}"
            return "+".join(key), "+".join(cells), f"a {named} of its own; {self._same(error)}"
        required = any(
            self._table.fields[name].get("constraints", {}).get("required") for name in key
        )
        return "+".join(key), "", "" if required else "a value: it is the table's key"

    def _constraint(self, name: str, constraint: str, value: str) -> str:
        field = self._table.fields[name]
        limit = field["constraints"][constraint]
        unit = f" {field['unit']}" if "unit" in field else ""
        if constraint == "required":
            cites = any(r["resource"] == "sources" for r in _item_references(field))
            return "at least one source" if cites else "a value; this field may not be empty"
        if constraint == "enum":
            if name not in self._vocabularies:
                self._vocabularies[name] = messages.one_of([str(v) for v in limit])
            return self._vocabularies[name].expected(value)
        if constraint == "pattern":
            return _form(field, str(limit))
        said = {
            "minimum": f"at least {limit}{unit}",
            "maximum": f"at most {limit}{unit}",
            "minLength": f"at least {limit} characters",
            "maxLength": f"at most {limit} characters",
        }
        return said.get(constraint, f"{constraint} {limit}")

    def _reference(self, key: Foreign) -> Vocabulary:
        name = _lookup(key)
        if name not in self._vocabularies:
            rows = self._sheets[key.table].known[list(key.target)]
            values = rows.agg("+".join, axis=1) if len(key.target) > 1 else rows[key.target[0]]
            places = [(key.table, "+".join(key.target))]
            self._vocabularies[name] = messages.found_in(values, places)
        return self._vocabularies[name]


def _item_references(field: Mapping[str, Any]) -> list[Mapping[str, str]]:
    references: list[Mapping[str, str]] = field.get("items", {}).get("reference", [])
    return references


def _form(field: Mapping[str, Any], pattern: str) -> str:
    """A pattern, with what the usual ones mean."""
    if field.get("reducedDate"):
        return "a date written YYYY-MM-DD, or YYYY-MM or YYYY where only that is known"
    meaning = {
        "[a-z0-9-]+": "small letters a to z, digits and hyphens",
        "[A-Z]{3}": "an ISO 3166 code of three capital letters",
        "[a-z]{2}": "an ISO 639-1 code of two small letters",
        "https?://.+": "an address that begins with http:// or https://",
    }.get(pattern.removeprefix("^").removesuffix("$"))
    return f"{meaning} ({pattern})" if meaning else f"text of the form {pattern}"
