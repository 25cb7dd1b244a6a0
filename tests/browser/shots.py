"""Takes pictures of every view of the pages: the first screen at its size, and the whole page.

    python -m tests.browser.shots --pages overview contacts --themes light dark \
        --sizes wide phone --langs en fr zh --query years=1968-2026 --base http://127.0.0.1:8501

Without `--base` it serves the dashboard itself. Pictures go to build/shots/ as
PAGE-LANG-THEME-SIZE.png and PAGE-LANG-THEME-SIZE-full.png, those of a page's further sections
to PAGE-SECTION-LANG-THEME-SIZE.png. What a page did wrong (an
exception, a console error, a request that leaves this machine, sideways scrolling) is printed
beside its name, and makes the command end with 1.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from contextlib import nullcontext
from itertools import product
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright

from app_pages.pages import NAMES as PAGES
from tests.browser.driver import (
    ROOT,
    SECTIONS,
    SIZES,
    PageLog,
    address,
    launch,
    new_context,
    scrolls_sideways,
    serving,
    settle,
)

OUT = ROOT / "build" / "shots"
# Beyond this Chromium's pictures become slow and nobody reads them.
TALLEST = 14_000
# The page scrolls inside its own frame, so its full height has to be asked for.
FULL_HEIGHT = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  return Math.ceil(main.scrollHeight + main.getBoundingClientRect().top);
}"""


def shoot(page: Page, where: str, target: Path, size: tuple[int, int], full: bool) -> list[str]:
    """Takes the pictures of one page and says what is wrong with it."""
    page.goto(where, wait_until="commit")
    settle(page)
    page.screenshot(path=target)
    problems = [
        f"exception: {text.splitlines()[0]}"
        for text in page.get_by_test_id("stException").all_inner_texts()
    ]
    if scrolls_sideways(page):
        problems.append("scrolls sideways")
    if full:
        width, height = size
        page.set_viewport_size(
            {"width": width, "height": min(max(page.evaluate(FULL_HEIGHT), height), TALLEST)}
        )
        settle(page)
        page.screenshot(path=target.with_stem(f"{target.stem}-full"))
        page.set_viewport_size({"width": width, "height": height})
    return problems


def views(options: argparse.Namespace) -> list[tuple[str, str | None]]:
    """Each page that was asked for, followed by its further sections."""
    further = [(page, s) for page in options.pages for s in SECTIONS.get(page, ("", ()))[1]]
    opening = [(page, None) for page in options.pages]
    match options.views:
        case "opening":
            return [*opening]
        case "further":
            return [*further]
        case _:
            return [*opening, *further]


def run(options: argparse.Namespace) -> int:
    """Takes every picture that was asked for; returns how many pages had a problem."""
    options.out.mkdir(parents=True, exist_ok=True)
    query = dict(part.split("=", 1) for part in options.query)
    faulty = 0
    server = nullcontext(options.base.rstrip("/")) if options.base else serving()
    with server as base, sync_playwright() as playwright:
        browser = launch(playwright)
        for theme, size in product(options.themes, options.sizes):
            context = new_context(browser, theme=theme, size=SIZES[size], is_mobile=size == "phone")
            log = PageLog()
            log.watch(context)
            page = context.new_page()
            for (name, section), language in product(views(options), options.langs):
                asked = {"lang": language} if language != "en" else {}
                stem = name
                if section:
                    asked[SECTIONS[name][0]] = section
                    stem += f"-{section}"
                asked |= query
                target = options.out / f"{stem}-{language}-{theme}-{size}.png"
                started = time.monotonic()
                try:
                    found = shoot(
                        page, address(base, name, **asked), target, SIZES[size], options.full
                    )
                except Error as error:
                    found = [f"not drawn: {error.message.splitlines()[0]}"]
                    page.screenshot(path=target)
                found += log.problems
                log.clear()
                faulty += bool(found)
                seconds = time.monotonic() - started
                print(f"{target.name:48} {seconds:5.1f} s  {'; '.join(found)}", flush=True)
            context.close()
        browser.close()
    return faulty


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads the command line; ends with 1 when a page had a problem."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.shots", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--pages", nargs="+", default=PAGES, choices=PAGES, metavar="PAGE")
    parser.add_argument(
        "--views",
        default="all",
        choices=["all", "opening", "further"],
        help="what each page opens with, its further sections, or both",
    )
    parser.add_argument("--langs", nargs="+", default=["en"])
    parser.add_argument("--themes", nargs="+", default=["light", "dark"])
    parser.add_argument("--sizes", nargs="+", default=list(SIZES), choices=list(SIZES))
    parser.add_argument("--query", nargs="+", default=[], metavar="NAME=VALUE")
    parser.add_argument("--base", help="address of a dashboard that already runs")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--no-full", dest="full", action="store_false", help="first screens only")
    return 1 if run(parser.parse_args(arguments)) else 0


if __name__ == "__main__":
    sys.exit(main())
