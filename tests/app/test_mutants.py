"""What the check accepts, every page can show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from analysis import writing
from app_pages.pages import NAMES as PAGES
from tests import mutants, pairs
from tests.app.driver import run_page

SEEDS = (4,)
CHANGES = 40


@pytest.mark.parametrize("seed", SEEDS)
def test_every_page_shows_what_the_check_accepts(
    seed: int, tmp_path: Path, serve_folder: Callable[[Path], None]
) -> None:
    files, changes = mutants.files(seed, pairs.files(), CHANGES)
    assert len(changes) > CHANGES / 6
    writing.folder(tmp_path / "tables", files)
    serve_folder(tmp_path / "tables")
    for page in PAGES:
        try:
            run_page(page, years=["1800", "2200"])
        except AssertionError as error:
            error.add_note("\n".join([f"on the page {page}, after:", *changes]))
            raise
