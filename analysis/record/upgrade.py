"""A package of an earlier schema, brought to the present one.

Columns, tables and vocabularies that it lacks are added, and a new column is filled where the
earlier schema decides its value; nothing is read out of prose, and what is not decided stays empty.
A file `upgrade.csv` beside the tables (table, row_id, field, value) gives further values.
"""

from __future__ import annotations

import copy
import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from analysis.tables import dataset, pair
from analysis.tables import package as schema
from analysis.tables.dataset import csv_of
from analysis.tables.package import Table
from analysis.tables.pair import Pair

PRESENT = "schemaVersion"
"""The property of `datapackage.json` that says which schema a package follows; 1.0 lacked it."""

VALUES = "upgrade.csv"

Row = dict[str, str]


@dataclass(frozen=True)
class Added:
    """A column or, without a name of one, a table that a package lacked; `filled` rows have it."""

    table: str
    field: str
    filled: int


_PERIODS = {"annual": "year", "quarterly": "quarter", "monthly": "month"}

FILLS: Mapping[tuple[str, str], Callable[[Row, Pair, str], str]] = {
    # Contacts had full dates only.
    ("contacts", "date_precision"): lambda row, sides, version: "day",
    # The accounts were defined as what the side itself said.
    ("contacts", "account_a_by"): lambda row, sides, version: row["account_a"] and sides.a.code,
    ("contacts", "account_b_by"): lambda row, sides, version: row["account_b"] and sides.b.code,
    ("events", "added_on"): lambda row, sides, version: version,
    ("series", "period"): lambda row, sides, version: _PERIODS.get(row["frequency"], "irregular"),
    ("trade_restrictions", "made_known"): lambda row, sides, version: (
        row["announced"] and "announced"
    ),
}
"""What the definitions of the earlier schema decide."""


def needed(files: Mapping[str, bytes]) -> bool:
    """Does this package follow an earlier schema than the dashboard's own?"""
    return PRESENT not in json.loads(files[schema.FILE])


