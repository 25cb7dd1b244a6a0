from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from analysis import check
from analysis.files import newpair, upload
from analysis.tables import dataset
from analysis.tables import package as schema
from analysis.tables.dataset import Dataset


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("new") / "aus-nzl"
    newpair.write(newpair.files(newpair.sides("AUS", "NZL"), today=date(2026, 1, 2)), target)
    return target


def test_a_new_pair_passes_the_check_and_loads(folder: Path) -> None:
    assert [check.report(found) for found in check.findings(folder)] == ["0 problems"] * 2
    tables = dataset.load(folder)
    assert (tables.pair.a.code, tables.pair.b.code) == ("AUS", "NZL")
    # What has just begun has not changed.
    assert tables.changes.empty
    for name in {*dataset.TABLES} - {"changes"}:
        assert len(getattr(tables, name)) >= 2


def test_countries_are_named_in_three_languages(folder: Path) -> None:
    content = tomllib.loads((folder / "pair.toml").read_text(encoding="utf-8"))
    assert content["a"]["name"] == {"en": "Australia", "fr": "Australie", "zh": "澳大利亚"}
    assert content["b"]["name"]["en"] == "New Zealand"


def test_nothing_of_the_shipped_pair_is_left(folder: Path) -> None:
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        for word in ("Canada", "Canadian", '"CAN"', '"CHN"', "CAN-CHN"):
            # The labels of units name a currency, whatever the pair.
            assert word not in text.replace("Canadian dollars", ""), path.name


def test_examples_say_that_they_are_invented(folder: Path) -> None:
    tables = dataset.load(folder)
    assert tables.events["title"].str.startswith("[Invented example]").all()
    assert tables.sources["title"].str.startswith("[Invented example]").all()


def test_a_shipped_country_may_be_one_of_another_pair() -> None:
    descriptor = json.loads(newpair.files(newpair.sides("USA", "CAN"))[schema.FILE])
    events = next(r for r in descriptor["resources"] if r["name"] == "events")
    direction = next(f for f in events["schema"]["fields"] if f["name"] == "direction")
    assert direction["constraints"]["enum"][:2] == ["USA-CAN", "CAN-USA"]


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        newpair.write({"README.md": b""}, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("code", ["aus", "AU", "AUST", "A1S", "ÅUS", ""])
def test_a_code_that_is_none_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="three capital letters"):
        newpair.sides(code, "NZL")


def test_a_pair_has_two_sides() -> None:
    with pytest.raises(ValueError, match="both sides"):
        newpair.sides("NZL", "NZL")


def test_a_country_without_a_name_must_be_given_one() -> None:
    with pytest.raises(newpair.UnknownCountryError):
        newpair.sides("XNO", "NZL")
    named = newpair.sides("XNO", "NZL", {"XNO": 'Nor"land\n'})
    content = tomllib.loads(newpair.pair_file(named).decode())
    assert content["a"]["name"] == {"en": 'Nor"land\n'}


def test_templates_hold_empty_tables_and_a_sound_example(dataset: Dataset) -> None:

    files = newpair.templates(dataset)
    for name, table in dataset.package.tables.items():
        empty = files[f"tables/{table.path}"].decode().splitlines()
        assert empty[0] == ",".join(field.name for field in table.fields)
        assert len(empty) == 1 or name == newpair.CODES
        example = files[f"example/{table.path}"].decode().splitlines()
        assert len(example) >= 3 or name == "changes"
    example = [(n.split("/")[1], c) for n, c in files.items() if n.startswith("example/")]
    verdict = upload.judge(example, {})
    assert verdict.sound, check.report(verdict.problems)
    assert "tables/" in files["README.txt"].decode()
