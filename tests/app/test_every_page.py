"""What holds for every page, run without a browser."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from streamlit.testing.v1 import AppTest

from app_pages.pages import FRONT
from app_pages.pages import NAMES as PAGES
from tests.app.driver import ROOT, checked, opened


@pytest.mark.parametrize("page", PAGES)
def test_page_opens_by_its_address(page: str) -> None:
    assert [title.value for title in opened(page).title] != []


# Pages as they open, and what a choice or a link opens in them.
VIEWS = [
    *((page, {}) for page in PAGES),
    ("events", {"event": "2026-03-01-ev-quota-opens"}),
    ("consular", {"case": "spavor-michael"}),
    ("method", {"method_section": "episodes"}),
    ("evidence", {"evidence_part": "glossary"}),
    ("actors", {"actors_part": "compare"}),
]


@pytest.mark.parametrize(("page", "query"), VIEWS)
def test_headings_go_down_step_by_step(page: str, query: dict[str, str]) -> None:
    said = opened(page, **query).markdown
    levels = [len(m[1]) for each in said if (m := re.match("(#+) ", str(each.value)))]
    assert all(below - above <= 1 for above, below in pairwise([1, *levels]))


@pytest.mark.parametrize(("page", "query"), VIEWS)
def test_no_caption_pales_a_link_or_code(page: str, query: dict[str, str]) -> None:
    said = [str(each.value) for each in opened(page, **query).caption]
    assert [text for text in said if "](" in text or "`" in text] == []


def test_every_script_is_in_the_navigation() -> None:
    app = checked(AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run())
    titles = {}
    for page in PAGES:
        # Raises ValueError for a script that the navigation does not know.
        checked(app.switch_page(f"app_pages/{page}/page.py").run())
        titles[page] = app.title[0].value
    assert FRONT in titles
    assert len(set(titles.values())) == len(PAGES)
