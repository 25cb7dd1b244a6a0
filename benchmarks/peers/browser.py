"""One script that drives the same two pages in each framework and takes the times."""

from __future__ import annotations

import base64
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright

from tests.browser.driver import BROWSER_ARGS, ROOT, SIZES, chromium_path, free_port

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
QUIET_MS = 500
WITHIN_MS = 45_000
CHARTS = {"overview": 2, "contacts": 1}


@dataclass(frozen=True)
class Framework:
    """How one framework is started, and how its filter by actor is worked."""

    name: str
    command: tuple[str, ...]
    paths: dict[str, str]
    box: str
    """The field of the filter by actor, into which a name is typed."""

    option: str
    """The options that the typing leaves over; the first is pressed."""

    clear: str
    """What removes the chosen actor."""

    close: int = 1
    """How often Escape is to be pressed until nothing is open any more."""

    open: str = ""
    """What has to be pressed before the field is there, if anything."""


STREAMLIT = Framework(
    "Streamlit",
    (
        *("-m", "streamlit", "run", str(ROOT / "dashboard.py"), "--server.headless", "true"),
        *("--server.address", "127.0.0.1", "--server.fileWatcherType", "none", "--server.port"),
    ),
    {"overview": "/", "contacts": "/contacts"},
    box=".st-key-actors input",
    option="[role=option]",
    # The last of what is set, as the row above the page says it: the years come first.
    clear="[class*=st-key-chip-] button:visible >> nth=-1",
    # The list of options, and the box that holds the field.
    close=2,
    open=".st-key-filter-actors button",
)
DASH = Framework(
    "Dash",
    ("-m", "benchmarks.peers.dash_app"),
    {"overview": "/", "contacts": "/contacts"},
    box=".dash-dropdown-search",
    option=".dash-dropdown-option",
    clear=".dash-dropdown-clear >> nth=0",
    open="[id$=-actors]",
)
PANEL = Framework(
    "Panel",
    ("-m", "benchmarks.peers.panel_app"),
    {"overview": "/overview", "contacts": "/contacts"},
    box=".choices__input--cloned >> nth=0",
    option=".choices__item--choice.choices__item--selectable",
    clear=".choices__button >> nth=0",
    open=".choices__inner",
)
FRAMEWORKS = (STREAMLIT, DASH, PANEL)


@dataclass
class Traffic:
    """Bytes that a page sent and received, as the browser's own protocol tells them."""

    sent: int = 0
    received: int = 0

    def watch(self, page: Page) -> None:
        """Count from now on."""
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.webSocketFrameSent", lambda e: self._sent(_frame(e["response"])))
        session.on("Network.webSocketFrameReceived", lambda e: self._got(_frame(e["response"])))
        session.on("Network.dataReceived", lambda e: self._got(e["dataLength"]))
        session.on(
            "Network.requestWillBeSent",
            lambda e: self._sent(len(e["request"].get("postData", "").encode())),
        )

    def _sent(self, size: int) -> None:
        self.sent += size

    def _got(self, size: int) -> None:
        self.received += size

    @property
    def total(self) -> int:
        """Both ways."""
        return self.sent + self.received


def _frame(frame: dict[str, Any]) -> int:
    text = frame["payloadData"]
    return len(text.encode()) if frame["opcode"] == 1 else len(base64.b64decode(text))


@dataclass
class Running:
    """A server of a framework, and the profile of a reader's browser."""

    framework: Framework
    port: int
    process: subprocess.Popen[bytes]
    started: float
    context: BrowserContext
    pages: dict[str, Page] = field(default_factory=dict)

    def url(self, page: str) -> str:
        """Where a page is."""
        return f"http://127.0.0.1:{self.port}{self.framework.paths[page]}"


@contextmanager
def running(playwright: Playwright, framework: Framework) -> Iterator[Running]:
    """The framework's server on a free port, and a browser with a profile of its own."""
    port = free_port()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        width, height = SIZES["wide"]
        context = playwright.chromium.launch_persistent_context(
            folder,
            executable_path=chromium_path(),
            args=BROWSER_ARGS,
            viewport={"width": width, "height": height},
        )
        stack.callback(context.close)
        context.add_init_script(PROBE)
        started = time.time()
        process = subprocess.Popen(
            [sys.executable, *framework.command, str(port)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        stack.callback(process.wait)
        stack.callback(process.terminate)
        yield Running(framework, port, process, started, context)


def wait_for_port(server: Running) -> None:
    """Until the server takes connections."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if server.process.poll() is not None:
            raise RuntimeError(f"{server.framework.name} did not start")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", server.port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"{server.framework.name} did not start")


def load(server: Running, name: str, page: Page) -> float:
    """Open a page; seconds from the start of the navigation to its last chart."""
    page.goto(server.url(name), wait_until="commit")
    page.wait_for_function(
        "([n, quiet]) => probe.loaded(n, quiet)", arg=[CHARTS[name], QUIET_MS], timeout=WITHIN_MS
    )
    return float(page.evaluate("probe.last()")) / 1000


def cold_start(server: Running) -> float:
    """Seconds from the start of the server to the first page's last chart, nothing cached."""
    wait_for_port(server)
    page = server.context.new_page()
    load(server, "overview", page)
    drawn = float(page.evaluate("probe.origin() + probe.last()")) / 1000
    page.close()
    return drawn - server.started


def warm_load(server: Running, name: str) -> tuple[float, float]:
    """Seconds to load a page whose files the browser has met before, and to its first content."""
    page = server.context.new_page()
    seconds = load(server, name, page)
    first = float(page.evaluate("probe.painted()")) / 1000
    page.close()
    return seconds, first


def choose_actor(server: Running, page: Page, name: str) -> float:
    """Choose an actor by name; milliseconds from the press to the last chart redrawn."""
    shape = server.framework
    if shape.open:
        page.locator(shape.open).first.click()
    page.locator(shape.box).fill(name)
    option = page.locator(shape.option).filter(has_text=name).first
    option.wait_for()
    option.click()
    elapsed = _redrawn(page)
    for _box in range(shape.close):
        page.keyboard.press("Escape")
    return elapsed


def clear_actor(server: Running, page: Page) -> float:
    """Remove the chosen actor; milliseconds from the press to the last chart redrawn."""
    page.locator(server.framework.clear).click()
    elapsed = _redrawn(page)
    page.keyboard.press("Escape")
    return elapsed


def _redrawn(page: Page) -> float:
    page.wait_for_function("quiet => probe.redrawn(quiet)", arg=QUIET_MS, timeout=WITHIN_MS)
    return float(page.evaluate("probe.last() - probe.pressed"))
