"""What holds for every page, run without a browser."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from app_pages.pages import FRONT
from app_pages.pages import NAMES as PAGES
from tests.app.driver import ROOT, checked, opened


@pytest.mark.parametrize("page", PAGES)
def test_page_opens_by_its_address(page: str) -> None:
    assert [title.value for title in opened(page).title] != []


def test_every_script_is_in_the_navigation() -> None:
    app = checked(AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run())
    titles = {}
    for page in PAGES:
        # Raises ValueError for a script that the navigation does not know.
        checked(app.switch_page(f"app_pages/{page}/page.py").run())
        titles[page] = app.title[0].value
    assert FRONT in titles
    assert len(set(titles.values())) == len(PAGES)
