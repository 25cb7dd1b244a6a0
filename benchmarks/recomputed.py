"""What is worked out again in a run, and what is found in a cache?

Each page is opened four times in this process: as it is, the same once more, with an actor
chosen, and with other years. A page that keeps its results well works out nothing the second time.
"""

from __future__ import annotations

from app_pages.frame import state
from app_pages.pages import FRONT
from app_pages.pages import NAMES as PAGES
from benchmarks.table import Figure
from tests.app.driver import run_page

VIEWS: dict[str, dict[str, str | list[str]]] = {
    "opened": {},
    "the same again": {},
    "one actor": {"actors": ["wang-yi"]},
    "other years": {"years": ["2018", "2021"]},
}


def figures() -> list[Figure]:
    """How many cuts of the tables and steps of the pages each view works out."""
    found = []
    for page in [FRONT, *(name for name in PAGES if name != FRONT)]:
        for view, query in VIEWS.items():
            state.computed.clear()
            run_page(page, **query)
            limit = 0.0 if view == "the same again" else None
            found.append(
                Figure(f"{page}, {view}: worked out", state.computed.total(), "steps", limit)
            )
    return found
