"""The tables as an Excel workbook: one sheet for each, the codebook and the citation.

Whatever stands in a cell is a value. Text that begins like a formula is stored as text and marked
as quoted, so that no spreadsheet reads it as a formula, not even after it was edited.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from analysis.files.export import text
from analysis.tables.dates import iso
from analysis.tables.package import Field, Table

LONGEST_CELL = 32_767
"""So many characters fit into a cell of Excel."""

CODEBOOK = "codebook"
CITATION = "citation"

CODEBOOK_COLUMNS = (
    "table",
    "field",
    "title",
    "description",
    "type",
    "required",
    "unit",
    "values",
    "refers_to",
)

_WIDEST = 60
_WIDTH_OF_ROWS = 200
_SHEET = re.compile(r"[\[\]:*?/\\]")
_LIKE_A_FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]")

Cell = str | float | date | None


def workbook(
    tables: Mapping[str, pd.DataFrame], specs: Mapping[str, Table], citation: Iterable[str]
) -> bytes:
    """An Excel workbook of these tables.

    `tables` are tables of a Dataset by name, `specs` what the package says of them. A day that is
    wholly known is a date; one known to its month or year stays text; lists are joined by their
    delimiter. `citation` are the lines of the last sheet.
    """
    book = Workbook(write_only=True)
    for name, rows in tables.items():
        header = [field.name for field in specs[name].fields]
        _sheet(book, name, header, _rows(rows, specs[name]))
    _sheet(book, CODEBOOK, CODEBOOK_COLUMNS, codebook(specs[name] for name in tables))
    _sheet(book, CITATION, (CITATION,), [(line,) for line in citation])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def codebook(specs: Iterable[Table]) -> list[tuple[Cell, ...]]:
    """One row for each column of each table: what it holds, and what it may hold."""
    return [
        (
            table.name,
            field.name,
            field.title,
            field.description,
            f"list of {field.type}" if field.is_list else field.type,
            "yes" if field.required else "",
            field.unit,
            "; ".join(field.enum),
            "; ".join(f"{resource}.{target}" for resource, target in field.references),
        )
        for table in specs
        for field in table.fields
    ]


def _rows(rows: pd.DataFrame, table: Table) -> Iterable[Sequence[Cell]]:
    cells = text(rows, table)
    columns = [_typed(rows, cells[field.name], field) for field in table.fields]
    return zip(*columns, strict=True)


def _typed(rows: pd.DataFrame, cells: pd.Series, field: Field) -> list[Cell]:
    """The column as Excel should hold it; unknown values leave their cell empty."""
    values = rows[field.name]
    if pd.api.types.is_numeric_dtype(values):
        return [None if pd.isna(value) else float(value) for value in values]
    if pd.api.types.is_datetime64_any_dtype(values):
        whole = cells == iso(values)
        return [
            day.date() if known and pd.notna(day) else cell or None
            for day, cell, known in zip(values, cells, whole, strict=True)
        ]
    return [cell or None for cell in cells]


def _sheet(
    book: Workbook, name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> None:
    sheet = book.create_sheet(_SHEET.sub("_", name)[:31])
    kept = [[_plain(value) for value in row] for row in rows]
    for position, width in enumerate(_widths(header, kept), start=1):
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.freeze_panes = "A2"
    if kept:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(kept) + 1}"
    sheet.append([_cell(sheet, title, heading=True) for title in header])
    for row in kept:
        sheet.append([_cell(sheet, value) for value in row])


def _plain(value: Cell) -> Cell:
    """Text that a cell can hold: without control characters, and not too long; '' is no text."""
    if not isinstance(value, str):
        return value
    if not value:
        return None
    clean: str = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)
    return clean if len(clean) <= LONGEST_CELL else clean[: LONGEST_CELL - 1] + "…"


def _cell(sheet: Any, value: Cell, heading: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        # Given after the value, from which openpyxl would guess a formula or an error.
        cell.data_type = "s"
        if _LIKE_A_FORMULA.match(value):
            cell.quotePrefix = True
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    if heading:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="top")
    return cell


def _widths(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """About as wide as the longest of the first values, within bounds."""
    first = [header, *rows[:_WIDTH_OF_ROWS]]
    return [
        min(max(len(str(value or "")) for value in column) + 2, _WIDEST)
        for column in zip(*first, strict=True)
    ]
