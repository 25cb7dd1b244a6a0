"""The trade page in a browser: what is drawn, and what a click does."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.driver import Server, click_at, open_page, settle
from tests.browser.vega import row

# Where a mark with this customdata lies: a bar in its middle, a point on the point.
PLACE = """(plot, wanted) => {
  for (const trace of plot._fullData) {
    const at = (trace.customdata || []).findIndex(data => data === wanted);
    if (at < 0) continue;
    const layout = plot._fullLayout;
    const xs = layout[trace.xaxis.replace('x', 'xaxis')];
    const ys = layout[trace.yaxis.replace('y', 'yaxis')];
    const box = plot.getBoundingClientRect();
    const bar = trace.type === 'bar';
    const from = bar ? xs.d2p(trace.base[at]) : xs.d2p(trace.x[at]);
    const to = bar ? (xs.type === 'date'
        ? xs.l2p(xs.d2l(trace.base[at]) + trace.x[at])
        : xs.l2p(trace.base[at] + trace.x[at])) : from;
    return [box.left + xs._offset + (from + to) / 2, box.top + ys._offset + ys.d2p(trace.y[at])];
  }
  return null;
}"""


def choose(page: Page, key: str, customdata: str) -> None:
    """Clicks the mark of a picture as a hand does."""
    plot = page.locator(f".st-key-{key} .js-plotly-plot")
    plot.scroll_into_view_if_needed()
    x, y = plot.evaluate(PLACE, customdata)
    click_at(page, x, y)


def test_a_click_on_a_mark_opens_its_card_and_one_on_a_section_is_kept_in_the_address(
    page: Page, server: Server
) -> None:
    open_page(page, server, "trade", trade_group="oilseeds")
    choose(page, "trade-standing", "chn-canola-oil-surtax-2025")
    expect(page.get_by_text("Additional to the ordinary duty.", exact=False)).to_be_visible()
    page.keyboard.press("Escape")
    settle(page)
    choose(page, "trade-timeline", "chn-canola-viterra-2019")
    expect(page.get_by_role("heading", name="Canola seed shipped by Viterra")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("radio", name="Rates").click()
    expect(page.get_by_text("Canola seed: 5.9% from 1 Mar 2026")).to_be_visible()
    assert "trade_section=rates" in page.url


def test_a_click_on_a_step_opens_the_card_of_its_act(page: Page, server: Server) -> None:
    open_page(page, server, "trade", trade_section="answers", trade_answer_goods="canola-seed")
    choose(page, "trade-chain", "events:2025-08-12-canola-seed-provisional-duty")
    heading = "China sets a provisional 75.8% anti-dumping deposit on Canadian canola seed"
    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    # Closed, it leaves the address, and a row that is chosen then opens its own card.
    assert "trade-chain=" in page.url
    page.keyboard.press("Escape")
    settle(page)
    assert "trade-chain=" not in page.url
    row(page, "trade-chain-rows", 0)
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_role("heading", name=heading, exact=True)).to_have_count(0)
