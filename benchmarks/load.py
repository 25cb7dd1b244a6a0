"""How does the server bear many readers at once?

Each session chooses filters at random with pauses of 1 to 3 seconds for a minute, all on this
machine's loopback address; sessions, time and requests are bounded.
"""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass

from analysis.tables import dataset
from benchmarks.client import Run, Session
from benchmarks.serving import dashboard, resident_mb
from benchmarks.table import Figure, percentile

SESSIONS = (1, 10, 50, 100)
SECONDS = 60.0
PAUSE = (1.0, 3.0)
PATHS = ("", "contacts")
P95_SECONDS, MB_PER_SESSION, LEFT_SHARE = 2.0, 6.0, 1.10
FIRST_VIEWS = 60
"""One reader's, before memory is read for the first time: they fill the bounded caches, which are
there for good."""

SETTLE_SECONDS = 150.0
"""Streamlit keeps a closed session for two minutes in case its reader comes back."""


@dataclass
class Outcome:
    """What a number of sessions met with."""

    runs: list[Run]
    before_mb: float
    during_mb: float
    after_mb: float


def choice(draw: random.Random, actors: list[str]) -> dict[str, object]:
    first = draw.randint(1968, 2024)
    return {
        "years": [first, draw.randint(first, 2026)],
        "actors": draw.sample(actors, draw.randint(0, 2)),
    }


async def _reader(base: str, seed: int, actors: list[str], until: float) -> list[Run]:
    draw = random.Random(seed)
    runs = []
    async with Session(base) as session:
        path = draw.choice(PATHS)
        runs.append(await session.run(path))
        while time.monotonic() < until:
            await asyncio.sleep(draw.uniform(*PAUSE))
            runs.append(await session.run(path, choice(draw, actors)))
    return runs


async def _fill_caches(base: str, actors: list[str]) -> None:
    draw = random.Random(-1)
    async with Session(base) as session:
        for path in PATHS:
            await session.run(path)
            for _view in range(FIRST_VIEWS // len(PATHS)):
                await session.run(path, choice(draw, actors))


async def _readers(base: str, number: int, actors: list[str], seconds: float) -> list[Run]:
    until = time.monotonic() + seconds
    readers = [_reader(base, seed, actors, until) for seed in range(number)]
    return [run for runs in await asyncio.gather(*readers) for run in runs]


def measure(number: int, seconds: float = SECONDS) -> Outcome:
    """Open this many sessions for a while, then wait until the server has let go of them."""
    actors = dataset.load().actors["actor_id"].tolist()
    with dashboard() as server:
        asyncio.run(_fill_caches(server.url, actors))
        before = resident_mb(server.pid)
        runs = asyncio.run(_readers(server.url, number, actors, seconds))
        during = resident_mb(server.pid)
        time.sleep(SETTLE_SECONDS)
        return Outcome(runs, before, during, resident_mb(server.pid))


def figures(sessions: tuple[int, ...] = SESSIONS, seconds: float = SECONDS) -> list[Figure]:
    """Time to the end of a run, errors and memory for each number of sessions."""
    found = []
    for number in sessions:
        seen = measure(number, seconds)
        times = [run.seconds for run in seen.runs]
        each = (seen.during_mb - seen.before_mb) / max(number - 1, 1)
        name = f"{number} sessions"
        found += [
            Figure(f"{name}: run, median", percentile(times, 0.5), "s"),
            Figure(f"{name}: run, 95th percentile", percentile(times, 0.95), "s", P95_SECONDS),
            Figure(f"{name}: errors", sum(run.exceptions for run in seen.runs), ""),
            Figure(f"{name}: memory a session", each, "MB", MB_PER_SESSION),
            Figure(
                f"{name}: memory after, share of before (caches full)",
                seen.after_mb / seen.before_mb,
                "",
                LEFT_SHARE,
            ),
        ]
    return found
