"""How does the server bear many readers at once?

Each reader chooses filters with pauses of 1 to 3 seconds, on this machine's loopback address;
sessions, time and requests are bounded. Two mixes: *mixed*, in which 60 % of the choices are among
200 common views and the others are a view that hardly anybody asked for before; and *all fresh*,
the hardest. Half a minute of the same goes before, in which no time is taken.

`python -m benchmarks.load --sessions 100 --processes 2 --mix mixed` takes one case by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time
from dataclasses import dataclass

from analysis.tables import dataset
from benchmarks.client import Run, Session
from benchmarks.serving import cpu_seconds, dashboard, resident_mb
from benchmarks.table import HEAD, Figure, percentile, rows

SESSIONS, PROCESSES = (1, 10, 50, 100), (1, 2)
SECONDS, BEFORE = 60.0, 30.0
PAUSE = (1.0, 3.0)
PATHS = ("", "contacts")
COMMON = 200
MIXES = {"mixed": 0.6, "all fresh": 0.0}
"""Share of the choices that are among the common views, by the name of the mix."""

P95_SECONDS = 2.0

Choice = dict[str, object]


@dataclass
class Outcome:
    """What a number of sessions met with, and what the server computed and held meanwhile."""

    runs: list[Run]
    cpu: float
    before_mb: float
    during_mb: float


def choice(draw: random.Random, actors: list[str]) -> Choice:
    """One of 58 × 59 / 2 spans of years, with up to two of some 400 actors."""
    first = draw.randint(1968, 2024)
    return {
        "years": [first, draw.randint(first, 2026)],
        "actors": draw.sample(actors, draw.randint(0, 2)),
    }


class Crowd:
    """So many readers, whose choices are mixed in one way."""

    def __init__(self, number: int, mix: str) -> None:
        self.number, self._share = number, MIXES[mix]
        self._actors = dataset.load().actors["actor_id"].tolist()
        draw = random.Random("common")
        self._common = [choice(draw, self._actors) for _view in range(COMMON)]

    def read(self, base: str, seconds: float, seed: str) -> list[Run]:
        """Let them all read for so long; `seed` decides what they choose."""
        return asyncio.run(self._read(base, time.monotonic() + seconds, seed))

    async def _read(self, base: str, until: float, seed: str) -> list[Run]:
        readers = [self._reader(base, until, f"{seed} {each}") for each in range(self.number)]
        return [run for runs in await asyncio.gather(*readers) for run in runs]

    async def _reader(self, base: str, until: float, seed: str) -> list[Run]:
        draw = random.Random(seed)
        path, runs = draw.choice(PATHS), []
        async with Session(base) as session:
            # They do not all come in the same moment.
            await asyncio.sleep(draw.uniform(0, PAUSE[1]))
            runs.append(await session.run(path))
            while time.monotonic() < until:
                await asyncio.sleep(draw.uniform(*PAUSE))
                known = draw.random() < self._share
                asked = draw.choice(self._common) if known else choice(draw, self._actors)
                runs.append(await session.run(path, asked))
        return runs


def measure(sessions: int, processes: int, mix: str, seconds: float, before: float) -> Outcome:
    """Open this many sessions for a while."""
    crowd = Crowd(sessions, mix)
    with dashboard(processes=processes) as server:
        empty = resident_mb(server.pid)
        crowd.read(server.url, before, "before")
        computed = cpu_seconds(server.pid)
        runs = crowd.read(server.url, seconds, "counted")
        computed = cpu_seconds(server.pid) - computed
        return Outcome(runs, computed / len(runs), empty, resident_mb(server.pid))


def figures(
    sessions: tuple[int, ...] = SESSIONS,
    processes: tuple[int, ...] = PROCESSES,
    mixes: tuple[str, ...] = tuple(MIXES),
    seconds: float = SECONDS,
    before: float = BEFORE,
) -> list[Figure]:
    """Time to the end of a run, errors, computing and memory for each case."""
    found = []
    for number, servers, mix in ((n, p, m) for p in processes for m in mixes for n in sessions):
        seen = measure(number, servers, mix, seconds, before)
        times = [run.seconds for run in seen.runs]
        name = f"{number} sessions, {servers} processes, {mix}"
        found += [
            Figure(f"{name}: run, median", percentile(times, 0.5), "s"),
            Figure(f"{name}: run, 95th percentile", percentile(times, 0.95), "s", P95_SECONDS),
            Figure(f"{name}: runs a second", len(times) / seconds, ""),
            Figure(f"{name}: computing a run", 1000 * seen.cpu, "ms"),
            Figure(f"{name}: errors", sum(run.exceptions for run in seen.runs), ""),
            Figure(f"{name}: memory, empty", seen.before_mb, "MB"),
            Figure(f"{name}: memory, at the end", seen.during_mb, "MB"),
        ]
    return found


def main() -> None:
    """The cases that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--sessions", type=int, nargs="+", default=SESSIONS)
    parser.add_argument("--processes", type=int, nargs="+", default=PROCESSES)
    parser.add_argument("--mix", nargs="+", choices=MIXES, default=tuple(MIXES))
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--before", type=float, default=BEFORE, help="in which no time is taken")
    asked = parser.parse_args()
    print(HEAD)
    print(rows(figures(asked.sessions, asked.processes, asked.mix, asked.seconds, asked.before)))


if __name__ == "__main__":
    main()
