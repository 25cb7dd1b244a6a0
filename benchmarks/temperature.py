"""What the temperature costs: median times on the shipped tables.

python -m benchmarks.temperature
"""

from __future__ import annotations

import argparse
import sys
import timeit
from collections.abc import Callable, Sequence
from statistics import median

from analysis.tables import dataset
from analysis.tables.dates import month_ends
from analysis.temperature import line as temperature
from analysis.temperature.accumulated import STEP, accumulated, sums_at
from analysis.temperature.certainty.breaks import breaks
from analysis.temperature.certainty.comparison import correlations, pairs
from analysis.temperature.certainty.differences import band
from analysis.temperature.certainty.record import resamples
from analysis.temperature.certainty.sensitivity import sensitivity
from analysis.temperature.certainty.state import Drift, fit, state
from analysis.temperature.measures import MEASURES, Doubt, each_way


def timed(work: Callable[[], object], repeats: int) -> float:
    """The median time of this work in milliseconds, after one run to warm up."""
    work()
    return 1000 * median(timeit.repeat(work, "gc.enable()", number=1, repeat=repeats))


def family(data: dataset.Dataset) -> dict[str, Callable[[], object]]:
    """Every measure by name, monthly since the first event (the record band apart)."""
    events, pair = data.events, data.pair
    at = month_ends(events["date"].min(), data.end)
    line = temperature.line(events, at)
    series = data.series[data.series["series_id"].isin(pair.comparisons)]
    return {
        "line": lambda: temperature.line(events, at),
        "breakdown": lambda: temperature.breakdown(events, data.end),
        "change": lambda: temperature.change(events, at[-13], data.end),
        "each way": lambda: each_way(MEASURES["temperature"], events, at, pair, 180, STEP, Doubt()),
        "support": lambda: temperature.support(events, at),
        "accumulated": lambda: accumulated(events, at, STEP),
        "monthly sums": lambda: sums_at(events, at),
        "fit": lambda: fit(events),
        "state": lambda: state(events, at, Drift()),
        "breaks": lambda: breaks(events[events["date"].dt.year >= 2016]),
        "sensitivity": lambda: sensitivity(events, at, data.sources),
        "compare": lambda: correlations(pairs(line, data.observations, series)),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints medians of each measure, their sum and the bootstrap."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=15)
    options = parser.parse_args(arguments)
    data = dataset.load()
    at = month_ends(data.events["date"].min(), data.end)
    total = 0.0
    for name, work in family(data).items():
        spent = timed(work, options.repeats)
        total += spent
        print(f"{name:28} {spent:8.1f} ms")
    print(f"{'together':28} {total:8.1f} ms")
    spent = timed(lambda: band(resamples(data.events), at), options.repeats)
    print(f"{'record band, 2,000 draws':28} {spent:8.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
