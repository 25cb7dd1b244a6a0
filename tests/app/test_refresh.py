"""A filter redraws the page and what is counted of it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from app_pages.pages import NAMES as PAGES
from tests.app.driver import opened, run_page, text

ELSEWHERE = {"your_data"}
"""Pages that show no rows of the selection in their body."""


def counted(app: AppTest) -> str:
    return next(c.value for c in app.caption if " events" in c.value)


@pytest.mark.parametrize("page", sorted(set(PAGES) - ELSEWHERE))
def test_an_actor_that_is_chosen_changes_the_page_and_the_count(page: str) -> None:
    app = run_page(page)
    before = counted(app)
    app.multiselect(key="actors").select("wang-yi").run()
    assert not app.exception
    assert counted(app) != before
    assert counted(app) == counted(opened(page, actors="wang-yi"))
    assert app.query_params["actors"] == "wang-yi"


def test_the_page_shows_what_a_bookmark_of_it_shows() -> None:
    app = run_page("statements")
    app.multiselect(key="actors").select("wang-yi").run()
    bookmarked = opened("statements", actors="wang-yi")
    lines = set(text(app).splitlines())
    assert len(lines) > 20
    assert lines <= set(text(bookmarked).splitlines())


def test_two_filters_moved_at_once_are_both_followed() -> None:
    app = run_page("statements")
    app.slider(key="years").set_value((2019, 2020))
    app.multiselect(key="actors").select("wang-yi").run()
    bookmarked = run_page("statements", actors="wang-yi", years=["2019", "2020"])
    assert counted(app) == counted(bookmarked)
    assert text(app) == text(bookmarked)


def test_filters_are_reset_from_within_an_empty_page() -> None:
    app = run_page("contacts", years=["1969", "1969"])
    assert counted(app) != counted(opened("contacts"))
    app.button(key="reset-contacts").click().run()
    assert not app.exception
    assert counted(app) == counted(opened("contacts"))
