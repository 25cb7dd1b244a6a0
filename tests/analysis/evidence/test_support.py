from __future__ import annotations

import pandas as pd
import pytest

from analysis.evidence import support as evidence
from analysis.tables.dataset import Dataset
from analysis.tables.links import cited

TABLES = {
    "events",
    "contacts",
    "trade_restrictions",
    "consular_cases",
    "consular_milestones",
    "statements",
    "offices",
}


@pytest.fixture(scope="module")
def citations(dataset: Dataset) -> pd.DataFrame:
    return cited(dataset)


def test_every_source_carries_something(dataset: Dataset, citations: pd.DataFrame) -> None:
    assert set(citations["source_id"]) == set(dataset.sources["source_id"])


def test_citations_are_those_of_the_tables(dataset: Dataset, citations: pd.DataFrame) -> None:
    for table in TABLES:
        expected = getattr(dataset, table)["sources"].map(len).sum()
        assert (citations["table"] == table).sum() == expected
    assert (citations["table"] == "claims").sum() == len(dataset.claims)


def tiny(*cells: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of events by the sources that they cite, a letter each: a, b their side, t third."""
    citations = pd.DataFrame(
        [
            ("events", f"e{i}", pd.Timestamp(2020 + i, 1, 1), source, i)
            for i, cell in enumerate(cells)
            for source in cell.split()
        ],
        columns=["table", "row_id", "date", "source_id", "position"],
    )
    ids = sorted({source for cell in cells for source in cell.split()})
    sides = {"a": "AAA", "b": "BBB", "t": "third-party"}
    return citations, pd.DataFrame({"source_id": ids, "side": [sides[i[0]] for i in ids]})


@pytest.mark.parametrize(
    ("cell", "support"),
    [
        ("a1", "one-source"),
        ("a1 a2", "one-voice"),
        ("t1 t2", "one-voice"),
        ("a1 t1", "side-and-third"),
        ("a1 b1", "both-sides"),
        ("a1 b1 t1", "both-sides"),
    ],
)
def test_support_is_by_voices_not_by_number(cell: str, support: str) -> None:
    citations, sources = tiny(cell)
    found = evidence.support(citations, sources, ["AAA", "BBB"])
    assert found["support"].tolist() == [support]
    assert found["sources"].tolist() == [len(cell.split())]


def test_shares_of_a_table_add_up(dataset: Dataset, citations: pd.DataFrame) -> None:
    sides = [side.code for side in dataset.pair.sides]
    supported = evidence.support(citations, dataset.sources, sides)
    assert set(supported["table"]) == TABLES
    for by in ("table", "year"):
        shares = evidence.shares(supported, by)
        assert shares.groupby(by)["share"].sum().to_numpy() == pytest.approx(1)
    by_table = evidence.shares(supported, "table").groupby("table")["rows"].sum()
    assert all(by_table[table] == len(getattr(dataset, table)) for table in TABLES)


def test_nothing_cited_gives_no_shares() -> None:
    citations, sources = tiny("a1")
    supported = evidence.support(citations.iloc[:0], sources, ["AAA", "BBB"])
    assert evidence.shares(supported, "table").empty
