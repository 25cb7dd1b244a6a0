"""What the temperature costs: median times on the shipped tables, and memory on large ones.

python -m benchmarks.temperature
"""

from __future__ import annotations

import argparse
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter

import numpy as np
import pandas as pd

from analysis.tables import dataset
from analysis.tables.dates import month_ends
from analysis.temperature import line as temperature
from analysis.temperature.accumulated import accumulated, monthly_sum
from analysis.temperature.band import band
from analysis.temperature.regimes import regimes
from analysis.temperature.sensitivity import compare, sensitivity

MANY = 100_000


def timed(work: Callable[[], object], repeats: int) -> float:
    """The median time of this work in milliseconds, after one run to warm up."""
    work()
    spent = []
    for _run in range(repeats):
        start = perf_counter()
        work()
        spent.append(perf_counter() - start)
    return median(spent) * 1000


def family(data: dataset.Dataset) -> dict[str, Callable[[], object]]:
    """Every measure by name, monthly since the first event (the bootstrap apart)."""
    events, pair = data.events, data.pair
    at = month_ends(events["date"].min(), data.end)
    line = temperature.line(events, at)
    series = data.series[data.series["series_id"].isin(pair.comparisons)]
    return {
        "line": lambda: temperature.line(events, at),
        "breakdown": lambda: temperature.breakdown(events, data.end),
        "change": lambda: temperature.change(events, at[-13], data.end),
        "by_direction": lambda: temperature.by_direction(events, at, pair),
        "by_domain": lambda: temperature.by_domain(events, at),
        "support": lambda: temperature.support(events, at),
        "accumulated": lambda: accumulated(events),
        "monthly_sum": lambda: monthly_sum(events),
        "regimes": lambda: regimes(line),
        "sensitivity": lambda: sensitivity(events, at, data.sources),
        "compare": lambda: compare(line, data.observations, series),
    }


def many(events: pd.DataFrame, count: int = MANY, precision: str | None = None) -> pd.DataFrame:
    """So many events like those on record, at days spread over the whole record."""
    random = np.random.default_rng(0)
    span = (events["date"].max() - events["date"].min()).days
    drawn = events.iloc[random.integers(0, len(events), count)].reset_index(drop=True)
    days = pd.to_timedelta(random.integers(0, span, count), unit="D")
    drawn = drawn.assign(date=(events["date"].min() + days).astype("datetime64[s]"))
    return drawn if precision is None else drawn.assign(date_precision=precision)


def peak(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds and peak memory in MB of one run."""
    tracemalloc.start()
    start = perf_counter()
    work()
    spent, (_now, most) = perf_counter() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return spent, most / 1e6


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints medians of each measure, their sum, the bootstrap, and the large cases."""
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
    spent = timed(lambda: band(data.events, at), options.repeats)
    print(f"{'bootstrap, 400 draws':28} {spent:8.1f} ms")
    daily = pd.date_range(at[0], data.end, freq="D")
    for name, events in (
        ("to the day", many(data.events, precision="day")),
        ("to the year", many(data.events, precision="year")),
    ):
        for what, work in (
            ("daily line", lambda e=events: temperature.line(e, daily)),
            ("bootstrap by month", lambda e=events: band(e, at)),
        ):
            seconds, megabytes = peak(work)
            print(f"{what}, {MANY:,} events known {name}: {seconds:.2f} s, {megabytes:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
