"""The statements page in a browser: the search, and what a click does."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.driver import Server, click_at, open_page, settle, turned
from tests.browser.vega import row

CORRECT_MISTAKES = "2020-08-26-zhao-correct-mistakes"
LISTED = ".st-key-rows-statements-of-year"


def click_mark(page: Page, key: str, customdata: object) -> None:
    """Clicks the mark of a Plotly picture that has this customdata; a bar in its middle."""
    plot = page.locator(f".st-key-{key} .js-plotly-plot").first
    plot.scroll_into_view_if_needed()
    x, y = plot.evaluate(
        """(plot, wanted) => {
          for (const trace of plot._fullData) {
            const at = (trace.customdata || [])
              .findIndex(data => JSON.stringify(data) === JSON.stringify(wanted));
            if (at < 0) continue;
            const xs = plot._fullLayout[trace.xaxis.replace('x', 'xaxis')];
            const ys = plot._fullLayout[trace.yaxis.replace('y', 'yaxis')];
            const box = plot.getBoundingClientRect();
            const value = trace.type === 'bar'
              ? trace.base[at] + trace.y[at] / 2 : trace.y[at];
            return [box.left + xs._offset + xs.d2p(trace.x[at]),
                    box.top + ys._offset + ys.d2p(value)];
          }
          return null;
        }""",
        customdata,
    )
    click_at(page, x, y)


def test_a_click_lists_the_statements_behind_a_bar_and_opens_a_demand_or_a_row_with_what_followed(
    page: Page, server: Server
) -> None:
    open_page(page, server, "statements")
    click_mark(page, "statements-tone", ["CHN", 2020, "confrontational"])
    expect(page.locator(LISTED)).to_be_in_viewport(ratio=0.9)
    click_mark(page, "statements-ledger", CORRECT_MISTAKES)
    card = page.locator(f".st-key-card-statement-{CORRECT_MISTAKES}")
    expect(card.get_by_role("link", name="China grants virtual consular access")).to_be_visible()
    turned(page, "dark")
    expect(card.locator(".js-plotly-plot")).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    row(page, "rows-statements-asked", 0)
    cards = page.locator("[class*='st-key-card-statement-']")
    expect(cards.first.get_by_text("About", exact=True)).to_be_visible()


def test_single_stances_are_drawn_in_every_panel_and_a_click_lists_the_statements(
    page: Page, server: Server
) -> None:
    open_page(page, server, "statements", st_by="stance")
    for key, panels in (("statements-stance", 2), ("statements-topics-stance", 3)):
        plot = page.locator(f".st-key-{key} .js-plotly-plot").first
        plot.scroll_into_view_if_needed()
        settle(page)
        assert plot.locator(".heatmaplayer").count() == panels
        assert plot.locator(".heatmaplayer image, .heatmaplayer .hm").count() >= panels
    click_mark(page, "statements-stance", ["CHN", 2020, "demand"])
    expect(page.locator(LISTED)).to_be_visible()
