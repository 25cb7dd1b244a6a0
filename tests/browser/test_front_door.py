"""The two first pages in a real browser: what a newcomer does in the first minute."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.driver import (
    SIZES,
    STARTED_WITHIN,
    open_page,
    resized,
    scrolls_sideways,
    settle,
)
from tests.browser.test_temperature import stands_on_the_first_screen

POINTS = """(name) => {
  const plot = document.querySelector(`[class*="st-key-${name}"] .js-plotly-plot`);
  return plot.data.map(t => [t.type, (t.y || []).length, JSON.stringify(t.z ?? t.y)]).join('|');
}"""

# Where the parts of the first screen stood, before it gave way.
SEEN_FIRST = """
const look = () => {
  const parts = [...document.querySelectorAll('#opening :is(h1, strong, h2)')];
  if (parts.length) window.seenFirst = parts.map(part => part.getBoundingClientRect().y);
  requestAnimationFrame(look);
};
look();
"""
STILL = 8
"""So many pixels nobody sees as a jump."""

COUNT = re.compile(r"^[\d,]+ of [\d,]+ events$")
KEEP = "document.querySelectorAll('.js-plotly-plot').forEach(plot => { plot.kept = true })"
KEPT = "[...document.querySelectorAll('.js-plotly-plot')].every(plot => plot.kept)"


def drawn(page: Page, picture: str) -> str:
    """What the chart under a picture's key holds, as text to compare."""
    return str(page.evaluate(POINTS, f"picture-{picture}"))


def opened(page: Page, name: str) -> Locator:
    """The box of a filter, opened."""
    page.locator(f".st-key-filter-{name} button").first.click()
    box = page.get_by_test_id("stPopoverBody")
    expect(box).to_be_visible()
    return box


def choose_actor(page: Page, typed: str) -> None:
    box = opened(page, "actors").locator(".st-key-actors input")
    box.fill(typed)
    for key in ("Enter", "Escape", "Escape"):
        page.keyboard.press(key)
    settle(page)


def chips(page: Page) -> list[str]:
    """What is set, as the row above the page says it."""
    return [text.split("\n")[0] for text in page.locator("[class*=st-key-chip-]").all_inner_texts()]


def test_an_actor_is_chosen_by_a_part_of_a_name_and_the_address_keeps_what_is_shown(
    page, server, new_page
):
    open_page(page, server)
    count = page.get_by_text(COUNT)
    before = count.inner_text(), drawn(page, "temperature-line")
    page.evaluate(KEEP)
    choose_actor(page, "meng wan")
    # The one who holds what was typed, and nobody whose name is only near it.
    assert chips(page) == ["2015–2026", "Meng Wanzhou"]
    assert page.url.count("actors=") == 1
    after = count.inner_text(), drawn(page, "temperature-line")
    assert after[0] != before[0]
    assert after[1] != before[1]
    # A chart is changed, and not made again.
    assert page.evaluate(KEPT)
    other = new_page()
    other.goto(page.url)
    settle(other)
    assert (other.get_by_text(COUNT).inner_text(), drawn(other, "temperature-line")) == after
    page.go_back()
    settle(page)
    assert chips(page) == ["2015–2026"]


def filters_seen(page: Page) -> set[str]:
    """The boxes of filters that a reader sees."""
    boxes = page.locator("[class*='st-key-filter-'], [class*='st-key-idle-']")
    keys = "each => each.className.match(/st-key-(filter|idle)-(\\w+)/)[2]"
    return {box.evaluate(keys) for box in boxes.all() if box.is_visible()}


def test_a_page_has_only_the_filters_that_act_keeps_the_others_and_follows_a_typed_day(
    page, server
):
    open_page(page, server, "overview", actors="wang-yi")
    assert filters_seen(page) == {"years", "actors", "more"}
    page.get_by_role("link", name="Compare").click()
    page.wait_for_url("**/compare**")
    settle(page)
    assert filters_seen(page) == {"more"}
    assert page.locator(".st-key-filter-more").inner_text().startswith("As of")
    assert chips(page) == []
    assert "actors=wang-yi" in page.url
    page.get_by_role("link", name="Contacts").click()
    page.wait_for_url("**/contacts**")
    settle(page)
    assert chips(page) == ["2015–2026", "Wang Yi"]
    assert "actors=wang-yi" in page.url
    before = drawn(page, "contacts-")
    page.evaluate(KEEP)
    more = opened(page, "more")
    expect(more.locator(".st-key-topics")).to_be_visible()
    expect(more.locator(".st-key-directions")).to_be_hidden()
    day = more.locator(".st-key-as_of input")
    day.fill("2018-12")
    day.press("Enter")
    expect(page.get_by_text("The record as it stood on 31 Dec 2018.")).to_be_visible()
    settle(page)
    assert drawn(page, "contacts-") != before
    assert page.evaluate(KEPT)


def test_the_front_page_fits_a_phone_and_takes_the_place_of_its_first_screen(new_page, server):
    phone = new_page(size=SIZES["phone"])
    phone.add_init_script(SEEN_FIRST)
    for _second in range(int(STARTED_WITHIN)):
        if 'id="opening"' in phone.request.get(server.url).text():
            break
        phone.wait_for_timeout(1000)
    open_page(phone, server)
    assert not scrolls_sideways(phone)
    stands_on_the_first_screen(phone)
    first = phone.evaluate("window.seenFirst")
    live = [
        phone.locator(part).first.bounding_box()["y"]
        for part in ("h1", "[data-testid=stMain] strong", ".st-key-picture-temperature-line h2")
    ]
    assert first == pytest.approx(live, abs=STILL)
    expect(phone.locator("#opening")).to_have_count(0)


def test_a_chip_is_taken_off_by_mouse_and_by_keyboard_and_reset_takes_off_the_rest(page, server):
    open_page(page, server, "events", actors="wang-yi", domains="trade", topics="canola")
    assert chips(page) == ["2015–2026", "Wang Yi", "Canola", "Trade"]
    page.locator(".st-key-chip-1 button").first.click()
    settle(page)
    assert chips(page) == ["2015–2026", "Canola", "Trade"]
    page.locator(".st-key-chip-1 button").first.focus()
    page.keyboard.press("Enter")
    settle(page)
    assert chips(page) == ["2015–2026", "Trade"]
    page.go_back()
    settle(page)
    assert chips(page) == ["2015–2026", "Canola", "Trade"]
    page.locator(".st-key-reset-filters button").click()
    settle(page)
    assert chips(page) == ["2015–2026"]
    page.locator(".st-key-chip-0 button").first.click()
    expect(page.locator("[class*=st-key-chip-]")).to_have_count(0)
    settle(page)
    assert "years=1968" in page.url


def test_the_head_keeps_one_line_on_a_tablet_and_a_page_its_width_on_a_large_screen(page, server):
    page.set_viewport_size({"width": 820, "height": 1180})
    open_page(page, server, "events")
    title = page.get_by_role("heading", name="Events", exact=True).bounding_box()
    buttons = [b.bounding_box() for b in page.locator(".st-key-take-away-bar button").all()]
    middle = {round(box["y"] + box["height"] / 2, -1) for box in (title, *buttons)}
    assert len(middle) == 1, (title, buttons)
    wide = resized(page, (2560, 1440)).get_by_test_id("stMainBlockContainer").bounding_box()
    assert wide["width"] <= 1650
