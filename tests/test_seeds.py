"""Every claim of the seed digests is held by rows of the data that cite the seed.

A digest names rows as `table:id`. The id is the table's key, and for the tables whose key is
compound `case_id@date` (consular_milestones) or `actor_id@start` (offices), the form that
claims.csv uses for its own `row_id`. A row of claims stands for the table that it is about: a
digest that puts a claim in consular_milestones is answered either by a milestone or by a claim
about a milestone.
"""

from __future__ import annotations

import csv
import datetime
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
COMPOUND_KEYS = {
    "consular_milestones": ("case_id", "date"),
    "offices": ("actor_id", "start"),
    "observations": ("series_id", "date"),
}

Row = dict[str, str]


def read_digests(folder: Path) -> dict[str, dict[str, Any]]:
    """Each digest by the stem of its file."""
    return {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.toml"))
    }


def row_id(table: str, row: Row) -> str:
    """The id by which a digest, or claims.csv, names this row."""
    first = next(iter(row))
    return "@".join(row[column] for column in COMPOUND_KEYS.get(table, (first,)))


def read_tables(folder: Path) -> dict[str, dict[str, list[Row]]]:
    """The rows of every table by id; a compound id may name more than one."""
    tables: dict[str, dict[str, list[Row]]] = {}
    for path in sorted(folder.glob("*.csv")):
        rows = tables.setdefault(path.stem, {})
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                rows.setdefault(row_id(path.stem, row), []).append(row)
    return tables


def cited(row: Row) -> set[str]:
    """The sources that a row cites."""
    return {*row.get("sources", "").split(";"), row.get("source_id", "")} - {""}


DIGESTS = read_digests(ROOT / "seeds")
TABLES = read_tables(ROOT / "data")
CLAIMS = [(seed, claim) for seed, digest in DIGESTS.items() for claim in digest["claims"]]
each_claim = pytest.mark.parametrize(
    ("seed", "claim"), [pytest.param(s, c, id=c["id"]) for s, c in CLAIMS]
)


def rows_of(claim: dict[str, Any]) -> list[tuple[str, Row]]:
    """The rows that a claim names, each with its table; only those that exist."""
    pairs = [name.split(":", 1) for name in claim["rows"]]
    return [(table, row) for table, key in pairs for row in TABLES.get(table, {}).get(key, [])]


def test_there_are_five_digests_with_fifty_five_claims() -> None:
    assert list(DIGESTS) == [f"seed-{n:03d}" for n in range(5)]
    assert len(CLAIMS) == 55


def test_a_digest_is_named_after_its_file_and_agrees_with_its_row_in_sources() -> None:
    for seed, digest in DIGESTS.items():
        (source,) = TABLES["sources"][seed]
        assert digest["id"] == seed
        assert source["title"] == digest["subject"]
        assert source["language"] == digest["language"]
        assert datetime.date.fromisoformat(source["published"]) == digest["published"]
        assert source["publisher"] == (digest["publisher"] or "publisher not named")


def test_claim_ids_are_unique_and_count_up_from_the_id_of_their_seed() -> None:
    ids = [claim["id"] for _, claim in CLAIMS]
    assert [i for i, n in Counter(ids).items() if n > 1] == []
    for seed, digest in DIGESTS.items():
        wanted = [f"{seed}-{n:02d}" for n in range(1, len(digest["claims"]) + 1)]
        assert [claim["id"] for claim in digest["claims"]] == wanted


@each_claim
def test_a_claim_names_rows_and_none_of_them_twice(seed: str, claim: dict[str, Any]) -> None:
    assert claim["says"].strip()
    assert claim["rows"]
    assert len(claim["rows"]) == len(set(claim["rows"]))


@each_claim
def test_each_row_that_a_claim_names_exists_once(seed: str, claim: dict[str, Any]) -> None:
    found = {
        name: len(TABLES.get(table, {}).get(key, []))
        for name in claim["rows"]
        for table, key in [name.split(":", 1)]
    }
    assert {name: n for name, n in found.items() if n != 1} == {}


@each_claim
def test_every_row_that_a_claim_names_cites_its_seed(seed: str, claim: dict[str, Any]) -> None:
    silent = [row_id(table, row) for table, row in rows_of(claim) if seed not in cited(row)]
    assert rows_of(claim)
    assert silent == []


@each_claim
def test_the_table_of_a_claim_is_that_of_one_of_its_rows(seed: str, claim: dict[str, Any]) -> None:
    tables = {table for table, _ in rows_of(claim)}
    subjects = {row["table"] for table, row in rows_of(claim) if table == "claims"}
    assert claim["table"] in tables | subjects


@each_claim
def test_a_row_of_claims_is_about_a_row_that_exists(seed: str, claim: dict[str, Any]) -> None:
    about = [(row["table"], row["row_id"]) for table, row in rows_of(claim) if table == "claims"]
    assert [(t, key) for t, key in about if key not in TABLES.get(t, {})] == []
