"""The server's first answer is Streamlit's own page, with what lets it open sooner."""

from __future__ import annotations

import asyncio

import pytest
from starlette.requests import Request
from starlette.routing import Match

from app_pages import pages
from app_pages.server import front

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
