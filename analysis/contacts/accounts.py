"""Of how many contacts did both sides tell, and of how many is only one side heard?"""

from __future__ import annotations

import pandas as pd

from analysis.tables.accounts import KNOWN, known
from analysis.tables.pair import Pair


def both(contacts: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    """Of which contacts are both sides' own accounts on record?"""
    return contacts[known(contacts, pair) == "both"]


def by_year(contacts: pd.DataFrame, years: tuple[int, int], pair: Pair) -> pd.DataFrame:
    """Of how many contacts of each year is whose account on record?

    Returns one row per year of the window, years without a contact included: year, both, only_a,
    only_b and neither (contacts), contacts (their sum), and one_sided: the share (0 to 1) of the
    contacts of which only one side's account is known, missing in a year without contacts.
    """
    every = pd.RangeIndex(years[0], years[1] + 1, name="year")
    table = pd.crosstab(contacts["date"].dt.year, known(contacts, pair).astype(str)).reindex(
        index=every, columns=list(KNOWN), fill_value=0
    )
    total = table.sum(axis="columns")
    one = table["only_a"] + table["only_b"]
    return (
        table.assign(contacts=total, one_sided=one / total.where(total > 0))
        .rename_axis(columns=None)
        .reset_index()
    )
