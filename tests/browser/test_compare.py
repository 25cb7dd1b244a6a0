"""The page Compare in a browser: what stands where."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.driver import SIZES, Server, open_page, resized

NEAR = 24
"""Pixels between two things that belong together."""


def test_the_key_of_the_clock_stands_right_above_its_scale(page: Page, server: Server) -> None:
    plot = open_page(page, server, "compare").locator(".st-key-compare-lanes")
    for size in ("wide", "phone"):
        if size != "wide":
            resized(page, SIZES[size])
        key, scale = (plot.locator(f".{name}").bounding_box() for name in ("legend", "xtitle"))
        assert key
        assert scale
        assert 0 <= scale["y"] - (key["y"] + key["height"]) < NEAR, size
