from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.evidence import seeds
from analysis.tables.dataset import Dataset, row_ids

DIGEST = """
id = "seed-009"
[[claims]]
id = "seed-009-01"
table = "events"
says = "Something was said."
rows = ["events:none", "claims:{claim}", "{table}:{row}"]
"""


@pytest.fixture(scope="module")
def held() -> pd.DataFrame:
    return seeds.parse(seeds.files())


def test_every_claim_of_the_shipped_digests_is_held_by_a_row(
    dataset: Dataset, held: pd.DataFrame
) -> None:
    found = seeds.resolved(held, dataset)
    assert found["claim"].nunique() == held["claim"].nunique() == 55
    assert found["on_record"].all()
    assert not found.duplicated(["claim", "table", "row_id"]).any()


def test_a_claim_row_stands_for_the_row_that_it_is_about(
    dataset: Dataset, held: pd.DataFrame
) -> None:
    found = seeds.resolved(held, dataset)
    assert "claims" not in set(found["table"])
    claims = dataset.claims.set_index("claim_id")
    through = found[found["through"] != ""]
    assert len(through) > 0
    assert (claims.loc[through["through"], "row_id"].to_numpy() == through["row_id"]).all()


def test_a_row_that_is_not_on_record_is_said_to_be_missing(dataset: Dataset) -> None:
    claim = dataset.claims.iloc[0]
    text = DIGEST.format(claim=claim["claim_id"], table=claim["table"], row=claim["row_id"])
    found = seeds.resolved(seeds.parse([text]), dataset)
    assert found["on_record"].tolist() == [False, True]
    assert found["number"].tolist() == [1, 1]


def test_a_row_of_a_table_that_does_not_exist_is_missing(dataset: Dataset) -> None:
    text = DIGEST.format(claim="gone", table="rumours", row="1")
    found = seeds.resolved(seeds.parse([text]), dataset)
    assert found["on_record"].tolist() == [False, False, False]


def test_rows_with_compound_keys_are_found(dataset: Dataset, held: pd.DataFrame) -> None:
    milestones = set(
        row_ids(dataset.consular_milestones, dataset.package.tables["consular_milestones"])
    )
    named = held[held["table"] == "consular_milestones"]["row_id"]
    assert len(named) > 0
    assert set(named) <= milestones


def test_a_folder_without_digests_has_none(tmp_path: Path, dataset: Dataset) -> None:
    assert seeds.files(tmp_path) == ()
    assert seeds.resolved(seeds.parse(()), dataset).empty
