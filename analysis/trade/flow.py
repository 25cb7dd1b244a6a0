"""What happened to a flow before, during and after a measure?"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.trade.standing import measures, restricting

FULL_YEARS = ("year", "crop-year")
"""The periods of series that are compared before, during and after a measure."""


def spells(restrictions: pd.DataFrame) -> pd.DataFrame:
    """From when to when did each measure restrict, over all its phases?

    Only phases that restrict are counted (see `restricting`); a measure without a day of effect is
    left out. Returns one row per measure, in order of beginning: measure_id, begin, finish (NaT
    where a phase is still in force or its end is not on record), and imposed_by, product, measure,
    product_group of the phase that took effect last.
    """
    held = restrictions.assign(measure_id=measures(restrictions))[restricting(restrictions)]
    open_ended = held["ended"].isna().groupby(held["measure_id"]).any()
    order = held.dropna(subset="effective").sort_values(["effective", "ended"], kind="stable")
    by_measure = order.groupby("measure_id")
    latest = by_measure[["imposed_by", "product", "measure", "product_group"]].last()
    return (
        latest.assign(
            begin=by_measure["effective"].min(),
            finish=by_measure["ended"].max().mask(open_ended),
        )
        .sort_values("begin", kind="stable")
        .reset_index()
    )


@dataclass(frozen=True, eq=False)
class Comparison:
    """A flow before, during and after a measure.

    - `before`: the last full year before the measure began, or the nearest earlier figure;
    - `during`: the figures of years that it touched;
    - `after`: the first full year after it ended, or the nearest later figure;
    - `before_exact`, `after_exact`: whether the figure is for that very year;
    - `change_during`, `change_after`: per cent, the mean of `during` and `after` against `before`;
      NaN where one of them is missing.
    """

    before: pd.DataFrame
    during: pd.DataFrame
    after: pd.DataFrame
    before_exact: bool
    after_exact: bool
    change_during: float
    change_after: float


def compare(
    figures: pd.DataFrame, begin: pd.Timestamp, end: pd.Timestamp | None = None
) -> Comparison:
    """What happened to the flow while a measure held from `begin` to `end` (None: still open)?

    `figures` is what `values` returns for a series of full years. A year counts as before when it
    ends before `begin`, as after when it begins on `end` or later; the years between were touched.
    Other causes exist: the comparison shows what happened, not why.
    """
    earlier = figures[figures["date"] < begin]
    later = figures[figures["begin"] >= end] if end is not None else figures.iloc[:0]
    during = figures.drop(earlier.index).drop(later.index)
    before, after = earlier.tail(1), later.head(1)
    one_year = pd.DateOffset(years=1)
    return Comparison(
        before=before,
        during=during,
        after=after,
        before_exact=bool((before["date"] + one_year >= begin).all() and len(before)),
        after_exact=bool(
            end is not None and (after["begin"] - one_year < end).all() and len(after)
        ),
        change_during=_change(before["value"], during["value"]),
        change_after=_change(before["value"], after["value"]),
    )


def _change(before: pd.Series, later: pd.Series) -> float:
    if before.empty or later.empty or before.iloc[0] == 0:
        return float("nan")
    return float((later.mean() / before.iloc[0] - 1) * 100)


@dataclass(frozen=True, eq=False)
class Flow:
    """One flow under restrictions.

    - `figures`: what `analysis.trade.series.values` returns, and `described` the row of its series;
    - `spells`: what `spells` returns of the phases on the goods of the series.
    """

    figures: pd.DataFrame
    spells: pd.DataFrame
    described: pd.Series

    @property
    def comparable(self) -> bool:
        """Are there full years to compare, two at least?"""
        return self.described["period"] in FULL_YEARS and len(self.figures) > 1

    def around(self, measure_id: str) -> Comparison | None:
        """The flow before, during and after a measure; None without full years."""
        spell = self.spells[self.spells["measure_id"] == measure_id]
        if spell.empty or not self.comparable:
            return None
        begin, finish = spell.iloc[0][["begin", "finish"]]
        return compare(self.figures, begin, None if pd.isna(finish) else finish)

    def best_measured(self) -> str | None:
        """The measure around which most is on record: before, after, then while it held."""
        known = [
            (len(c.before) + len(c.after), len(c.during) > 0, c.before_exact, c.after_exact, name)
            for name in self.spells["measure_id"]
            if (c := self.around(name)) is not None
        ]
        return max(known, key=lambda one: one[:-1])[-1] if known else None
