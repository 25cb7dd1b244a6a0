"""What does one script run of each page cost, with warm and with cold caches?

Warm: the same view again. Cold: a view that no session has asked for yet. Fragment: one fragment
of the page alone. The time is a client's, from the request to the end of the run, with nobody else
on the server; what the server's process computed meanwhile is told beside it, because it does not
depend on what else the machine does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from statistics import median

from app_pages.pages import FRONT
from app_pages.pages import NAMES as PAGES
from benchmarks.client import Run, Session
from benchmarks.serving import cpu_seconds, dashboard, peak_mb
from benchmarks.table import Figure

WARM_RUNS = 15
COLD_RUNS = 9
FRAGMENT_RUNS = 10
PAUSE = 0.2
WARM_MS, COLD_MS, PEAK_MB = 40.0, 250.0, 300.0


def _views() -> Iterator[dict[str, object]]:
    """Views that differ from all before: the record as it stood on one day after the other."""
    day = 0
    while True:
        day += 1
        yield {"as_of": f"2025-{1 + day // 28:02d}-{1 + day % 28:02d}"}


@dataclass
class Cost:
    """Runs of one kind, and the seconds that the server computed for each of them."""

    runs: list[Run]
    cpu: float

    def figures(self, name: str, limit_ms: float | None) -> list[Figure]:
        """The median time, the computing behind it, and the bytes."""
        return [
            Figure(f"{name}, median", 1000 * self.seconds, "ms", limit_ms),
            Figure(f"{name}: computing, mean", 1000 * self.cpu, "ms"),
            Figure(f"{name}: sent, median", median([r.bytes for r in self.runs]) / 1000, "kB"),
        ]

    @property
    def seconds(self) -> float:
        """The median time of a run."""
        return median([run.seconds for run in self.runs])


async def _cost(pid: int, number: int, ask: Callable[[], Awaitable[Run]]) -> Cost:
    before = cpu_seconds(pid)
    runs = []
    for _run in range(number):
        # A reader looks before asking again; the server is still tidying up after the last run.
        await asyncio.sleep(PAUSE)
        runs.append(await ask())
    cost = Cost(runs, (cpu_seconds(pid) - before) / number)
    failed = sum(run.exceptions for run in runs)
    if failed:
        raise RuntimeError(f"{failed} runs raised")
    return cost


async def _page(base: str, pid: int, page: str, views: Iterator[dict[str, object]]) -> list[Figure]:
    path = "" if page == FRONT else page
    async with Session(base) as session:
        first = await session.run(path)
        # Libraries that a page needs are imported when they are first used.
        await session.run(path, next(views))
        await session.run(path)
        warm = await _cost(pid, WARM_RUNS, lambda: session.run(path))
        cold = await _cost(pid, COLD_RUNS, lambda: session.run(path, next(views)))
        await session.run(path)
        found = [
            *warm.figures(f"{page}: warm run", WARM_MS),
            *cold.figures(f"{page}: cold run", COLD_MS),
        ]
        if first.fragments:
            heaviest = max(first.fragments, key=lambda name: first.fragments[name])
            alone = await _cost(pid, FRAGMENT_RUNS, lambda: session.run(path, fragment=heaviest))
            found += alone.figures(f"{page}: its heaviest fragment, warm", None)
    return found


def figures() -> list[Figure]:
    """Warm and cold run of every page, and the server's peak memory with one session."""
    found = []
    # One after the other for all pages, so that none finds the cuts of another.
    views = _views()
    with dashboard() as server:
        for page in PAGES:
            found += asyncio.run(_page(server.url, server.pid, page, views))
            if page == FRONT:
                name = "peak memory, one session on the front page"
                found.append(Figure(name, peak_mb(server.pid), "MB", PEAK_MB))
        name = "peak memory, after a session on every page"
        found.append(Figure(name, peak_mb(server.pid), "MB", PEAK_MB))
    return found
