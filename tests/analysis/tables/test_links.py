from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.tables import links
from analysis.tables.dataset import Dataset, row_ids
from analysis.tables.filters import Filters, apply

ARREST = "2018-12-01-meng-arrested"
ROME = "2020-08-25-champagne-wang-rome"


def test_an_event_is_linked_to_the_rows_that_name_it(dataset: Dataset) -> None:
    found = links.of_event(dataset, ARREST)
    assert found is not None
    assert len(found.answered_by) == 12
    assert set(found.restrictions["responds_to"].explode()) >= {ARREST}
    assert found.cases["case_id"].tolist() == ["meng-wanzhou"]


def test_statements_about_a_contact_belong_to_its_event(dataset: Dataset) -> None:
    found = links.of_event(dataset, ROME)
    assert found is not None
    assert found.contacts["contact_id"].tolist() == [ROME]
    about = {subject for cell in found.statements["about"] for subject in cell}
    assert ROME in about


def test_what_came_later_is_not_linked(dataset: Dataset) -> None:
    day = pd.Timestamp(2018, 12, 10)
    found = links.of_event(apply(dataset, Filters(as_of=day)), ARREST)
    assert found is not None
    assert (found.answered_by["date"] <= day).all()
    assert 0 < len(found.answered_by) < 12


def test_an_unknown_event_has_no_links(dataset: Dataset) -> None:
    assert links.of_event(dataset, "no-such-event") is None


def test_a_source_is_followed_to_every_row_that_cites_it(dataset: Dataset) -> None:
    source = "seed-000"
    found = links.citing(links.cited(dataset), source)
    for table, group in found.groupby("table"):
        whole = dataset.tables()[str(table)]
        cited = (
            [source in cell for cell in whole["sources"]]
            if "sources" in whole
            else (whole["source_id"] == source)
        )
        assert set(group["row_id"]) == set(
            row_ids(whole[cited], dataset.package.tables[str(table)])
        )
    assert "claims" not in set(found["table"])
    assert links.citing(links.cited(dataset), "no-such-source").empty


def test_claims_on_a_row_tell_the_rows_own_value(dataset: Dataset) -> None:
    claims = links.claims_on(dataset, "contacts", ROME)
    length = claims[claims["field"] == "duration_min"]
    assert length["own"].unique().tolist() == ["90"]
    assert length["disagree"].all()
    assert claims.loc[claims["field"] == "venue", "own"].isna().all()


def test_values_are_written_as_their_table_writes_them(dataset: Dataset) -> None:
    events = dataset.events
    written = links.written(events, "date")
    month = events["date_precision"] == "month"
    assert written[month].str.len().unique().tolist() == [7]
    assert links.written(events, "initiator").iloc[0] == ";".join(events["initiator"].iloc[0])
    assert links.written(dataset.contacts, "duration_min").isin(["", "90"]).any()
    large = pd.DataFrame({"value": [1234567890123.0, 0.1, None]})
    assert links.written(large, "value").tolist() == ["1234567890123", "0.1", ""]


def test_a_row_is_found_by_its_id(dataset: Dataset) -> None:
    assert len(links.rows(dataset, "events", ARREST)) == 1
    assert links.rows(dataset, "events", "none").empty
    assert links.rows(dataset, "no-such-table", "none").empty
    milestone = row_ids(
        dataset.consular_milestones, dataset.package.tables["consular_milestones"]
    ).iloc[0]
    assert len(links.rows(dataset, "consular_milestones", milestone)) >= 1


def test_a_further_table_of_a_package_holds_no_row(dataset: Dataset) -> None:
    further = replace(dataset.package.tables["places"], name="extra")
    tables = {**dataset.package.tables, "extra": further}
    own = replace(dataset, package=replace(dataset.package, tables=tables))
    assert links.rows(own, "extra", "1").empty
