"""The page of the evidence in a browser: from a list to a row to its sources."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.driver import Server, open_page, settle
from tests.browser.vega import chart, choose, row


def test_a_source_is_opened_with_what_rests_on_it(page: Page, server: Server) -> None:
    query = {"sources_which": "all", "sources_find": "seed-000", "years": [1968, 2026]}
    open_page(page, server, "evidence", **query)
    row(page, "source-rows", 0)
    card = page.locator(".st-key-card-source-seed-000")
    expect(card.get_by_text("17 rows rest on it")).to_be_visible()


def test_a_disagreement_tells_who_says_what(page: Page, server: Server) -> None:
    open_page(page, server, "evidence", evidence_part="disagreements", differ_find="rome duration")
    row(page, "disagreement-rows", 0)
    card = page.locator(".st-key-disagreement-card")
    expect(card.get_by_text("on record here")).to_be_visible()
    expect(card.get_by_role("listitem").first).to_be_visible()
    assert card.locator("a[href*='evidence?source=']").count() >= 2


def test_a_row_of_a_seed_is_opened_from_the_picture(page: Page, server: Server) -> None:
    open_page(page, server, "evidence", evidence_part="seeds")
    rows = chart(page, "seed-links").locator("path[aria-roledescription='square']")
    expect(rows).to_have_count(19)
    choose(page, rows.nth(10))
    expect(page.locator(".st-key-card-case-kovrig-michael")).to_be_visible()
    page.keyboard.press("Escape")
    # None of the rows of the fourth article is that one.
    article = page.get_by_role("combobox", name="Article")
    article.click()
    for press in [*["ArrowDown"] * 3, "Enter"]:
        page.keyboard.press(press)
    settle(page)
    expect(rows).to_have_count(9)
    expect(page.get_by_test_id("stException")).to_have_count(0)
