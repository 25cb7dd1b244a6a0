"""Does `datapackage.json` describe tables that the dashboard can read?

What a column is, every page relies on: of the tables that the dashboard reads, a package may change
titles, descriptions and vocabularies, and nothing else. So no pattern but the dashboard's own is
ever run on what a reader brings. Other tables are not read, and not checked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from analysis.check import labels
from analysis.check.labels import shown
from analysis.check.messages import Expected, Problem
from analysis.record.upgrade import PRESENT
from analysis.tables import dataset, package

DATE_TYPES = ("date", "datetime", "year")

READ = (*dataset.TABLES, *package.EXTRAS)
"""The tables that the pages read; a package may leave out the latter."""

EARLIEST, LATEST = "1800", "2200"
"""The years between which dates lie: what pages can draw on one axis."""

MOST_BYTES = 5 * 1024 * 1024
"""So long may `datapackage.json` be: many times what a package needs."""

SAME = (
    *("type", "format", "reducedDate", "precisionField", "rowReference", "ordered", "vocabulary"),
    *("unit", "items.delimiter", "items.reference", "items.pattern", "items.enum"),
    *("constraints.required", "constraints.unique", "constraints.pattern", "constraints.enum"),
    *("constraints.minimum", "constraints.maximum"),
)
"""What a field has as the dashboard's own package has it; of a vocabulary, that there is one."""

DEFAULTS = {"type": "string", "format": "default"}
"""What it means that a property is not there."""


class Foreign(NamedTuple):
    """A foreign key: this field must be found in that field of that table."""

    field: str
    table: str
    target: str


@dataclass(frozen=True)
class TableSpec:
    """What the package says of one table; `fields` are the descriptors, by name, in order."""

    name: str
    path: str
    fields: Mapping[str, Mapping[str, Any]]
    key: tuple[str, ...]
    foreign: tuple[Foreign, ...]

    @property
    def key_date(self) -> str:
        """The date that tells rows of a compound key apart, as in `id@date`; '' for no such."""
        return next((name for name in self.key[1:] if is_date(self.fields.get(name, {}))), "")


@dataclass(frozen=True)
class Spec:
    """What the package says: its sound tables, the names of all, its end and its labels."""

    tables: Mapping[str, TableSpec]
    declared: frozenset[str]
    paths: Mapping[str, str]
    end: pd.Timestamp | None
    labels: Mapping[str, Mapping[str, Any]]


def references(spec: TableSpec) -> Iterator[tuple[str, str, str]]:
    """Every (field, table, field of that table) that the columns of a table refer to."""
    yield from spec.foreign
    for name, described in spec.fields.items():
        for reference in described.get("items", {}).get("reference", []):
            yield name, reference["resource"], reference["field"]


def is_date(field: Mapping[str, Any]) -> bool:
    """Does the field hold a date, full or reduced?"""
    return field.get("type") in DATE_TYPES or bool(field.get("reducedDate"))


def row_ids(cells: pd.DataFrame, spec: TableSpec) -> pd.Series:
    """How claims and problems name each row: its key, or `id@date` where the key is compound.

    A compound key without a date is written whole, its parts joined by @. `cells` holds text; the
    result has its index. '' where the table has no key column.
    """
    if not spec.key or spec.key[0] not in cells:
        return pd.Series("", index=cells.index, dtype="str")
    ids = cells[spec.key[0]]
    if not spec.key_date:
        others = [cells[name] for name in spec.key[1:] if name in cells]
        return ids.str.cat(others, sep="@") if others else ids
    if spec.key_date not in cells:
        return ids
    date = cells[spec.key_date]
    return ids.where(date == "", ids + "@" + date)


