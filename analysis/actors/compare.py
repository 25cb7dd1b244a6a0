"""How often does an actor appear, beside another?"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.tables.dates import every_year


def yearly(seen: pd.DataFrame, ids: Iterable[str]) -> pd.DataFrame:
    """In how many dated rows do these actors appear in each year, from the first to the last?

    `seen` is what `analysis.actors.profile.appearances` returns. Returns year and rows; years
    without any included.
    """
    own = seen[seen["actor_id"].isin(list(ids))].drop_duplicates(["table", "row_id"])
    counts = own["date"].dropna().dt.year.value_counts()
    years = every_year(own["date"])
    return pd.DataFrame({"year": years, "rows": counts.reindex(years, fill_value=0).to_numpy()})
