"""The folder's tables: changed ones are shown once they pass, and the last good ones until then."""

from __future__ import annotations

import os
import shutil
import time
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from analysis.tables import dataset
from app_pages.frame import published
from app_pages.frame.published import FIRST, Shelf


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # Every look is one of another second.
    monkeypatch.setattr(published, "_second", partial(next, count()))
    target = tmp_path / "tables"
    shutil.copytree(dataset.FOLDER, target, ignore=shutil.ignore_patterns("pairs"))
    return target


def change(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    # Two writes within one tick of the clock would look alike.
    later = time.time_ns() + 1_000_000
    os.utime(file, ns=(later, later))


def renewed(shelf: Shelf) -> Shelf:
    shelf.renew()
    return shelf


def test_a_sound_change_is_shown_by_the_next_run(folder: Path) -> None:
    shelf = renewed(Shelf(folder))
    before = shelf.editions[-1]
    change(folder / "README.md", "Another text.\n")
    renewed(shelf)
    assert shelf.editions[-1].files["README.md"] == b"Another text.\n"
    assert shelf.editions[-1].key != before.key == FIRST
    assert shelf.editions[0] is before


def test_runs_of_one_second_share_one_look_at_the_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = renewed(Shelf(folder))
    before = shelf.editions[-1]
    monkeypatch.setattr(published, "_second", lambda: -1)
    renewed(shelf)
    change(folder / "README.md", "Another text.\n")
    assert renewed(shelf).editions[-1] is before
    monkeypatch.setattr(published, "_second", lambda: -2)
    assert renewed(shelf).editions[-1] is not before


def test_a_broken_file_leaves_the_last_good_tables_and_says_what_waits(folder: Path) -> None:
    shelf = renewed(Shelf(folder))
    good = shelf.editions[-1]
    text = (folder / "events.csv").read_text(encoding="utf-8")
    change(folder / "events.csv", text.replace(",CAN,", ",XXX,", 1).replace("20", "2O", 1))
    renewed(shelf)
    assert shelf.editions[-1] is good
    assert shelf.waiting is not None
    assert len(shelf.waiting) > 0
    change(folder / "events.csv", text)
    renewed(shelf)
    assert shelf.waiting is None
    assert shelf.editions[-1].tables.events.shape == good.tables.events.shape


def test_a_stray_table_and_a_lost_one_wait_too(folder: Path) -> None:
    shelf = renewed(Shelf(folder))
    (folder / "stray.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert renewed(shelf).waiting is not None
    (folder / "stray.csv").unlink()
    assert renewed(shelf).waiting is None
    (folder / "events.csv").rename(folder / "elsewhere.bak")
    renewed(shelf)
    assert shelf.waiting is not None
    assert len(shelf.editions[-1].tables.events) > 0


def test_a_folder_that_never_was_sound_has_no_edition(tmp_path: Path) -> None:
    shelf = renewed(Shelf(tmp_path))
    assert shelf.editions == []
    assert shelf.waiting is not None


def test_a_view_of_the_former_edition_is_drawn_from_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(dataset.FOLDER_VARIABLE, str(folder))
    former = published.current()
    assert former is not None
    change(folder / "README.md", "Another text.\n")
    latest = published.current()
    assert latest is not None
    assert published.edition(former.key) is former
    assert published.edition(latest.key) is latest is not former
    assert published.edition("of-a-reader") is None
