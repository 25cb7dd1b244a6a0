"""What did each side say of a contact afterwards, and of how many is only one side heard?"""

from __future__ import annotations

import pandas as pd

KNOWN = ("both", "only_a", "only_b", "neither")


def with_accounts(contacts: pd.DataFrame) -> pd.DataFrame:
    """Whose account of each contact is on record?

    Adds `accounts`: both, only_a, only_b or neither (categorical), by whether account_a and
    account_b hold text.
    """
    a = contacts["account_a"].str.strip() != ""
    b = contacts["account_b"].str.strip() != ""
    known = pd.Series("neither", index=contacts.index)
    known = known.mask(a & b, "both").mask(a & ~b, "only_a").mask(~a & b, "only_b")
    return contacts.assign(accounts=pd.Categorical(known, categories=KNOWN))


def both(contacts: pd.DataFrame) -> pd.DataFrame:
    """Of which contacts are both sides' accounts on record?"""
    known = with_accounts(contacts)
    return contacts[known["accounts"] == "both"]


def by_year(contacts: pd.DataFrame, years: tuple[int, int]) -> pd.DataFrame:
    """Of how many contacts of each year is whose account on record?

    Returns one row per year of the window, years without a contact included: year, both, only_a,
    only_b and neither (contacts), contacts (their sum), and one_sided: the share (0 to 1) of the
    contacts of which only one side's account is known, missing in a year without contacts.
    """
    known = with_accounts(contacts)
    table = (
        known.groupby([known["date"].dt.year.rename("year"), "accounts"], observed=False)
        .size()
        .unstack("accounts", fill_value=0)
        .reindex(index=range(years[0], years[1] + 1), columns=list(KNOWN), fill_value=0)
        .astype("int64")
    )
    table.columns = list(KNOWN)
    total = table.sum(axis="columns")
    one = table["only_a"] + table["only_b"]
    return (
        table.assign(contacts=total, one_sided=one / total.where(total > 0))
        .rename_axis("year")
        .reset_index()
    )
