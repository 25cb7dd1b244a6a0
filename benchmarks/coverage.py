"""How often do the bands hold a level of the relationship that is known?

    python -m benchmarks.coverage

Records are simulated from the fitted Ornstein–Uhlenbeck model, at the dates and with the weights of
the acts on record, so that the level behind them is known in every month. A 90 % interval of that
level ought to hold it in 90 % of months. The state band is one; the record band is an interval of
another thing (the average of what is on record), and a bootstrap of single events, as published
before, is narrower still.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.tables import dataset
from analysis.tables.dates import month_ends
from analysis.temperature import acts, eras
from analysis.temperature.certainty import differences
from analysis.temperature.certainty.record import LEVEL, resamples
from analysis.temperature.certainty.state import Drift, fit, state

DRAWS = 400


def latent(days: np.ndarray, drift: Drift, random: np.random.Generator) -> np.ndarray:
    """A level that drifts, on these days (in any order)."""
    order = np.argsort(days, kind="stable")
    level = np.empty(len(days))
    x, last = np.sqrt(drift.spread) * random.standard_normal(), days[order[0]]
    for k in order:
        fade = np.exp(-(days[k] - last) / drift.memory)
        x = fade * x + np.sqrt(drift.spread * (1 - fade**2)) * random.standard_normal()
        level[k], last = x, days[k]
    return level


def covered(
    events: pd.DataFrame, at: pd.DatetimeIndex, drift: Drift, runs: int, seed: int = 0
) -> pd.DataFrame:
    """In what share of simulated records does each band hold the level, by point of `at`?"""
    random = np.random.default_rng(seed)
    days = np.concatenate(
        [d.to_numpy().astype("datetime64[D]").astype(float) for d in (events["date"], at)]
    )
    held = {name: np.zeros(len(at)) for name in ("state", "record", "single events")}
    for run in range(runs):
        level = latent(days, drift, random)
        shown = level[: len(events)] + np.sqrt(drift.noise) * random.standard_normal(len(events))
        drawn = events.assign(goldstein=np.clip(shown, -10, 10), date_precision="day")
        alone = drawn.assign(responds_to=[()] * len(drawn))
        bands = {
            "state": state(drawn, at, drift),
            "record": differences.band(resamples(drawn, DRAWS, run), at),
            "single events": differences.band(resamples(alone, DRAWS, run), at),
        }
        now = level[len(events) :]
        for name, band in bands.items():
            held[name] += ((band["low"] <= now) & (now <= band["high"])).to_numpy()
    return pd.DataFrame({name: counts / runs for name, counts in held.items()}, index=at)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the coverage of each band before and after the wall of density."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=100)
    options = parser.parse_args(arguments)
    data = dataset.load()
    events = acts.between(data.events, data.pair)
    at = month_ends(events["date"].min(), data.end)
    found = covered(events, at, fit(events), options.runs)
    wall = eras.wall(events) or at[0].year
    print(f"share of {options.runs} simulated records whose {LEVEL:.0%} band holds the level")
    for name, months in (("before", at.year < wall), ("from", at.year >= wall)):
        shares = "".join(f"  {band} {found.loc[months, band].mean():.2f}" for band in found)
        print(f"{name} {wall}:{shares}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
