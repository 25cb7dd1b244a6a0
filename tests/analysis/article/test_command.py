"""`python -m analysis article`."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from analysis.__main__ import main
from analysis.article import patch
from analysis.files import row
from analysis.tables.dataset import Dataset


def test_an_article_is_held_against_the_record(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    story = "Champagne met Wang Yi in Rome on Tuesday for 70 minutes.\nA panda sneezed in Oslo."
    monkeypatch.setattr("sys.stdin", io.StringIO(story))
    assert main(["article", "-", "--published", "2020-08-26"]) == 0
    said = capsys.readouterr().out
    assert "1 differ (!)" in said
    assert "contacts:2020-08-25-champagne-wang-rome" in said
    assert "70 minute" in said


def test_what_cannot_be_read_or_meant_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "story.txt"
    empty.write_text(" ")
    assert main(["article", str(empty)]) == 1
    assert "there is no text in it" in capsys.readouterr().err
    assert main(["article"]) == 2
    assert main(["article", str(empty), "--apply", str(empty)]) == 2


def test_a_patch_is_applied_to_a_folder(
    dataset: Dataset, package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, file = tmp_path / "data", tmp_path / "patch.zip"
    shutil.copytree(package, folder, ignore=shutil.ignore_patterns("pairs"))
    source = {"source_id": "a-paper-a-story", "title": "A story", "publisher": "A paper"}
    source |= {"language": "en", "kind": "news", "side": "third-party"}
    file.write_bytes(patch.patch(row.book(dataset), {"sources": [source]}))
    assert main(["article", "--apply", str(file), "--data", str(folder)]) == 0
    assert "sources: 1 row added" in capsys.readouterr().out
    file.write_bytes(patch.patch(row.book(dataset), {"sources": [source | {"kind": "gossip"}]}))
    assert main(["article", "--apply", str(file), "--data", str(folder)]) == 1
    assert "kind" in capsys.readouterr().out
