"""The consular page in a browser: what is drawn, and what a click does."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.driver import SIZES, Server, click_at, open_page, scrolls_sideways, settle


def click_bar(page: Page, case: str) -> None:
    """Clicks the bar of a case in the time lines, in its middle."""
    plot = page.locator(".st-key-consular-gantt .js-plotly-plot").first
    plot.scroll_into_view_if_needed()
    x, y = plot.evaluate(
        """(plot, wanted) => {
          const trace = plot._fullData.find(t => t.type === 'bar' && t.customdata
            && t.customdata.includes(wanted) && t.hovertext);
          const at = trace.customdata.indexOf(wanted);
          const {xaxis, yaxis} = plot._fullLayout;
          const box = plot.getBoundingClientRect();
          const start = new Date(trace.base[at] + 'Z').getTime();
          return [box.left + xaxis._offset + xaxis.d2p(start + trace.x[at] * 0.53),
                  box.top + yaxis._offset + yaxis.d2p(trace.y[at]) + 6];
        }""",
        case,
    )
    click_at(page, x, y)


def test_the_suspension_is_shaded_with_its_length_and_a_click_on_a_bar_opens_the_card_of_the_case(
    page: Page, server: Server
) -> None:
    open_page(page, server, "consular")
    strips = page.locator(".st-key-consular-access")
    strips.scroll_into_view_if_needed()
    settle(page)
    expect(strips.get_by_text("suspended 253 to 270 days")).to_be_visible()
    expect(strips.get_by_text("suspended 252 to 270 days")).to_be_visible()
    assert strips.locator(".fills path").count() >= 2
    click_bar(page, "kovrig-michael")
    card = page.locator(".st-key-card-case-kovrig-michael")
    expect(card.get_by_text("Conditions reported")).to_be_visible()
    expect(card.get_by_text("24 Sep 2021, 1,019 days")).to_be_visible()
    expect(card.get_by_text("25 Sep 2021, 1,020 days")).to_be_visible()


def test_the_card_stands_first_where_the_address_asks_for_it(
    new_page: NewPage, server: Server
) -> None:
    page = new_page(theme="dark", size=SIZES["phone"])
    open_page(page, server, "consular", case="spavor-michael", as_of="2021-12-31")
    card = page.locator(".st-key-card-case-spavor-michael")
    expect(card.get_by_text("Dates, and who gives them")).to_be_visible()
    assert not scrolls_sideways(page)
    page.keyboard.press("Escape")
    settle(page)
    expect(card).to_have_count(0)
    assert "case=" not in page.url


def test_names_of_rows_are_not_cut_off_on_a_phone(new_page: NewPage, server: Server) -> None:
    page = new_page(size=SIZES["phone"])
    open_page(page, server, "consular", years=[1968, 2026])
    plot = page.locator(".st-key-consular-gantt .js-plotly-plot").first
    plot.scroll_into_view_if_needed()
    outside = plot.evaluate(
        """plot => {
          const frame = plot.getBoundingClientRect();
          return [...plot.querySelectorAll('.annotation-text')]
            .map(e => [e.textContent, e.getBoundingClientRect()])
            .filter(([_, r]) => r.left < frame.left - 1 || r.right > frame.right + 1)
            .map(([text]) => text);
        }"""
    )
    assert outside == []
