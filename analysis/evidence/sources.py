"""How many sources are there of each kind, and how many rows does each carry?"""

from __future__ import annotations

import pandas as pd


def rows_per_source(citations: pd.DataFrame) -> pd.Series:
    """How many rows rest on each source, claims left out? Indexed by source_id."""
    rows = citations[citations["table"] != "claims"]
    return rows.groupby("source_id").size()


def counts(sources: pd.DataFrame, by: str) -> pd.DataFrame:
    """How many sources are there by a property (kind, publisher, language, side, year) and side?

    `year` is that of publication, as far as it is known. Returns the property, side and sources,
    the most frequent value of the property first, years in order; empty pairs are left out.
    """
    keyed = sources.assign(year=sources["published"].dt.year.astype("Int64"))
    keyed = keyed.assign(side=keyed["side"].astype(str)).dropna(subset=by)
    names = list(dict.fromkeys([by, "side"]))
    found = keyed.groupby(names, observed=True).size().rename("sources").reset_index()
    total = found.groupby(by, observed=True)["sources"].transform("sum")
    order = ["year"] if by == "year" else ["total", by]
    ranked = found.assign(total=total).sort_values(
        order, ascending=[name != "total" for name in order], kind="stable", ignore_index=True
    )
    return ranked.drop(columns="total")
