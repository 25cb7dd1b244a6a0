"""Do the long lists open, search and scroll without a pause that a reader would notice?

The lists of all sources, claims and events, each with every
year shown. Searching and opening are timed in a browser, from the key or the address to the
settled page, and on the server alone; scrolling by the longest time between two frames while the
list is rolled from its top to its end. A pause is noticed from about a tenth of a second on for a
direct movement and from about a second on for an answer (Nielsen 1993, Usability Engineering).
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Page, sync_playwright

from benchmarks.serving import dashboard
from benchmarks.table import Figure
from tests.browser.driver import QUIET, Server, launch, new_context, open_page, settle

OPEN_MS, SEARCH_MS, FRAME_MS = 3000.0, 1000.0, 100.0
REPEATS = 5
EVERY_YEAR = ("1968", "2026")
WHEEL_STEPS = 60

# Resolves with the milliseconds between frames, until told to stop.
FRAMES = """() => {
  window.frames_ = [];
  let last = performance.now();
  const note = now => {
    window.frames_.push(now - last);
    last = now;
    window.noting = requestAnimationFrame(note);
  };
  window.noting = requestAnimationFrame(note);
}"""
STOP = "() => { cancelAnimationFrame(window.noting); return window.frames_; }"


@dataclass(frozen=True)
class Listing:
    """A long list: where it is, its search field, and two words to look for in turn."""

    name: str
    page: str
    query: dict[str, str]
    field: str
    table: str
    words: tuple[str, str]


LISTS = (
    Listing(
        "sources",
        "evidence",
        {"sources_which": "all"},
        "Search the sources",
        "source-rows",
        ("globe", "xinhua"),
    ),
    Listing(
        "claims",
        "evidence",
        {"evidence_part": "disagreements", "claims_which": "all"},
        "Search the claims",
        "claim-rows",
        ("date", "rome"),
    ),
    Listing("events", "events", {}, "Search the events", "rows-event-rows", ("canola", "huawei")),
)


def _milliseconds(began: float) -> float:
    """Since `began`, without the quiet in which the driver makes sure that all is drawn."""
    return 1000 * (time.perf_counter() - began) - QUIET


def _opened(page: Page, server: Server, listing: Listing) -> float:
    began = time.perf_counter()
    open_page(page, server, listing.page, years=EVERY_YEAR, **listing.query)
    return _milliseconds(began)


def _searched(page: Page, listing: Listing) -> list[float]:
    """How long each search takes, from the key to the drawn table."""
    field = page.get_by_role("textbox", name=listing.field)
    field.scroll_into_view_if_needed()
    found = []
    for turn in range(REPEATS):
        field.fill(listing.words[turn % 2])
        began = time.perf_counter()
        page.keyboard.press("Enter")
        settle(page)
        found.append(_milliseconds(began))
    field.fill("")
    page.keyboard.press("Enter")
    settle(page)
    return found


def _rolled(page: Page, listing: Listing) -> list[float]:
    """Milliseconds between the frames while the list is rolled to its end."""
    grid = page.locator(f".st-key-{listing.table} canvas").first
    grid.scroll_into_view_if_needed()
    place = grid.bounding_box()
    if place is None:
        raise RuntimeError(f"the list of {listing.name} is not drawn")
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.evaluate(FRAMES)
    for _step in range(WHEEL_STEPS):
        page.mouse.wheel(0, 900)
        page.wait_for_timeout(16)
    frames: list[float] = page.evaluate(STOP)
    return frames


def figures() -> list[Figure]:
    """Opening, searching and scrolling each of the long lists."""
    found = []
    with dashboard() as server, sync_playwright() as playwright:
        browser = launch(playwright)
        for listing in LISTS:
            page = new_context(browser, size=(1400, 1000)).new_page()
            _opened(page, server, listing)
            opened = median([_opened(page, server, listing) for _turn in range(REPEATS)])
            searched = median(_searched(page, listing))
            frames = _rolled(page, listing)
            late = sorted(frames)[round(0.99 * (len(frames) - 1))]
            found += [
                Figure(f"{listing.name}: open the page", opened, "ms", OPEN_MS),
                Figure(f"{listing.name}: search", searched, "ms", SEARCH_MS),
                Figure(f"{listing.name}: between frames, median", median(frames), "ms"),
                Figure(f"{listing.name}: between frames, 99th percentile", late, "ms", FRAME_MS),
            ]
            page.context.close()
        browser.close()
    return found
