"""Serves the dashboard on this machine and drives it in Debian's Chromium."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, TimeoutError

from app_pages.pages import FRONT

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"

# The views that a page's own switch leads to, besides the one that it opens with.
SECTIONS = {
    "contacts": (
        "contacts_section",
        ("silence", "people", "places", "topics", "accounts", "planning"),
    ),
    "trade": ("trade_section", ("time", "answers", "rates", "flow", "value", "beside")),
    "events": ("events_part", ("answers", "chance")),
    "actors": ("actors_part", ("compare", "governments")),
    "evidence": (
        "evidence_part",
        ("disagreements", "seeds", "gaps", "freshness", "codebook", "glossary"),
    ),
    "method": ("method_section", ("sure", "breaks", "beside", "whatif", "coders", "episodes")),
    "compare": ("compare_part", ("durations", "means", "said", "course")),
    "streams": ("streams_section", ("volume", "misses", "roots")),
    "your_data": ("yours", ("add", "elsewhere")),
}

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    # Tabs of one window share what their process has read of the large scripts.
    "--process-per-site",
]
# A script that streams in is read anew, though what was read of it is kept; and what lives for
# seconds is not worth optimising.
SHORT_LIVED = "--js-flags=--no-script-streaming --single-threaded --no-opt"
SIZES = {"wide": (1400, 900), "phone": (390, 844)}
STARTED_WITHIN = 60.0
SETTLED_WITHIN = 45.0
FOLLOWED_WITHIN = 5.0

# Opened at a page's own address, Streamlit's client looks for the server below that address
# first, and Chromium reports each of the two misses as an error.
PROBES = re.compile(r"/[\w-]+/_stcore/(health|host-config)$")

# True once the script has ended, what it sent is drawn, and all that for QUIET milliseconds.
SETTLED = """
([quiet]) => {
  const app = document.querySelector('[data-testid="stApp"]');
  const every = (outer, inner) => [...document.querySelectorAll(outer)]
    .every(element => !element.checkVisibility() || element.querySelector(inner));
  const done = app
    && app.dataset.testScriptState === 'notRunning'
    && app.dataset.testConnectionState === 'CONNECTED'
    && document.querySelector('[data-testid="stMain"] [data-testid="stElementContainer"]')
    && !document.querySelector('[data-testid="stMain"] [data-testid="stSkeleton"]')
    && every('[data-testid="stPlotlyChart"]', '.main-svg')
    && every('[data-testid="stVegaLiteChart"]', 'canvas, svg.marks')
    && every('[data-testid="stDataFrame"]', 'canvas')
    && document.fonts.status === 'loaded';
  if (!done) { window.quietSince = undefined; return false; }
  window.quietSince ??= performance.now();
  return performance.now() - window.quietSince >= quiet;
}
"""
# The ground of the page is darker than the words on it only where it is dark.
TURNED = """theme => {
  const style = getComputedStyle(document.querySelector('[data-testid="stApp"]'));
  const light = color => color.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + +part, 0);
  return (light(style.backgroundColor) < light(style.color)) === (theme === 'dark');
}"""
# Longer than a slider waits before it tells the server (about 200 ms), with time for a busy server
# to begin.
QUIET = 500


@dataclass(frozen=True)
class Server:
    """A running dashboard: where it is, which process, and what it printed."""

    url: str
    pid: int
    log: Path


@dataclass
class PageLog:
    """What a page did that it should not: outside requests, console errors, page errors."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def problems(self) -> list[str]:
        """Every problem as a line of text."""
        return [f"request to {url}" for url in self.outside] + self.errors

    def clear(self) -> None:
        """Forgets what was seen, where a test provoked it."""
        self.outside.clear()
        self.errors.clear()

    def watch(self, context: BrowserContext) -> None:
        """Records from now on what any page of this context asks for and complains of."""
        context.on("request", lambda request: self._request(request.url))
        context.on("console", lambda message: self._console(message))
        context.on("weberror", lambda error: self.errors.append(f"page error: {error.error}"))
        context.on("page", lambda page: page.on("websocket", lambda ws: self._request(ws.url)))

    def _request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob", "about"} and parts.hostname != HOST:
            self.outside.append(url)

    def _console(self, message: Any) -> None:
        where = message.location.get("url", "")
        if message.type == "error" and not PROBES.search(urlsplit(where).path):
            self.errors.append(f"console error: {message.text} ({where})")


def chromium_path() -> str:
    """The browser to drive: CHROMIUM, or the first of Debian's usual names."""
    named = os.environ.get("CHROMIUM")
    found = named or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        raise RuntimeError(f"no browser found: none of {', '.join(BROWSERS)}; `make browser`")
    return found


def launch(playwright: Playwright) -> Browser:
    """Starts the browser without a screen."""
    return playwright.chromium.launch(executable_path=chromium_path(), args=BROWSER_ARGS)


