"""The figures of the review of the instrument, worked out anew.

    python -m benchmarks.method --version 1.0.0

Of the shipped record, unless a kept version is asked for. Prints each figure twice: over all
events, as the review had them, and over the acts between the two sides, as the dashboard measures.
What the review of version 1.0.0 found stands beside them. How often the bands hold a known level is
printed by `python -m benchmarks.coverage`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.events.response import base_rates, followed, lags
from analysis.record import releases
from analysis.shares import wilson
from analysis.tables import dataset
from analysis.tables.dataset import Dataset
from analysis.tables.dates import month_ends
from analysis.tables.offices import with_level
from analysis.temperature import acts, eras, mix, scales
from analysis.temperature.certainty import breaks, coders, comparison, differences, outlook
from analysis.temperature.certainty.record import resamples
from analysis.temperature.certainty.state import fit, state
from analysis.temperature.line import BANDS, line
from analysis.trade.standing import restricting

Figure = tuple[str, str, str]
"""What it is, its value, and what the review found."""


def agreement(line: pd.Series, other: pd.Series, bounds: list[float]) -> tuple[float, float]:
    """How alike are two lines? Their correlation, and the share of points in the same band."""
    same = np.digitize(line, bounds) == np.digitize(other, bounds)
    return float(np.corrcoef(line, other)[0, 1]), float(same.mean())


def record(data: Dataset, events: pd.DataFrame) -> Iterator[Figure]:
    """Every figure of the measure over these events."""
    end, year = data.end, eras.wall(events)
    dense = eras.since(events, year)
    first = pd.Timestamp(year or events["date"].min().year, 1, 31)
    recent = month_ends(first, end)
    recoded = coders.errors(data.extras["recoding"], data.cameo_goldstein)
    drawn = resamples(events, errors=recoded)
    yield "events", f"{len(events)}", "710; 682 acts"
    yield "first year of density", f"{year}", "2016"

    at = pd.DatetimeIndex(["1989-05-31", "2018-12-31", "2026-05-31", end])
    drift = fit(events)
    bands = zip(
        at,
        line(events, at)["temperature"],
        differences.band(drawn, at).itertuples(),
        state(events, at, drift).itertuples(),
        ("state −4.2 to +5.5", "record −1.7 to +2.3", "+1.5; +0.2 to +2.7; 0.0 to +4.2", ""),
        strict=True,
    )
    for day, value, band, stands, found in bands:
        said = f"{value:+.2f}; record {band.low:+.2f} to {band.high:+.2f}; "
        yield f"{day:%Y-%m-%d}", said + f"state {stands.low:+.2f} to {stands.high:+.2f}", found
    yield (
        "drift: spread, noise, memory",
        f"{drift.spread**0.5:.1f}, {drift.noise**0.5:.1f}, {drift.memory:.0f} d",
        "2.9, 3.6, 560–770 d",
    )

    table = breaks.breaks(dense)
    p = breaks.against_drift(dense, table, drift)
    means = pairwise(breaks.levels(dense, table)["mean"])
    for row, by_drift, (before, after) in zip(table.itertuples(), p, means, strict=True):
        said = f"{before:+.2f} to {after:+.2f}, p {row.p:.3f}, "
        said += f"{row.low:%Y-%m-%d} to {row.high:%Y-%m-%d}, drift p {by_drift:.2f}"
        yield f"break {row.date:%Y-%m-%d}", said, "2018-11, 2025-08 firm; 2019-06, 2020-05 weaker"
    later = recent[recent >= first + pd.DateOffset(years=1)]
    when, fall, by_drift = breaks.drop_against_drift(dense, later, drift)
    yield f"largest fall, {when:%Y-%m}", f"{fall:+.2f}, drift p {by_drift:.3f}", "−1.88, p 0.044"

    moved = differences.change(drawn, end - pd.DateOffset(years=1), end)
    yield (
        "change in twelve months",
        f"{moved.value:+.1f} ({moved.low:+.1f} to {moved.high:+.1f})",
        "+3.6 (by events +2.6 to +4.4)",
    )
    apart = differences.asymmetry(drawn, recent, data.pair)
    yield "months in which neither side is the warmer", f"{1 - apart['sure'].mean():.0%}", "90 %"
    every = month_ends(pd.Timestamp(1968, 9, 30), end)
    extremes = differences.extremes(drawn, every)
    coldest = extremes.loc[extremes["coldest"].idxmax()]
    yield f"coldest, {coldest['date']:%Y-%m}", f"{coldest['coldest']:.0%}", "June 1989, 39 %"

    shown = line(dense, later)["temperature"].to_numpy()
    for like, found in ((False, "15 %"), (True, "28 %")):
        share = eras.wrong_sign(eras.thinned(events, later, year or 1, like_earlier=like), shown)
        yield f"wrong sign if thin{', earlier mix' if like else ''}", f"{share:.0%}", found

    cuts = ("2016-01-01", "2018-12-01", "2025-09-01", "2100-01-01")
    periods = [dense[(dense["date"] >= a) & (dense["date"] < b)] for a, b in pairwise(cuts)]
    for name, before, after, found in (
        ("fall of December 2018", *periods[:2], "48 % and 51 %"),
        ("rise since September 2025", *periods[1:], "17 % and 81 %"),
    ):
        parts = mix.explained_between(before, after)
        shares = parts / parts.sum()
        yield f"{name}: mix and tone", f"{shares['share']:.0%}, {shares['one_way']:.0%}", found
    share = mix.over_time(events, recent)["share"]
    r = np.corrcoef(share, line(events, recent)["temperature"])[0, 1]
    yield "r of the share of mutual acts", f"{r:.2f}", "0.93"

    second = scales.scores(data)
    other = line(scales.scaled(events, second), recent)["temperature"]
    own = line(events, recent)["temperature"]
    r, same = agreement(own, other, [low for _name, low, _high in BANDS[1:]])
    yield "PLOVER: r, same named band", f"{r:.2f}, {same:.0%}", "0.99, 84 %"

    monthly = line(events, every)
    series = data.series.assign(
        field_month=data.series["series_id"].map(dict(data.pair.field_months))
    )
    asked = data.observations[data.observations["series_id"].isin(data.pair.comparisons)]
    firm = tuple(table.loc[table["firm"], "date"])
    for row in comparison.correlations(comparison.pairs(monthly, asked, series), firm).itertuples():
        said = f"ρ {row.rho:+.2f} ({row.low:+.2f} to {row.high:+.2f}), p {row.p:.2f}, "
        said += f"n_eff {row.n_eff:.0f}, within {row.within:+.2f}, changes {row.changes:+.2f}"
        yield row.series_id, said, "none beyond chance"
    for row in outlook.next_sign(events, year or 1).itertuples():
        found = {"line": "70 %", "earlier": "40 %", "conflict": "63 %"}[row.rule]
        said = f"{row.right / row.n:.0%} of {row.n}"
        if row.rule != "line":
            said += f", the line {row.low:+.0%} to {row.high:+.0%}"
        yield f"sign of the next event: {row.rule}", said, found


def rest(data: Dataset) -> Iterator[Figure]:
    """The figures that do not depend on which events are measured."""
    start = pd.Timestamp(eras.wall(data.events) or data.events["date"].min().year, 1, 1)
    every, pair = data.events, data.pair
    at = month_ends(start + pd.offsets.MonthEnd(1), data.end)
    own = line(acts.between(every, pair), at)["temperature"]
    by = (line(every, at)["temperature"] - own).abs().max()
    yield "third parties", f"{len(acts.context(every, pair))}, by up to {by:.2f}", "28, by 0.46"
    for row in followed(every, pair, start, data.end).itertuples():
        found = {
            (pair.a_to_b, 7): "55 %, 32 %, < 0.001",
            (pair.b_to_a, 7): "43 %, 35 %, 0.054",
            (pair.a_to_b, 30): "77 %, 78 %",
            (pair.b_to_a, 30): "71 %, 80 %",
        }.get((row.direction, row.days), "")
        said = f"{row.followed:.0%} of {row.n}, chance {row.chance:.0%}, p {row.p:.3f}"
        yield f"after {row.direction}, {row.days} d", said, found
    for row in lags(every, pair, start, data.end).itertuples():
        if abs(row.lag) <= 1:
            found = {-1: "0.27", 0: "0.50", 1: "0.35"}[row.lag]
            yield f"months at lag {row.lag:+d}", f"r {row.r:.2f}, p {row.p:.3f}", found
    contacts = with_level(data.contacts, data.offices)
    imposed = data.trade_restrictions[restricting(data.trade_restrictions)]
    rates = base_rates(every, contacts, imposed, pair, start, data.end)
    for row, found in zip(
        rates.itertuples(),
        ("71 % [50, 86], any week 37 %", "44 % [33, 56] (26 %)", "10 % [4, 22] (15 %)", ""),
        strict=True,
    ):
        said = f"{row.share:.0%} ({row.low:.0%} to {row.high:.0%}), any week {row.any_week:.0%}"
        yield f"{row.then} after {row.given} {row.side}".strip(), said, found
    alphas = coders.agreement(data.extras["recoding"], data.cameo_goldstein)
    published = (0.82, 0.87, 0.93, 0.97, 0.69, 0.89, 0.91)
    for row, found in zip(alphas.itertuples(), published, strict=True):
        said = f"{row.alpha:.2f} ({row.low:.2f} to {row.high:.2f})"
        yield f"alpha, {row.field}", said, f"{found}"
    for row in data.extras["audits"].itertuples():
        low, high = wilson(int(row.wrong), int(row.rows - row.unchecked))
        said = f"{row.right:.0f} right, {row.imprecise:.0f} imprecise, {row.wrong:.0f} wrong "
        yield row.audit_id, said + f"({low:.1%} to {high:.1%})", ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints every figure over both sets of events, and what the review found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--version", choices=releases.versions(), help="default: as shipped")
    asked = parser.parse_args(arguments).version
    data = dataset.load()
    if asked:
        # An earlier version came without the tables on coding, which belong to it.
        data = replace(releases.load(asked)[0], extras=data.extras)
    for name, events in (
        ("all events", data.events),
        ("acts between the two sides", acts.between(data.events, data.pair)),
    ):
        print(f"\n{name}")
        for what, value, found in record(data, events):
            print(f"  {what:38} {value:72} {found}", flush=True)
    print("\nthe rest")
    for what, value, found in rest(data):
        print(f"  {what:38} {value:72} {found}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
