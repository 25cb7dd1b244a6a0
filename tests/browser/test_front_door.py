"""The two first pages in a real browser: what a newcomer does in the first minute."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.driver import SIZES, STARTED_WITHIN, open_page, scrolls_sideways, settle
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
    page.keyboard.press("Enter")
    settle(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    settle(page)


def chips(page: Page) -> list[str]:
    """What is set, as the row above the page says it."""
    return [text.split("\n")[0] for text in page.locator("[class*=st-key-chip-]").all_inner_texts()]


def test_choosing_an_actor_changes_the_line_the_address_keeps_it_and_back_takes_it_back(
    page, server, new_page
):
    open_page(page, server)
    before = drawn(page, "temperature-line")
    choose_actor(page, "Wang Yi")
    after = drawn(page, "temperature-line")
    assert after != before
    assert "actors=wang-yi" in page.url
    other = new_page()
    other.goto(page.url)
    settle(other)
    assert drawn(other, "temperature-line") == after
    page.go_back()
    settle(page)
    assert "Wang Yi" not in chips(page)


def test_the_count_beside_the_filters_follows_them(page, server, new_page):
    open_page(page, server, "events")
    count = page.get_by_text(COUNT)
    before = count.inner_text()
    choose_actor(page, "Wang Yi")
    assert count.inner_text() != before
    other = new_page()
    other.goto(page.url)
    settle(other)
    assert other.get_by_text(COUNT).inner_text() == count.inner_text()


def test_a_choice_stays_when_the_page_changes(page, server):
    open_page(page, server, "overview", actors="wang-yi")
    page.get_by_role("link", name="Contacts").click()
    page.wait_for_url("**/contacts**")
    settle(page)
    assert "Wang Yi" in chips(page)
    assert "actors=wang-yi" in page.url


def filters_seen(page: Page) -> set[str]:
    """The boxes of filters that a reader sees."""
    boxes = page.locator("[class*='st-key-filter-'], [class*='st-key-idle-']")
    keys = "each => each.className.match(/st-key-(filter|idle)-(\\w+)/)[2]"
    return {box.evaluate(keys) for box in boxes.all() if box.is_visible()}


def test_a_page_has_only_the_filters_that_act_and_keeps_the_others(page, server):
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
    more = opened(page, "more")
    expect(more.locator(".st-key-topics")).to_be_visible()
    expect(more.locator(".st-key-directions")).to_be_hidden()


def test_years_are_typed_with_the_keyboard_alone(page, server):
    open_page(page, server)
    page.locator(".st-key-filter-years button").first.focus()
    page.keyboard.press("Enter")
    for field, year in (("year_first", "2018"), ("year_last", "2021")):
        box = page.locator(f".st-key-{field} input")
        box.focus()
        page.keyboard.press("Control+a")
        page.keyboard.type(year)
        page.keyboard.press("Enter")
        settle(page)
    assert chips(page) == ["2018–2021"]
    assert "years=2018&years=2021" in page.url


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


def test_enter_chooses_one_actor_that_holds_what_was_typed(page, server):
    open_page(page, server, "statements")
    choose_actor(page, "meng wan")
    assert chips(page) == ["2015–2026", "Meng Wanzhou"]
    assert page.url.count("actors=") == 1
    expect(page.get_by_text("No statement passes the filters.")).to_have_count(0)


def test_two_actors_are_asked_for_together(page, server):
    open_page(page, server, "contacts", actors=["champagne-francois-philippe", "wang-yi"])
    opened(page, "actors").get_by_text("all of them together").click()
    settle(page)
    assert "actors_match=all" in page.url
    expect(page.get_by_role("heading", name=re.compile("^5 contacts"))).to_be_visible()


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


def test_a_typed_day_counts_on_enter(page, server):
    open_page(page, server, "events")
    box = opened(page, "more").locator(".st-key-as_of input")
    box.fill("2018-12")
    box.press("Enter")
    expect(page.get_by_text("The record as it stood on 31 Dec 2018.")).to_be_visible()
    open_page(page, server, "trade")
    page.locator(".st-key-trade_on [role=spinbutton]").first.click()
    page.keyboard.type("20200825", delay=30)
    page.keyboard.press("Enter")
    page.wait_for_url("**trade_on=2020-08-25**")


def test_the_link_is_copied(new_page, server):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    open_page(page, server, "contacts", actors="wang-yi", lang="fr")
    page.locator(".st-key-copy-link button").click()
    expect(page.get_by_text("Le lien est copié.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    assert "actors=wang-yi" in copied


def test_paper_holds_no_controls_and_the_whole_width_of_a_chart(page, server):
    open_page(page, server, "contacts")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.locator(".st-key-filter-years button").first).to_be_hidden()
    zoom = float(
        page.evaluate("getComputedStyle(document.querySelector('[data-testid=stMain]')).zoom")
    )
    width = page.locator(".js-plotly-plot").first.bounding_box()["width"]
    assert 680 <= width <= 720, (width, zoom)
