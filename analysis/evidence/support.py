"""What do the rows rest on: how many sources, and whose voices?"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.tables import kinds
from analysis.tables.dataset import Dataset, row_ids

SUPPORT = ("one-source", "one-voice", "side-and-third", "both-sides")
"""How a row is supported, from the weakest: a single source; several that all speak for the same
side (or all for third parties); one side's and third parties'; both sides'."""


def cited(dataset: Dataset) -> pd.DataFrame:
    """Which row rests on which source?

    Returns table, row_id, date (missing where unknown), source_id and position (of the row in its
    table, which tells rows of one id apart), one row for each citation; claims, which are what a
    source says of a field, are counted too.
    """
    parts = []
    for table, spec in dataset.package.tables.items():
        if table not in dataset.tables() or table == "sources":
            continue
        rows = dataset.tables()[table]
        column = next((c for c in ("sources", "source_id") if c in rows), None)
        if column is None:
            continue
        part = pd.DataFrame(
            {
                "table": table,
                "row_id": row_ids(rows, spec),
                "date": kinds.of(table).dates(rows),
                "source_id": rows[column],
                "position": range(len(rows)),
            }
        )
        parts.append(part.explode("source_id").dropna(subset="source_id"))
    return pd.concat(parts, ignore_index=True)


def support(citations: pd.DataFrame, sources: pd.DataFrame, sides: Sequence[str]) -> pd.DataFrame:
    """What kind of sources does each row rest on?

    `citations` is what `cited` returns; `sides` are the codes of the two sides. Tables whose rows
    cite exactly one source by definition (claims, observations) are left out. Returns table,
    row_id, date, position, sources (how many) and support (ordered categorical, see SUPPORT).
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
