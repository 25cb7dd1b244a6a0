"""The component that draws the pictures: chosen by keyboard too, and its script."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.driver import Server, open_page, settle
from tests.browser.test_server import ask

BARS = ".st-key-picture-consular-gantt .stPlotlyChart"


def test_the_keyboard_goes_from_mark_to_mark_says_what_each_is_and_opens_its_card(
    page: Page, server: Server
) -> None:
    open_page(page, server, "consular")
    page.locator(f"{BARS} .js-plotly-plot").focus()
    said = page.locator(f"{BARS} [role=status]")
    told = [""]
    for _ in range(6):
        page.keyboard.press("ArrowRight")
        expect(said).not_to_have_text(told[-1])
        told.append(str(said.text_content()))
    assert len(set(told)) == 7
    page.keyboard.press("Escape")
    expect(said).to_have_text("")
    expect(page.locator(f"{BARS} .hoverlayer .hovertext")).to_have_count(0)
    page.keyboard.press("ArrowRight")
    expect(said).not_to_be_empty()
    name = str(said.text_content()).split(",")[0].split("·")[0].strip()
    page.keyboard.press("Enter")
    settle(page)
    expect(page.get_by_role("dialog")).to_contain_text(name)


def test_a_mark_of_another_pair_opens_its_card_there(page: Page, server: Server) -> None:
    open_page(page, server, "compare", compare_order="begin")
    plot = page.locator(".st-key-picture-compare-lanes .js-plotly-plot")
    plot.focus()
    marks = plot.evaluate("plot => plot.data.flatMap(trace => trace.customdata ?? [])")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    link = page.get_by_role("dialog").get_by_role("link", name="Address of this card")
    asked = dict(parse_qsl(urlsplit(link.get_attribute("href") or "").query))
    others = [row_id for pair, _table, row_id in marks if pair == asked["pair"]]
    assert set(others) & set(asked.values())
    assert "pair=" not in page.url


def test_the_script_is_that_of_the_package_and_kept_for_good(server: Server) -> None:
    _answer, page = ask(server.url, "/")
    name = page.decode().split('data-plotly src=".', 1)[1].split('"', 1)[0]
    plain, whole = ask(server.url, name)
    packed, less = ask(server.url, name, Accept_Encoding="gzip")
    assert "immutable" in plain.headers["cache-control"]
    assert b"plotly.js" in whole[:200]
    assert packed.headers["content-encoding"] == "gzip"
    assert len(less) < len(whole) / 2
