"""Does the server bear a long day, and does it come back from what may befall it?

Thirty readers at a time choose at random, some of them uploading a package, and leave after a few
choices until 300 have come and gone: five minutes at least. As many follow. Then no file can be
written, the folder that is shown is broken and mended, and the server is killed and started again.
Everything is bounded, on this machine's loopback address.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import shutil
import tempfile
import time
from pathlib import Path

import psutil

from analysis.files import export
from analysis.tables import dataset
from app_pages import pages
from benchmarks.client import Run, Session
from benchmarks.load import choice
from benchmarks.serving import dashboard, resident_mb
from benchmarks.table import HEAD, Figure, percentile, rows
from tests.browser.driver import Server

SESSIONS, AT_ONCE = 300, 30
PAUSE = (1.0, 3.0)
CHOICES = (2, 5)
UPLOADING = 0.1
"""Share of the sessions that upload a package too."""

SETTLE_SECONDS = 150.0
"""Streamlit keeps a closed session for two minutes in case its reader comes back."""

LETTING_GO_SECONDS = 10.0
MEMORY_SHARE = 1.10


def figures() -> list[Figure]:
    """Errors and memory over the soak, and what the server shows after each fault."""
    return [*soaked(), *faults()]


def soaked(sessions: int = SESSIONS, settle: float = SETTLE_SECONDS) -> list[Figure]:
    """Readers that come and go, and as many again; memory is read while nobody is there.

    What the first of them need at a time, and the bounded caches, stay with the server for good. A
    leak would show after the second.
    """
    with dashboard() as server:
        asyncio.run(_every_page(server.url))
        before = _memory(server, settle)
        runs = asyncio.run(_crowd(server.url, sessions, seed=1))
        once = _memory(server, settle)
        runs += asyncio.run(_crowd(server.url, sessions, seed=2))
        twice = _memory(server, settle)
    times = [run.seconds for run in runs]
    return [
        Figure(f"soak: twice {sessions} sessions, runs", len(runs), ""),
        Figure("soak: errors", sum(run.exceptions for run in runs), ""),
        Figure("soak: run, median", percentile(times, 0.5), "s"),
        Figure("soak: run, 95th percentile", percentile(times, 0.95), "s"),
        Figure("soak: memory once every page was opened", before, "MB"),
        Figure("soak: memory after the first, share of that", once / before, ""),
        Figure("soak: memory after the second, share of that", twice / once, "", MEMORY_SHARE),
    ]


def _memory(server: Server, settle: float) -> float:
    """What the server holds once the last readers are forgotten, in MB."""
    time.sleep(settle)
    # Sessions that have run out are let go when the next one connects; it takes a moment.
    asyncio.run(_errors(server.url))
    time.sleep(LETTING_GO_SECONDS)
    return resident_mb(server.pid)


async def _crowd(base: str, sessions: int, seed: int) -> list[Run]:
    """So many sessions, at most AT_ONCE at a time."""
    actors = dataset.load().actors["actor_id"].tolist()
    package = export.archive(export.package(dataset.load()))
    places = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> list[Run]:
        async with places:
            return await _reader(base, random.Random(seed * 10_000 + number), actors, package)

    return [run for runs in await asyncio.gather(*map(one, range(sessions))) for run in runs]


async def _every_page(base: str) -> None:
    async with Session(base) as session:
        for name in pages.NAMES:
            await session.run("" if name == pages.FRONT else name)


async def _reader(base: str, draw: random.Random, actors: list[str], package: bytes) -> list[Run]:
    path = "" if (name := draw.choice(pages.NAMES)) == pages.FRONT else name
    async with Session(base) as session:
        runs = [await session.run(path)]
        if draw.random() < UPLOADING:
            await session.run("your_data")
            await asyncio.to_thread(session.upload, "package.zip", package)
            runs += [await session.run("your_data")]
            runs += [await session.run("your_data", press="yours-show")]
        for _turn in range(draw.randint(*CHOICES)):
            await asyncio.sleep(draw.uniform(*PAUSE))
            runs.append(await session.run(path, choice(draw, actors)))
        return runs


def faults() -> list[Figure]:
    """Errors that readers meet when the server is killed, and when the folder breaks and heals."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "tables"
        shutil.copytree(dataset.FOLDER, folder)
        events = folder / "events.csv"
        text = events.read_text(encoding="utf-8")
        with dashboard({"DASHBOARD_DATA": str(folder)}) as server:
            good = asyncio.run(_errors(server.url))
            process = psutil.Process(server.pid)
            process.rlimit(psutil.RLIMIT_FSIZE, (0, psutil.RLIM_INFINITY))
            full = asyncio.run(_errors(server.url))
            process.rlimit(psutil.RLIMIT_FSIZE, (psutil.RLIM_INFINITY, psutil.RLIM_INFINITY))
            events.write_text(text[: len(text) // 2], encoding="utf-8")
            broken = asyncio.run(_errors(server.url))
            events.write_text(text, encoding="utf-8")
            mended = asyncio.run(_errors(server.url))
            process.kill()
        started = time.monotonic()
        with dashboard({"DASHBOARD_DATA": str(folder)}) as server:
            again = asyncio.run(_errors(server.url))
            seconds = time.monotonic() - started
    return [
        Figure("faults: errors before", good, ""),
        Figure("faults: errors while no file can be written (a full disk)", full, ""),
        Figure("faults: errors while the folder is broken", broken, ""),
        Figure("faults: errors once it is mended", mended, ""),
        Figure("faults: errors after a kill and a restart", again, ""),
        Figure("faults: start to the first page served", seconds, "s"),
    ]


async def _errors(base: str) -> int:
    async with Session(base) as session:
        return sum([(await session.run(name)).exceptions for name in ("", "events", "trade")])


def main() -> None:
    """The soak with as many sessions as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    parser.add_argument("--settle", type=float, default=SETTLE_SECONDS, help="seconds of rest")
    asked = parser.parse_args()
    print(HEAD)
    print(rows(soaked(asked.sessions, asked.settle)), flush=True)
    print(rows(faults()))


if __name__ == "__main__":
    main()