@contextmanager
def launched(playwright: Playwright) -> Iterator[BrowserContext]:
    """The browser with a window that keeps what it has read of scripts, as a reader's own does."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as kept:
        context = playwright.chromium.launch_persistent_context(
            kept,
            executable_path=chromium_path(),
            args=[*BROWSER_ARGS, SHORT_LIVED],
            **settings(),
        )
        yield context
        context.close()


def new_context(browser: Browser, **options: Any) -> BrowserContext:
    """A fresh browser window with these settings (see `settings`)."""
    return browser.new_context(**settings(**options))


def settings(
    *, size: tuple[int, int] = SIZES["wide"], theme: str = "light", **options: Any
) -> dict[str, Any]:
    """Those of a window: its size and its system's theme, without motion; others as they are."""
    width, height = size
    return {
        "viewport": {"width": width, "height": height},
        "color_scheme": theme,
        "reduced_motion": "reduce",
        "locale": "en-CA",
        "timezone_id": "UTC",
        **options,
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@contextmanager
def serving(
    env: Mapping[str, str] | None = None,
    *,
    script: Path = ROOT / "dashboard.py",
    base: str = "",
) -> Iterator[Server]:
    """Serves the dashboard on a free port of 127.0.0.1 for as long as the block runs."""
    port = free_port()
    url = f"http://{HOST}:{port}"
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += ["--server.address", HOST, "--server.port", str(port)]
    if base:
        command += ["--server.baseUrlPath", base]
        url += f"/{base}"
    command += ["--server.headless", "true", "--server.fileWatcherType", "none"]
    with _running(command, url, env, script.parent) as server:
        yield server


@contextmanager
def serving_by(
    processes: int, env: Mapping[str, str] | None = None, *, base: str = ""
) -> Iterator[Server]:
    """Serves the dashboard by several processes behind HAProxy, as `make serve` does."""
    port = free_port()
    command = [sys.executable, "deploy/serve.py", "--processes", str(processes)]
    command += ["--port", str(port), "--base", base]
    url = f"http://{HOST}:{port}" + (f"/{base}" if base else "")
    with _running(command, url, env, ROOT) as server:
        yield server


@contextmanager
def _running(
    command: list[str], url: str, env: Mapping[str, str] | None, folder: Path
) -> Iterator[Server]:
    inherited = {key: value for key, value in os.environ.items() if key != "DASHBOARD_DATA"}
    with tempfile.TemporaryDirectory() as place:
        log = Path(place) / "server.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                command,
                cwd=folder,
                # Readers are told only that something failed; who counts faults has to hear what.
                env={**inherited, "STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full", **(env or {})},
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        try:
            until = time.monotonic() + STARTED_WITHIN
            while not _healthy(url):
                if process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"the server did not start:\n{log.read_text()}")
                time.sleep(0.1)
            yield Server(url, process.pid, log)
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def address(server: Server | str, page: str = FRONT, **query: Any) -> str:
    """The address of a page with a query; the front page has the bare address."""
    base = server if isinstance(server, str) else server.url
    path = "" if page == FRONT else page
    return f"{base}/{path}" + (f"?{urlencode(query, doseq=True)}" if query else "")


def settle(page: Page, quiet: int = QUIET) -> None:
    """Waits until the script has ended and its charts and tables are drawn."""
    page.evaluate("window.quietSince = undefined")
    page.wait_for_function(SETTLED, arg=[quiet], polling=50, timeout=SETTLED_WITHIN * 1000)


def open_page(page: Page, server: Server | str, path: str = FRONT, **query: Any) -> Page:
    """Opens a page by its address, waits until it is drawn, and holds that it raised nothing."""
    page.goto(address(server, path, **query), wait_until="commit")
    settle(page)
    raised = page.get_by_test_id("stException").all_inner_texts()
    assert not raised, "\n\n".join(raised)
    return page


def sections(page: Page, key: str) -> Iterator[str]:
    """Opens every section of the page in view by its switch, and gives the name of each."""
    for choice in page.locator(f".st-key-{key}").get_by_role("radio").all():
        # A press on the section that is open would close it.
        if not choice.is_checked():
            choice.click()
            settle(page)
        yield choice.inner_text()


def resized(page: Page, size: tuple[int, int]) -> Page:
    """The same page after its window was made this large."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    settle(page)
    return page


def turned(page: Page, theme: Literal["light", "dark"]) -> Page:
    """The same page after the reader's system has turned light or dark."""
    page.emulate_media(color_scheme=theme)
    page.wait_for_function(TURNED, arg=theme)
    settle(page)
    return page


def click_at(page: Page, x: float, y: float) -> None:
    """Clicks as a hand does: charts answer a click only after they have seen the pointer come."""
    page.mouse.move(x - 3, y - 2)
    page.mouse.move(x, y)
    page.wait_for_timeout(150)
    page.mouse.click(x, y)
    settle(page)


def scrolls_sideways(page: Page) -> bool:
    """Whether any part of the page's own frame stays wider than the window.

    A picture follows the width of its place a moment after the place itself.
    """
    fits = """() => ['html', '[data-testid="stMain"]'].every(name => {
         const e = document.querySelector(name);
         return e.scrollWidth <= e.clientWidth + 1;
       })"""
    try:
        page.wait_for_function(fits, timeout=FOLLOWED_WITHIN * 1000)
    except TimeoutError:
        return True
    return False