def parse(content: bytes) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The descriptor in these bytes, or None and what is wrong with them."""
    if len(content) > MOST_BYTES:
        said = Expected("a file of at most {size} MB", size=f"{MOST_BYTES / 1024 / 1024:g}")
        return None, [_wrong("", "", f"{len(content):,} bytes", said)]
    try:
        descriptor = json.loads(content, parse_constant=_no_number)
        # An escape may write half a character, which no page and no file can hold.
        json.dumps(descriptor, ensure_ascii=False).encode("utf-8")
    except UnicodeDecodeError:
        return None, [_wrong("", "", "", Expected("UTF-8 text"))]
    except UnicodeEncodeError as error:
        half = error.object[error.start : error.end].encode("unicode_escape").decode()
        said = Expected("whole characters; this escape is half of one")
        return None, [_wrong("", "", half, said)]
    except json.JSONDecodeError as error:
        said = Expected("valid JSON: {error}", error=error.msg)
        return None, [_wrong("", "", "", said, row=error.lineno)]
    except RecursionError:
        return None, [_wrong("", "", "", Expected("JSON that is not nested so deeply"))]
    except ValueError:
        return None, [_wrong("", "", "", Expected("numbers that a program can read"))]
    if not isinstance(descriptor, dict):
        said = Expected("a JSON object, { … }")
        return None, [_wrong("", "", type(descriptor).__name__, said)]
    return descriptor, []


def _no_number(constant: str) -> float:
    raise ValueError(constant)


def _wrong(table: str, field: str, value: Any, expected: Expected, row: int = 0) -> Problem:
    return Problem(package.FILE, row, table, field, shown(value), expected)


def read(descriptor: Mapping[str, Any]) -> tuple[Spec, list[Problem]]:
    """The tables that this descriptor defines, and what is wrong with it.

    A table whose schema is at fault is left out of the result's `tables`, and said to be.
    """
    found: list[Problem] = []
    if not isinstance(descriptor.get("name"), str):
        expected = Expected("the package's name, a text")
        found.append(_wrong("", "name", descriptor.get("name", ""), expected))
    end, wrong = _coverage(descriptor.get("coverage"))
    version = _ours()[PRESENT]
    if not wrong and descriptor.get(PRESENT) != version:
        expected = Expected(
            "{version}, the schema that the dashboard reads; python -m analysis upgrade FOLDER "
            "brings a package there",
            version=version,
        )
        found.append(_wrong("", PRESENT, descriptor.get(PRESENT, ""), expected))
        return Spec({}, frozenset(), {}, end, {}), found
    untold = list(labels.problems(descriptor))
    found += [*wrong, *untold]
    resources = descriptor.get("resources")
    if not isinstance(resources, list):
        expected = Expected("resources, a list with one entry for each table")
        found.append(_wrong("", "resources", resources or "", expected))
        return Spec({}, frozenset(), {}, end, {}), found
    ours = shipped()
    tables: dict[str, TableSpec] = {}
    paths: dict[str, str] = {}
    declared: set[str] = set()
    for position, resource in enumerate(resources, start=1):
        name, wrong = _resource(resource, position, paths)
        declared.add(name)
        if name and not wrong:
            paths[name] = resource["path"]
            if name in ours:
                wrong = list(_unlike(name, ours[name], resource["schema"]))
                if not any(problem.field == "schema" for problem in wrong):
                    tables[name] = _table(name, ours[name], resource["schema"])
        found += wrong
    found += [
        _wrong(
            name,
            "resources",
            "",
            Expected("a table {table}, which the dashboard reads", table=name),
        )
        for name in dataset.TABLES
        if name not in declared
    ]
    told = {} if untold else descriptor.get("vocabularyLabels", {})
    return Spec(tables, frozenset(declared - {""}), paths, end, told), found


def _coverage(coverage: Any) -> tuple[pd.Timestamp | None, list[Problem]]:
    """The end of coverage, where it is well said."""
    said = coverage if isinstance(coverage, dict) else {}
    start, end = day(said.get("start")), day(said.get("end"))
    expected = Expected(
        "a date written YYYY-MM-DD, from the year {first} to {last}", first=EARLIEST, last=LATEST
    )
    found = [
        _wrong("", f"coverage.{name}", said.get(name, ""), expected)
        for name, read in (("start", start), ("end", end))
        if read is None
    ]
    if start is not None and end is not None and start > end:
        expected = Expected("a date from {date} on", date=said["start"])
        found.append(_wrong("", "coverage.end", said["end"], expected))
    return end, found


def day(text: Any) -> pd.Timestamp | None:
    """The day that is written, if it is one that pages can draw."""
    if not isinstance(text, str) or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    read = pd.to_datetime(text, format="%Y-%m-%d", errors="coerce")
    return read if not pd.isna(read) and EARLIEST <= text[:4] <= LATEST else None


def _resource(resource: Any, position: int, taken: Mapping[str, str]) -> tuple[str, list[Problem]]:
    """The name of a resource, and what is wrong with its name and path."""
    label = f"resources[{position}]"
    if not isinstance(resource, dict):
        expected = Expected("a JSON object with name, path and schema")
        return "", [_wrong("", label, resource, expected)]
    name, path = resource.get("name"), resource.get("path")
    if not isinstance(name, str) or not name:
        return "", [_wrong("", f"{label}.name", name or "", Expected("the name of the table"))]
    if name in taken:
        expected = Expected("a name that no other resource has")
        return name, [_wrong(name, "name", name, expected)]
    if name in READ and "schema" not in resource:
        expected = Expected("a Table Schema: the dashboard reads this table")
        return name, [_wrong(name, "schema", "", expected)]
    if name in READ and path != f"{name}.csv":
        expected = Expected("{file}, the file in the same folder", file=f"{name}.csv")
        return name, [_wrong(name, "path", path or "", expected)]
    if not isinstance(path, str) or not re.fullmatch(r"\w[\w.-]*", path):
        expected = Expected("the name of a file in the same folder")
        return name, [_wrong(name, "path", path or "", expected)]
    return name, [
        _wrong(name, text, resource[text], Expected("a text"))
        for text in ("title", "description")
        if not isinstance(resource.get(text, ""), str)
    ]


def _unlike(table: str, ours: Mapping[str, Any], theirs: Any) -> Iterator[Problem]:
    """Where the schema of a table is not that of the dashboard's own package.

    Vocabularies may differ (another pair has other sides and topics), but not those with an order,
    which the program goes by.
    """
    if not isinstance(theirs, dict) or not isinstance(theirs.get("fields"), list):
        expected = Expected("a Table Schema: a JSON object with fields")
        yield _wrong(table, "schema", theirs, expected)
        return
    names = [field.get("name") if isinstance(field, dict) else None for field in theirs["fields"]]
    if not all(isinstance(name, str) for name in names) or len(set(names)) < len(names):
        expected = Expected("a valid Table Schema: each field is an object with a name of its own")
        yield _wrong(table, "schema", names, expected)
        return
    if theirs.get("missingValues", [""]) != [""]:
        expected = Expected('missingValues [""]: only an empty cell is unknown')
        yield _wrong(table, "schema", theirs["missingValues"], expected)
    for name in map(str, names):
        if name not in _by_name(ours):
            expected = Expected(
                "only the fields that the dashboard reads: {columns}",
                columns=", ".join(_by_name(ours)),
            )
            yield _wrong(table, name, name, expected)
    for name, our in _by_name(ours).items():
        if name not in names:
            expected = Expected("a field {field}, which the dashboard reads", field=name)
            yield _wrong(table, name, "", expected)
        else:
            yield from _unlike_field(table, name, our, _by_name(theirs)[name])
    for keys in ("primaryKey", "foreignKeys"):
        our, their = ours.get(keys, []), theirs.get(keys, [])
        if our != their:
            yield _wrong(table, keys, their, _as_ours(shown(our)))


def _unlike_field(
    table: str, name: str, ours: Mapping[str, Any], theirs: Mapping[str, Any]
) -> Iterator[Problem]:
    for path in SAME:
        our, their = _at(ours, path), _at(theirs, path)
        if path.endswith("enum") and our and _is_vocabulary(their) and not ours.get("ordered"):
            continue
        if our != their:
            expected = _as_ours(f"{path} {shown(our)}")
            if our is None:
                expected = Expected(
                    "no {property}, as the dashboard's own package has it", property=path
                )
            yield _wrong(table, name, "" if their is None else their, expected)
    for text in ("title", "description"):
        if not isinstance(theirs.get(text, ""), str):
            expected = Expected("a {property} that is a text", property=text)
            yield _wrong(table, name, theirs[text], expected)


def _as_ours(what: str) -> Expected:
    return Expected("{what}, as the dashboard's own package has it", what=what)


def _is_vocabulary(values: Any) -> bool:
    """Is it a list of different texts?"""
    return (
        isinstance(values, list)
        and bool(values)
        and all(isinstance(value, str) for value in values)
        and len(set(values)) == len(values)
    )


def _at(field: Mapping[str, Any], path: str) -> Any:
    """The property, None where it is not said or says no."""
    value: Any = field
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return DEFAULTS.get(path) if value is None or value is False else value


def _by_name(schema: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {field["name"]: field for field in schema["fields"]}


def _table(name: str, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> TableSpec:
    """What is asked of a table: what ours says, but for the vocabularies."""
    fields = {}
    for field in theirs["fields"]:
        known = dict(_by_name(ours).get(field["name"], {}))
        fields[field["name"]] = known | {
            part: known[part] | {"enum": field[part]["enum"]}
            for part in ("constraints", "items")
            if "enum" in known.get(part, {}) and _is_vocabulary(_at(field, f"{part}.enum"))
        }
    foreign = tuple(
        Foreign(key["fields"][0], key["reference"]["resource"], key["reference"]["fields"][0])
        for key in ours.get("foreignKeys", [])
    )
    return TableSpec(name, f"{name}.csv", fields, tuple(ours["primaryKey"]), foreign)


@cache
def _ours() -> dict[str, Any]:
    """The descriptor of the dashboard's own package, which no run changes."""
    content: dict[str, Any] = json.loads((dataset.FOLDER / package.FILE).read_bytes())
    return content


def schemas(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of each table that the dashboard reads, as far as the descriptor has it."""
    resources = descriptor.get("resources")
    listed = [r for r in resources if isinstance(r, dict)] if isinstance(resources, list) else []
    return {r["name"]: r.get("schema") for r in listed if r.get("name") in READ}


def shipped() -> dict[str, Any]:
    """The schemas of the dashboard's own package, which its tests keep in order."""
    return schemas(_ours())


def enums(tables: Mapping[str, Any]) -> Iterator[tuple[str, str, list[Any]]]:
    """Table, field and values of each vocabulary of scalar values in these schemas."""
    for table, schema in tables.items():
        fields = schema.get("fields") if isinstance(schema, dict) else None
        for field in fields if isinstance(fields, list) else ():
            enum = _at(field, "constraints.enum")
            if isinstance(enum, list):
                yield table, str(field.get("name")), enum
