"""How much trade was hit, as the sources state it?"""

from __future__ import annotations

import pandas as pd

from analysis.trade.goods import with_lines

NAMED = ["imposed_by", "product_group", "trade_value", "trade_value_currency", "trade_value_year"]


def stated(restrictions: pd.DataFrame) -> pd.DataFrame:
    """Which trade values do the sources state for the measures?

    Measures on the same goods often name the same trade. Returns one row for each value (side,
    product group, amount, currency and year), carried by the earliest phase that names it, with
    `line` (see `analysis.trade.goods`; the product group where several lines are hit) and
    `measures` (how many phases name it). Nothing is converted, nothing is added up.
    """
    valued = restrictions[restrictions["trade_value"].notna()]
    lines = with_lines(valued).groupby("restriction_id")["line"].agg(["first", "size"])
    group = valued["product_group"].astype(str)
    line = valued["restriction_id"].map(lines["first"])
    single = valued["restriction_id"].map(lines["size"]) == 1
    keys = [valued[name].astype(str) for name in NAMED]
    return (
        valued.assign(
            line=line.where(single, group),
            measures=valued.groupby(keys, dropna=False)["restriction_id"].transform("size"),
            began=valued["effective"].fillna(valued["announced"]),
        )
        .sort_values("began", kind="stable")
        .drop_duplicates(NAMED, ignore_index=True)
        .drop(columns="began")
    )
