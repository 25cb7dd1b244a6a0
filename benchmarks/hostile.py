"""How much longer do other readers wait while somebody has large files checked?

Two readers upload, one after the other, packages as large as the check admits; meanwhile another
asks for views that nobody asked for before.
"""

from __future__ import annotations

import asyncio
import random
import time
from functools import cache
from statistics import median

from analysis.tables import dataset
from benchmarks.client import Session
from benchmarks.load import choice
from benchmarks.serving import dashboard
from benchmarks.table import Figure

VIEWS = 20
ROWS = 80_000
UPLOADERS = 2
SHARE = 1.5


def figures(views: int = VIEWS) -> list[Figure]:
    """The run of another reader alone, beside hostile checks, and its share."""
    with dashboard() as server:
        alone, beside, checks = asyncio.run(_measured(server.url, views))
    return [
        Figure("hostile check: another reader's run, alone", median(alone), "s"),
        Figure("hostile check: the same beside checks", median(beside), "s"),
        Figure("hostile check: share of alone", median(beside) / median(alone), "", SHARE),
        Figure("hostile check: checks begun", checks, ""),
    ]


async def _measured(base: str, views: int) -> tuple[list[float], list[float], int]:
    async with Session(base) as reader:
        draw = random.Random(0)
        actors = dataset.load().actors["actor_id"].tolist()
        await _times(reader, draw, actors, views)
        alone = await _times(reader, draw, actors, views)
        begun: list[float] = []
        _rows()
        uploads = [
            asyncio.create_task(_uploads(base, number, begun)) for number in range(UPLOADERS)
        ]
        while len(begun) < UPLOADERS:
            await asyncio.sleep(0.1)
        beside = await _times(reader, draw, actors, views)
        for task in uploads:
            task.cancel()
        await asyncio.gather(*uploads, return_exceptions=True)
    return alone, beside, len(begun)


async def _times(
    reader: Session, draw: random.Random, actors: list[str], views: int
) -> list[float]:
    return [(await reader.run("contacts", choice(draw, actors))).seconds for _ in range(views)]


async def _uploads(base: str, number: int, begun: list[float]) -> None:
    """One reader who has ever other files checked."""
    async with Session(base) as session:
        await session.run("your_data")
        while True:
            await asyncio.to_thread(session.upload, "places.csv", _large(number, len(begun)))
            begun.append(time.monotonic())
            await session.run("your_data")


def _large(number: int, turn: int) -> bytes:
    """A sound table of about as many rows as an upload may have, another one each time."""
    return _rows() + f"place {number} {turn},TUR,,,1,2\n".encode()


@cache
def _rows() -> bytes:
    held = (dataset.FOLDER / "places.csv").read_bytes()
    rows = (f"place {number},TUR,,,1,2\n" for number in range(ROWS))
    return held + "".join(rows).encode()
