"""What a newcomer wants to know, from the front page in at most three steps."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driver import Server, open_page, settle


def search(page: Page, words: str) -> None:
    """The one step of a search, from any page."""
    box = page.get_by_role("textbox", name="Search the record")
    box.fill(words)
    box.press("Enter")
    settle(page)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Wang Yi January 2024", "statements-2024-01-11-wang-order-denial"),
        ("Huawei 5G", "events-2026-06-16-bill-c8-royal-assent"),
        ("two abstained", "events-2021-02-22-commons-genocide-motion"),
        ("Uighur genocide", "events-2021-02-22-commons-genocide-motion"),
        ("China Taiwan", "events-2026-02-04-taiwan-envoy-framework-delay"),
    ],
)
def test_one_search_finds_it(words: str, found: str, page: Page, server: Server) -> None:
    search(open_page(page, server), words)
    expect(page.locator(f".st-key-found-{found}")).to_be_visible()


def test_a_filter_by_name_takes_the_one_who_is_meant(page: Page, server: Server) -> None:
    open_page(page, server)
    page.locator(".st-key-filter-actors button").click()
    page.get_by_role("combobox", name="Actors").fill("Meng")
    page.get_by_role("option", name=re.compile("Meng Wanzhou")).click()
    settle(page)
    assert "actors=meng-wanzhou" in page.url
    assert page.url.count("actors=") == 1


def test_the_view_is_cited_by_one_click(page: Page, server: Server) -> None:
    open_page(page, server, "contacts", years=["2016", "2020"])
    page.get_by_role("button", name="Cite").click()
    expect(page.get_by_test_id("stPopoverBody")).to_contain_text("years=2016")
