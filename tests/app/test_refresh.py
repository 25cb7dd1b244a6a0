"""A filter redraws the page and what is counted of it."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from app_pages import pages
from tests.app.driver import opened, run_page, text

ACTING = [name for name in pages.NAMES if "actors" in pages.page(name).filters]
"""Pages on which the filter by actor acts."""


def counted(app: AppTest) -> str:
    """How many rows of the page's table, or how many events, pass the filters."""
    return next(c.value for c in app.caption if re.search(r"[0-9] of [0-9]", c.value))


@pytest.mark.parametrize("page", ACTING)
def test_an_actor_that_is_chosen_changes_the_page_and_the_count(page: str) -> None:
    app = run_page(page)
    before = counted(app)
    app.multiselect(key="actors").select("wang-yi").run()
    assert not app.exception
    assert counted(app) != before
    assert counted(app) == counted(opened(page, actors="wang-yi"))
    assert app.query_params["actors"] == "wang-yi"


@pytest.mark.parametrize("page", sorted(set(pages.NAMES) - set(ACTING)))
def test_an_actor_chosen_elsewhere_is_kept_where_it_does_not_act(page: str) -> None:
    app = opened(page, actors="wang-yi")
    kept = next(c.value for c in app.caption if c.value.startswith("Kept for other pages"))
    assert "Wang Yi" in kept
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
