"""How often does the band hold a mean intensity that is known?

    python -m benchmarks.coverage

Streams of events are drawn whose intensities have a known mean: so many a year, at days chosen
evenly at random, with intensities and saliences drawn from those of the last ten years on record,
the intensities moved to the mean. A band of level 90 % ought to hold that mean in about 90 % of
the streams. In sparse streams it does not: the prior pulls the temperature to neutral, and a
handful of events tells little about the spread.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.tables import dataset
from analysis.temperature.band import LEVEL, band

YEARS = 6
"""Long enough that what came before would have faded at the default half-life."""

RECENT_YEARS = 10
RATES = (6, 30, 60, 80)
MEANS = (-2.0, 0.0, 2.0)


def recent(data: dataset.Dataset) -> pd.DataFrame:
    """The events of the last years of the record, in which it is dense."""
    return data.events[data.events["date"].dt.year > data.end.year - RECENT_YEARS]


def stream(
    recorded: pd.DataFrame, per_year: float, mean: float, random: np.random.Generator
) -> pd.DataFrame:
    """One simulated stream of events whose intensities have this mean."""
    count = random.poisson(per_year * YEARS)
    like = recorded.iloc[random.integers(0, len(recorded), count)]
    day = random.integers(0, round(YEARS * 365.25), count)
    centre = recorded["goldstein"].mean()
    return pd.DataFrame(
        {
            "date": pd.Timestamp(2000, 1, 1) + pd.to_timedelta(day, unit="D"),
            "date_precision": "day",
            "goldstein": like["goldstein"].to_numpy() - centre + mean,
            "weight": like["weight"].to_numpy(),
        }
    )


def covered(
    recorded: pd.DataFrame, per_year: float, mean: float, runs: int, seed: int = 0
) -> float:
    """In what share of simulated streams does the band at their end hold the mean?"""
    random = np.random.default_rng(seed)
    end = pd.DatetimeIndex([pd.Timestamp(2000, 1, 1) + pd.Timedelta(days=round(YEARS * 365.25))])
    held = 0
    for run in range(runs):
        limits = band(stream(recorded, per_year, mean, random), end, seed=run + 1000 * seed).iloc[0]
        held += bool(limits["low"] <= mean <= limits["high"])
    return held / runs


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the coverage for several rates of events and known means."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=1000)
    options = parser.parse_args(arguments)
    recorded = recent(dataset.load())
    print(f"share of {options.runs} streams whose {LEVEL:.0%} band holds the known mean")
    print("events a year " + "".join(f"  mean {mean:+.0f}" for mean in MEANS))
    for rate in RATES:
        shares = [
            covered(recorded, rate, mean, options.runs, seed) for seed, mean in enumerate(MEANS)
        ]
        print(f"{rate:13} " + "".join(f"{share:9.1%}" for share in shares), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
