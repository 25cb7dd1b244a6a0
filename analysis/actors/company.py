"""With whom does an actor appear in the same rows?"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd


def together(
    seen: pd.DataFrame, ids: Iterable[str], most: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """With whom do these actors appear in the same rows?

    `seen` is what `appearances` returns. Returns the `most` partners (actor_id, rows, most first)
    and the links among them (one, other, rows).
    """
    own = frozenset(ids)
    rows = seen.drop_duplicates(["actor_id", "table", "row_id"])
    key = pd.MultiIndex.from_frame(rows[["table", "row_id"]])
    mine = key[rows["actor_id"].isin(own)].unique()
    shared = rows[key.isin(mine) & ~rows["actor_id"].isin(own)]
    partners = (
        shared["actor_id"].value_counts().head(most).rename("rows").rename_axis("actor_id")
    ).reset_index()
    kept = rows[rows["actor_id"].isin(partners["actor_id"])][["actor_id", "table", "row_id"]]
    pairs = kept.merge(kept, on=["table", "row_id"], suffixes=("", "_other"))
    pairs = pairs[pairs["actor_id"] < pairs["actor_id_other"]]
    links = pairs.groupby(["actor_id", "actor_id_other"]).size().rename("rows").reset_index()
    return partners, links.rename(columns={"actor_id": "one", "actor_id_other": "other"})
