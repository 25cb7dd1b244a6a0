"""Does `datapackage.json` describe tables that the dashboard can read?"""

from __future__ import annotations

import copy
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from analysis.check import labels, messages
from analysis.check.messages import Problem
from analysis.tables import dataset, package, pair

DATE_TYPES = ("date", "datetime", "year")


class Foreign(NamedTuple):
    """A foreign key: these fields together must be found in those fields of that table."""

    fields: tuple[str, ...]
    table: str
    target: tuple[str, ...]


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
        if len(self.key) < 2:
            return ""
        dated = [name for name, field in self.fields.items() if is_date(field)]
        return next((n for n in dated if n in self.key), dated[0] if dated else "")


@dataclass(frozen=True)
class Spec:
    """What the package says: its sound tables, the names of all, and its end of coverage."""

    tables: Mapping[str, TableSpec]
    declared: frozenset[str]
    paths: Mapping[str, str]
    end: pd.Timestamp | None


def is_date(field: Mapping[str, Any]) -> bool:
    """Does the field hold a date, full or reduced?"""
    return field.get("type") in DATE_TYPES or bool(field.get("reducedDate"))


def row_ids(cells: pd.DataFrame, spec: TableSpec) -> pd.Series:
    """How claims and problems name each row: its key, or `id@date` where the key is compound.

    `cells` holds text; the result has its index. '' where the table has no key column.
    """
    if not spec.key or spec.key[0] not in cells:
        return pd.Series("", index=cells.index, dtype="str")
    ids = cells[spec.key[0]]
    if spec.key_date not in cells:
        return ids
    date = cells[spec.key_date]
    return ids.where(date == "", ids + "@" + date)


