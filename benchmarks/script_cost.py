"""What does one script run of each page cost, with warm and with cold caches?

Warm: the same view again. Cold: a view that no session has asked for yet. The time is a client's,
from the request to the end of the run, with nobody else on the server.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from app_pages.shared.state import FOLDER_VARIABLE  # noqa: F401 (the app's packages must import)
from benchmarks.client import Session
from benchmarks.serving import dashboard, peak_mb
from benchmarks.table import Figure, median
from tests.browser.driver import FRONT, PAGES

WARM_RUNS = 15
COLD_RUNS = 8
WARM_MS, COLD_MS, PEAK_MB = 60.0, 250.0, 300.0


def _views() -> Iterator[dict[str, object]]:
    """Views that differ from all before: another year ends the window each time."""
    day = 0
    while True:
        day += 1
        yield {"as_of": f"2025-{1 + day // 28:02d}-{1 + day % 28:02d}"}


async def _page(base: str, page: str) -> tuple[list[float], list[float], int]:
    path = "" if page == FRONT else page
    async with Session(base) as session:
        await session.run(path)
        warm = [await session.run(path) for _run in range(WARM_RUNS)]
        views = _views()
        cold = [await session.run(path, next(views)) for _run in range(COLD_RUNS)]
    failed = sum(run.exceptions for run in [*warm, *cold])
    if failed:
        raise RuntimeError(f"{page}: {failed} runs raised")
    return (
        [r.seconds for r in warm],
        [r.seconds for r in cold],
        int(median([r.bytes for r in cold])),
    )


def figures() -> list[Figure]:
    """Warm and cold run of every page, bytes of a cold run, and the server's peak memory."""
    found = []
    with dashboard() as server:
        for page in PAGES:
            warm, cold, size = asyncio.run(_page(server.url, page))
            found += [
                Figure(f"{page}: warm run, median", 1000 * median(warm), "ms", WARM_MS),
                Figure(f"{page}: cold run, median", 1000 * median(cold), "ms", COLD_MS),
                Figure(f"{page}: bytes of a cold run", size / 1000, "kB"),
            ]
        found.append(Figure("peak memory, one session", peak_mb(server.pid), "MB", PEAK_MB))
    return found
