"""The other pairs beside the server's own: chosen in the sidebar or the address, on every page."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import count, product
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.tables import dataset
from app_pages.frame import links, published
from app_pages.pages import NAMES as PAGES
from charts.speech.language import LANGUAGES
from tests import pairs
from tests.app.driver import checked, inside, run_page, text

OTHERS = published.others()


def warned(app: AppTest) -> str:
    return "\n".join(str(each.value) for each in app.warning).replace("\\", "")


@pytest.fixture
def serve_pairs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, serve_folder: Callable[[Path], None]
) -> Path:
    """A folder of pairs: an invented one without a problem, and one with."""
    pairs.write(tmp_path / "nor-sou")
    broken = pairs.write(tmp_path / "broken")
    (broken / "places.csv").unlink()
    monkeypatch.setenv(dataset.PAIRS_VARIABLE, str(tmp_path))
    return tmp_path


# No page asks for the theme: the browser fills the colours in (tests/browser/test_every_page.py).
@pytest.mark.parametrize("page", PAGES)
def test_page_opens_for_every_pair_in_every_language(page: str) -> None:
    assert len(OTHERS) == 4
    for other, language in product(OTHERS, LANGUAGES):
        app = run_page(page, pair=other, lang=language)
        assert app.title[0].value
        assert app.query_params["pair"] == other
        assert all(f"pair={other}" in address for address in inside(app))


def test_the_front_page_is_named_after_the_pair_in_view() -> None:
    titles = {run_page(pair=other).title[0].value for other in OTHERS}
    assert len(titles) == len(OTHERS)


def test_another_pair_is_chosen_in_the_sidebar_and_given_up_again() -> None:
    app = run_page("overview", years=["2020", "2021"])
    own = app.title[0].value
    box = next(b for b in app.selectbox if b.key == "pair-box")
    checked(box.select(OTHERS[0]).run())
    assert app.title[0].value != own
    assert app.query_params["pair"] == OTHERS[0]
    box = next(b for b in app.selectbox if b.key == "pair-box")
    checked(box.select("").run())
    assert app.title[0].value == own
    assert "pair" not in app.query_params


def test_an_unknown_pair_names_those_that_exist() -> None:
    app = run_page(pair="no<b>where")
    assert "The pair no<b>where is not to be had here." in warned(app)
    assert all(other in warned(app) for other in OTHERS)
    assert "pair" not in app.query_params


def test_another_pair_is_cited_by_an_address_that_leads_to_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(links, "root", lambda: "https://example.net/")
    query = {"pair": "aus-chn", "lang": "fr", "domains": "trade"}
    app = checked(run_page("your_data", yours="elsewhere", **query))
    cited = next(code.value for code in app.code if "[Data set]" in code.value)
    assert "from https://example.net/?lang=fr&pair=aus-chn&v=0.2.0 SHA-256" in cited


def test_another_pair_has_no_kept_versions() -> None:
    app = run_page(pair=OTHERS[0], v="1.0.0")
    assert "Version 1.0.0 of the record is not kept here" in warned(app)


def test_pairs_of_another_folder_take_part_and_a_broken_one_is_named(serve_pairs: Path) -> None:
    app = run_page()
    box = next(b for b in app.selectbox if b.key == "pair-box")
    assert len(box.options) == 2
    assert "Left out, for their tables have problems: broken." in text(app)
    assert "Norland" in run_page(pair="nor-sou").title[0].value
    assert "broken" in warned(run_page(pair="broken"))


def test_a_pair_that_goes_is_said_to_be_gone_and_comes_back(
    serve_pairs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(published, "_second", count().__next__)
    app, own = run_page(pair="nor-sou"), run_page().title[0].value
    kept = (serve_pairs / "nor-sou").rename(serve_pairs.parent / "away")
    checked(app.run())
    assert app.title[0].value == own
    assert "The pair nor-sou is not to be had here." in warned(app)
    assert "pair" not in app.query_params
    kept.rename(serve_pairs / "nor-sou")
    checked(app.run())
    assert "Norland" in app.title[0].value
    assert (app.query_params["pair"], warned(app)) == ("nor-sou", "")


def test_nothing_is_chosen_where_there_is_one_pair(serve_pairs: Path) -> None:
    for folder in serve_pairs.iterdir():
        shutil.rmtree(folder)
    assert not [b for b in run_page().selectbox if b.key == "pair-box"]