def parse(content: bytes) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The descriptor in these bytes, or None and what is wrong with them."""
    try:
        descriptor = json.loads(content)
    except UnicodeDecodeError:
        return None, [_wrong("", "", "", "UTF-8 text")]
    except json.JSONDecodeError as error:
        return None, [_wrong("", "", "", f"valid JSON: {error.msg}", row=error.lineno)]
    except RecursionError:
        return None, [_wrong("", "", "", "JSON that is not nested so deeply")]
    if not isinstance(descriptor, dict):
        return None, [_wrong("", "", type(descriptor).__name__, "a JSON object, { … }")]
    return descriptor, []


def pair_problems(content: bytes | None) -> list[Problem]:
    """Does `pair.toml` name the two sides?"""
    if content is None:
        return [_pair("", "the file pair.toml, which names the two sides")]
    try:
        sides = pair.parse(content.decode("utf-8"))
    except UnicodeDecodeError:
        return [_pair("", "UTF-8 text")]
    except tomllib.TOMLDecodeError as error:
        return [_pair("", f"valid TOML: {error}")]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return [_pair(str(error), "a code and an English name for each side, and valid presets")]
    return [
        _pair(str(side.code), "an ISO 3166 code of three capital letters", name)
        for name, side in (("a", sides.a), ("b", sides.b))
        if not (isinstance(side.code, str) and re.fullmatch("[A-Z]{3}", side.code))
    ]


def _pair(value: str, expected: str, field: str = "") -> Problem:
    return Problem(pair.FILE, 0, "", field, value, expected)


def _wrong(table: str, field: str, value: Any, expected: str, row: int = 0) -> Problem:
    return Problem(package.FILE, row, table, field, str(value), expected)


def read(descriptor: Mapping[str, Any]) -> tuple[Spec, list[Problem]]:
    """The tables that this descriptor defines, and what is wrong with it.

    A table whose schema is at fault is left out of the result's `tables`, and said to be.
    """
    found: list[Problem] = []
    if not isinstance(descriptor.get("name"), str):
        found.append(_wrong("", "name", descriptor.get("name", ""), "the package's name, a text"))
    end, wrong = _coverage(descriptor.get("coverage"))
    found += wrong
    resources = descriptor.get("resources")
    if not isinstance(resources, list):
        said = "" if resources is None else json.dumps(resources)
        expected = "resources, a list with one entry for each table"
        found.append(_wrong("", "resources", said, expected))
        return Spec({}, frozenset(), {}, end), found
    tables: dict[str, TableSpec] = {}
    paths: dict[str, str] = {}
    for position, resource in enumerate(resources, start=1):
        name, wrong = _resource(resource, position, paths)
        if not wrong and name:
            paths[name] = resource["path"]
            if "schema" in resource:
                wrong = list(_schema(name, resource["schema"]))
                if not wrong:
                    tables[name] = _table(name, resource)
        found += wrong
    declared = frozenset(
        r["name"] for r in resources if isinstance(r, dict) and isinstance(r.get("name"), str)
    )
    found += labels.problems(descriptor)
    found += _dangling(tables, declared)
    found += _unlike_ours(tables, declared)
    return Spec(tables, declared, paths, end), found


def _coverage(coverage: Any) -> tuple[pd.Timestamp | None, list[Problem]]:
    """The end of coverage, where it is well said."""
    said = coverage if isinstance(coverage, dict) else {}
    start, end = _day(said.get("start")), _day(said.get("end"))
    found = [
        _wrong("", f"coverage.{name}", said.get(name, ""), "a date written YYYY-MM-DD")
        for name, day in (("start", start), ("end", end))
        if day is None
    ]
    if start is not None and end is not None and start > end:
        found.append(_wrong("", "coverage.end", said["end"], f"a date from {said['start']} on"))
    return end, found


def _day(text: Any) -> pd.Timestamp | None:
    if not isinstance(text, str) or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return pd.Timestamp(text)
    except ValueError:
        return None


def _resource(resource: Any, position: int, taken: Mapping[str, str]) -> tuple[str, list[Problem]]:
    """The name of a resource, and what is wrong with its name and path."""
    label = f"resources[{position}]"
    if not isinstance(resource, dict):
        return "", [_wrong("", label, resource, "a JSON object with name, path and schema")]
    name, path = resource.get("name"), resource.get("path")
    if not isinstance(name, str) or not name:
        return "", [_wrong("", f"{label}.name", name or "", "the name of the table")]
    if name in taken:
        return name, [_wrong(name, "name", name, "a name that no other resource has")]
    if name in dataset.TABLES and "schema" not in resource:
        return name, [_wrong(name, "schema", "", "a Table Schema: the dashboard reads this table")]
    wanted = f"{name}.csv"
    if "schema" in resource and path != wanted:
        return name, [_wrong(name, "path", path or "", f"{wanted}, the file in the same folder")]
    if not isinstance(path, str) or not re.fullmatch(r"\w[\w.-]*", path):
        return name, [_wrong(name, "path", path or "", "the name of a file in the same folder")]
    return name, []


def _schema(table: str, content: Any) -> Iterator[Problem]:
    """What Frictionless, and the check itself, would not understand of a Table Schema."""
    from frictionless import FrictionlessException, Schema

    if not isinstance(content, dict) or not isinstance(content.get("fields"), list):
        yield _wrong(table, "schema", content, "a Table Schema: a JSON object with fields")
        return
    try:
        fields = Schema.from_descriptor(copy.deepcopy(content)).fields
        for built in fields:
            built.create_cell_reader()
    except FrictionlessException as error:
        for reason in error.reasons or [error.error]:
            yield _wrong(table, "schema", "", f"a valid Table Schema: {reason.note}")
        return
    # The library raises whatever its code stumbles over when the JSON has the wrong shape.
    except (re.error, TypeError, ValueError, KeyError, AttributeError) as error:
        yield _wrong(table, "schema", "", f"a valid Table Schema: {error}")
        return
    if content.get("missingValues", [""]) != [""]:
        missing = json.dumps(content["missingValues"])
        yield _wrong(table, "schema", missing, 'missingValues [""]: only an empty cell is unknown')
    readers = [built.create_value_reader() for built in fields]
    for field, reader in zip(content["fields"], readers, strict=True):
        yield from _field(table, field, reader, [f["name"] for f in content["fields"]])


def _field(
    table: str, field: Mapping[str, Any], reader: Callable[[Any], Any], names: list[str]
) -> Iterator[Problem]:
    """What is wrong with our own properties of a field, and with its limits.

    `reader` makes a value of the field's type of what it is given, or None where it cannot.
    """
    label = field["name"]
    constraints = field.get("constraints", {})
    for limit in ("minimum", "maximum"):
        if limit in constraints and reader(constraints[limit]) is None:
            yield _wrong(table, label, constraints[limit], f"a {limit} of the field's own type")
    if field.get("precisionField", label) not in names:
        yield _wrong(table, label, field["precisionField"], "a precisionField of the same table")
    claimed = field.get("rowReference")
    if claimed is not None and (
        not isinstance(claimed, dict) or claimed.get("tableField") not in names
    ):
        yield _wrong(table, label, claimed, 'rowReference {"tableField": a field of this table}')
    if "items" in field and not _sound_items(field["items"]):
        expected = "items with a delimiter, and a list of references, an enum or a pattern if any"
        yield _wrong(table, label, json.dumps(field["items"]), expected)


def _sound_items(items: Any) -> bool:
    """Does `items` say what a list column holds?"""
    if not isinstance(items, dict):
        return False
    delimiter, references = items.get("delimiter"), items.get("reference", [])
    enum, pattern = items.get("enum", []), items.get("pattern", "")
    try:
        re.compile(pattern)
    except (re.error, TypeError):
        return False
    return (
        isinstance(delimiter, str)
        and bool(delimiter)
        and isinstance(references, list)
        and all(
            isinstance(r, dict)
            and isinstance(r.get("resource"), str)
            and isinstance(r.get("field"), str)
            for r in references
        )
        and isinstance(enum, list)
        and all(isinstance(value, str) for value in enum)
    )


def _table(name: str, resource: Mapping[str, Any]) -> TableSpec:
    """The table of a resource whose schema has been found valid."""
    content = resource["schema"]
    return TableSpec(
        name=name,
        path=resource["path"],
        fields={field["name"]: field for field in content["fields"]},
        key=_names(content.get("primaryKey", [])),
        foreign=tuple(
            Foreign(
                _names(key["fields"]),
                # An empty name means the table itself (Table Schema 1).
                key["reference"].get("resource") or name,
                _names(key["reference"]["fields"]),
            )
            for key in content.get("foreignKeys", [])
        ),
    )


def _names(names: str | list[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def references(spec: TableSpec) -> Iterator[tuple[str, str, str]]:
    """Every (field, table, field of that table) that the columns of a table refer to."""
    for key in spec.foreign:
        for field, target in zip(key.fields, key.target, strict=True):
            yield field, key.table, target
    for name, descriptor in spec.fields.items():
        for reference in descriptor.get("items", {}).get("reference", []):
            yield name, reference["resource"], reference["field"]


def _dangling(tables: Mapping[str, TableSpec], declared: frozenset[str]) -> Iterator[Problem]:
    """References to tables or fields that the package does not define."""
    known = messages.one_of(sorted(declared))
    for spec in tables.values():
        for field, table, target in references(spec):
            if table not in declared:
                yield _wrong(spec.name, field, table, f"a reference to {known.expected(table)}")
            elif table in tables and target not in tables[table].fields:
                fields = messages.one_of(list(tables[table].fields)).expected(target)
                yield _wrong(
                    spec.name, field, target, f"a reference to a field of {table}: {fields}"
                )


def _unlike_ours(tables: Mapping[str, TableSpec], declared: frozenset[str]) -> Iterator[Problem]:
    """Tables and fields that the dashboard reads and the package does not define as ours does.

    Vocabularies may differ from those shipped (another pair has other sides); what a column is
    may not, because every page relies on it.
    """
    ours = _shipped()
    for name in dataset.TABLES:
        if name not in declared:
            yield _wrong(name, "resources", "", f"a table {name}, which the dashboard reads")
        elif name in tables and name in ours:
            for field in ours[name].fields:
                yield from _unlike(name, field, tables[name].fields.get(field.name))


def _unlike(table: str, ours: package.Field, theirs: Mapping[str, Any] | None) -> Iterator[Problem]:
    if theirs is None:
        yield _wrong(table, ours.name, "", f"a field {ours.name}, which the dashboard reads")
        return
    # To require more than we do is no harm.
    required = ours.required and bool(theirs.get("constraints", {}).get("required", False))
    for name, our, their in (
        ("type", ours.type, theirs.get("type", "string")),
        ("reducedDate", ours.reduced_date, bool(theirs.get("reducedDate"))),
        ("items.delimiter", ours.delimiter, theirs.get("items", {}).get("delimiter", "")),
        ("constraints.required", ours.required, required),
    ):
        if our != their:
            expected = f"{name} {json.dumps(our)}, as the dashboard's own package has it"
            yield _wrong(table, ours.name, json.dumps(their), expected)


def _shipped() -> Mapping[str, package.Table]:
    """The tables that the dashboard comes with; none where its own package is being mended."""
    try:
        return package.parse((dataset.FOLDER / package.FILE).read_bytes()).tables
    except (OSError, KeyError, ValueError, TypeError, AttributeError):
        return {}
