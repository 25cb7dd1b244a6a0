"""What does the temperature rest on: how many events and sources, which codes, which turns?"""

from __future__ import annotations

import pandas as pd

BOUNDARY_EVENTS = 3


def per_year(events: pd.DataFrame) -> pd.DataFrame:
    """How many events, and how many different sources, stand behind each year?

    `events` has date and sources (lists of ids). Returns year, events and sources, every year
    from the first to the last.
    """
    if events.empty:
        return pd.DataFrame({"year": [], "events": [], "sources": []}, dtype="int64")
    year = events["date"].dt.year
    years = pd.RangeIndex(int(year.min()), int(year.max()) + 1, name="year")
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


def at_boundaries(
    regimes: pd.DataFrame, events: pd.DataFrame, most: int = BOUNDARY_EVENTS
) -> pd.DataFrame:
    """Which events stand where one regime gives way to the next?

    `regimes` is what `analysis.temperature.regimes.regimes` returns. Taken are the events after the
    last point of the regime before, up to the first point of the new one. Returns the rows of
    `events`, the weightiest `most` of each boundary (weight times intensity), with boundary: the
    date of the first point of the new regime. That an event stands there does not make it the
    cause.
    """
    found = [
        _weightiest(events[(events["date"] > before) & (events["date"] <= start)], most).assign(
            boundary=start
        )
        for before, start in zip(regimes["end"].iloc[:-1], regimes["start"].iloc[1:], strict=True)
    ]
    return pd.concat([events.iloc[:0].assign(boundary=pd.NaT), *found])


def _weightiest(events: pd.DataFrame, most: int) -> pd.DataFrame:
    size = (events["weight"] * events["goldstein"].abs()).sort_values(
        ascending=False, kind="stable"
    )
    return events.loc[size.index[:most]]
