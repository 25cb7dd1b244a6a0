"""Cards in a browser: beside the page, opened where a reader is, and closed without a trace."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.driver import SIZES, Server, open_page, scrolls_sideways, settle

ARREST = "2018-12-01-meng-arrested"


def test_a_found_row_opens_beside_the_page_leads_on_and_back_and_does_not_come_back_by_itself(
    page: Page, server: Server
) -> None:
    open_page(page, server, "trade", q="kovrig", lang="fr")
    tabs = page.context.pages
    page.locator('[class*="st-key-found-events"] button').first.click()
    card = page.get_by_role("dialog")
    expect(card).to_be_visible()
    settle(page)
    first = card.inner_text()
    # The neighbours of a chosen row are one click away.
    page.locator(".st-key-card-chevron_right button").click()
    settle(page)
    assert card.inner_text() != first
    page.locator(".st-key-card-chevron_left button").click()
    settle(page)
    assert card.inner_text() == first
    for line in page.locator('[class*="st-key-lead-"] p').all():
        assert line.evaluate("line => getComputedStyle(line).textAlign") == "left"
    page.locator('[class*="st-key-lead-"] button').first.click()
    settle(page)
    assert card.inner_text() != first
    page.locator(".st-key-card-back button").click()
    settle(page)
    assert card.inner_text() == first
    assert page.context.pages == tabs
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    page.locator(".st-key-search-close button").click()
    settle(page)
    expect(card).to_have_count(0)


def test_a_card_fits_a_phone(new_page: NewPage, server: Server) -> None:
    phone = new_page(size=SIZES["phone"], theme="dark")
    open_page(phone, server, "events", event=ARREST)
    expect(phone.get_by_role("dialog")).to_be_visible()
    assert not scrolls_sideways(phone)


def test_a_link_to_another_page_keeps_the_tab_and_the_session(page: Page, server: Server) -> None:
    open_page(page, server, lang="fr")
    page.evaluate("window.kept = true")
    tabs = len(page.context.pages)
    page.locator(".st-key-headline a[href*=method]").click()
    expect(page.locator("h1")).to_have_text("Méthode")
    settle(page)
    assert page.evaluate("window.kept")
    assert len(page.context.pages) == tabs
    page.go_back()
    expect(page.locator(".st-key-headline")).to_be_visible()
    assert page.evaluate("window.kept")
