"""Whose account of a contact is on record: the one rule, whichever page counts it."""

from __future__ import annotations

import pandas as pd

from analysis.tables.pair import Pair

KNOWN = ("both", "only_a", "only_b", "neither")


def known(contacts: pd.DataFrame, pair: Pair) -> pd.Series:
    """Whose account of each contact is on record: both, only_a, only_b or neither (categorical)?

    A side's account counts where it rests on that side's own words (`account_a_by`,
    `account_b_by`): what it said by the account of the other side, or of a third, does not.
    """
    a = contacts["account_a_by"] == pair.a.code
    b = contacts["account_b_by"] == pair.b.code
    whose = pd.Series("neither", index=contacts.index)
    whose = whose.mask(a & b, "both").mask(a & ~b, "only_a").mask(~a & b, "only_b")
    return whose.astype(pd.CategoricalDtype(KNOWN))
