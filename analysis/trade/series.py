"""What do the series measure, over which periods, and which may share an axis?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.trade import goods

PERIODS = ("year", "crop-year", "part-year", "quarter", "month", "irregular")
"""The stretch of time that one figure of a series covers."""

BASES = ("customs", "balance-of-payments", "")
"""How trade is counted; the two give different figures for the same year."""

THEMES = ("trade", "travel", "study", "opinion", "votes", "limit")

_PART_OF_YEAR = r"\b(?:january to|first quarter|first half|\w+ months[.;])"
_MONTHS = {"year": 12, "crop-year": 12, "quarter": 3, "month": 1}


def described(series: pd.DataFrame) -> pd.DataFrame:
    """What does one figure of each series cover, how is it counted, and what is it about?

    Adds `period` (one of PERIODS), `basis` (one of BASES) and `theme` (one of THEMES), read from
    the frequency, name, unit and note of each series: the tables say these in words only.
    """
    name, note = series["name"].str.lower(), series["note"].str.lower()
    text = name + " " + note
    frequency = series["frequency"].astype(str)
    annual = frequency == "annual"
    period = (
        frequency.map({"quarterly": "quarter", "monthly": "month"})
        .fillna("irregular")
        .mask(annual, "year")
        .mask(annual & text.str.contains("crop year"), "crop-year")
        .mask(annual & text.str.contains(_PART_OF_YEAR), "part-year")
    )
    basis = (
        pd.Series("", index=series.index)
        .mask(name.str.contains("customs"), "customs")
        .mask(name.str.contains("balance-of-payments"), "balance-of-payments")
    )
    unit = series["unit"].astype(str)
    theme = (
        pd.Series("trade", index=series.index)
        .mask(unit.isin(["visits"]) | name.str.contains("tourist"), "travel")
        .mask(name.str.contains("study|student"), "study")
        .mask(unit.eq("per cent"), "opinion")
        .mask(name.str.contains(r"\b(?:votes|voting|roll calls)\b"), "votes")
        .mask(name.str.contains(r"\bquota\b"), "limit")
    )
    return series.assign(period=period, basis=basis, theme=theme)


def of_line(series: pd.DataFrame, line: str) -> pd.DataFrame:
    """The series that measure the flow of a line of goods (see `analysis.trade.goods`).

    Figures for a wider group that names these goods are among them: their names say so. Limits,
    such as quotas, are not flows and are left out.
    """
    named = [goods.names(line, name) for name in series["name"]]
    return series[pd.Series(named, index=series.index) & (described(series)["theme"] != "limit")]


def values(observations: pd.DataFrame, series: Mapping[str, Any]) -> pd.DataFrame:
    """The figures of one series, with the stretch of time that each covers.

    `series` is a row of `described`. Returns begin, date (its last day), value, source_id and
    `run`: figures of one run follow each other without a gap, so that a line may join them. Where
    two sources give a figure for one date, the first in the table is kept.
    """
    own = observations[observations["series_id"] == series["series_id"]]
    kept = own.sort_values("date", kind="stable").drop_duplicates("date", ignore_index=True)
    begin = period_begin(kept["date"], str(series["period"]))
    gap = (begin - kept["date"].shift()).dt.days > 1
    if series["period"] == "irregular":
        gap = pd.Series(False, index=kept.index)
    if series["period"] == "part-year":
        gap = kept["date"].dt.year.diff() > 1
    return kept.assign(begin=begin, run=gap.cumsum())[
        ["begin", "date", "value", "source_id", "run"]
    ]


def period_begin(date: pd.Series, period: str) -> pd.Series:
    """The first day of the stretch of time whose last day is `date`."""
    if period in _MONTHS:
        months = _MONTHS[period] - 1
        return (date - pd.offsets.MonthBegin(months + 1)).where(
            date.dt.is_month_end, date - pd.DateOffset(months=months + 1) + pd.Timedelta(days=1)
        )
    if period == "part-year":
        return date.dt.to_period("Y").dt.start_time.astype(date.dtype)
    return date


def beside(
    series: pd.DataFrame, observations: pd.DataFrame, themes: tuple[str, ...], least: int = 2
) -> pd.DataFrame:
    """Which series of these themes have at least `least` figures, and which may share an axis?

    Returns the rows of `described` with `figures` (how many) and `panel`: series of one panel
    have the same theme, publisher, unit, period and basis; nothing else is ever put on one axis.
    """
    counted = observations.drop_duplicates(["series_id", "date"]).groupby("series_id").size()
    rows = described(series).assign(
        figures=lambda table: table["series_id"].map(counted).fillna(0).astype(int)
    )
    kept = rows[rows["theme"].isin(themes) & (rows["figures"] >= least)]
    shared = [kept[name].astype(str) for name in ("theme", "publisher", "unit", "period", "basis")]
    order = kept["theme"].map({theme: place for place, theme in enumerate(themes)})
    return (
        kept.assign(panel=shared[0].str.cat(shared[1:], sep="|"), order=order)
        .sort_values(["order", "panel", "figures"], ascending=[True, True, False])
        .drop(columns="order")
    )
