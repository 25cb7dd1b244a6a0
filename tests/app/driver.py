"""Runs a page of the dashboard without a browser."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]

# The page that the bare address shows, and every page, each named by its script.
FRONT = "overview"
PAGES = sorted(path.stem for path in (ROOT / "app_pages").glob("[!_]*.py"))


def run_page(page: str = FRONT, /, *, timeout: float = 60, **query: str | list[str]) -> AppTest:
    """Opens a page as an address with this query would, and holds that it raised nothing."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=timeout)
    for name, value in query.items():
        app.query_params[name] = value
    if page != FRONT:
        app.switch_page(f"app_pages/{page}.py")
    return checked(app.run())


def checked(app: AppTest) -> AppTest:
    """The same app, after holding that its last run raised nothing."""
    raised = [f"{error.message}\n" + "\n".join(error.stack_trace) for error in app.exception]
    assert not raised, "\n\n".join(raised)
    return app


def text(app: AppTest) -> str:
    """All the words that the page wrote outside its widgets, one element a line."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))
