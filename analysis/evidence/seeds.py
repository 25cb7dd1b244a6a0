"""The seed digests: what each article claims, in our words, and which rows hold each claim."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.evidence.classes import classes
from analysis.evidence.disagreements import found, on_record
from analysis.tables.dataset import FOLDER, Dataset, row_ids
from analysis.tables.links import cited

PLACE = FOLDER.parent / "seeds"

COLUMNS = ["seed", "claim", "number", "about", "says", "table", "row_id"]


def files(folder: Path = PLACE) -> tuple[str, ...]:
    """The digests of a folder as text, in order of their names; none where there is no folder."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.toml")))


def parse(texts: Iterable[str]) -> pd.DataFrame:
    """What does each digest claim, and which rows are said to hold it?

    Returns one row for each claim and row that holds it: seed (also the id of its source), claim
    (id), number (of the claim in its digest, from 1), about (the table that it is about), says
    (the claim in our words), table and row_id. Raises KeyError where a claim is incomplete.
    """
    rows = [
        (digest["id"], claim["id"], number, claim["table"], claim["says"], *row.split(":", 1))
        for digest in map(tomllib.loads, texts)
        for number, claim in enumerate(digest["claims"], 1)
        for row in claim["rows"]
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def resolved(held: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """The same with whether the tables hold each row.

    A row of claims stands for the row that it is about: its table and row_id are put in its place,
    and `through` is the id of the claim. Adds on_record and through; the same row named
    twice by one claim is kept once.
    """
    claims = dataset.claims.set_index("claim_id")
    through = held["row_id"].where(held["table"] == "claims", "")
    known = through.isin(claims.index)
    about = held.assign(
        through=through,
        table=held["table"].mask(known, through.map(claims["table"].astype(str))),
        row_id=held["row_id"].mask(known, through.map(claims["row_id"])),
    ).drop_duplicates(["claim", "table", "row_id"])
    known_rows = {
        table: set(row_ids(rows, dataset.package.tables[table]))
        for table, rows in dataset.tables().items()
        if table in set(about["table"])
    }
    on_record = [
        row in known_rows.get(table, ())
        for table, row in zip(about["table"], about["row_id"], strict=True)
    ]
    return about.assign(on_record=np.array(on_record, dtype=bool)).reset_index(drop=True)


VERDICTS = ("confirmed", "alone", "differ")
"""What others say of a claim: they confirm it, none is known, or they differ."""

TOLD = frozenset({"summary", "account_a", "account_b", "note"})
"""Columns of free text: what a source says of them adds to the row, and contradicts nothing."""


def judged(held: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Is each claim of the digests confirmed by others, made by its article alone, or contested?

    `held` is what `parse` returns. Others *differ* where sources differ on a field for which the
    claim names what its article says (a row of claims), TOLD left out. Others *confirm* where a
    row that holds the claim cites a source that is neither one of the articles nor a repost. A
    claim about words is judged by the statements that hold it: a meeting may be certain, and what
    was said at it not. Returns one row for each claim: seed, claim, number, says and verdict
    (ordered categorical, see VERDICTS).
    """
    there = resolved(held, dataset).query("on_record")
    spoken = there["claim"].isin(there.loc[there["table"] == "statements", "claim"])
    telling = there[~spoken | (there["table"] == "statements")]
    copied = classes(dataset.sources, dataset.pair) == "repost"
    weak = {*held["seed"], *dataset.sources.loc[copied, "source_id"]}
    cites = cited(dataset)
    strong = cites[~cites["source_id"].isin(weak)]
    sure = _keys(telling).isin(_keys(strong))
    claims = held.drop_duplicates("claim")[["seed", "claim", "number", "says"]]
    verdict = (
        pd.Series("alone", index=claims.index)
        .mask(claims["claim"].isin(telling.loc[sure, "claim"]), "confirmed")
        .mask(claims["claim"].isin(_contested(held, dataset)), "differ")
    )
    return claims.assign(verdict=pd.Categorical(verdict, VERDICTS, ordered=True)).reset_index(
        drop=True
    )


def _keys(rows: pd.DataFrame) -> pd.Series:
    return rows["table"].astype(str) + ":" + rows["row_id"]


def _contested(held: pd.DataFrame, dataset: Dataset) -> set[str]:
    """The claims of digests that name a field on which sources differ."""
    named = held[held["table"] == "claims"][["claim", "row_id"]]
    said = on_record(dataset).set_index("claim_id", drop=False)
    about = named[named["row_id"].isin(said.index)]
    fields = ["table", "row_id", "field"]
    own = said.loc[about["row_id"], fields].assign(claim=about["claim"].to_numpy())
    differ = found(dataset, said.merge(own[fields].drop_duplicates(), on=fields))
    told = differ["field"].isin(TOLD) | (differ["kind"] == "exactness")
    return set(own.merge(differ.loc[~told, fields], on=fields)["claim"])
