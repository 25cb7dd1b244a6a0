"""What do the rows rest on: how many sources, and whose voices?"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

SUPPORT = ("one-source", "one-voice", "side-and-third", "both-sides")
"""How a row is supported, from the weakest: a single source; several that all speak for the same
side (or all for third parties); one side's and third parties'; both sides'."""


def support(citations: pd.DataFrame, sources: pd.DataFrame, sides: Sequence[str]) -> pd.DataFrame:
    """What kind of sources does each row rest on?

    `citations` is what `analysis.tables.links.cited` returns; `sides` are the codes of the two
    sides. Tables whose rows cite exactly one source by definition (claims, observations) are left
    out. Returns table, row_id, date, position, sources (how many) and support (ordered
    categorical, see SUPPORT).
    """
    kept = citations[~citations["table"].isin(["claims", "observations"])]
    voice = kept["source_id"].map(sources.set_index("source_id")["side"].astype(str))
    marked = kept.assign(voice=voice, of_a=voice == sides[0], of_b=voice == sides[1])
    rows = (
        marked.groupby(["table", "position"], sort=False)
        .agg(
            row_id=("row_id", "first"),
            date=("date", "first"),
            sources=("source_id", "nunique"),
            voices=("voice", "nunique"),
            of_a=("of_a", "any"),
            of_b=("of_b", "any"),
        )
        .reset_index()
    )
    both = rows["of_a"] & rows["of_b"]
    kind = (
        pd.Series("side-and-third", index=rows.index)
        .mask(both, "both-sides")
        .mask(rows["voices"] == 1, "one-voice")
        .mask(rows["sources"] == 1, "one-source")
    )
    return rows.assign(support=pd.Categorical(kind, SUPPORT, ordered=True))[
        ["table", "row_id", "date", "position", "sources", "support"]
    ]


def shares(supported: pd.DataFrame, by: str) -> pd.DataFrame:
    """What share of the rows rests on which kind of sources, by table or by year?

    `supported` is what `support` returns. Returns `by`, support, rows, of (all rows of that table
    or year) and share; rows without a date are left out of the years.
    """
    keyed = supported.assign(year=supported["date"].dt.year.astype("Int64")).dropna(subset=by)
    found = keyed.groupby([by, "support"], observed=True).size().rename("rows").reset_index()
    of = found.groupby(by)["rows"].transform("sum")
    return found.assign(of=of, share=found["rows"] / of)
