"""`python -m benchmarks.peers`: the dashboard beside the same pages in Dash and in Panel.

The three servers run at the same time and take turns, so that whatever else the machine does
falls on all of them alike; while one is asked, the others have nothing to do.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from contextlib import ExitStack
from datetime import date
from importlib.metadata import version
from statistics import median

from playwright.sync_api import sync_playwright

from analysis.tables.filters import involves
from benchmarks.peers import browser, content
from benchmarks.peers.browser import FRAMEWORKS, Running, Traffic
from benchmarks.serving import resident_mb
from benchmarks.table import percentile

INTERACTIONS = 30
LOADS = 8
INTERACTION_SHARE, LOAD_SHARE, PAINT_SHARE = 0.8, 1.2, 1.0
"""At most so much of what Dash takes."""

Times = dict[str, list[float]]


def actors(number: int) -> list[str]:
    """Names of the people with most events and contacts in the opening view, nobody twice.

    People, because a state takes part in every contact: to choose it changes no chart.
    """
    chosen = content.selection(content.opening())
    known = chosen.record.actors
    events, contacts, words = chosen.shown.events, chosen.shown.contacts, chosen.words
    rows = {
        actor: min(
            int(involves(events, frozenset({actor}), ("initiator", "target")).sum()),
            int(involves(contacts, frozenset({actor}), ("side_a", "side_b")).sum()),
        )
        for actor in known.loc[known["kind"] == "person", "actor_id"]
    }
    busiest = sorted(rows, key=lambda actor: -rows[actor])
    return [words.actor(actor) for actor in busiest if rows[actor]][:number]


def loads(servers: list[Running], name: str, rounds: int) -> tuple[Times, Times]:
    """Warm loads of a page, in turns: seconds to the last chart, and to the first content.

    The first two of each server fill the browser's caches.
    """
    times: Times = {server.framework.name: [] for server in servers}
    paints: Times = {server.framework.name: [] for server in servers}
    for turn in range(rounds + 2):
        for server in servers:
            seconds, painted = browser.warm_load(server, name)
            if turn >= 2:
                times[server.framework.name].append(seconds)
                paints[server.framework.name].append(painted)
    return times, paints


def interactions(servers: list[Running], name: str, names: list[str]) -> tuple[Times, Times]:
    """Filters by one actor after the other, in turns: milliseconds, and bytes both ways."""
    times: Times = {server.framework.name: [] for server in servers}
    size: Times = {server.framework.name: [] for server in servers}
    with ExitStack() as stack:
        pages, traffic = {}, {}
        for server in servers:
            framework = server.framework.name
            pages[framework] = server.context.new_page()
            stack.callback(pages[framework].close)
            browser.load(server, name, pages[framework])
            traffic[framework] = Traffic()
            traffic[framework].watch(pages[framework])
        for actor in names:
            for server in servers:
                framework = server.framework.name
                traffic[framework].sent = traffic[framework].received = 0
                times[framework].append(browser.choose_actor(server, pages[framework], actor))
                size[framework].append(traffic[framework].total)
                browser.clear_actor(server, pages[framework])
    return times, size


def _row(name: str, unit: str, values: dict[str, float], at_most: float | None = None) -> str:
    shares = {
        framework: value / values["Dash"] if values.get("Dash") else 1.0
        for framework, value in values.items()
    }
    cells = [
        f"{value:,.3g} {unit} ({shares[framework]:.2f})" for framework, value in values.items()
    ]
    return " | ".join([f"| {name}", *cells, f"{at_most:g} × Dash |" if at_most else "|"])


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--interactions", type=int, default=INTERACTIONS)
    parser.add_argument("--loads", type=int, default=LOADS)
    parser.add_argument("--pages", nargs="+", default=list(content.PAGES), choices=content.PAGES)
    options = parser.parse_args()
    names = actors(options.interactions)
    versions = {f.name: version(f.name.lower()) for f in FRAMEWORKS}
    print(f"{date.today()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print(
        " | ".join(
            [
                "| in brackets: share of Dash",
                *(f"{n} {v}" for n, v in versions.items()),
                "at most |",
            ]
        )
    )
    print("|---|" + "---:|" * len(FRAMEWORKS) + "---:|", flush=True)
    with sync_playwright() as playwright, ExitStack() as stack:
        servers, cold = [], {}
        for framework in FRAMEWORKS:
            servers.append(stack.enter_context(browser.running(playwright, framework)))
            cold[framework.name] = browser.cold_start(servers[-1])
        print(_row("cold start of server and browser, to the last chart", "s", cold), flush=True)
        for name in options.pages:
            for found, what, share in zip(
                loads(servers, name, options.loads),
                ("the last chart", "the first contentful paint"),
                (LOAD_SHARE, PAINT_SHARE),
                strict=True,
            ):
                medians = {framework: median(values) for framework, values in found.items()}
                print(_row(f"{name}: warm load to {what}, median", "s", medians, share))
            sys.stdout.flush()
        for name in options.pages:
            for visit, asked in (
                ("actor filter", names),
                ("actors asked for before", names[: len(names) // 3]),
            ):
                times, size = interactions(servers, name, asked)
                what = f"{name}: {visit} to the last chart redrawn"
                medians = {framework: median(values) for framework, values in times.items()}
                slow = {framework: percentile(values, 0.95) for framework, values in times.items()}
                kilobytes = {framework: median(values) / 1000 for framework, values in size.items()}
                print(_row(f"{what}, median of {len(asked)}", "ms", medians, INTERACTION_SHARE))
                print(_row(f"{what}, 95th percentile", "ms", slow))
                print(_row(f"{name}: {visit}, bytes both ways, median", "kB", kilobytes))
                sys.stdout.flush()
        memory = {server.framework.name: resident_mb(server.process.pid) for server in servers}
        print(_row("resident memory of the server afterwards", "MB", memory))


if __name__ == "__main__":
    main()
