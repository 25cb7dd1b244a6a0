"""How does the line compare with other series?"""

from __future__ import annotations

import numpy as np
import pandas as pd

PERMUTATIONS = 1999
FEWEST_PAIRS = 3

NEAREST = pd.Timedelta(days=31)
"""How far back an irregular observation looks for a point of a monthly line."""

PERIODS = {"annual": "Y", "quarterly": "Q", "monthly": "M"}


def pairs(line: pd.DataFrame, observations: pd.DataFrame, series: pd.DataFrame) -> pd.DataFrame:
    """Which temperature belongs to each observation of the series?

    `line` has date and temperature by month; `series` says the frequency of each series_id. A
    yearly, quarterly or monthly observation is matched with the mean of the line over its period,
    an irregular one with the last point of the line up to its day. Observations of periods that
    the line does not cover to the end are left out, and several values of one day are averaged.
    Returns series_id, date, value and temperature, in order.
    """
    known = observations.groupby(["series_id", "date"], as_index=False, observed=True)["value"]
    values = known.mean().merge(series[["series_id", "frequency"]], on="series_id")
    regular = values["frequency"].astype(str).map(PERIODS)
    found = [_latest(line, values[regular.isna()])]
    found += [_over(line, part, code) for code, part in values.groupby(regular)]
    columns = ["series_id", "date", "value", "temperature"]
    matched = pd.concat([part[columns] for part in found], ignore_index=True)
    return matched.dropna().sort_values(["series_id", "date"], ignore_index=True)


def _over(line: pd.DataFrame, values: pd.DataFrame, code: str) -> pd.DataFrame:
    means = line.groupby(line["date"].dt.to_period(code))["temperature"].mean()
    period = values["date"].dt.to_period(code)
    covered = (period.dt.end_time.dt.normalize() <= line["date"].max()) & (
        period.dt.start_time >= line["date"].min() - NEAREST
    )
    return values.assign(temperature=period.map(means).astype("float64").where(covered))


def _latest(line: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    # A day after the line's last point is not covered, unless the point is of that very day.
    covered = values[values["date"] <= line["date"].max()]
    return pd.merge_asof(
        covered.sort_values("date"),
        line[["date", "temperature"]].sort_values("date").astype({"date": values["date"].dtype}),
        on="date",
        tolerance=NEAREST,
    )


def correlations(matched: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """Do the line and each series rise and fall together?

    `matched` is what `pairs` returns. Returns one row per series: series_id, n (matched pairs), rho
    (Spearman's rank correlation, 1904; missing below three pairs or where one of the two never
    changes) and p (two-sided, from 1999 random orders of the temperatures). The orders treat the
    pairs as exchangeable, which neighbouring years are not: p is too small.
    """
    rows = [
        (name, len(found), *rank_correlation(found["value"], found["temperature"], seed))
        for name, found in matched.groupby("series_id", observed=True)
    ]
    return pd.DataFrame(rows, columns=["series_id", "n", "rho", "p"])


def rank_correlation(x: pd.Series, y: pd.Series, seed: int = 0) -> tuple[float, float]:
    """Spearman's rank correlation and its two-sided permutation p-value; NaN where undefined."""
    a, b = (values.rank().to_numpy(np.float64) - (len(values) + 1) / 2 for values in (x, y))
    size = float(np.sqrt((a @ a) * (b @ b)))
    if len(a) < FEWEST_PAIRS or size == 0:
        return float("nan"), float("nan")
    random = np.random.default_rng(seed)
    shuffled = random.permuted(np.tile(b, (PERMUTATIONS, 1)), axis=1) @ a
    as_far = np.abs(shuffled) >= abs(float(a @ b)) - 1e-9
    return float(a @ b) / size, float(1 + as_far.sum()) / (1 + PERMUTATIONS)
