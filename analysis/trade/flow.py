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
    left out. Returns one row per measure, in order of beginning:

    - measure_id, and imposed_by, product, measure, product_group of the phase that took effect
      last;
    - effective and ended with their precision: the first day, and the end (missing unless every
      phase has one);
    - status: ended, in-force where a phase is in force, else end-unknown.
    """
    held = restrictions.assign(measure_id=measures(restrictions))[restricting(restrictions)]
    is_open = held["ended"].isna().groupby(held["measure_id"]).any()
    in_force = held["status"].eq("in-force").groupby(held["measure_id"]).any()
    status = in_force.map({True: "in-force", False: "end-unknown"}).where(is_open, "ended")
    order = held.dropna(subset="effective").sort_values(["effective", "ended"], kind="stable")
    by_measure = order.groupby("measure_id")
    over = order[order["measure_id"].map(status) == "ended"].sort_values("ended", kind="stable")
    return (
        by_measure[["imposed_by", "product", "measure", "product_group"]]
        .last()
        .join(by_measure[["effective", "effective_precision"]].first())
        .join(over.groupby("measure_id")[["ended", "ended_precision"]].last())
        .join(status.rename("status"))
        .sort_values("effective", kind="stable")
        .reset_index()
    )


@dataclass(frozen=True, eq=False)
class Comparison:
    """A flow before, during and after a measure.

    - `before`: the last full year before the measure began, or the nearest earlier figure;
    - `during`: the figures of years that it touched; all since it began, where `end_unknown`: no
      phase is in force and no end is on record;
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
    end_unknown: bool


def compare(
    figures: pd.DataFrame,
    begin: pd.Timestamp,
    end: pd.Timestamp | None = None,
    *,
    end_unknown: bool = False,
) -> Comparison:
    """What happened to the flow while a measure held from `begin` to `end` (None: no end)?

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
        end_unknown=end_unknown,
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
        begin, end, status = spell.iloc[0][["effective", "ended", "status"]]
        return compare(
            self.figures,
            begin,
            None if pd.isna(end) else end,
            end_unknown=status == "end-unknown",
        )

    def best_measured(self) -> str | None:
        """The measure around which most is on record: before, after, then while it held."""
        known = [
            (len(c.before) + len(c.after), len(c.during) > 0, c.before_exact, c.after_exact, name)
            for name in self.spells["measure_id"]
            if (c := self.around(name)) is not None
        ]
        return max(known, key=lambda one: one[:-1])[-1] if known else None
