"""The tables are loaded as the schema says."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from analysis.check import package as check_package
from analysis.files import export
from analysis.tables import dataset as dataset_module
from analysis.tables.dataset import TABLES, Dataset


def raw(package: Path, table: str) -> list[dict[str, str]]:
    with (package / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_lost_or_added(dataset: Dataset, package: Path, table: str):
    assert len(getattr(dataset, table)) == len(raw(package, table))


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_typed_as_its_field(dataset: Dataset, table: str):
    rows = getattr(dataset, table)
    for field in dataset.package.tables[table].fields:
        column = rows[field.name]
        if field.is_list:
            assert all(isinstance(cell, tuple) for cell in column), field.name
        elif field.enum:
            assert isinstance(column.dtype, pd.CategoricalDtype), field.name
            assert column.cat.ordered == field.ordered, field.name
        elif field.reduced_date or field.type == "date":
            assert column.dtype == "datetime64[s]", field.name
        elif field.type in {"number", "integer", "year"}:
            assert column.dtype == "float64", field.name


@pytest.mark.parametrize("table", TABLES)
def test_ids_are_those_of_the_file(dataset: Dataset, package: Path, table: str):
    key = dataset.package.tables[table].primary_key[0]
    assert getattr(dataset, table)[key].tolist() == [row[key] for row in raw(package, table)]


def test_an_event_carries_the_published_intensity_of_its_code(dataset: Dataset, package: Path):
    published = {row["cameo"]: float(row["goldstein"]) for row in raw(package, "cameo_goldstein")}
    events = dataset.events
    assert events["goldstein"].tolist() == [published[code] for code in events["cameo"]]
    assert events["quad_class"].notna().all()


def test_salience_weighs_a_half_one_and_two(dataset: Dataset):
    weights = dataset.events.groupby(dataset.events["salience"].astype(str))["weight"].unique()
    assert {level: list(values) for level, values in weights.items()} == {
        "1": [0.5],
        "2": [1.0],
        "3": [2.0],
    }


def test_a_code_keeps_its_leading_zero(dataset: Dataset):
    assert dataset.events["cameo"].str.startswith("0").any()


def test_a_reduced_date_comes_with_its_precision(dataset: Dataset):
    row = dataset.trade_restrictions.set_index("restriction_id").loc["can-tiktok-devices-2023"]
    assert (row["effective"], row["effective_precision"]) == (pd.Timestamp("2023-02-01"), "month")


def test_an_empty_list_cell_has_no_items(dataset: Dataset):
    assert () in set(dataset.events["responds_to"])


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(FileNotFoundError, match=r"datapackage\.json"):
        dataset_module.load(tmp_path)


def test_compound_keys_read_as_claims_write_them(dataset: Dataset):
    milestones = dataset_module.row_ids(
        dataset.consular_milestones, dataset.package.tables["consular_milestones"]
    )
    offices = dataset_module.row_ids(dataset.offices, dataset.package.tables["offices"])
    claims = dataset.claims
    about = claims.loc[claims["table"] == "consular_milestones", "row_id"]
    assert set(about) <= set(milestones)
    assert set(claims.loc[claims["table"] == "offices", "row_id"]) <= set(offices)


def test_the_check_and_the_tables_give_a_row_the_same_id(dataset: Dataset):
    spec, _problems = check_package.read(dataset.package.descriptor)
    for name, rows in dataset.every().items():
        table = dataset.package.every[name]
        own = check_package.row_ids(export.text(rows, table), spec.tables[name])
        assert dataset_module.row_ids(rows, table).tolist() == own.tolist(), name


def test_loading_twice_gives_equal_tables(dataset: Dataset, package: Path):
    again = dataset_module.load(package)
    for name, table in dataset.tables().items():
        pd.testing.assert_frame_equal(table, getattr(again, name))


def test_every_translation_is_of_what_a_row_says_now(dataset: Dataset) -> None:
    told = dataset.translations
    assert set(told) == {"fr", "zh"}
    for rows, column in (
        (dataset.events, "title"),
        (dataset.trade_restrictions, "product"),
        (dataset.consular_cases, "allegation"),
        (dataset.contacts, "account_a"),
        (dataset.statements, "paraphrase"),
        (dataset.series, "note"),
    ):
        assert set(rows[column]) - {""} <= set(told["fr"]) & set(told["zh"]), column


def test_a_package_without_translations_has_none(dataset: Dataset) -> None:
    assert dataset_module.replace(dataset, extras={}).translations == {}


@pytest.mark.parametrize(
    ("table", "field", "wrong", "told"),
    [
        ("events", "domain", "legl", "domain is not one of .*: legl"),
        ("events", "cameo", "999", "cameo is not a code of cameo_goldstein: 999"),
        ("events", "date", "2018-12-41", "unconverted data"),
        ("offices", "start", "20181", "20181"),
        ("observations", "value", "12 %", "12 %"),
    ],
)
def test_a_cell_that_does_not_parse_is_told_and_not_dropped(
    package: Path, table: str, field: str, wrong: str, told: str
):
    files = {path.name: path.read_bytes() for path in package.iterdir() if path.is_file()}
    rows = raw(package, table)
    rows[0][field] = wrong
    lines = [
        dataset_module.csv_line(cells) for cells in [list(rows[0]), *(r.values() for r in rows)]
    ]
    with pytest.raises(ValueError, match=told):
        dataset_module.from_files({**files, f"{table}.csv": "\n".join(lines).encode()})
