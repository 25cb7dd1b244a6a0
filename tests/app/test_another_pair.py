"""Every page works with the tables of two other countries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app_pages.pages import NAMES as PAGES
from tests import pairs
from tests.app.driver import checked, run_page, text


@pytest.fixture(scope="module")
def other_pair(
    tmp_path_factory: pytest.TempPathFactory, serve_for_all: Callable[[Path], None]
) -> None:
    serve_for_all(pairs.write(tmp_path_factory.mktemp("other") / "pair"))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("other_pair")
def test_page_shows_another_pair_in_every_language(page: str) -> None:
    for language in ("en", "fr", "zh"):
        app = run_page(page, lang=language, years=["2003", "2019"])
        assert app.title[0].value
        # Two sides are named in English where no other name is known.
        shown = text(app) + "".join(str(t.value) for t in app.title)
        for word in ("Canada", "China", "Chine", "加拿大", "中国"):
            assert word not in shown


@pytest.mark.usefixtures("other_pair")
def test_the_front_page_names_the_two_countries() -> None:
    app = run_page()
    # Markup in the name is text.
    assert "Norland" in app.title[0].value
    assert "<b>" not in app.title[0].value.replace("\\<b\\>", "")


def test_a_folder_with_problems_shows_the_report_of_the_check(
    tmp_path: Path, serve_folder: Callable[[Path], None]
) -> None:
    folder = pairs.write(tmp_path / "pair")
    events = folder / "events.csv"
    events.write_text(events.read_text().replace("2019-02-03,", "2019-02-30,", 1))
    (folder / "places.csv").unlink()
    serve_folder(folder)
    app = run_page()
    assert app.title[0].value == "These tables cannot be shown"
    problems = app.dataframe[0].value
    assert set(problems["Table"]) == {"events", "places"}
    assert "2019-02-30" in set(problems["Value"])


def test_a_folder_that_is_not_there_is_reported(
    tmp_path: Path, serve_folder: Callable[[Path], None]
) -> None:
    serve_folder(tmp_path / "nowhere")
    app = run_page()
    assert app.title[0].value == "These tables cannot be shown"
    assert "a folder that exists" in app.dataframe[0].value["Expected"][0]
    assert str(tmp_path) not in f"{text(app)} {app.dataframe[0].value.to_csv()}"


def test_a_mended_folder_is_shown_without_a_restart(
    tmp_path: Path, serve_folder: Callable[[Path], None]
) -> None:
    folder = pairs.write(tmp_path / "pair")
    places = (folder / "places.csv").read_bytes()
    (folder / "places.csv").unlink()
    serve_folder(folder)
    app = run_page()
    assert app.title[0].value == "These tables cannot be shown"
    (folder / "places.csv").write_bytes(places)
    assert checked(app.run()).title[0].value != "These tables cannot be shown"
