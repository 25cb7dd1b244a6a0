"""The seed digests: what each article claims, in our words, and which rows hold each claim."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.tables.dataset import FOLDER, Dataset, row_ids

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
    return about.assign(on_record=pd.Series(on_record, index=about.index, dtype=bool)).reset_index(
        drop=True
    )
