from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.files import workbook
from analysis.tables import dataset
from analysis.tables.dataset import Dataset
from tests import pairs

INVENTED = dataset.from_files(pairs.files())
LIKE_FORMULAS = [
    "=1+1", "+1", "-1+2", "@SUM(A1)", " =1", "\t=1", "\u200b=1", "＝1+1", "#N/A", "#REF!",
    "=HYPERLINK(\"https://example.org\")", "=cmd|' /C calc'!A0", "'=1", "TRUE", "1e5", "2020-01-01",
]  # fmt: skip


def opened(tables: Dataset, names: tuple[str, ...] = dataset.TABLES) -> openpyxl.Workbook:
    content = workbook.workbook(
        {name: getattr(tables, name) for name in names}, tables.package.tables, ["=cited()", "b"]
    )
    return openpyxl.load_workbook(io.BytesIO(content))


def with_titles(titles: list[str]) -> Dataset:
    events = INVENTED.events.head(len(titles))
    return INVENTED.with_tables(
        events=events.assign(title=pd.Series(titles, index=events.index, dtype="str"))
    )


def test_there_is_a_sheet_for_each_table_the_codebook_and_the_citation(dataset: Dataset) -> None:
    book = opened(dataset)
    assert book.sheetnames == [*dataset.tables(), "codebook", "citation"]
    for name, rows in dataset.tables().items():
        assert book[name].max_row == len(rows) + 1
        header = [cell.value for cell in book[name][1]]
        assert header == [field.name for field in dataset.package.tables[name].fields]
    assert [cell.value for cell in book["citation"]["A"]] == ["citation", "=cited()", "b"]


def test_no_cell_of_the_shipped_tables_is_a_formula(dataset: Dataset) -> None:
    kinds = {cell.data_type for sheet in opened(dataset) for row in sheet for cell in row}
    assert kinds <= {"s", "n", "d"}


def test_text_that_looks_like_a_formula_stays_text() -> None:
    book = opened(with_titles(LIKE_FORMULAS), ("events",))
    cells = [row[4] for row in book["events"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == LIKE_FORMULAS
    assert {cell.data_type for cell in cells} == {"s"}
    # A mark that keeps it text when somebody edits the cell.
    assert [cell.quotePrefix for cell in cells[:8]] == [True] * 8


@settings(max_examples=15)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=8))
def test_whatever_text_stands_in_a_cell_no_formula_and_no_broken_file_comes_of_it(
    titles: list[str],
) -> None:
    book = opened(with_titles(titles), ("events",))
    kinds = {cell.data_type for row in book["events"] for cell in row}
    assert kinds <= {"s", "n", "d"}


def test_no_part_of_the_file_holds_a_formula_link_or_macro(dataset: Dataset) -> None:
    content = workbook.workbook(dataset.tables(), dataset.package.tables, ["=1"])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert not [n for n in names if re.search(r"vba|external|connections|calcChain", n)]
        for name in names:
            text = archive.read(name).decode()
            ElementTree.fromstring(text)
            assert "<f>" not in text
            assert "<f " not in text
            if "rels" in name:
                assert "External" not in text


def test_known_days_are_dates_and_numbers_are_numbers(dataset: Dataset) -> None:
    book = opened(dataset, ("contacts", "trade_restrictions"))
    contacts = book["contacts"]
    assert isinstance(contacts["B2"].value, datetime | date)
    assert contacts["B2"].number_format == "yyyy-mm-dd"
    restrictions = {column[0].value: column[1:] for column in book["trade_restrictions"].columns}
    rates = [cell.value for cell in restrictions["rate_percent"] if cell.value is not None]
    assert rates
    assert all(isinstance(rate, int | float) for rate in rates)
    known = {str(cell.value)[:10] for cell in restrictions["announced"] if cell.value}
    # A month stays a month: Excel would make a day of it.
    assert any(re.fullmatch(r"\d{4}-\d{2}", each) for each in known)


def test_unknown_values_leave_their_cell_empty() -> None:
    sheet = opened(INVENTED, ("contacts",))["contacts"]
    header = [cell.value for cell in sheet[1]]
    durations = [row[header.index("duration_min")].value for row in sheet.iter_rows(min_row=2)]
    assert durations[0] == 45
    assert durations[-1] is None


def test_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    cell = opened(with_titles(["x" * 40_000]), ("events",))["events"]["E2"].value
    assert len(cell) == workbook.LONGEST_CELL
    assert cell.endswith("…")


def test_the_codebook_tells_every_column(dataset: Dataset) -> None:
    found = workbook.codebook(dataset.package.tables.values())
    assert len(found) == sum(len(table.fields) for table in dataset.package.tables.values())
    salience = next(row for row in found if row[:2] == ("events", "salience"))
    assert salience[5] == "yes"
    assert salience[7] == "1; 2; 3"


@pytest.mark.parametrize("name", ["a/b", "x" * 40, "[1]", "q:?*"])
def test_any_name_of_a_table_makes_a_sheet(name: str) -> None:
    content = workbook.workbook(
        {name: INVENTED.places}, {name: INVENTED.package.tables["places"]}, []
    )
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames[1:] == ["codebook", "citation"]
