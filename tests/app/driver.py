"""Runs a page of the dashboard without a browser."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from app_pages.pages import FRONT

ROOT = Path(__file__).resolve().parents[2]


def run_page(page: str = FRONT, /, *, timeout: float = 60, **query: str | list[str]) -> AppTest:
    """Opens a page as an address with this query would, and holds that it raised nothing."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=timeout)
    for name, value in query.items():
        app.query_params[name] = value
    if page != FRONT:
        # Before its first run the app knows no pages: AppTest would take the page for one that is
        # named as its file, not as its address.
        app._page_hash = calc_hash(page)
    return checked(app.run())


def opened(page: str = FRONT, /, **query: str | list[str]) -> AppTest:
    """The same to be read and not used: who asks for it again is given the one that was opened."""
    named = ((name, tuple([v] if isinstance(v, str) else v)) for name, v in query.items())
    return _opened(page, tuple(named))


@lru_cache(maxsize=128)
def _opened(page: str, query: tuple[tuple[str, tuple[str, ...]], ...]) -> AppTest:
    return run_page(page, **{name: list(values) for name, values in query})


def checked(app: AppTest) -> AppTest:
    """The same app, after holding that its last run raised nothing."""
    raised = [f"{error.message}\n" + "\n".join(error.stack_trace) for error in app.exception]
    assert not raised, "\n\n".join(raised)
    return app


def text(app: AppTest) -> str:
    """All the words of the page outside its widgets, and those that lead on from a card."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error")
    leads = [f"- {b.label}" for b in app.button if str(b.key).startswith(("lead-", "found-"))]
    return "\n".join([*(str(element.value) for kind in kinds for element in app.get(kind)), *leads])


def inside(app: AppTest) -> list[str]:
    """The addresses inside the dashboard to which the texts of the page lead."""
    found = re.findall(r"\]\(<?([^>)]+)", text(app))
    return [address for address in found if not address.startswith("http")]