def files(old: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[Added]]:
    """The files of the same package in the schema of the shipped one, and what was added.

    `old` holds the files of a package by name. Values stand as they were; a field that this schema
    does not have stays, behind the others. Raises KeyError or ValueError where the package cannot
    be read, and where a row has a cell that no column would keep.
    """
    sides = pair.parse(old[pair.FILE].decode("utf-8"))
    theirs = json.loads(old[schema.FILE])
    ours = _shipped()
    if theirs.get(PRESENT, ours[PRESENT]) != ours[PRESENT]:
        raise ValueError(f"schema {theirs[PRESENT]} is no earlier one than {ours[PRESENT]}")
    own = pair.parse((dataset.FOLDER / pair.FILE).read_text(encoding="utf-8"))
    descriptor = _descriptor(theirs, renamed_sides(ours, own, sides))
    package = schema.parse(json.dumps(descriptor))
    given = _given(old.get(VALUES, b""))
    known = {r["name"]: r["schema"]["fields"] for r in theirs["resources"] if "schema" in r}
    made = dict(old)
    made.pop(VALUES, None)
    made[schema.FILE] = (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()
    added: list[Added] = []
    for name, table in package.tables.items():
        had = {field["name"] for field in known.get(name, [])}
        rows = _whole(old[table.path], table.path, had) if name in known else []
        new = [field.name for field in table.fields if field.name not in had]
        if not new and not given.get(name):
            continue
        for row in rows:
            row |= {field: filled(name, field, row, sides, package.version) for field in new}
        _give(rows, table, given.get(name, {}))
        made[table.path] = table_file(table, rows)
        if name not in known:
            added.append(Added(name, "", len(rows)))
        else:
            added += [Added(name, field, sum(bool(row[field]) for row in rows)) for field in new]
    return made, added


def _shipped() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((dataset.FOLDER / schema.FILE).read_bytes())
    content["resources"] = [r for r in content["resources"] if r["name"] in dataset.TABLES]
    return content


def _descriptor(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
    """Their `datapackage.json` with our tables, columns and labels where it has none."""
    had = {resource["name"]: resource for resource in theirs["resources"]}
    tables = [
        {**had[r["name"]], "schema": _schema(had[r["name"]]["schema"], r["schema"])}
        if r["name"] in had
        else r
        for r in ours["resources"]
    ]
    names = {resource["name"] for resource in tables}
    others = [resource for name, resource in had.items() if name not in names]
    labels = {
        vocabulary: {**values, **theirs.get("vocabularyLabels", {}).get(vocabulary, {})}
        for vocabulary, values in ours["vocabularyLabels"].items()
    }
    return {
        **theirs,
        PRESENT: ours[PRESENT],
        "resources": [*tables, *others],
        "vocabularyLabels": {**theirs.get("vocabularyLabels", {}), **labels},
        "fieldTitles": {**ours["fieldTitles"], **theirs.get("fieldTitles", {})},
    }


def _schema(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
    had = {field["name"]: field for field in theirs["fields"]}
    fields = [_field(had.pop(field["name"], {}), field) for field in ours["fields"]]
    return {**ours, "fields": [*fields, *had.values()]}


def _field(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
    """Our column, with the values that only their vocabulary has."""
    field = json.loads(json.dumps(ours))
    for part in ("constraints", "items"):
        values = field.get(part, {}).get("enum")
        if values:
            more = theirs.get(part, {}).get("enum", [])
            values.extend(value for value in more if value not in values)
    return dict(field)


def _whole(content: bytes, path: str, had: Iterable[str]) -> list[Row]:
    """The rows of a CSV file that has these columns and no others, and a cell for each of them."""
    rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
    try:
        header, *cells = rows
    except csv.Error as error:
        raise ValueError(f"{path} line {rows.line_num}: {error}") from error
    wrong = sorted({*header} ^ {*had}) or sorted(n for n in header if header.count(n) > 1)
    if wrong:
        raise ValueError(f"{path}: expected each column of its schema once; {wrong[0]} is not so")
    for number, row in enumerate(cells, 2):
        if len(row) != len(header):
            raise ValueError(f"{path} row {number}: expected {len(header)} cells, found {len(row)}")
    return [dict(zip(header, row, strict=True)) for row in cells]


def rows_of(content: bytes) -> list[Row]:
    """The rows of a CSV file, every cell as text."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def filled(table: str, field: str, row: Row, sides: Pair, version: str) -> str:
    """What the earlier schema decides of a field; empty where it decides nothing.

    A version that is not of three numbers, or none, counts as the first.
    """
    fill = FILLS.get((table, field))
    stated = version if re.fullmatch(r"\d+\.\d+\.\d+", version) else "1.0.0"
    return fill(row, sides, stated) if fill else ""


def _given(content: bytes) -> dict[str, dict[str, Row]]:
    """The values of `upgrade.csv`, by table and row."""
    given: dict[str, dict[str, Row]] = {}
    for value in rows_of(content):
        of_row = given.setdefault(value["table"], {}).setdefault(value["row_id"], {})
        of_row[value["field"]] = value["value"]
    return given


def _give(rows: list[Row], table: Table, given: Mapping[str, Row]) -> None:
    """Put the given values in; an id that no row has is a new row.

    Raises ValueError for a field that the table lacks, or for an id that several rows share.
    """
    ids: dict[str, list[Row]] = {}
    for row in rows:
        ids.setdefault(row_key(row, table), []).append(row)
    names = {field.name for field in table.fields}
    for row_id, values in given.items():
        if set(values) - names:
            raise ValueError(f"{VALUES}: {table.name} has no field {min(set(values) - names)}")
        found = ids.get(row_id)
        if found is None:
            rows.append({table.primary_key[0]: row_id, **values})
        elif len(found) > 1:
            raise ValueError(f"{VALUES}: several rows of {table.name} are called {row_id}")
        else:
            found[0].update(values)


def row_key(row: Row, table: Table) -> str:
    """The key of a row, the parts of a compound one joined by @."""
    return "@".join(row[key] for key in table.primary_key)


def renamed_sides(content: Mapping[str, Any], before: Pair, after: Pair) -> dict[str, Any]:
    """A `datapackage.json` whose vocabularies name the sides of another pair."""
    changed = copy.deepcopy(dict(content))
    renamed = {
        before.a.code: after.a.code,
        before.b.code: after.b.code,
        before.a_to_b: after.a_to_b,
        before.b_to_a: after.b_to_a,
    }
    for field in (field for r in changed["resources"] for field in r["schema"]["fields"]):
        for holder in (field.get("constraints", {}), field.get("items", {})):
            if "enum" in holder:
                holder["enum"] = [renamed.get(value, value) for value in holder["enum"]]
        said = field.get("description", "")
        field["description"] = said.replace(f"({before.a_to_b}: ", f"({after.a_to_b}: ")
    return changed


def table_file(table: Table, rows: Iterable[Mapping[str, str]] = ()) -> bytes:
    """A CSV file of these rows (field to text; what is left out is unknown), or of none."""
    header = [field.name for field in table.fields]
    return csv_of(header, ([row.get(name, "") for name in header] for row in rows))
