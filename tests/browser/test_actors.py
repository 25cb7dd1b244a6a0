"""The page of actors in a browser: searching by any name, clicks, languages."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.driver import Server, open_page, settle
from tests.browser.vega import chart, choose


def finds(page: Page, typed: str) -> None:
    """Chooses the first actor whose name holds what is typed."""
    field = page.get_by_test_id("stMain").get_by_role("combobox").first
    field.click()
    field.fill(typed)
    page.get_by_role("option").first.click()
    settle(page)
    assert "actor=wang-yi" in page.url


def test_an_actor_is_found_by_any_of_its_names_and_leads_to_its_events_and_partners(
    page: Page, server: Server
) -> None:
    open_page(page, server, "actors")
    found = page.get_by_role("heading", name="Wang Yi", exact=True)
    finds(page, "王毅")
    expect(found).to_be_visible()
    page.go_back()
    settle(page)
    expect(found).to_have_count(0)
    finds(page, "Wang Li")
    expect(found).to_be_visible()
    marks = chart(page, "actor-events").locator("path[aria-roledescription='point']")
    choose(page, marks.last)
    card = page.get_by_role("dialog")
    expect(card).to_have_count(1)
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    dots = chart(page, "actor-network").locator("path[aria-roledescription='circle']")
    choose(page, dots.first)
    expect(page.get_by_role("heading", name="Wang Yi and Mélanie Joly")).to_be_visible()
    expect(page.get_by_role("region", name="Table of").first).to_be_in_viewport(ratio=0.9)
    page.get_by_role("button", name="Open the profile of Mélanie Joly").click()
    settle(page)
    expect(page.get_by_role("heading", name="Mélanie Joly", exact=True)).to_be_visible()
    assert "actor=joly-melanie" in page.url


def test_every_column_of_the_terms_is_seen_in_the_language_that_the_page_says_it_speaks(
    page: Page, server: Server
) -> None:
    open_page(page, server, "actors", actors_part="governments", lang="fr")
    grid = page.locator(".dvn-scroller")
    for language, tag, title in (
        ("Français", "fr-CA", "Acteurs"),
        ("中文", "zh-Hans-CN", "行为体"),
        ("English", "en-CA", "Actors"),
    ):
        if tag != "fr-CA":
            page.locator(".st-key-lang").get_by_role("combobox").click()
            page.get_by_role("option", name=language).click()
            page.wait_for_function("tag => document.documentElement.lang === tag", arg=tag)
            settle(page)
        assert page.evaluate("document.documentElement.lang") == tag
        expect(page).to_have_title(re.compile(f"^{title} · .+"))
        assert grid.evaluate("grid => grid.scrollWidth <= grid.clientWidth"), language
