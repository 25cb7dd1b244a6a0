"""Photographs the overview for whoever shares its address: app_pages/server/preview.png.

    python -m tests.browser.preview [--base http://127.0.0.1:8501]

Run it after the record or the looks of the overview have changed; without `--base` it serves the
dashboard itself.
"""

from __future__ import annotations

import argparse
from contextlib import nullcontext

from playwright.sync_api import sync_playwright

from app_pages.server.preview import PICTURE, SIZE
from tests.browser.driver import launch, new_context, open_page, serving

# The window that holds the whole chart in the shape of the picture.
WINDOW = (1600, 840)


def shoot(base: str | None) -> None:
    """Takes the picture."""
    with nullcontext(base) if base else serving() as server, sync_playwright() as playwright:
        browser = launch(playwright)
        context = new_context(browser, size=WINDOW, device_scale_factor=SIZE[0] / WINDOW[0])
        page = context.new_page()
        # Without the frame around the page, and without what is offered to newcomers only.
        open_page(page, server, embed="true")
        page.screenshot(path=PICTURE, animations="disabled")
        browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.browser.preview", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--base", help="address of a dashboard that already runs")
    shoot(parser.parse_args().base)
