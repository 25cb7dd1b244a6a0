"""Whose account of a contact is on record: the one rule, whichever page counts it."""

from __future__ import annotations

import re

import pandas as pd

from analysis.tables.pair import Pair, Side

KNOWN = ("both", "only_a", "only_b", "neither")


def known(contacts: pd.DataFrame, pair: Pair) -> pd.Series:
    """Whose account of each contact is on record: both, only_a, only_b or neither (categorical)?

    A side's account counts where its column (`account_a`, `account_b`) holds text that is its own:
    what it said by the account of the other side (see `told_by`) is not.
    """
    a = _own(contacts["account_a"], pair.b)
    b = _own(contacts["account_b"], pair.a)
    whose = pd.Series("neither", index=contacts.index)
    whose = whose.mask(a & b, "both").mask(a & ~b, "only_a").mask(~a & b, "only_b")
    return whose.astype(pd.CategoricalDtype(KNOWN))


def _own(texts: pd.Series, other: Side) -> pd.Series:
    return (texts.str.strip() != "") & ~texts.str.contains(told_by(other), regex=True)


def told_by(side: Side) -> re.Pattern[str]:
    """How an account says that it rests on the words of this side.

    The tables are in English and put it so: “by the”, the adjective of the side, or its name and
    “'s”, and “account”.
    """
    called = "|".join(re.escape(name) for name in (side.name["en"], side.adjective["en"]))
    return re.compile(rf"\bby (?:the )?(?:{called})(?:['’]s)? account\b", re.IGNORECASE)
