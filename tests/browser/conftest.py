"""A server and a browser for each worker; a fresh, watched window for each test."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, Literal, TypeAlias

import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.browser.driver import SIZES, PageLog, Server, launched, new_context, serving

NewPage: TypeAlias = Callable[..., Page]

NOTHING = '<link rel="icon" href="data:,">'


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """What was not looked at in a browser has not passed: a skip is a failure here."""
    report = yield
    return _failed(report) if report.skipped and not hasattr(report, "wasxfail") else report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Any:
    """The same for a module that asks to be skipped whole."""
    report = yield
    return _failed(report) if report.skipped else report


def _failed(report: Any) -> Any:
    report.outcome = "failed"
    report.longrepr = f"skipped, which counts as failed in tests/browser: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The dashboard with the shipped package, one server for each worker."""
    with serving() as running:
        yield running


@pytest.fixture(scope="package")
def first_window() -> Iterator[BrowserContext]:
    """The first window of the one browser of each worker."""
    # What the tests before left behind, a gigabyte or two, is not searched through again.
    gc.freeze()
    with sync_playwright() as playwright, launched(playwright) as context:
        yield context


@pytest.fixture(scope="package")
def every_log() -> PageLog:
    """What any window of this worker did that it should not."""
    return PageLog()


@pytest.fixture
def page_log(every_log: PageLog) -> PageLog:
    """What the windows of this test did that they should not; empty when the test ends."""
    every_log.clear()
    return every_log


@pytest.fixture(scope="package")
def idle(first_window: BrowserContext) -> defaultdict[str, list[BrowserContext]]:
    """Emptied windows by their options, to be used again.

    In each an empty tab stays open: with it lives the process that has read the large scripts, and
    a page that finds them read is there in half the time.
    """
    return defaultdict(list, {repr({}): [first_window]})


@pytest.fixture
def new_page(
    first_window: BrowserContext,
    server: Server,
    page_log: PageLog,
    idle: defaultdict[str, list[BrowserContext]],
) -> Iterator[NewPage]:
    """Opens windows: `new_page(theme="dark", size=SIZES["phone"])`, all watched."""
    used: list[tuple[str, BrowserContext]] = []

    def make(
        *,
        size: tuple[int, int] = SIZES["wide"],
        theme: Literal["light", "dark"] = "light",
        offline: bool = False,
        **options: Any,
    ) -> Page:
        key = repr(options)
        context = idle[key].pop() if idle[key] else new_context(first_window.browser, **options)
        used.append((key, context))
        empty, *_others = context.pages or [context.new_page()]
        if empty.url == "about:blank":
            empty.route("**", lambda route: route.fulfill(content_type="text/html", body=NOTHING))
            empty.goto(server.url)
            page_log.watch(context)
        context.set_offline(offline)
        page = context.new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=theme)
        return page

    yield make
    # The first window is the next to be taken.
    for key, context in reversed(used):
        empty, *pages = context.pages
        for page in pages:
            page.close()
        context.clear_cookies()
        empty.evaluate("localStorage.clear()")
        idle[key].append(context)
    assert page_log.problems == []


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A window of 1400 by 900 in the light theme."""
    return new_page()
