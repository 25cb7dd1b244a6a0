"""The contacts page in a browser: what is drawn, and what a click does."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.driver import (
    SIZES,
    Server,
    click_at,
    open_page,
    scrolls_sideways,
    sections,
    settle,
)
from tests.browser.test_access import grave
from tests.browser.vega import row

ROME = "2020-08-25-champagne-wang-rome"


def choose_target(page: Page, key: str, customdata: object, aside: float = 0) -> None:
    """Clicks the mark of a Plotly picture that has this customdata; a bar in its middle.

    `aside` moves the pointer to the right, in cells.
    """
    plot = page.locator(f".st-key-{key} .js-plotly-plot")
    plot.scroll_into_view_if_needed()
    x, y = plot.evaluate(
        """(plot, [wanted, aside]) => {
          for (const trace of plot._fullData) {
            const at = (trace.customdata || [])
              .findIndex(data => JSON.stringify(data) === JSON.stringify(wanted));
            if (at < 0) continue;
            const layout = plot._fullLayout;
            const xs = layout[trace.xaxis.replace('x', 'xaxis')];
            const ys = layout[trace.yaxis.replace('y', 'yaxis')];
            const box = plot.getBoundingClientRect();
            const value = trace.type === 'bar' ? trace.x[at] / 2 : trace.x[at] + aside;
            return [box.left + xs._offset + xs.d2p(value),
                    box.top + ys._offset + ys.d2p(trace.y[at])];
          }
          return null;
        }""",
        [customdata, aside],
    )
    click_at(page, x, y)


def test_a_click_on_a_cell_filters_the_table_whose_rows_open_and_a_section_is_kept_in_the_address(
    page: Page, server: Server
) -> None:
    open_page(page, server, "contacts")
    table = page.locator(".st-key-rows-contacts-cell")
    expect(page.get_by_text("164 contacts. Choose a row")).to_be_visible()
    choose_target(page, "contacts-year-month", [2020, 8])
    row(page, "rows-contacts-cell", 0)
    card = page.locator(f".st-key-card-contact-{ROME}")
    expect(card.get_by_text("Where sources differ")).to_be_visible()
    expect(card.get_by_text("90 minutes")).to_be_visible()
    expect(card.get_by_text("120 (Canoe")).to_be_visible()
    # Another cell is another table, in which nothing is chosen yet.
    page.keyboard.press("Escape")
    choose_target(page, "contacts-year-month", [2016, 9])
    expect(page.get_by_text("2016, Sep", exact=True)).to_be_visible()
    expect(page.get_by_text("9 contacts. Choose a row")).to_be_visible()
    expect(table).to_have_count(1)
    expect(card).to_have_count(0)
    # The total of a row holds the whole year.
    choose_target(page, "contacts-year-month", [2016, None])
    expect(page.get_by_text("23 contacts. Choose a row")).to_be_visible()
    page.get_by_role("radio", name="Silences").click()
    settle(page)
    assert "contacts_section=silence" in page.url
    expect(page.get_by_text("The longest silence lasted 1,235 days")).to_be_visible()


def test_a_click_far_from_the_middle_of_a_wide_cell_counts(page: Page, server: Server) -> None:
    open_page(page, server, "contacts", contacts_by="level-format")
    choose_target(page, "contacts-level-format", ["leader", "official-visit"], aside=0.42)
    expect(page.get_by_text("Leader, Official visit", exact=True)).to_be_visible()


def test_a_click_on_a_pair_a_person_of_the_network_a_place_or_a_topic_lists_the_contacts(
    page: Page, server: Server
) -> None:
    open_page(page, server, "contacts", contacts_section="people")
    choose_target(page, "contacts-matrix", ["champagne-francois-philippe", "wang-yi"])
    expect(page.get_by_text("5 contacts. Choose a row")).to_be_visible()
    page.locator(".st-key-contacts_shape").get_by_role("radio").nth(1).click()
    settle(page)
    choose_target(page, "contacts-network", "xi-jinping")
    expect(page.get_by_text("14 contacts. Choose a row")).to_be_visible()
    page.get_by_role("radio", name="Where").click()
    settle(page)
    assert grave(page) == []
    mark = page.locator(".st-key-contacts-map [aria-label='Lima: 2 contacts']")
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    click_at(page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_text("2 contacts. Choose a row")).to_be_visible()
    page.get_by_role("radio", name="About what").click()
    settle(page)
    choose_target(page, "contacts-topics", ["canola", 2025, "a"])
    expect(page.get_by_text("12 contacts. Choose a row")).to_be_visible()
    choose_target(page, "contacts-left-out", ["human-rights", "only_a"])
    expect(page.get_by_text("11 contacts. Choose a row")).to_be_visible()
    # One step back gives up this choice alone.
    page.go_back()
    expect(page.get_by_text("11 contacts. Choose a row")).to_have_count(0)
    expect(page.get_by_text("12 contacts. Choose a row")).to_be_visible()


def test_sections_fit_a_phone(new_page: NewPage, server: Server) -> None:
    page = new_page(theme="dark", size=SIZES["phone"])
    open_page(page, server, "contacts", years=[1968, 2026])
    for section in sections(page, "contacts_section"):
        assert not scrolls_sideways(page), section
