"""The statements page in a browser: the search, and what a click does."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.driver import Server, open_page, settle

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
    page.mouse.move(x - 2, y - 1)
    page.mouse.move(x, y)
    page.wait_for_timeout(150)
    page.mouse.click(x, y)
    settle(page)


def test_a_click_lists_the_statements_behind_a_bar_and_opens_a_demand_with_what_followed(
    page: Page, server: Server
) -> None:
    open_page(page, server, "statements")
    click_mark(page, "statements-tone", ["CHN", 2020, "confrontational"])
    expect(page.locator(LISTED)).to_be_in_viewport(ratio=0.9)
    click_mark(page, "statements-ledger", CORRECT_MISTAKES)
    card = page.locator(f".st-key-card-statement-{CORRECT_MISTAKES}")
    expect(card.get_by_role("link", name="China grants virtual consular access")).to_be_visible()


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


def test_a_row_of_the_ledger_opens_its_card(page: Page, server: Server) -> None:
    open_page(page, server, "statements", years=[2020, 2020], actors="zhao-lijian")
    grid = page.locator(".st-key-rows-statements-asked canvas").first
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box is not None
    # The first column holds the boxes; the first row lies under the head.
    x, y = box["x"] + 16, box["y"] + 52
    page.mouse.move(x - 2, y)
    page.mouse.click(x, y)
    settle(page)
    cards = page.locator("[class*='st-key-card-statement-']")
    expect(cards.first.get_by_text("About", exact=True)).to_be_visible()


def test_a_card_by_its_address_draws_what_followed(dark_page: Page, server: Server) -> None:
    open_page(dark_page, server, "statements", statement=CORRECT_MISTAKES)
    card = dark_page.locator(f".st-key-card-statement-{CORRECT_MISTAKES}")
    expect(card.get_by_role("link", name="China grants virtual consular access")).to_be_visible()
    expect(card.locator(".js-plotly-plot")).to_be_visible()
