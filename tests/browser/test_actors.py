"""The page of actors in a browser: searching by any name, clicks, a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.driver import SIZES, Server, open_page, scrolls_sideways, sections, settle
from tests.browser.test_take_away import taken
from tests.browser.vega import chart, choose


def test_an_actor_is_found_by_any_of_its_names(page: Page, server: Server) -> None:
    open_page(page, server, "actors")
    found = page.get_by_role("heading", name="Wang Yi", exact=True)
    for name in ("王毅", "Wang Li"):
        field = page.get_by_test_id("stMain").get_by_role("combobox").first
        field.click()
        field.fill(name)
        page.get_by_role("option").first.click()
        settle(page)
        expect(found, name).to_be_visible()
        assert "actor=wang-yi" in page.url
        page.go_back()
        settle(page)
        expect(found).to_have_count(0)


def test_a_click_on_an_event_opens_its_card(page: Page, server: Server) -> None:
    open_page(page, server, "actors", actor="meng-wanzhou")
    marks = chart(page, "actor-events").locator("path[aria-roledescription='point']")
    choose(page, marks.last)
    expect(page.get_by_role("dialog")).to_have_count(1)


def test_a_click_on_a_partner_lists_what_they_share_and_leads_on(
    page: Page, server: Server
) -> None:
    open_page(page, server, "actors", actor="wang-yi")
    dots = chart(page, "actor-network").locator("path[aria-roledescription='circle']")
    choose(page, dots.first)
    expect(page.get_by_role("heading", name="Wang Yi and Mélanie Joly")).to_be_visible()
    expect(page.get_by_role("region", name="Table of").first).to_be_in_viewport(ratio=0.9)
    page.get_by_role("button", name="Open the profile of Mélanie Joly").click()
    settle(page)
    expect(page.get_by_role("heading", name="Mélanie Joly", exact=True)).to_be_visible()
    assert "actor=joly-melanie" in page.url


def test_two_actors_are_taken_away_side_by_side(page: Page, server: Server) -> None:
    query = {"actors_part": "compare", "actor": "wang-yi", "actor_with": "xi-jinping"}
    open_page(page, server, "actors", lang="fr", **query)
    name, content = taken(page, "csv-actor-comparison")
    lines = content.decode("utf-8-sig").splitlines()
    assert re.fullmatch(r"actor-comparison-.+\.csv", name)
    assert lines[0] == "Indicateur,Wang Yi,Xi Jinping"
    assert len(lines) == 12


@pytest.mark.parametrize("language", ["en", "fr", "zh"])
def test_every_column_of_the_terms_is_seen(page: Page, server: Server, language: str) -> None:
    open_page(page, server, "actors", actors_part="governments", lang=language)
    grid = page.locator(".dvn-scroller")
    assert grid.evaluate("grid => grid.scrollWidth <= grid.clientWidth")


def test_every_part_fits_a_phone(new_page: NewPage, server: Server) -> None:
    page = new_page(theme="dark", size=SIZES["phone"])
    open_page(page, server, "actors")
    for part in sections(page, "actors_part"):
        assert not scrolls_sideways(page), part
