"""What do the series measure, over which periods, and which may share an axis?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.tables.filters import involves

_MONTHS = {"year": 12, "crop-year": 12, "quarter": 3, "month": 1}


def of_line(series: pd.DataFrame, line: str) -> pd.DataFrame:
    """The series that measure the flow of a line of goods (see `analysis.trade.goods`).

    Figures for a wider group of which these goods are part are among them. Limits, such as quotas,
    are not flows and are left out.
    """
    return series[involves(series, frozenset([line]), ("goods",)) & (series["theme"] != "limit")]


def values(observations: pd.DataFrame, series: Mapping[str, Any]) -> pd.DataFrame:
    """The figures of one series, with the stretch of time that each covers.

    `series` is a row of the table of series. Returns begin, date (its last day), value, source_id
    and `run`: figures of one run follow each other without a gap, so that a line may join them;
    irregular ones are one run, those of parts of years one as long as no year is left out.
    Where two sources give a figure for one date, the first in the table is kept.
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

    Returns the series with `figures` (how many) and `panel`: series of one panel
    have the same theme, publisher, unit, period and basis; nothing else is ever put on one axis.
    """
    counted = observations.drop_duplicates(["series_id", "date"]).groupby("series_id").size()
    rows = series.assign(
        figures=lambda table: table["series_id"].map(counted).fillna(0).astype(int)
    )
    kept = rows[rows["theme"].isin(themes) & (rows["figures"] >= least)]
    shared = [kept[name].astype(str) for name in ("theme", "publisher", "unit", "period", "basis")]
    order = kept["theme"].map({theme: place for place, theme in enumerate(themes)})
    return (
        kept.assign(panel=shared[0].str.cat(shared[1:], sep="|", na_rep=""), order=order)
        .sort_values(["order", "panel", "figures"], ascending=[True, True, False])
        .drop(columns="order")
    )
