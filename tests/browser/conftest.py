"""A server and a browser for each worker; a fresh, watched window for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.driver import PageLog, Server, launch, new_context, serving

NewPage: TypeAlias = Callable[..., Page]


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
def browser() -> Iterator[Browser]:
    """One browser for each worker."""
    with sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()


@pytest.fixture
def page_log() -> PageLog:
    """What the windows of this test did that they should not; empty when the test ends."""
    return PageLog()


@pytest.fixture
def new_page(browser: Browser, page_log: PageLog) -> Iterator[NewPage]:
    """Opens windows: `new_page(theme="dark", size=SIZES["phone"])`, all watched."""
    contexts = []

    def make(**options: Any) -> Page:
        context = new_context(browser, **options)
        contexts.append(context)
        page_log.watch(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    assert page_log.problems == []


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A window of 1400 by 900 in the light theme."""
    return new_page()


@pytest.fixture
def dark_page(new_page: NewPage) -> Page:
    """The same on a system that prefers dark."""
    return new_page(theme="dark")
