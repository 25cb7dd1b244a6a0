"""The server's first answer is Streamlit's own page, with what lets it open sooner."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from html import escape

import pytest
from starlette.requests import Request
from starlette.routing import Match

from analysis.tables.dataset import Dataset
from app_pages import pages
from app_pages.doors import front, opening
from charts.speech import language
from charts.speech.language import LANGUAGES, _
from tests.conftest import ROOT

PAGES = pages.NAMES


def asked(path: str) -> dict[str, object]:
    return {"type": "http", "method": "GET", "path": path, "headers": []}


def answers(path: str) -> bool:
    return any(route.matches(asked(path))[0] == Match.FULL for route in front.routes())


@pytest.mark.parametrize("page", ["", *PAGES])
def test_every_address_of_a_page_is_answered(page: str) -> None:
    assert answers(f"/{page}")


@pytest.mark.parametrize("path", ["/_stcore/health", "/static/js/index.js", "/data/events.csv"])
def test_other_addresses_are_left_alone(path: str) -> None:
    assert not answers(path)


def test_the_answer_is_never_kept_by_the_browser() -> None:
    scope = {**asked("/"), "query_string": b"", "scheme": "http", "server": ("127.0.0.1", 80)}
    answer = asyncio.run(front.first_page(Request(scope)))
    assert answer.headers["cache-control"] == "no-cache"
    assert front.SERVER in bytes(answer.body).decode()


def test_nothing_of_the_original_is_lost() -> None:
    original = (front.STATIC / "index.html").read_text(encoding="utf-8")
    before, after = original.split("</title>", 1)
    assert front.html().startswith(before)
    assert front.html().endswith(after)


def test_the_server_is_named_before_the_client_starts() -> None:
    assert front.html().index(front.SERVER) < front.html().index('<script type="module"')


def test_every_file_named_as_needed_is_there() -> None:
    assert {path.name.split(".")[0] for path in front.needed()} == set(front.NEEDED)


def answer(query: str, page: str = "") -> str:
    scope = {**asked(f"/{page}"), "scheme": "http", "server": ("127.0.0.1", 80)}
    scope["query_string"] = query.encode()
    return bytes(asyncio.run(front.first_page(Request(scope))).body).decode()


def test_the_first_screen_of_the_front_page_stands_in_the_answer(dataset: Dataset) -> None:
    assert all(each.result() for each in opening.begin())
    for code in LANGUAGES:
        shown = answer(f"lang={code}")
        language.use(code)
        assert escape(_("Leaders last spoke")) in shown
        assert escape(dataset.pair.title[code]) in shown
        assert 'id="opening"' in shown
        assert "<polyline" in shown


@pytest.mark.parametrize(
    ("query", "page"), [("years=2018&years=2021", ""), ("pair=x", ""), ("", "contacts")]
)
def test_another_view_has_no_first_screen_of_this_one(query: str, page: str) -> None:
    assert 'id="opening"' not in answer(query, page)


def test_what_few_readers_need_is_not_imported_at_start() -> None:
    late = "'scipy.stats', 'sklearn', 'networkx', 'openpyxl', 'docx', 'trafilatura', 'ibis'"
    line = f"import sys, dashboard; sys.exit(str({{{late}}} & set(sys.modules)))"
    told = subprocess.run(
        [sys.executable, "-c", line], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.stderr.strip().splitlines()[-1] == "set()"
