"""What did each side say of a contact afterwards, and of how many is only one side heard?"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from analysis.tables.pair import Pair

KNOWN = ("both", "only_a", "only_b", "neither")

Names = tuple[Sequence[str], Sequence[str]]
"""What side a and side b are called in the texts of the tables, each by name and adjective."""


def names(pair: Pair) -> Names:
    """What are the sides called in the texts of the tables, which are in English?"""
    a, b = pair.sides
    return (a.name["en"], a.adjective["en"]), (b.name["en"], b.adjective["en"])


def told_by(names: Sequence[str]) -> re.Pattern[str]:
    """What an account says that rests on the words of the side of these names.

    The tables put it so: “by the” and the adjective of a side, or its name and “'s”, “account”.
    """
    called = "|".join(re.escape(name) for name in names if name)
    return re.compile(rf"\bby (?:the )?(?:{called or '(?!)'})(?:['’]s)? account\b", re.IGNORECASE)


def with_accounts(contacts: pd.DataFrame, called: Names = ((), ())) -> pd.DataFrame:
    """Whose account of each contact is on record?

    Adds `accounts`: both, only_a, only_b or neither (categorical), by whether account_a and
    account_b hold text; one that tells by the other side's account what its side said (see
    `told_by`) is not its side's own.
    """
    a = _own(contacts["account_a"], called[1])
    b = _own(contacts["account_b"], called[0])
    known = pd.Series("neither", index=contacts.index)
    known = known.mask(a & b, "both").mask(a & ~b, "only_a").mask(~a & b, "only_b")
    return contacts.assign(accounts=pd.Categorical(known, categories=KNOWN))


def _own(texts: pd.Series, other: Sequence[str]) -> pd.Series:
    retold = texts.str.contains(told_by(other), regex=True)
    return (texts.str.strip() != "") & ~retold


def both(contacts: pd.DataFrame, called: Names = ((), ())) -> pd.DataFrame:
    """Of which contacts are both sides' own accounts on record?"""
    known = with_accounts(contacts, called)
    return contacts[known["accounts"] == "both"]


def by_year(
    contacts: pd.DataFrame, years: tuple[int, int], called: Names = ((), ())
) -> pd.DataFrame:
    """Of how many contacts of each year is whose account on record?

    Returns one row per year of the window, years without a contact included: year, both, only_a,
    only_b and neither (contacts), contacts (their sum), and one_sided: the share (0 to 1) of the
    contacts of which only one side's account is known, missing in a year without contacts.
    """
    known = with_accounts(contacts, called)
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
