"""Frictionless, which knows nothing of our check, objects to nothing that the check lets pass."""

from __future__ import annotations

import copy
import csv
import io
from typing import Any

import frictionless
from frictionless.resources import TableResource
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.check.test_faults import DESCRIPTOR, ROWS, SOUND, as_csv
from tests.tables_alone import check_tables

VALUES = [
    *("", "x", "no such id", "2018-02-30", "2018-02-03", "2018-02", "2018", "18", "0", "-1", "1.5"),
    *(
        "1e3",
        "NaN",
        "1_000",
        "٣",
        "trade",
        "gazette",
        "answer",
        "north",
        "036",
        "036\n",
        "CAN",
        "yes",
    ),
    *(
        "http://",
        "https://example.org/2",
        "javascript:x",
        "A-b",
        "a-b",
        "\u00e9",
        "true",
        "99999999",
    ),
]


def validated(table: str, rows: list[dict[str, str]]) -> set[tuple[int, str]]:
    """Row and field of everything that Frictionless finds wrong with a table of the package."""
    described = {each["name"]: each for each in copy.deepcopy(DESCRIPTOR["resources"])}
    keys = described[table]["schema"].get("foreignKeys", [])
    needed = {table, *(key["reference"]["resource"] or table for key in keys)}
    tables = []
    for resource in described.values():
        if resource["name"] in needed:
            held = as_csv(table, rows) if resource["name"] == table else SOUND[resource["name"]]
            tables.append(
                TableResource(
                    name=resource["name"],
                    data=list(csv.reader(io.StringIO(held.decode(), newline=""))),
                    schema=frictionless.Schema.from_descriptor(resource["schema"]),
                )
            )
    package = frictionless.Package(resources=tables)
    found = set[tuple[int, str]]()
    with package.get_resource(table) as resource:
        for row in resource.row_stream:
            for error in row.errors:
                names: Any = getattr(error, "field_names", None) or [
                    getattr(error, "field_name", "")
                ]
                found |= {(error.row_number, name) for name in names if name}
    return found


def test_the_witness_finds_the_package_sound() -> None:
    assert [table for table, rows in ROWS.items() if validated(table, rows)] == []


@settings(max_examples=25)
@given(data=st.data())
def test_what_the_witness_objects_to_the_check_finds_too(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(sorted(ROWS)))
    rows = copy.deepcopy(ROWS[table])
    at = data.draw(st.integers(0, len(rows) - 1))
    fields = next(r for r in DESCRIPTOR["resources"] if r["name"] == table)["schema"]["fields"]
    name = data.draw(st.sampled_from([field["name"] for field in fields]))
    rows[at][name] = data.draw(st.sampled_from(VALUES))
    found = check_tables(SOUND | {table: as_csv(table, rows)}, DESCRIPTOR)
    told = {
        (line, part)
        for _, line, _, names, *_ in found[found["table"] == table].itertuples(index=False)
        for part in names.split("+")
    }
    assert validated(table, rows) <= told
