"""What does the temperature rest on: how many events and sources, which codes, which turns?"""

from __future__ import annotations

import pandas as pd

from analysis.tables.dates import every_year

BESIDE_BREAK = 3


def per_year(events: pd.DataFrame) -> pd.DataFrame:
    """How many events, and how many different sources, stand behind each year?

    `events` has date and sources (lists of ids). Returns year, events and sources, every year
    from the first to the last.
    """
    year = events["date"].dt.year
    years = pd.Index(every_year(events["date"]), name="year", dtype="int64")
    cited = events["sources"].explode()
    counts = pd.DataFrame(
        {
            "events": events.groupby(year).size(),
            "sources": cited.groupby(year.loc[cited.index].to_numpy()).nunique(),
        }
    )
    return counts.reindex(years).fillna(0).astype("int64").reset_index()


def codes_in_use(events: pd.DataFrame, cameo: pd.DataFrame) -> pd.DataFrame:
    """Which codes of the CAMEO–Goldstein table do the events carry, and how often?

    Returns the rows of `cameo` that are in use with events (how many), coldest first.
    """
    used = events.groupby("cameo", observed=True).size().rename("events")
    found = cameo.merge(used, left_on="cameo", right_index=True, validate="one_to_one")
    return found.sort_values(["goldstein", "cameo"], ignore_index=True)


def at_breaks(breaks: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Which events stand inside the interval of each break?

    `breaks` is what `analysis.temperature.certainty.breaks.breaks` returns. Returns the rows of
    `events`, the weightiest `BESIDE_BREAK` of each break (weight times intensity), with break: its
    date. That an event stands there does not make it the cause.
    """
    found = [
        _weightiest(events[events["date"].between(row.low, row.high)]).assign(**{"break": row.date})
        for row in breaks.itertuples()
    ]
    return pd.concat([events.iloc[:0].assign(**{"break": pd.NaT}), *found])


def _weightiest(events: pd.DataFrame) -> pd.DataFrame:
    size = (events["weight"] * events["goldstein"].abs()).sort_values(
        ascending=False, kind="stable"
    )
    return events.loc[size.index[:BESIDE_BREAK]]
