"""A page of another site shows a picture in a frame, and shows no other page of this one."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driver import HOST, Server


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder of pages, and the address of another origin that serves it."""
    serve = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer((HOST, 0), serve) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield tmp_path, f"http://{HOST}:{running.server_address[1]}/page.html"
        running.shutdown()


SHOWN = {"trade/trade-rates": ".main-svg", "contacts/contacts-map": "canvas, svg.marks"}
"""A picture of each kind, and what is drawn of it."""


def test_another_site_shows_pictures(page: Page, server: Server, site: tuple[Path, str]) -> None:
    folder, address = site
    frames = [
        f'<iframe src="{server.url}/embed/{path}?lang=fr" width="360" height="600"></iframe>'
        for path in SHOWN
    ]
    icon = '<link rel="icon" href="data:,">'
    (folder / "page.html").write_text(icon + "".join(frames), encoding="utf-8")
    page.goto(address)
    for path, drawn in SHOWN.items():
        inside = page.frame_locator(f"iframe[src*='{path}']")
        expect(inside.locator("h1")).to_be_visible()
        expect(inside.locator(drawn).first).to_be_visible()
        expect(inside.get_by_role("link", name="tableau de bord")).to_have_attribute(
            "href", f"{server.url}/{path.split('/')[0]}?lang=fr"
        )
        wide = inside.locator("html").evaluate("html => [html.scrollWidth, html.clientWidth]")
        assert wide[0] <= wide[1], path
