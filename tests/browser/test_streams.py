"""The page of the machine record in a browser: the sample on a phone."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.driver import SIZES, Server, open_page, scrolls_sideways, settle
from tests.browser.vega import row


def first_cluster(page: Page) -> Locator:
    """Choose the first cluster of reports; the box of its addresses."""
    row(page, "streams-clusters", 0)
    return page.locator(".st-key-streams-cluster")


def test_the_sample_is_marked_and_its_sections_change_with_a_click(
    new_page: NewPage, server: Server
) -> None:
    page = new_page(theme="dark", size=SIZES["phone"])
    open_page(page, server, "streams")
    expect(page.get_by_text("figures below are invented")).to_be_in_viewport()
    expect(page.get_by_text("python -m analysis streams import")).to_be_in_viewport()
    expect(page.get_by_role("heading", name="Invented sample").first).to_be_visible()
    assert not scrolls_sideways(page)
    page.get_by_text("Where streams are published").click()
    expect(page.get_by_text("masterfilelist.txt")).to_be_visible()
    page.get_by_role("radio", name="What each misses").click()
    settle(page)
    expect(page.get_by_role("heading", name="In the stream, and not on record")).to_be_visible()
    assert "streams_section=misses" in page.url
    cluster = first_cluster(page)
    link = cluster.get_by_role("link").first
    expect(link).to_have_attribute("href", re.compile("^https://invented.example/"))
    assert not scrolls_sideways(page)
