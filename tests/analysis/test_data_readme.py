"""The data folder tells the truth about itself: its README, its schema and its tables agree."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

DATA = Path(__file__).parents[2] / "data"
PACKAGE: dict[str, Any] = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
README = (DATA / "README.md").read_text(encoding="utf-8")
RESOURCES: dict[str, dict[str, Any]] = {r["name"]: r for r in PACKAGE["resources"]}
LABELS: dict[str, dict[str, dict[str, str]]] = PACKAGE["vocabularyLabels"]
LANGUAGES = {"en", "fr", "zh"}


def read(table: str) -> list[list[str]]:
    with (DATA / RESOURCES[table]["path"]).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def column(table: str, name: str) -> list[str]:
    header, *rows = read(table)
    return [row[header.index(name)] for row in rows]


def fields() -> Iterator[tuple[str, dict[str, Any]]]:
    for table, resource in RESOURCES.items():
        for field in resource["schema"]["fields"]:
            yield f"{table}.{field['name']}", field


def vocabulary_of(field: dict[str, Any]) -> list[str]:
    listed = field.get("items", {}).get("enum") or field.get("constraints", {}).get("enum", [])
    return [str(value) for value in listed]


def side_codes() -> set[str]:
    """The values that name a side; their labels are made from pair.toml."""
    pair = tomllib.loads((DATA / "pair.toml").read_text(encoding="utf-8"))
    a, b = pair["a"]["code"], pair["b"]["code"]
    return {a, b, f"{a}-{b}", f"{b}-{a}"}


def readme_section(title: str) -> str:
    after = re.split(rf"^#+ {title}\n", README, maxsplit=1, flags=re.M)[1]
    return re.split(r"^#+ ", after, maxsplit=1, flags=re.M)[0]


def readme_counts(title: str) -> dict[str, list[str]]:
    """The first table of a section: its first cell, and the cells after it."""
    lines = [line for line in readme_section(title).splitlines() if line.startswith("|")]
    cells = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines[2:]]
    return {first: rest for first, *rest in cells}


def test_readme_counts_the_rows_of_every_table() -> None:
    counted = {table: int(cells[0]) for table, cells in readme_counts("Tables").items()}
    assert counted == {table: len(read(table)) - 1 for table in RESOURCES}


def test_readme_counts_the_rows_of_every_period() -> None:
    tables = ("events", "contacts", "statements")
    years = {table: [int(date[:4]) for date in column(table, "date")] for table in tables}
    periods = readme_counts("Coverage")
    for period, counted in periods.items():
        first, last = (int(year) for year in period.split("–"))
        expected = [sum(first <= year <= last for year in years[table]) for table in tables]
        assert [int(cell) for cell in counted] == expected, period
    totals = [sum(int(counts[i]) for counts in periods.values()) for i in range(len(tables))]
    assert totals == [len(years[table]) for table in tables], "the periods leave rows out"


def test_readme_states_the_coverage_of_the_package() -> None:
    coverage = PACKAGE["coverage"]
    assert f"{coverage['start']} to {coverage['end']}" in readme_section("Coverage")
    assert coverage["start"] == min(column("events", "date"))
    assert coverage["end"] >= max(column("events", "date"))


def test_readme_names_the_licences_and_cites_this_version() -> None:
    section = readme_section("Licence and citation")
    assert PACKAGE["licenses"][0]["path"] in section
    assert f"{PACKAGE['codeLicense']} licence" in section
    assert f"*{PACKAGE['title']}*, version {PACKAGE['version']}" in section


@pytest.mark.parametrize("table", RESOURCES)
def test_readme_lists_the_key_and_the_fields_of_the_table(table: str) -> None:
    schema = RESOURCES[table]["schema"]
    section = readme_section(table)
    listed = dict(re.findall(r"^(Key|Fields): ((?:`\w+`(?:, )?)+)", section, flags=re.M))
    assert re.findall(r"\w+", listed["Key"]) == schema["primaryKey"]
    assert re.findall(r"\w+", listed["Fields"]) == [f["name"] for f in schema["fields"]]


@pytest.mark.parametrize("table", RESOURCES)
def test_schema_describes_every_column_of_the_table(table: str) -> None:
    described = RESOURCES[table]["schema"]["fields"]
    assert read(table)[0] == [field["name"] for field in described]
    for field in described:
        assert field["title"], field["name"]
        assert re.fullmatch(r"[A-Z].*\.", field["description"]), field["name"]


def test_every_table_in_the_folder_is_in_the_package() -> None:
    assert {file.name for file in DATA.glob("*.csv")} == {r["path"] for r in RESOURCES.values()}


def test_every_vocabulary_value_has_a_label_in_three_languages() -> None:
    unnamed = side_codes()
    for name, field in fields():
        if vocabulary := field.get("vocabulary"):
            for value in set(vocabulary_of(field)) - unnamed:
                labels = LABELS[vocabulary][value]
                assert {k for k, text in labels.items() if text} == LANGUAGES, f"{name}: {value}"


def test_every_enumeration_but_of_countries_has_a_vocabulary() -> None:
    assert [name for name, f in fields() if vocabulary_of(f) and "vocabulary" not in f] == []


def test_no_label_stands_for_a_value_that_no_field_allows() -> None:
    # Topics are the pair's own: their labels are the vocabulary. What codes mean is told of all.
    allowed = {"unit": set(column("series", "unit")), "topic": set(LABELS["topic"])}
    allowed["cameo"] = set(column("cameo_goldstein", "cameo"))
    for _, field in fields():
        allowed.setdefault(field.get("vocabulary", ""), set()).update(vocabulary_of(field))
        allowed["unit"].update([field["unit"]] if "unit" in field else [])
    for vocabulary, labels in LABELS.items():
        assert set(labels) == allowed[vocabulary] - side_codes(), vocabulary


@pytest.mark.parametrize("table", ["events", "statements"])
def test_every_topic_of_a_row_has_a_label(table: str) -> None:
    used = {topic for cell in column(table, "topics") for topic in cell.split(";") if topic}
    assert used <= set(LABELS["topic"])


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_labels_of_one_vocabulary_differ(language: str) -> None:
    for vocabulary, labels in LABELS.items():
        texts = [label[language] for label in labels.values()]
        assert sorted(set(texts)) == sorted(texts), vocabulary


def test_french_labels_use_the_typographic_apostrophe() -> None:
    french = [label["fr"] for labels in LABELS.values() for label in labels.values()]
    assert any("’" in text for text in french)
    assert [text for text in french if "'" in text] == []


def test_references_of_lists_name_a_key_of_the_package() -> None:
    keys = [(table, r["schema"]["primaryKey"]) for table, r in RESOURCES.items()]
    for name, field in fields():
        for reference in field.get("items", {}).get("reference", []):
            assert (reference["resource"], [reference["field"]]) in keys, name


def test_columns_that_tell_of_other_columns_exist() -> None:
    for name, field in fields():
        table = name.split(".")[0]
        columns = {f["name"] for f in RESOURCES[table]["schema"]["fields"]}
        told = {field.get("precisionField"), field.get("rowReference", {}).get("tableField")}
        assert told - {None} <= columns, name


def test_frictionless_finds_the_metadata_valid() -> None:
    assert [error.message for error in Package.metadata_validate(PACKAGE)] == []


def test_frictionless_would_find_broken_metadata() -> None:
    assert list(Package.metadata_validate({**PACKAGE, "resources": [{"path": 1}]}))
