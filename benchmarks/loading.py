"""How long does it take to load the shipped package?"""

from __future__ import annotations

import time

from analysis.tables import dataset
from benchmarks.table import Figure, median

REPEATS = 15
LIMIT_SECONDS = 0.4


def figures() -> list[Figure]:
    """The median time to load the package, its files already in the system's cache."""
    times = []
    for _run in range(REPEATS):
        started = time.perf_counter()
        dataset.load()
        times.append(time.perf_counter() - started)
    return [Figure("load the package, warm files", median(times), "s", LIMIT_SECONDS)]
