from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis import __main__
from analysis.streams import engine
from tests.analysis.streams import forms


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(engine.VARIABLE, raising=False)


def _import(*options: str) -> int:
    return __main__.main(["streams", "import", *options])


def test_it_imports_a_folder_and_says_what_became_of_every_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [forms.gdelt(), forms.gdelt(number=2, actors=("USA", "NZL")), "x", forms.gdelt(day="0")]
    (tmp_path / "files").mkdir()
    forms.written(tmp_path / "files" / "a.CSV.zip", "\n".join([*lines, forms.gdelt(number=9)]))
    (tmp_path / "files" / "notes.md").write_text("nothing")
    assert _import("files", "--pair", "AUS", "NZL", "--to", "to") == 0
    said = capsys.readouterr().out
    assert "2 files, 5 rows: 2 kept (2020-08-25 to 2020-08-25), 1 of other pairs, 2 refused" in said
    assert "a.CSV.zip, row 3: columns '1 of 61'" in said
    assert "a.CSV.zip, row 4: date '0'" in said
    assert "notes.md: no tab" in said
    assert "GDELT allows any use" in said
    assert __main__.main(["streams", "months", "to", "--to", "months.csv"]) == 0
    months = pd.read_csv("months.csv", dtype={"root": str})
    assert months[["direction", "root", "reports"]].to_numpy().tolist() == [["AUS-NZL", "03", 2]]


def test_a_pair_that_is_not_in_the_files_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forms.written(tmp_path / "a.CSV", forms.gdelt(actors=("USA", "ROM")))
    assert _import("a.CSV", "--pair", "USA", "ROU", "--to", "to") == 1
    assert "no row is about USA and ROU; actors seen first: USA" in capsys.readouterr().out
    assert _import("a.CSV", "--pair", "USA", "ROU", "--also", "ROU=ROM", "--to", "other") == 0


def test_an_import_that_is_stopped_says_how_to_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    forms.written(tmp_path / "a.CSV", forms.gdelt())
    monkeypatch.setattr("analysis.streams.intake.import_files", stop)
    assert _import("a.CSV", "--pair", "AUS", "NZL", "--to", "to") == 1
    assert "the same command goes on" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "said", "status"),
    [
        (["--pair", "AUS", "XYZ"], "XYZ is no country's ISO 3166 alpha-3 code", 2),
        (["--pair", "AUS", "AUS"], "two different sides", 2),
        (["--pair", "AUS", "NZL", "--also", "USA=US"], "expected AUS or NZL, =, and a name", 2),
        (["--pair", "AUS"], "", 2),
    ],
)
def test_wrong_usage_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str, status: int
) -> None:
    forms.written(tmp_path / "a.CSV", forms.gdelt())
    assert _import("a.CSV", *options, "--to", "to") == status
    assert said in capsys.readouterr().err
    assert not (tmp_path / "to").exists()


def test_what_is_missing_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert _import("gone.CSV", "--pair", "AUS", "NZL", "--to", "to") == 2
    assert __main__.main(["streams", "months", "gone"]) == 1
    forms.written(tmp_path / "a.CSV", forms.gdelt())
    assert _import("a.CSV", "--pair", "AUS", "NZL", "--to", "to") == 0
    monkeypatch.setenv(engine.VARIABLE, "elsewhere://x")
    assert __main__.main(["streams", "months", "to"]) == 1
    said = capsys.readouterr().err
    assert "gone.CSV does not exist" in said
    assert "gone holds no imported rows" in said
    assert "'elsewhere://x' names no engine" in said
