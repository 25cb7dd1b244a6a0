"""Several processes behind HAProxy: a reader stays with one of them, and outlives it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from analysis.tables import dataset
from tests import pairs
from tests.browser.conftest import NewPage
from tests.browser.driver import SETTLED_WITHIN, PageLog, Server, open_page, serving_by, settle
from tests.browser.test_server import ask
from tests.browser.test_take_away import taken
from tests.browser.test_your_data import NOTICE, bring
from tests.conftest import ROOT

SPEC = spec_from_file_location("serve", ROOT / "deploy" / "serve.py")
serve = module_from_spec(SPEC)
SPEC.loader.exec_module(serve)

GONE = """() => document.querySelector('[data-testid="stApp"]').dataset.testConnectionState
  !== 'CONNECTED'"""


@pytest.fixture(scope="module")
def served() -> Iterator[Server]:
    with serving_by(2, base="relations") as running:
        yield running
        left = ids(running)
    assert not [each for each in left.values() if Path(f"/proc/{each}").exists()]


def test_no_process_is_wrong_usage() -> None:
    asked = [sys.executable, ROOT / "deploy" / "serve.py", "--processes", "0"]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=60)
    assert (done.returncode, "expected 1 or more" in done.stderr) == (2, True)


def test_nobody_is_let_in_before_a_process_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    late = """
import sys, time
from http.server import BaseHTTPRequestHandler as Handler, HTTPServer
time.sleep(1)
Handler.do_GET = lambda self: self.send_response(200) or self.end_headers()
HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""
    stood: list[bool] = []

    def balance(_program: str, _bind: str, _base: str, ports: list[int], _env: object) -> object:
        stood.append(all(serve.stands(port, "") for port in ports))
        return subprocess.Popen([sys.executable, "-c", ""])

    monkeypatch.setattr(sys, "argv", ["serve.py", "--processes", "2"])
    monkeypatch.setattr(serve, "balance", balance)
    monkeypatch.setattr(
        serve,
        "dashboard",
        lambda port, *_: subprocess.Popen([sys.executable, "-c", late, str(port)]),
    )
    before = signal.getsignal(signal.SIGTERM)
    try:
        assert serve.main() == 0
    finally:
        signal.signal(signal.SIGTERM, before)
    assert stood == [True]


def process(page: Page) -> str:
    """The name of the process that serves this window."""
    return next(each["value"] for each in page.context.cookies() if each["name"] == "process")


def ids(server: Server) -> dict[str, int]:
    """The id of each process, by its name: the last that was started under it."""
    found = re.findall(r"^process (\d+): .* id (\d+)$", server.log.read_text(), re.M)
    return {name: int(number) for name, number in found}


def test_everything_stands_below_the_path_of_a_proxy(served: Server) -> None:
    assert f"readers: {served.url}\n" in served.log.read_text()
    answer, body = ask(served.url, "/relations/data/events.csv")
    assert (answer.status, body) == (200, (dataset.FOLDER / "events.csv").read_bytes())
    assert ask(served.url, "/relations/preview.png")[0].headers["content-type"] == "image/png"
    answer, body = ask(served.url, "/relations/contacts")
    assert b"og:title" in body
    assert ask(served.url, "/relations/nothing")[0].status == 404
    assert ask(served.url, "/relations/overview")[0].headers["location"] == "/relations/"


def test_readers_are_spread_and_each_stays_with_one_process_that_holds_what_was_brought(
    new_page: NewPage, served: Server, page_log: PageLog
) -> None:
    mine, other = new_page(), new_page()
    open_page(mine, served, "your_data")
    open_page(other, served, "contacts")
    assert {process(mine), process(other)} == {"1", "2"}
    # What is uploaded and what is taken away live in one process.
    bring(mine, ("package.zip", pairs.archive()))
    mine.get_by_role("button", name="Show these tables").click()
    settle(mine)
    expect(mine.get_by_text(NOTICE)).to_be_visible()
    mine.locator(".st-key-take-away button").first.click()
    settle(mine)
    assert taken(mine, "take-away-xlsx")[1].startswith(b"PK")
    assert {process(mine), process(other)} == {"1", "2"}
    os.kill(ids(served)[process(mine)], signal.SIGKILL)
    mine.wait_for_function(GONE)
    # The window finds another process by itself, in which its session is a new one.
    lost = mine.get_by_text("The tables that you uploaded are gone")
    expect(lost).to_be_visible(timeout=SETTLED_WITHIN * 1000)
    expect(mine.get_by_text(NOTICE)).to_have_count(0)
    settle(mine)
    mine.get_by_test_id("stSidebar").get_by_role("link", name="Contacts").click()
    expect(lost).to_have_count(0)
    expect(mine).to_have_title("Contacts · Canada–China relations")
    page_log.clear()


def test_who_reads_does_not_lose_the_view_with_the_process(
    page: Page, served: Server, page_log: PageLog
) -> None:
    open_page(page, served, "contacts", years=["2018", "2021"])
    page.locator(".st-key-numbers-contacts-year-month button").click()
    settle(page)
    title, address, first = page.locator("h2").first.inner_text(), page.url, process(page)
    os.kill(ids(served)[first], signal.SIGKILL)
    page.wait_for_function(GONE)
    settle(page)
    assert process(page) != first
    assert (page.locator("h2").first.inner_text(), page.url) == (title, address)
    assert taken(page, "png-contacts-year-month")[1].startswith(b"\x89PNG")
    page_log.clear()
