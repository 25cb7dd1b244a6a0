from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from analysis.streams import StreamError, engine, intake, manifest
from analysis.streams.columns import SCHEMA, Sides
from analysis.streams.manifest import Manifest
from tests.analysis.streams import forms
from tests.conftest import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    file = forms.written(tmp_path / "a.CSV", forms.gdelt())
    intake.import_files([file], Sides("AUS", "NZL"), tmp_path / "to")
    return tmp_path / "to"


def test_a_folder_is_a_table(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(SCHEMA.names) <= set(engine.opened(folder).columns)
    monkeypatch.setenv(engine.VARIABLE, "duckdb://?threads=1&memory_limit=100MB")
    assert engine.opened(folder).count().to_pandas() == 1


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "mysql://x",
            r"'mysql://x' names no engine; expected .* duckdb://, pyspark://, bigquery://",
        ),
        ("duckdb", "names no engine"),
        ("duckdb://?no_such_setting=1", "was tried and failed: .*no_such_setting"),
        ("duckdb://x", "was tried and failed"),
        ("bigquery://project", "packages are not installed|expected bigquery://project/dataset"),
    ],
)
def test_a_wrong_address_says_what_was_tried(folder: Path, address: str, said: str) -> None:
    with pytest.raises(StreamError, match=said):
        engine.opened(folder, address)


def test_a_folder_without_rows_says_so(tmp_path: Path) -> None:
    with pytest.raises(StreamError, match="holds no imported rows"):
        engine.opened(tmp_path)
    manifest.save(Manifest(Sides("AUS", "NZL")), tmp_path)
    with pytest.raises(StreamError, match="holds no row of its pair"):
        engine.opened(tmp_path)


def test_engines_are_imported_when_they_are_needed() -> None:
    line = (
        "import sys, analysis.__main__, analysis.streams.measures, analysis.streams.engine; "
        "sys.exit(bool({'ibis', 'duckdb', 'pyspark', 'rich'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", line], cwd=ROOT, check=False).returncode == 0
