"""The ledger tells what changed, all of it, and by how much it moves the temperature."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd
import pytest

from analysis import __main__, check
from analysis.record import ledger, releases, upgrade
from analysis.record.ledger import Change, Reason
from analysis.tables import dataset as dataset_module
from analysis.tables import package as schema
from analysis.temperature import acts
from analysis.temperature.line import line
from tests.conftest import ROOT

OLD, NEW = "1.0.0", "1.1.0"

Held = Mapping[str, bytes]


@pytest.fixture(scope="module")
def old() -> Held:
    return releases.load(OLD)[1]


@pytest.fixture(scope="module")
def new(package: Path) -> Held:
    return releases.of_path(package)


def told(held: Held) -> list[Change]:
    rows = upgrade.rows_of(held["changes.csv"])
    return [Change(*(row[n] for n in Change._fields)) for row in rows if row["version"] == NEW]


def applied(
    held: Held, made: Iterable[Change], *, backwards: bool = False
) -> dict[str, dict[str, upgrade.Row]]:
    """The rows of each table, by key, after these changes; `backwards` takes them back."""
    specs = schema.parse(held[schema.FILE]).tables
    tables = {
        name: {
            upgrade.row_key(row, specs[name]): row
            for row in upgrade.rows_of(held[specs[name].path])
        }
        for name in ledger.COMPARED
    }
    for change in made:
        rows = tables[change.table]
        before, after = change.before, change.after
        if backwards:
            before, after = after, before
        if change.change == "changed":
            assert rows[change.row_id][change.field] == before
            rows[change.row_id][change.field] = after
        elif after:
            rows[change.row_id] = json.loads(after)
        else:
            assert rows.pop(change.row_id) == json.loads(before)
    return tables


def test_the_ledger_leads_from_either_version_to_the_other(old: Held, new: Held) -> None:
    made = told(new)
    assert len(made) > 500
    assert applied(old, made) == applied(new, [])
    assert applied(new, made, backwards=True) == applied(old, [])


def test_the_ledger_is_what_the_packages_say(old: Held, new: Held) -> None:
    assert list(ledger.mismatches(old, new, NEW)) == []
    assert sorted(told(new)) == sorted(ledger.changes(old, new))


def test_every_change_has_its_reason_and_every_event_its_effect(new: Held) -> None:
    rows = [row for row in upgrade.rows_of(new["changes.csv"]) if row["version"] == NEW]
    assert all(row["reason"] for row in rows)
    assert all((row["effect_at_end"] != "") == (row["table"] == "events") for row in rows)


def test_an_effect_is_that_of_the_change_alone(old: Held, new: Held) -> None:
    before, after = (dataset_module.from_files(held) for held in (old, new))
    row = next(
        row
        for row in upgrade.rows_of(new["changes.csv"])
        if (row["row_id"], row["field"]) == ("2002-06-21-lai-asylum-denied", "cameo")
    )
    code = after.events.set_index("event_id").loc[row["row_id"]]
    events = before.events.copy()
    own = events["event_id"] == row["row_id"]
    events.loc[own, "goldstein"] = code["goldstein"]
    at = pd.DatetimeIndex([pd.Timestamp(row["largest_on"])])
    lines = [line(acts.between(e, before.pair), at) for e in (before.events, events)]
    moved = lines[1]["temperature"].iloc[0] - lines[0]["temperature"].iloc[0]
    assert float(row["largest_effect"]) == pytest.approx(moved, abs=1e-4)


def test_the_same_package_has_no_change(new: Held) -> None:
    assert ledger.changes(new, new) == []


def test_the_first_reason_that_fits_counts() -> None:
    change = Change("events", "a", "changed", "title", "x", "y")
    assert Reason("any").fits(change)
    assert Reason("this", table="events", ids=("a",)).fits(change)
    assert not Reason("other", ids=("b",)).fits(change)
    assert ledger.reasons('[[reason]]\nwhy = "W"\nids = ["a"]') == [Reason("W", ids=("a",))]
    with pytest.raises(ValueError, match="a reason has why"):
        ledger.reasons('[[reason]]\nbecause = "W"')


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The shipped package beside the version that is kept, to be changed."""
    for name in ("data", "releases"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path / "data"


def test_a_changed_row_without_its_line_in_the_ledger_is_a_problem(copied: Path) -> None:
    path = copied / "places.csv"
    path.write_text(path.read_text("utf-8").replace("30.70", "30.71"), "utf-8")
    found = check.problems(copied)
    assert found["table"].tolist() == ["changes"]
    assert "longitude" in found["expected"].iloc[0]


def test_a_line_of_the_ledger_that_nothing_changed_is_a_problem(copied: Path) -> None:
    path = copied / "changes.csv"
    row = f"{NEW},2026-11-29,places,Rome,changed,latitude,1,2,No reason.,,,\n"
    path.write_text(path.read_text("utf-8") + row, "utf-8")
    found = check.problems(copied)
    assert found[["table", "id"]].to_numpy().tolist() == [["changes", "Rome"]]
    assert found["expected"].iloc[0] == "no row for places latitude, which did not change so"


def test_the_command_writes_the_ledger_with_reasons(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = copied / "places.csv"
    path.write_text(path.read_text("utf-8").replace("30.70", "30.71"), "utf-8")
    kept = copied.parent / "releases" / f"{OLD}.zip"
    assert __main__.main(["changes", str(kept), str(copied)]) == 0
    assert "places" in capsys.readouterr().out
    assert check.problems(copied).empty


def test_a_change_without_a_reason_is_told(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reasons = copied.parent / "few.toml"
    reasons.write_text('[[reason]]\nwhy = "Found."\nchange = "added"\n')
    kept = copied.parent / "releases" / f"{OLD}.zip"
    line_of = ["changes", str(kept), str(copied), "--reasons", str(reasons)]
    assert __main__.main(line_of) == 1
    assert "changes have no reason; the first is" in capsys.readouterr().err


def test_verify_says_version_mark_and_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main(["verify", f"https://example.org/overview?v={OLD}"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"version {OLD}"
    assert said[1] == f"SHA-256 {releases.digest(releases.files(OLD))}"
    assert "events: 710" in said
    assert any(line.startswith("temperature: ") for line in said)


def test_verify_reads_the_pair_and_a_month(capsys: pytest.CaptureFixture[str]) -> None:
    address = "https://example.org/?pair=aus-chn&as_of=2020-05"
    assert __main__.main(["verify", address]) == 0
    said = capsys.readouterr().out.splitlines()
    pair = releases.of_path(ROOT / "data" / "pairs" / "aus-chn")
    assert said[1] == f"SHA-256 {releases.digest(pair)}"
    assert "day: 2020-05-31" in said
    assert __main__.main(["verify", "https://example.org/?pair=aus-chn&v=1.0.0"]) == 2
    assert "is not kept of aus-chn" in capsys.readouterr().err
    for name in ("nowhere", "aus-chn/..", "../.."):
        assert __main__.main(["verify", f"https://example.org/?pair={name}"]) == 1
        assert f"the pair {name} is not here; here are: aus-chn" in capsys.readouterr().err


def test_verify_of_an_unknown_version_names_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert __main__.main(["verify", "https://example.org/?v=0.1.0"]) == 2
    version = json.loads((ROOT / "data" / "datapackage.json").read_bytes())["version"]
    assert f"expected one of: {OLD}, {version}" in capsys.readouterr().err
