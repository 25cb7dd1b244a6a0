"""Which goods does a restriction hit, by the lines of goods of the tables?

A line of goods gathers what belongs together whatever the words (`goods`); a phase that names none
is gathered with its product group.
"""

from __future__ import annotations

import pandas as pd

ALL = "all"
"""Every restriction, and the series of the goods trade as a whole."""


def with_lines(restrictions: pd.DataFrame) -> pd.DataFrame:
    """Which lines of goods does each phase belong to?

    One row per phase and line, with `line`: the id of a line, or the product group where none is
    named.
    """
    groups = restrictions["product_group"].astype(str)
    lines = [own or (group,) for own, group in zip(restrictions["goods"], groups, strict=True)]
    return restrictions.assign(line=pd.Series(lines, index=restrictions.index)).explode("line")


def of_line(restrictions: pd.DataFrame, line: str) -> pd.DataFrame:
    """The phases that hit this line of goods (`ALL` means every phase)."""
    if line == ALL:
        return restrictions
    found = with_lines(restrictions)
    return restrictions[restrictions.index.isin(found.index[found["line"] == line])]


def topics(goods: pd.DataFrame, line: str) -> frozenset[str]:
    """The topics under which events speak of this line; none for a product group."""
    return frozenset(*goods.loc[goods["goods_id"] == line, "topics"])


def in_order(goods: pd.DataFrame, lines: set[str]) -> list[str]:
    """These lines in the order of the table, product groups after them."""
    known = [line for line in goods["goods_id"] if line in lines]
    return known + sorted(lines - set(known))
