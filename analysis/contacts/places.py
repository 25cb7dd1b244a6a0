"""Where did they meet: with one side, with the other, or elsewhere?"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.tables.dates import FIRST_AND_LAST

ELSEWHERE = "elsewhere"
NOWHERE = "unknown"
"""The ground of a contact without a country: calls, letters, and places that are not on record."""

YEARS_ONE_BY_ONE = 15
"""Windows of at most so many years are cut into years, longer ones into five years."""


def with_ground(
    contacts: pd.DataFrame, sides: tuple[str, str], also: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """On whose ground was each contact?

    `sides` are the country codes of side a and side b; `also` gives the side for further codes
    that stand for its ground. Adds `ground`: one of the two codes, or elsewhere for any other
    country code, or unknown where there is none (categorical).
    """
    code = contacts["place_country"].astype("str").fillna("").replace(dict(also or {}))
    ground = code.where(code.isin(sides), ELSEWHERE).mask(code == "", NOWHERE)
    kinds = [*sides, ELSEWHERE, NOWHERE]
    return contacts.assign(ground=pd.Categorical(ground, categories=kinds))


def counted_with(contacts: pd.DataFrame, also: Mapping[str, str]) -> dict[str, int]:
    """How many contacts were held under each of the further codes of the sides' ground?

    By code, in the order of `also`; codes without a contact are left out.
    """
    counts = contacts["place_country"].astype("str").value_counts()
    return {code: int(counts[code]) for code in also if code in counts}


def by_place(contacts: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """How many contacts were held in each city, from when to when?

    `contacts` has ground (see `with_ground`). Returns place, ground, latitude and longitude
    (degrees), contacts, first and last (dates, with first_precision and last_precision), the
    busiest first; contacts whose city is not on record are left out.
    """
    held = contacts[contacts["place_city"].astype("str") != ""]
    held = held.sort_values(["date", "date_precision"])
    counted = held.groupby(["place_city", "ground"], observed=True, as_index=False).agg(
        contacts=("contact_id", "nunique"), **FIRST_AND_LAST
    )
    located = counted.rename(columns={"place_city": "place"}).merge(
        places[["place", "latitude", "longitude"]], on="place", how="inner", validate="many_to_one"
    )
    return located.sort_values(["contacts", "place"], ascending=[False, True], ignore_index=True)


def periods(first: int, last: int) -> pd.DataFrame:
    """Into which periods is a window of years cut?

    Returns start and end (years, both included), one row per period, without gaps: single years
    for short windows, else five years that begin with a year ending in 0 or 5.
    """
    step = 1 if last - first < YEARS_ONE_BY_ONE else 5
    starts = list(range(first - first % step, last + 1, step))
    return pd.DataFrame(
        {
            "start": [max(start, first) for start in starts],
            "end": [min(start + step - 1, last) for start in starts],
        }
    )


def grounds(contacts: pd.DataFrame, years: tuple[int, int]) -> pd.DataFrame:
    """On whose ground were the contacts of each period?

    `contacts` has ground. Returns one row per period and kind of ground, empty ones included:
    start, end, ground, contacts, and share (0 to 1) of the contacts of that period whose ground is
    known (missing for `unknown`, and where none is known).
    """
    cut = periods(*years)
    held = contacts[contacts["date"].dt.year.between(*years)]
    period = cut["start"].searchsorted(held["date"].dt.year, side="right") - 1
    kinds = list(contacts["ground"].cat.categories)
    counts = pd.crosstab(period, held["ground"].to_numpy()).reindex(
        index=cut.index, columns=kinds, fill_value=0
    )
    known = counts.drop(columns=NOWHERE).sum(axis="columns")
    table = (
        counts.rename_axis(index="period", columns="ground")
        .stack()
        .rename("contacts")
        .reset_index()
    )
    total = table["period"].map(known).where(table["ground"] != NOWHERE)
    return table.assign(
        ground=pd.Categorical(table["ground"], categories=kinds),
        start=table["period"].map(cut["start"]),
        end=table["period"].map(cut["end"]),
        share=table["contacts"] / total.where(total > 0),
    )[["start", "end", "ground", "contacts", "share"]]
