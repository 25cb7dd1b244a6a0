"""What do the rows rest on: how many sources, whose voices, and how new?"""

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

    Returns table, row_id, date (missing where unknown) and source_id, one row for each citation;
    claims, which are what a source says of a field, are counted too.
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


def rows_per_source(citations: pd.DataFrame) -> pd.Series:
    """How many rows rest on each source, claims left out? Indexed by source_id."""
    rows = citations[citations["table"] != "claims"]
    return rows.groupby("source_id").size()


def counts(sources: pd.DataFrame, by: str) -> pd.DataFrame:
    """How many sources are there by a property (kind, publisher, language, side, year) and side?

    `year` is that of publication, as far as it is known. Returns the property, side and sources,
    the most frequent value of the property first, years in order; empty pairs are left out.
    """
    keyed = sources.assign(year=sources["published"].dt.year.astype("Int64"))
    keyed = keyed.assign(side=keyed["side"].astype(str)).dropna(subset=by)
    names = list(dict.fromkeys([by, "side"]))
    found = keyed.groupby(names, observed=True).size().rename("sources").reset_index()
    total = found.groupby(by, observed=True)["sources"].transform("sum")
    order = ["year"] if by == "year" else ["total", by]
    ranked = found.assign(total=total).sort_values(
        order, ascending=[name != "total" for name in order], kind="stable", ignore_index=True
    )
    return ranked.drop(columns="total")


def support(citations: pd.DataFrame, sources: pd.DataFrame, sides: Sequence[str]) -> pd.DataFrame:
    """How is each row supported?

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
    """What share of the rows is supported how, by table or by year?

    `supported` is what `support` returns. Returns `by`, support, rows, of (all rows of that table
    or year) and share; rows without a date are left out of the years.
    """
    keyed = supported.assign(year=supported["date"].dt.year.astype("Int64")).dropna(subset=by)
    found = keyed.groupby([by, "support"], observed=True).size().rename("rows").reset_index()
    of = found.groupby(by)["rows"].transform("sum")
    return found.assign(of=of, share=found["rows"] / of)


def freshness(dataset: Dataset) -> pd.DataFrame:
    """How new is the newest row of each table?

    Returns table, rows, column (that dates its rows, empty where none does), newest and days
    (from the newest row to the end of the record; below 0 where a row carries a later date).
    """
    rows = []
    for table in dataset.package.tables:
        if table not in dataset.tables():
            continue
        whole = dataset.tables()[table]
        column = next(iter(kinds.of(table).dated_by), "")
        newest = whole[column].max() if column else pd.NaT
        rows.append((table, len(whole), column, newest, (dataset.end - newest).days))
    return pd.DataFrame(rows, columns=["table", "rows", "column", "newest", "days"])
