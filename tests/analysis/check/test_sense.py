"""What is seldom meant is warned of, apart from problems; what is explained is not."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis import check
from analysis.record.upgrade import rows_of, table_file
from analysis.tables import package as schema
from tests.conftest import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped package, away from the versions that are kept."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path / "data"


def change(folder: Path, table: str, row_id: str, **values: str) -> None:
    spec = schema.parse((folder / schema.FILE).read_bytes()).tables[table]
    rows = rows_of((folder / spec.path).read_bytes())
    for row in rows:
        if row[spec.primary_key[0]] == row_id:
            row.update(values)
    (folder / spec.path).write_bytes(table_file(spec, rows))


def add(folder: Path, table: str, **values: str) -> None:
    spec = schema.parse((folder / schema.FILE).read_bytes()).tables[table]
    rows = rows_of((folder / spec.path).read_bytes())
    (folder / spec.path).write_bytes(table_file(spec, [*rows, values]))


ROME = "2020-08-25-champagne-wang-rome"

Fault = Callable[[Path], None]

FAULTS: dict[str, tuple[Fault, str, str, str]] = {
    "a city of another country": (
        lambda f: change(f, "contacts", ROME, place_country="FRA"),
        *("contacts", "place_country", "ITA, the country of the place"),
    ),
    "a location with another code": (
        lambda f: change(f, "events", ROME, location="Rome, FRA"),
        *("events", "location", "Rome, ITA, as in places"),
    ),
    "ended without a date": (
        lambda f: change(f, "trade_restrictions", "chn-canola-viterra-2019", ended=""),
        *("trade_restrictions", "ended", "the status end-unknown"),
    ),
    "imposed by neither side": (
        lambda f: change(f, "trade_restrictions", "chn-canola-viterra-2019", imposed_by="CHI"),
        *("trade_restrictions", "imposed_by", "one of CAN, CHN"),
    ),
    "a source that nothing cites": (
        lambda f: add(
            f, "sources", source_id="idle", title="Idle", publisher="P", language="en",
            kind="news", side="CAN",
        ),
        *("sources", "source_id", "a row of sources that some row names"),
    ),
    "an actor that nothing names": (
        lambda f: add(f, "actors", actor_id="idle", name="Idle", kind="person"),
        *("actors", "actor_id", "a row of actors that some row names"),
    ),
    "a misspelt column": (
        lambda f: change(
            f, "claims", "2020-08-25-champagne-wang-rome-duration-min-1", field="duraton_min"
        ),
        *("claims", "field", "is it duration_min?"),
    ),
    "an answer to a row of the same side": (
        lambda f: change(
            f, "events", "2019-03-26-canola-viterra-licence",
            responds_to="2019-03-01-canola-richardson-licence",
        ),
        *("events", "responds_to", "this one is of the same side"),
    ),
    "a contact whose event names others": (
        lambda f: change(f, "contacts", ROME, event_id="2019-03-01-canola-richardson-licence"),
        *("contacts", "event_id", "an event in which one of those who met takes part"),
    ),
    "an account of which it is not said whose words it is": (
        lambda f: change(f, "contacts", ROME, account_a_by=""),
        *("contacts", "account_a_by", "whose words account_a rests on"),
    ),
}  # fmt: skip


def test_the_shipped_package_has_no_unexplained_warning(package: Path) -> None:
    problems, warnings = check.findings(package)
    assert problems.empty
    assert warnings.empty, check.report(warnings)


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_seldom_meant_is_warned_of(name: str, folder: Path) -> None:
    fault, table, field, expected = FAULTS[name]
    fault(folder)
    problems, warnings = check.findings(folder)
    assert problems.empty, check.report(problems)
    own = warnings[(warnings["table"] == table) & (warnings["field"] == field)]
    assert len(own) == 1, check.report(warnings)
    assert expected in own["expected"].iloc[0]


def test_an_explanation_is_heeded_and_an_idle_one_is_told(folder: Path) -> None:
    path = folder / schema.FILE
    descriptor = json.loads(path.read_bytes())
    descriptor["explained"] = []
    path.write_text(json.dumps(descriptor))
    unexplained = check.findings(folder)[1]
    assert len(unexplained) > 20
    descriptor["explained"] = [
        {
            "table": "events",
            "field": "responds_to",
            "ids": [*unexplained.loc[unexplained["field"] == "responds_to", "id"], "no-such-row"],
            "why": "Meant.",
        }
    ]
    path.write_text(json.dumps(descriptor))
    left = check.findings(folder)[1]
    assert set(left["field"]) == {"event_id", "explained"}
    assert "no-such-row" in set(left["id"])


def test_one_wrong_end_of_coverage_is_one_problem(folder: Path) -> None:
    path = folder / schema.FILE
    descriptor = json.loads(path.read_bytes())
    descriptor["coverage"]["end"] = "2025-01-01"
    path.write_text(json.dumps(descriptor))
    found = check.problems(folder)
    assert found["field"].tolist() == ["coverage.end"]
    assert "rows of events, contacts" in found["expected"].iloc[0]


@pytest.mark.parametrize(
    ("table", "field", "value"), [("series", "unit", "bushels"), ("events", "topics", "chess")]
)
def test_a_unit_or_topic_without_a_label_is_a_problem(
    table: str, field: str, value: str, folder: Path
) -> None:
    spec = schema.parse((folder / schema.FILE).read_bytes()).tables[table]
    first = rows_of((folder / spec.path).read_bytes())[0][spec.primary_key[0]]
    change(folder, table, first, **{field: value})
    found = check.problems(folder)
    assert found["value"].tolist() == [value]
    assert (
        f"a value with a label (vocabularyLabels.{spec.field(field).vocabulary})"
        in (found["expected"].iloc[0])
    )


def test_a_translation_of_what_the_row_no_longer_says_is_warned_of(folder: Path) -> None:
    change(folder, "contacts", ROME, outcome="They meet again.")
    problems, found = check.findings(folder)
    assert problems.empty
    assert found[["table", "id", "field"]].values.tolist() == [
        ["translations", f"{ROME}@contacts@outcome@{language}", "english"]
        for language in ("fr", "zh")
    ]
    assert found["expected"].str.contains("what the row says now, 'They meet again.'").all()


def test_an_explanation_is_of_one_translation_and_not_of_all_of_its_row(folder: Path) -> None:
    change(folder, "contacts", ROME, outcome="They meet again.", account_a="They met.")
    path = folder / schema.FILE
    descriptor = json.loads(path.read_bytes())
    one = f"{ROME}@contacts@outcome@fr"
    descriptor["explained"].append(
        {"table": "translations", "field": "english", "ids": [one], "why": "Meant."}
    )
    path.write_text(json.dumps(descriptor))
    left = check.findings(folder)[1]
    assert sorted(left["id"].str.removeprefix(f"{ROME}@contacts@")) == [
        "account_a@fr",
        "account_a@zh",
        "outcome@zh",
    ]
