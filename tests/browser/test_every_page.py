"""What holds for every page in a browser: it is drawn, fits, and asks nobody else for anything."""

from __future__ import annotations

from itertools import cycle, product

import pytest
from playwright.sync_api import Page, expect

from app_pages.frame import published
from app_pages.pages import FRONT
from app_pages.pages import NAMES as PAGES
from charts.speech.language import LANGUAGES
from tests.browser.conftest import NewPage
from tests.browser.driver import (
    SECTIONS,
    SETTLED_WITHIN,
    SIZES,
    Server,
    open_page,
    resized,
    scrolls_sideways,
    sections,
    settle,
    turned,
)
from tests.browser.test_access import OF_COLOURS, grave

OTHERS = dict(zip(PAGES, cycle(product(LANGUAGES, published.others())), strict=False))

PARTED = {"actors", "evidence", "trade"}
"""Pages whose further parts are looked at on a phone here; tests of the others open theirs."""

# A window of 1400 by 900 at 200 % has half the room, and everything is twice as large.
ZOOMED = (700, 450)

FILLED = 50
"""Milliseconds of quiet in which a box that is being filled is full."""

REACHED = """() => document.activeElement
  .closest('[class*="st-key-numbers-"], [data-testid="stFileUploader"]') !== null"""
AS_TABLES = """() => [...document.querySelectorAll('[data-testid="stDataFrame"]')]
  .every(drawn => drawn.querySelector('table[role="grid"] [role="columnheader"]'))"""


# The fixture `page_log` fails each of these on an outside request or an error in the console.
@pytest.mark.parametrize("name", PAGES)
def test_page_of_another_pair_is_drawn_in_the_dark_and_fits_a_phone(
    name: str, new_page: NewPage, server: Server
) -> None:
    lang, pair = OTHERS[name]
    page = new_page(theme="dark", size=SIZES["phone"])
    open_page(page, server, name, pair=pair, lang=lang)
    expect(page.locator("h1")).to_have_count(1)
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_drawn_for_eye_and_keyboard_opens_every_box_and_fits(
    name: str, page: Page, server: Server
) -> None:
    open_page(page, server, name)
    expect(page.locator("h1")).to_have_count(1)
    assert not scrolls_sideways(page)
    assert grave(page) == []
    assert grave(turned(page, "dark"), **OF_COLOURS) == []
    # Streamlit's own link leads to the page, where the first stop leads to the numbers.
    for key in ("Tab", "Enter", "Tab", "Enter"):
        page.keyboard.press(key)
    assert page.evaluate(REACHED), "the numbers"
    assert page.locator('button[aria-label*="]("]').count() == 0, "Markdown in a name"
    assert page.evaluate(AS_TABLES), "a table that is none for a screen reader"
    # The filters are the same on every page.
    others = "" if name == FRONT else ":not(.st-key-filters *)"
    boxes = page.locator(f"[data-testid=stPopoverButton]{others}")
    assert boxes.count() >= len(("Cite", "Export"))
    for place in range(boxes.count()):
        boxes.nth(place).click()
        # Once something is in it, its run has begun and needs no time for that.
        box = page.get_by_test_id("stPopoverBody")
        expect(box).not_to_be_empty(timeout=SETTLED_WITHIN * 1000)
        settle(page, quiet=FILLED)
        assert page.get_by_test_id("stException").count() == 0
        page.keyboard.press("Escape")
        expect(box).to_have_count(0)
    assert not scrolls_sideways(resized(page, ZOOMED)), "sideways at 200 %"
    assert not scrolls_sideways(resized(page, SIZES["phone"])), "sideways on a phone"
    if name in PARTED:
        for part in sections(page, SECTIONS[name][0]):
            assert not scrolls_sideways(page), f"{part}: sideways on a phone"
