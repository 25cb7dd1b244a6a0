"""What a newcomer wants to know, from the front page in at most three steps."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.driver import SIZES, Server, open_page, settle

MOST = 3
"""Clicks that an answer may take."""


def search(page: Page, words: str) -> None:
    """The one step of a search, from any page."""
    box = page.get_by_role("textbox", name="Search the record")
    box.fill(words)
    box.press("Enter")
    settle(page)


def test_one_search_finds_it_and_a_filter_by_name_takes_the_one_who_is_meant(
    page: Page, server: Server
) -> None:
    open_page(page, server)
    # What other words find is held in tests/app/test_search.py.
    words = "Wang Yi January 2024"
    search(page, words)
    assert parse_qs(urlsplit(page.url).query)["q"] == [words]
    expect(page.locator(".st-key-found-statements-2024-01-11-wang-order-denial")).to_be_visible()
    page.locator(".st-key-filter-actors button").click()
    page.get_by_role("combobox", name="Actors").fill("Meng")
    page.get_by_role("option", name=re.compile("Meng Wanzhou")).click()
    settle(page)
    assert "actors=meng-wanzhou" in page.url
    assert page.url.count("actors=") == 1


class Reader:
    """Somebody in one window, and how many clicks the question at hand has taken so far."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def asks(self) -> None:
        """Turns to the next question."""
        self.clicks = 0

    def clicks_on(self, *marks: Locator) -> None:
        """Each of these; a list that opens and the choice in it are one."""
        for mark in marks:
            mark.click()
        self.clicks += 1
        # What the panel says of a page while the pointer rests there must not lie over the page.
        self.page.mouse.move(SIZES["wide"][0] - 5, SIZES["wide"][1] - 5)
        settle(self.page)

    def opens(self, name: str, section: str = "") -> None:
        """A page by the panel, and a section of it."""
        menu = self.page.get_by_test_id("stSidebar")
        self.clicks_on(menu.get_by_role("link", name=name, exact=True))
        if section:
            self.clicks_on(self.page.get_by_role("radio", name=section, exact=True))

    def chooses(self, name: str, option: str) -> None:
        """An option of a box, by what it holds."""
        box = self.page.get_by_role("combobox", name=name)
        box.scroll_into_view_if_needed()
        box.click()
        box.fill(option)
        self.clicks_on(self.page.get_by_role("option", name=option).first)

    def reads(self, *words: str) -> None:
        """The answer, found in at most three clicks."""
        for each in words:
            expect(self.page.get_by_test_id("stMain")).to_contain_text(each)
        assert self.clicks <= MOST


def test_the_pages_answer_in_three_clicks(page: Page, server: Server) -> None:
    open_page(page, server)
    reader = Reader(page)
    # When did a foreign minister last visit before July 2024?
    reader.opens("Contacts", "Silences")
    reader.chooses("Visits to the other side", "Minister of Foreign Affairs of Canada in Beijing")
    reader.reads("2,536 days, 9 Aug 2017 to 19 Jul 2024")
    # What stood against canola on 25 August 2020?
    reader.asks()
    reader.opens("Trade")
    page.get_by_test_id("stDateInput").get_by_role("spinbutton").first.click()
    for part in ("2020", "08", "25", "Enter"):
        page.keyboard.press(part) if part == "Enter" else page.keyboard.type(part)
    page.wait_for_url("**trade_on=2020-08-25**")
    reader.clicks += 1
    reader.chooses("Goods", "Canola seed")
    reader.reads("25 Aug 2020: ", "phases on that day")
    # How did exports of canola go after March 2019?
    reader.asks()
    reader.clicks_on(page.get_by_role("radio", name="Flow", exact=True))
    reader.reads("−52% on average while the measure held, against 2018")
    # How long after the arrest, and until access came back, could they not be seen?
    reader.asks()
    reader.opens("Consular")
    reader.reads("253 to 270 days")
    reader.chooses("From", "Meng Wanzhou, Arrested")
    reader.chooses("To", "14 Dec 2018: Michael Kovrig, Consular visit")
    reader.reads("13 days")
    # How do the governments of Trudeau and Carney compare?
    reader.asks()
    reader.opens("Actors", "Governments by term")
    heads = page.get_by_test_id("stDataFrame").first.locator("[role=columnheader]")
    expect(heads.filter(has_text="Begun a year")).to_have_count(1)
    # Which claims of an article do others confirm?
    reader.asks()
    reader.opens("Evidence", "The five articles")
    reader.reads("confirmed by others:", "by this article alone:", "others differ:")
