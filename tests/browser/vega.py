"""Finding and choosing marks of the charts that Vega draws."""

from __future__ import annotations

from playwright.sync_api import FloatRect, Locator, Page

from tests.browser.driver import click_at


def chart(page: Page, key: str) -> Locator:
    """The chart of the picture with this key."""
    return page.locator(f".st-key-picture-{key} [data-testid='stVegaLiteChart']")


def box(mark: Locator) -> FloatRect:
    """Where on the screen something is drawn, after it was scrolled into view."""
    mark.scroll_into_view_if_needed()
    found = mark.bounding_box()
    assert found is not None
    return found


def choose(page: Page, mark: Locator) -> None:
    """Clicks a mark as a hand does: charts answer only after they have seen the pointer come."""
    place = box(mark)
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    click_at(page, x, y)


def row(page: Page, key: str, number: int) -> None:
    """Chooses a row of a table: the first column holds the boxes, the first row the names."""
    place = box(page.locator(f".st-key-{key} canvas").first)
    x, y = place["x"] + 16, place["y"] + 52 + 35 * number
    click_at(page, x, y)
