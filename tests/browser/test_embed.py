"""A page of another site shows a picture in a frame, and shows no other page of this one."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driver import HOST, Server, open_page


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder of pages, and the address of another origin that serves it."""
    serve = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer((HOST, 0), serve) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield tmp_path, f"http://{HOST}:{running.server_address[1]}/page.html"
        running.shutdown()


@pytest.mark.parametrize(
    ("path", "drawn"),
    [("trade/trade-rates", ".main-svg"), ("contacts/contacts-map", "canvas, svg.marks")],
)
def test_another_site_shows_a_picture(
    page: Page, server: Server, site: tuple[Path, str], path: str, drawn: str
) -> None:
    folder, address = site
    icon = '<link rel="icon" href="data:,">'
    frame = f'<iframe src="{server.url}/embed/{path}?lang=fr" width="360" height="600"></iframe>'
    (folder / "page.html").write_text(icon + frame, encoding="utf-8")
    page.goto(address)
    inside = page.frame_locator("iframe")
    expect(inside.locator("h1")).to_be_visible()
    expect(inside.locator(drawn).first).to_be_visible()
    expect(inside.get_by_role("link", name="tableau de bord")).to_have_attribute(
        "href", f"{server.url}/{path.split('/')[0]}?lang=fr"
    )
    wide = inside.locator("html").evaluate("html => [html.scrollWidth, html.clientWidth]")
    assert wide[0] <= wide[1]


def test_every_door_is_within_two_clicks_of_the_page_in_view(page: Page, server: Server) -> None:
    open_page(page, server, domains="trade")
    page.get_by_role("button", name="Export").click()
    for door in ("feed.atom", "calendar.ics", "brief.docx", "brief.html"):
        link = page.locator(f"a[href*='{door}']:visible")
        expect(link.first).to_have_attribute("href", re.compile("domains=trade"))
    page.keyboard.press("Escape")
    page.locator(".st-key-numbers-temperature-line").get_by_role("button").click()
    told = page.get_by_test_id("stPopoverBody").get_by_test_id("stCode")
    for door in ("pd.read_csv", ".csv?domains=trade", "<iframe"):
        expect(told.filter(has_text=door).first).to_be_visible()
