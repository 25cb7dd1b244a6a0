"""The two first pages in a real browser: what a newcomer does in the first minute."""

from playwright.sync_api import Page, expect

from tests.browser.driver import SIZES, open_page, scrolls_sideways, settle

POINTS = """(name) => {
  const plot = document.querySelector(`[class*="st-key-${name}"] .js-plotly-plot`);
  return plot.data.map(t => [t.type, (t.y || []).length, JSON.stringify(t.z ?? t.y)]).join('|');
}"""


def drawn(page: Page, picture: str) -> str:
    """What the chart under a picture's key holds, as text to compare."""
    return str(page.evaluate(POINTS, f"picture-{picture}"))


def choose_actor(page: Page, typed: str) -> None:
    box = page.locator(".st-key-actors input")
    box.fill(typed)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    settle(page)


def test_choosing_an_actor_changes_the_line_and_the_address_reproduces_it(page, server, new_page):
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


def test_the_count_beside_the_filters_follows_them(page, server, new_page):
    open_page(page, server, "events")
    count = page.get_by_text("events and")
    before = count.inner_text()
    choose_actor(page, "Wang Yi")
    assert count.inner_text() != before
    other = new_page()
    other.goto(page.url)
    settle(other)
    assert other.get_by_text("events and").inner_text() == count.inner_text()


def test_choosing_an_actor_changes_the_heatmap(page, server):
    open_page(page, server, "contacts")
    before = drawn(page, "contacts-")
    choose_actor(page, "王毅")
    assert drawn(page, "contacts-") != before


def test_a_choice_stays_when_the_page_changes(page, server):
    open_page(page, server, "overview", actors="wang-yi")
    page.get_by_role("link", name="Contacts").click()
    page.wait_for_url("**/contacts**")
    settle(page)
    expect(page.locator(".st-key-actors")).to_contain_text("Wang Yi")
    assert "actors=wang-yi" in page.url


def test_the_back_button_takes_a_choice_back(page, server):
    open_page(page, server)
    choose_actor(page, "Wang Yi")
    page.go_back()
    settle(page)
    expect(page.locator(".st-key-actors")).not_to_contain_text("Wang Yi")


def test_the_front_page_fits_a_phone(new_page, server):
    phone = new_page(size=SIZES["phone"])
    open_page(phone, server)
    assert not scrolls_sideways(phone)
