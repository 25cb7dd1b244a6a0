from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.evidence import seeds
from analysis.evidence.classes import classes
from analysis.tables.dataset import Dataset, row_ids
from analysis.tables.links import cited

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


VERDICT = """
id = "seed-009"
[[claims]]
id = "seed-009-01"
table = "events"
says = "Something was said."
rows = [{rows}]
"""


def verdict(dataset: Dataset, *rows: str) -> str:
    text = VERDICT.format(rows=", ".join(f'"{row}"' for row in rows))
    return str(seeds.judged(seeds.parse([text]), dataset)["verdict"].iloc[0])


def test_every_claim_is_judged_once(dataset: Dataset, held: pd.DataFrame) -> None:
    found = seeds.judged(held, dataset)
    assert sorted(found["claim"]) == sorted(held["claim"].unique())
    assert set(found["verdict"]) == set(seeds.VERDICTS)


def test_only_a_source_of_its_own_confirms(dataset: Dataset, held: pd.DataFrame) -> None:
    judged = classes(dataset.sources, dataset.pair)
    strong = set(dataset.sources.loc[judged != "repost", "source_id"]) - set(held["seed"])
    found = seeds.judged(held, dataset).set_index("claim")["verdict"]
    rows = seeds.resolved(held, dataset)
    cites = cited(dataset).groupby(["table", "row_id"])["source_id"].agg(set)
    for claim in found.index[found == "confirmed"]:
        own = rows[rows["claim"] == claim]
        assert any(strong & cites[table, row] for table, row in own[["table", "row_id"]].values)


def test_sources_that_give_other_values_differ(dataset: Dataset) -> None:
    claims = dataset.claims.astype({"table": str, "field": str})
    numbers = claims[claims["value"].str.fullmatch(r"\d+")]
    several = numbers.groupby(["table", "row_id", "field"])["value"].transform("nunique") > 1
    assert verdict(dataset, f"claims:{numbers.loc[several, 'claim_id'].iloc[0]}") == "differ"


def test_a_claim_that_no_row_holds_stands_alone(dataset: Dataset) -> None:
    assert verdict(dataset, "events:none") == "alone"
