from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from analysis import __main__
from analysis.files import upload
from analysis.record import releases
from analysis.tables import dataset as dataset_module
from analysis.tables import filters
from analysis.tables.dataset import Dataset
from analysis.tables.filters import Filters
from analysis.temperature import acts
from analysis.temperature import line as temperature
from analysis.temperature.certainty.state import fit
from tests import pairs
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def shipped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(dataset_module.FOLDER_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)


def test_it_runs_as_a_module(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    line = [sys.executable, "-m", "analysis", "export", "--years", "2018", "--to", str(target)]
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert target.exists()


@pytest.mark.parametrize("name", ["", "export", "check", "temperature", "new-pair"])
def test_help_says_everything(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main([*name.split(), "--help"]) == 0
    said = capsys.readouterr().out
    if not name:
        for each in ("export", "check", "temperature", "new-pair", "exit status"):
            assert each in said
    if name == "export":
        for option in (
            "--to",
            "--table",
            "--years",
            "--actors",
            "--topics",
            "--domains",
            "--as-of",
            ".parquet",
        ):
            assert option in said


def test_export_writes_a_workbook_of_the_filtered_rows(
    dataset: Dataset, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["export", "--years", "2018-2021", "--actors", "wang-yi", "--to", "out.xlsx"]
    assert __main__.main(options) == 0
    book = openpyxl.load_workbook("out.xlsx")
    assert book.sheetnames[0] == "events"
    header = [cell.value for cell in book["events"][1]]
    both = [header.index("initiator"), header.index("target")]
    rows = list(book["events"].iter_rows(min_row=2, values_only=True))
    assert rows
    assert all("wang-yi" in f"{row[both[0]]};{row[both[1]]}".split(";") for row in rows)
    cited = [cell.value for cell in book["citation"]["A"]]
    assert "years: [2018, 2021]" in cited
    mark = releases.digest(releases.read(dataset_module.FOLDER))
    assert any(f"SHA-256 of the package: {mark}" in str(line) for line in cited)
    assert f"SHA-256 of the package: {mark}" in capsys.readouterr().out


def test_export_writes_one_table_as_csv_or_parquet(dataset: Dataset) -> None:
    assert __main__.main(["export", "--to", "out.csv"]) == 0
    assert len(pd.read_csv("out.csv")) == len(dataset.events)
    options = ["--table", "contacts", "--as-of", "2018-12-31", "--to", "contacts.parquet"]
    assert __main__.main(["export", *options]) == 0
    found = pd.read_parquet("contacts.parquet")
    assert len(found) == (dataset.contacts["date"] <= "2018-12-31").sum()
    told = pq.read_schema("contacts.parquet").metadata[b"selection"]
    assert json.loads(told) == {"as_of": "2018-12-31"}


def test_export_narrows_to_topics(dataset: Dataset) -> None:
    assert __main__.main(["export", "--topics", "canola", "--to", "canola.csv"]) == 0
    kept = filters.apply(dataset, Filters(topics=("canola",))).events
    assert 0 < len(kept) < len(dataset.events)
    assert pd.read_csv("canola.csv")["event_id"].tolist() == kept["event_id"].tolist()


def test_export_writes_a_package_that_can_be_uploaded() -> None:
    assert __main__.main(["export", "--years", "2020", "--to", "out.zip"]) == 0
    verdict = upload.judge([("out.zip", Path("out.zip").read_bytes())], {})
    assert verdict.sound
    assert verdict.tables is not None
    assert (verdict.tables.events["date"].dt.year == 2020).sum() > 20


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["nonsense"],
        ["export"],
        ["export", "--to", "out.txt"],
        ["export", "--to", "out.csv", "--table", "nonsense"],
        ["export", "--to", "out.zip", "--table", "events"],
        ["export", "--to", "out.csv", "--years", "2021-2018"],
        ["export", "--to", "out.csv", "--years", "lately"],
        ["export", "--to", "out.csv", "--actors", "wangyi"],
        ["export", "--to", "out.csv", "--domains", "nonsense"],
        ["export", "--to", "out.csv", "--topics", "nonsense"],
        ["export", "--to", "out.csv", "--as-of", "2020-02-30"],
        ["temperature", "--at", "yesterday"],
        ["temperature", "--at", "2999-01-01"],
        ["temperature", "--half-life", "0"],
        ["temperature", "--half-life", "nan"],
        ["temperature", "--prior", "-1"],
        ["new-pair", "AUS"],
        ["new-pair", "aus", "NZL", "x"],
        ["new-pair", "XNO", "NZL", "x"],
    ],
)
def test_wrong_usage_ends_with_2_and_writes_nothing(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert __main__.main(options) == 2
    assert capsys.readouterr().err
    assert list(Path().iterdir()) == []


def test_a_misspelt_actor_is_answered_with_near_ones(capsys: pytest.CaptureFixture[str]) -> None:
    __main__.main(["export", "--to", "out.csv", "--actors", "wangyi"])
    assert "did you mean wang-yi" in capsys.readouterr().err


def test_what_cannot_be_done_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert __main__.main(["export", "--years", "1950", "--to", "out.csv"]) == 1
    assert not Path("out.csv").exists()
    assert __main__.main(["export", "--to", "nowhere/out.csv"]) == 1
    assert __main__.main(["temperature", "--at", "1900-01-01"]) == 1
    assert __main__.main(["temperature", "--data", "nowhere"]) == 1
    assert "a folder that exists" in capsys.readouterr().err
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").touch()
    assert __main__.main(["new-pair", "AUS", "NZL", "full"]) == 1


def test_check_tells_problems_by_its_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = pairs.write(tmp_path / "pair")
    assert __main__.main(["check", str(folder)]) == 0
    (folder / "places.csv").unlink()
    assert __main__.main(["check", "--data", str(folder)]) == 1
    assert "places.csv" in capsys.readouterr().out


def test_the_folder_may_come_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = pairs.write(tmp_path / "pair")
    monkeypatch.setenv(dataset_module.FOLDER_VARIABLE, str(folder))
    assert __main__.main(["export", "--to", "out.csv"]) == 0
    assert "XNO-XSO" in Path("out.csv").read_text()
    assert __main__.main(["verify", "https://example.org/"]) == 0
    assert f"SHA-256 {releases.digest(releases.read(folder))}\n" in capsys.readouterr().out
    # Rows of the folder itself are nothing new to it.
    assert __main__.main(["import", str(folder / "places.csv")]) == 0
    assert "places: 0 new, 0 changed" in capsys.readouterr().out


def test_temperature_is_that_of_the_pages(
    dataset: Dataset, capsys: pytest.CaptureFixture[str]
) -> None:
    assert __main__.main(["temperature", "--at", "2017-12-31"]) == 0
    said = capsys.readouterr().out
    day = pd.Timestamp(2017, 12, 31)
    known = acts.between(dataset.events[dataset.events["date"] <= day], dataset.pair)
    degrees = temperature.line(known, pd.DatetimeIndex([day]))["temperature"].iloc[0]
    assert said.splitlines()[0] == f"2017-12-31  {degrees:+.2f} degrees  warm"
    bands = {}
    for row in said.splitlines()[1:3]:
        name, low, to, high = row.split()
        assert to == "to"
        bands[name] = (float(low), float(high))
    assert list(bands) == ["record", "state"]
    assert bands["record"][0] <= round(degrees, 2) <= bands["record"][1]
    assert len(said.splitlines()) == 4 + __main__.MOVERS
    drift = fit(known)
    told = f"variance {drift.spread:.2f}, noise {drift.noise:.2f}, memory {drift.memory:.1f} days"
    assert told in said


def test_an_act_known_to_its_year_is_printed_with_its_year(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert __main__.main(["temperature", "--at", "1969-06-30"]) == 0
    assert "  1969  China sets out three points" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["temperature", "compare", "streams"])
def test_help_has_no_sign_twice(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main([command, "--help"]) == 0
    assert "%%" not in capsys.readouterr().out


def test_a_new_pair_can_be_checked_and_read() -> None:
    assert __main__.main(["new-pair", "AUS", "NZL", "made"]) == 0
    assert __main__.main(["check", "made"]) == 0
    assert dataset_module.load(Path("made")).pair.b.code == "NZL"
    named = ["new-pair", "XNO", "NZL", "named", "--name-a", "Norland"]
    assert __main__.main(named) == 0
    assert __main__.main(["temperature", "--data", "named"]) == 0


def test_a_foreign_table_is_imported_by_a_mapping_that_is_proposed_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "duties.csv"
    table.write_text("effective,hs6,rate\n2019-01-01,120510,9\n", encoding="utf-8")
    made = tmp_path / "made"
    assert __main__.main(["import", str(table), "--to", str(made)]) == 1
    assert "imposed_by, imposed_on" in capsys.readouterr().out
    mapping = made / "mapping.toml"
    told = mapping.read_text(encoding="utf-8")
    sides = '[constants]\n"imposed_by" = "CHN"\n"imposed_on" = "CAN"'
    mapping.write_text(told.replace("[constants]", sides), encoding="utf-8")
    line = ["import", str(table), "--mapping", str(mapping), "--to", str(made)]
    assert __main__.main(line) == 0
    assert "trade_restrictions: 1 new" in capsys.readouterr().out
    assert ",120510," in (made / "trade_restrictions.csv").read_text(encoding="utf-8")
