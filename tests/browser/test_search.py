"""The search in a browser: matches are marked as text, and the address keeps it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from analysis.tables.spelling import fold
from tests.browser.conftest import NewPage
from tests.browser.driver import SIZES, Server, open_page, scrolls_sideways, settle


def test_the_search_marks_matches_as_text_in_view_and_ends_with_the_page(
    page: Page, server: Server
) -> None:
    open_page(page, server, "statements")
    main = page.get_by_test_id("stMain")
    main.evaluate("main => main.scrollTo(0, 900)")
    box = page.get_by_role("textbox", name="Search the record")
    box.fill("王毅 taiwan")
    box.press("Enter")
    settle(page)
    expect(page.get_by_text("Searched under every name of Wang Yi.")).to_be_visible()
    marks = page.locator(".stMarkdownColoredBackground")
    assert {"Wang Yi", "Taiwan"} <= set(marks.all_inner_texts())
    assert "q=" in page.url
    expect(page.get_by_text("Searched under every name of Wang Yi.")).to_be_in_viewport()
    main.evaluate("main => main.scrollTo(0, 900)")
    page.get_by_role("link", name="Trade").click()
    expect(page).to_have_title(re.compile("Trade"))
    settle(page)
    expect(page.locator(".st-key-search-results")).to_have_count(0)
    assert main.evaluate("main => main.scrollTop") == 0
    page.go_back()
    expect(page.get_by_text("Searched under every name of Wang Yi.")).to_be_visible()


def test_the_address_keeps_the_search(new_page: NewPage, server: Server) -> None:
    page = new_page(theme="dark", size=SIZES["phone"])
    open_page(page, server, "statements", q="québec")
    marks = page.locator(".stMarkdownColoredBackground")
    assert {fold(text) for text in marks.all_inner_texts() if text} == {"quebec"}
    assert not scrolls_sideways(page)
    # The panel in which one searches does not stay before what was found.
    page.get_by_test_id("stExpandSidebarButton").click()
    box = page.get_by_role("textbox", name="Search the record")
    box.fill("taiwan")
    box.press("Enter")
    expect(page.get_by_test_id("stExpandSidebarButton")).to_be_visible()
    expect(marks.first).to_have_text(re.compile("taiwan", re.IGNORECASE))
