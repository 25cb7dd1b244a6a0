"""How does the cost grow with the record: the event table copied many times over?

Each copy has new ids and its dates moved at random within the coverage, so that nothing is
aggregated away by chance.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import timeit
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd

from analysis import check
from analysis.contacts import often
from analysis.tables import dataset, filters
from analysis.tables.dates import month_ends
from analysis.tables.filters import Filters
from analysis.temperature import line
from benchmarks.client import Session
from benchmarks.serving import dashboard
from benchmarks.table import Figure

TIMES = (1, 10, 100, 1000)
REPEATS = 5
PAUSE = 0.2
PAGE_SHARE, PAGE_SECONDS = 3.0, 1.5


def multiplied(folder: Path, times: int) -> Path:
    """A copy of the shipped package in `folder` whose events are there `times` times over."""
    shutil.copytree(dataset.FOLDER, folder, dirs_exist_ok=True)
    events = pd.read_csv(folder / "events.csv", dtype=str, keep_default_na=False)
    draw = np.random.default_rng(0)
    span = (pd.Timestamp("2026-06-01") - pd.Timestamp("1970-01-01")).days
    copies = [events]
    for number in range(1, times):
        moved = pd.Timestamp("1970-01-01") + pd.to_timedelta(
            draw.integers(0, span, len(events)), unit="D"
        )
        copies.append(
            events.assign(
                event_id=events["event_id"].str[:80] + f"-{number}",
                date=moved.strftime("%Y-%m-%d"),
                end_date="",
                date_precision="day",
                responds_to="",
            )
        )
    # In order of date, as the shipped table is.
    grown = pd.concat(copies).sort_values("date", kind="stable")
    grown.to_csv(folder / "events.csv", index=False, lineterminator="\n")
    return folder


def _seconds(work: Callable[[], object], repeats: int) -> float:
    return median(timeit.repeat(work, "gc.enable()", number=1, repeat=repeats))


@dataclass(frozen=True)
class Page:
    """The overview with a record of one size: seconds of a warm and of a cold run, and bytes."""

    warm: float
    cold: float
    bytes: float


async def _page(base: str) -> Page:
    async with Session(base) as session:
        await session.run("")
        warm, cold = [], []
        for day in range(1, REPEATS + 1):
            await asyncio.sleep(PAUSE)
            cold.append(await session.run("", {"as_of": f"2025-03-{day:02d}"}))
            await asyncio.sleep(PAUSE)
            warm.append(await session.run("", {"as_of": f"2025-03-{day:02d}"}))
    if any(run.exceptions for run in [*warm, *cold]):
        raise RuntimeError("the page raised")
    return Page(
        median([run.seconds for run in warm]),
        median([run.seconds for run in cold]),
        median([run.bytes for run in cold]),
    )


def figures(sizes: tuple[int, ...] = TIMES) -> list[Figure]:
    """Load, check, filter, temperature, heatmap and page run for each size of the record."""
    found = []
    first: Page | None = None
    for times in sizes:
        repeats = REPEATS if times < max(TIMES) else 1
        with tempfile.TemporaryDirectory() as temporary:
            folder = multiplied(Path(temporary) / "data", times)
            tables = dataset.load(folder)
            at = month_ends(tables.events["date"].min(), tables.end)
            name = f"events ×{times:,}"
            work: dict[str, Callable[[], object]] = {
                "load": lambda folder=folder: dataset.load(folder),
                "filter by an actor": lambda tables=tables: filters.apply(
                    tables, Filters(years=(2015, 2026), actors=("wang-yi",))
                ),
                "temperature by month": lambda tables=tables, at=at: line.line(tables.events, at),
                "heatmap counts": lambda tables=tables: often.counts(tables.contacts),
            }
            found += [
                Figure(f"{name}: {what}", _seconds(task, repeats), "s")
                for what, task in work.items()
            ]
            found.append(
                Figure(f"{name}: check", _seconds(lambda f=folder: check.problems(f), 1), "s")
            )
            with dashboard({"DASHBOARD_DATA": str(folder)}) as server:
                page = asyncio.run(_page(server.url))
            first = first or page
            at_most = {
                "warm run": PAGE_SHARE * first.warm,
                "cold run": PAGE_SHARE * first.cold,
            }
            if times >= max(TIMES):
                at_most = dict.fromkeys(at_most, PAGE_SECONDS)
            found += [
                Figure(f"{name}: overview, warm run", page.warm, "s", at_most["warm run"]),
                Figure(f"{name}: overview, cold run", page.cold, "s", at_most["cold run"]),
                Figure(f"{name}: overview, sent", page.bytes / 1000, "kB"),
            ]
    return found
