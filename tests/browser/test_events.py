"""The page of events in a browser: the brush, clicks on marks and rows, deep links."""

from __future__ import annotations

import re
from typing import Literal

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.driver import (
    SIZES,
    Server,
    open_page,
    scrolls_sideways,
    sections,
    settle,
    turned,
)
from tests.browser.test_take_away import taken
from tests.browser.vega import box, chart, choose, row

ARREST = "2018-12-01-meng-arrested"
THEMES: tuple[Literal["light", "dark"], Literal["light", "dark"]] = ("light", "dark")
MARKS = "path[aria-roledescription='point']"


def brush(page: Page, first: float, last: float) -> None:
    """Drags over the counts by month, from one part of the width to another (0 to 1)."""
    lanes = box(chart(page, "event-lanes"))
    y = lanes["y"] + lanes["height"] - 80
    x0, x1 = (lanes["x"] + lanes["width"] * part for part in (first, last))
    page.mouse.move(x0, y)
    page.mouse.down()
    page.mouse.move((x0 + x1) / 2, y, steps=5)
    page.mouse.move(x1, y, steps=5)
    page.mouse.up()
    settle(page)


def dates(lanes: Locator) -> list[str]:
    """The dates that are written on the axes of the lanes and of the counts."""
    return sorted(lanes.locator(".role-axis-label text").all_text_contents())


def test_a_brushed_span_narrows_lanes_bars_and_table_the_same_in_every_time_zone(
    new_page: NewPage, server: Server
) -> None:
    page = new_page(size=(1400, 1500))
    open_page(page, server, "events")
    lanes = chart(page, "event-lanes")
    bars = page.locator(".st-key-picture-event-domains h2")
    before, axis = bars.inner_text(), dates(lanes)
    expect(page.get_by_text("595 events. Choose a row")).to_be_visible()
    brush(page, 0.33, 0.42)
    note = page.get_by_test_id("stAlert").inner_text()
    found = re.search(r"to .*: (\d+) events in the bars and the table", note)
    assert found is not None
    n = int(found.group(1))
    assert 20 < n < 200
    expect(page.get_by_text(f"{n} events. Choose a row")).to_be_visible()
    assert bars.inner_text() != before
    assert dates(lanes) != axis
    # A double click on the counts shows everything again.
    place = box(lanes)
    page.mouse.dblclick(place["x"] + place["width"] * 0.8, place["y"] + place["height"] - 80)
    settle(page)
    expect(page.get_by_text("595 events. Choose a row")).to_be_visible()
    assert dates(lanes) == axis
    elsewhere = new_page(size=(1400, 1500), timezone_id="Pacific/Auckland")
    open_page(elsewhere, server, "events")
    brush(elsewhere, 0.33, 0.42)
    assert elsewhere.get_by_test_id("stAlert").inner_text() == note


def test_list_and_link_are_taken_away_in_the_readers_language_and_a_mark_opens_its_card(
    page: Page, server: Server
) -> None:
    open_page(page, server, "events", lang="fr", years=[2021, 2021], domains="legal")
    _name, content = taken(page, "csv-event-rows")
    assert content.decode("utf-8-sig").startswith("Date,Titre,Titre (anglais),")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".st-key-copy-link button").click()
    expect(page.get_by_text("Le lien est copié.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    page.context.clear_permissions()
    assert copied == page.url
    assert "domains=legal" in copied
    choose(page, chart(page, "event-lanes").locator(MARKS).first)
    card = page.get_by_role("dialog")
    expect(card).to_have_count(1)
    expect(card.get_by_text("Sources", exact=True)).to_be_visible()


def test_no_column_of_the_table_is_cut_and_a_click_on_a_bar_lists_its_events(
    page: Page, server: Server
) -> None:
    open_page(page, server, "events")
    grid = page.locator(".st-key-rows-event-rows .dvn-scroller")
    assert grid.evaluate("grid => grid.scrollWidth - grid.clientWidth") <= 0
    bars = chart(page, "event-domains").locator("path[aria-roledescription='bar']")
    choose(page, bars.first)
    # The list stands above the pictures.
    expect(page.get_by_placeholder("Search the events")).to_be_in_viewport()
    expect(page.get_by_text("138 events. Choose a row")).to_be_visible()


def test_a_click_on_a_row_opens_its_card_and_a_new_search_closes_it(
    page: Page, server: Server
) -> None:
    open_page(page, server, "events", events_find="Meng arrests")
    row(page, "rows-event-rows", 0)
    card = page.get_by_role("dialog")
    expect(card).to_have_count(1)
    page.keyboard.press("Escape")
    page.get_by_role("textbox", name="Search the events").fill("Canada")
    page.keyboard.press("Enter")
    settle(page)
    expect(card).to_have_count(0)


def test_the_address_of_an_event_opens_and_closes_its_card(page: Page, server: Server) -> None:
    open_page(page, server, "events", event=ARREST)
    card = page.locator(f".st-key-card-event-{ARREST}")
    expect(card.get_by_text("Answered by")).to_be_visible()
    expect(card).to_contain_text("Canada arrests Huawei executive")
    # The way on: from the card to the row of another table, and to the source itself.
    link = card.get_by_role("link", name="Address of this card")
    assert f"event={ARREST}" in str(link.get_attribute("href"))
    assert card.locator("a[href^='http']").count() > 0
    page.keyboard.press("Escape")
    settle(page)
    expect(card).to_have_count(0)
    assert "event=" not in page.url


def test_a_click_in_a_chain_opens_the_card_of_its_event(page: Page, server: Server) -> None:
    open_page(page, server, "events", events_part="answers", chain=ARREST, chain_steps=1)
    tree = chart(page, "answer-tree")
    expect(tree.locator(MARKS)).to_have_count(13)
    choose(page, tree.locator(MARKS).nth(3))
    expect(page.get_by_role("dialog")).to_have_count(1)


def marks_fit(page: Page) -> bool:
    """Whether nothing is wider than the window, the marks of the charts included."""
    width = page.evaluate("window.innerWidth")
    places = [box(drawn) for drawn in page.locator("[data-testid=stVegaLiteChart] svg.marks").all()]
    inside = all(place["x"] >= 0 and place["x"] + place["width"] <= width + 1 for place in places)
    return inside and not scrolls_sideways(page)


def test_charts_fit_a_phone(new_page: NewPage, server: Server) -> None:
    page = new_page(size=SIZES["phone"])
    open_page(page, server, "events", years=[1968, 2026])
    chart(page, "event-lanes").locator(MARKS).nth(9).hover(force=True)
    hover = box(page.locator("#vg-tooltip-element.visible"))
    assert 0 <= hover["x"] < hover["x"] + hover["width"] <= SIZES["phone"][0]
    now, then = THEMES
    for part in sections(page, "events_part"):
        assert marks_fit(page), f"{part} when {now}"
        assert marks_fit(turned(page, then)), f"{part} when {then}"
        # The next part opens in the theme in which this one is left.
        now, then = then, now
