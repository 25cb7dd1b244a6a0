"""The page Compare in a browser: what stands where."""

from __future__ import annotations

import pytest

from tests.browser.conftest import NewPage
from tests.browser.driver import SIZES, Server, open_page

NEAR = 24
"""Pixels between two things that belong together."""


@pytest.mark.parametrize("size", SIZES)
def test_the_key_of_the_clock_stands_right_above_its_scale(
    new_page: NewPage, server: Server, size: str
) -> None:
    page = open_page(new_page(size=SIZES[size]), server, "compare")
    plot = page.locator(".st-key-compare-lanes")
    key, scale = (plot.locator(f".{name}").bounding_box() for name in ("legend", "xtitle"))
    assert key
    assert scale
    assert 0 <= scale["y"] - (key["y"] + key["height"]) < NEAR
