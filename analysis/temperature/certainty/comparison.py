"""Do the line and another series rise and fall together, and is that more than chance?

Neighbouring observations of both are alike, so that a handful of pairs that look like fourteen may
hold the evidence of five. Every rank correlation therefore comes with an interval from blocks of
neighbours (Künsch 1989), a p from shifting one series against the other in a circle, and the
effective number of independent pairs (Pyper and Peterman 1998).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.ranks import CHANCE, FEWEST_PAIRS, correlated, rank_correlation, ranks, shifted
from analysis.temperature.certainty.breaks import blocks
from analysis.temperature.kernel import Floats, Ints

RESAMPLED = 2000
INTERVAL = 0.95

NEAREST = pd.Timedelta(days=31)
"""How far back an irregular observation looks for a point of a monthly line."""

PERIODS = {"annual": "Y", "quarterly": "Q", "monthly": "M"}


def pairs(line: pd.DataFrame, observations: pd.DataFrame, series: pd.DataFrame) -> pd.DataFrame:
    """Which temperature belongs to each observation of the series?

    `line` has date and temperature by month; `series` says the frequency of each series_id, and
    may have field_month: the month of the year in which a survey asks. Such an observation is
    matched with the last point of the line up to the end of that month, another yearly, quarterly
    or monthly one with the mean of the line over its period, an irregular one with the last point
    up to its day. Observations of times that the line does not cover are left out, and several
    values of one day are averaged. Returns series_id, date, asked (the day that counts), value and
    temperature, in order.
    """
    known = observations.groupby(["series_id", "date"], as_index=False, observed=True)["value"]
    columns = ["series_id", "frequency", *(c for c in ["field_month"] if c in series)]
    values = known.mean().merge(series[columns], on="series_id").assign(asked=lambda v: v["date"])
    if "field_month" in values:
        fielded = values["field_month"].notna()
        year = values.loc[fielded, "date"].dt.year.astype(str)
        month = values.loc[fielded, "field_month"].astype("int64").astype(str)
        ends = pd.to_datetime(year + "-" + month, format="%Y-%m") + pd.offsets.MonthEnd(0)
        values.loc[fielded, "asked"] = ends.astype(values["date"].dtype)
        values.loc[fielded, "frequency"] = "irregular"
    regular = values["frequency"].astype(str).map(PERIODS)
    found = [_latest(line, values[regular.isna()])]
    found += [_over(line, part, code) for code, part in values.groupby(regular)]
    columns = ["series_id", "date", "asked", "value", "temperature"]
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
    covered = values[values["asked"] <= line["date"].max()]
    return pd.merge_asof(
        covered.sort_values("asked"),
        line[["date", "temperature"]]
        .rename(columns={"date": "asked"})
        .sort_values("asked")
        .astype({"asked": values["asked"].dtype}),
        on="asked",
        tolerance=NEAREST,
    )


def correlations(
    matched: pd.DataFrame, breaks: tuple[pd.Timestamp, ...] = (), seed: int = 0
) -> pd.DataFrame:
    """How far do the line and each series go together?

    `matched` is what `pairs` returns, `breaks` are days at which the level changed. Returns one row
    per series: series_id, n (pairs), n_eff (effective number), rho (Spearman 1904), low and high
    (95 %), p (circular shifts), within (the mean rank correlation inside the periods between the
    breaks, weighted by their pairs), changes (rank correlation of first differences) and changes_p,
    and beyond: the interval leaves out 0, and p is at most 0.05. Missing where undefined.
    """
    rows = []
    for name, found in matched.groupby("series_id", observed=True):
        x, y = (found[c].to_numpy(np.float64) for c in ("temperature", "value"))
        low, high = _interval(x, y, np.random.default_rng(seed))
        rows.append(
            {
                "series_id": name,
                "n": len(found),
                "n_eff": effective(x, y),
                "rho": rank_correlation(x, y),
                "low": low,
                "high": high,
                "p": shifted(x, y),
                "within": _within(x, y, np.searchsorted(list(breaks), found["asked"])),
                "changes": rank_correlation(np.diff(x), np.diff(y)),
                "changes_p": shifted(np.diff(x), np.diff(y)),
            }
        )
    columns = ["series_id", "n", "n_eff", "rho", "low", "high", "p"]
    columns += ["within", "changes", "changes_p"]
    table = pd.DataFrame(rows, columns=columns)
    apart = (table["low"] > 0) | (table["high"] < 0)
    return table.assign(beyond=apart & (table["p"] <= CHANCE))


def effective(x: Floats, y: Floats) -> float:
    """How many independent pairs would tell as much? Between 1 and the number of pairs."""
    n = len(x)
    if n < FEWEST_PAIRS:
        return float(n)
    lags = range(1, max(2, n // 4))
    products = [(n - k) / n * _auto(ranks(x), k) * _auto(ranks(y), k) for k in lags]
    inverse = 1 / n + 2 / n * float(np.nansum(products))
    return float(np.clip(1 / inverse, 1, n)) if inverse > 0 else float(n)


def _auto(x: Floats, lag: int) -> float:
    return float(correlated(x[:-lag], x[lag:])) if len(x) - lag > 1 else float("nan")


def _interval(x: Floats, y: Floats, random: np.random.Generator) -> tuple[float, float]:
    """The interval of the rank correlation, from blocks of the square root of n neighbours."""
    n = len(x)
    observed = rank_correlation(x, y)
    if np.isnan(observed):
        return observed, observed
    place = blocks(n, max(1, round(n**0.5)), RESAMPLED, random)
    drawn = correlated(ranks(x[place]), ranks(y[place]))
    low, high = np.nanquantile(drawn, [(1 - INTERVAL) / 2, (1 + INTERVAL) / 2])
    return float(min(low, observed)), float(max(high, observed))


def _within(x: Floats, y: Floats, period: Ints) -> float:
    parts = [
        (rank_correlation(x[period == p], y[period == p]), (period == p).sum())
        for p in np.unique(period)
    ]
    told = [(rho, n) for rho, n in parts if not np.isnan(rho)]
    return sum(rho * n for rho, n in told) / sum(n for _rho, n in told) if told else float("nan")
