"""How long does it take to load the shipped package?"""

from __future__ import annotations

import timeit
from statistics import median

from analysis.tables import dataset
from benchmarks.table import Figure

REPEATS = 15
LIMIT_SECONDS = 0.4


def figures() -> list[Figure]:
    """The median time to load the package, its files already in the system's cache."""
    times = timeit.repeat(dataset.load, "gc.enable()", number=1, repeat=REPEATS)
    return [Figure("load the package, warm files", median(times), "s", LIMIT_SECONDS)]
