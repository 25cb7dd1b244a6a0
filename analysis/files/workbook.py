"""The tables as an Excel workbook: one sheet for each, the codebook and the citation.

Whatever stands in a cell is a value: text is written as text, also where it begins like a formula.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import pandas as pd
import xlsxwriter

from analysis.files.export import text
from analysis.tables.dates import iso
from analysis.tables.package import Field, Table

LONGEST_CELL = 32_767
"""So many characters fit into a cell of Excel."""

CODEBOOK = "codebook"
CITATION = "citation"

CODEBOOK_COLUMNS = (
    *("table", "field", "title", "description", "type", "required", "unit", "values"),
    "refers_to",
)

WIDEST = 400
"""No column is wider, in pixels."""

_SHEET = re.compile(r"[\[\]:*?/\\]")
# What XML 1.0 cannot hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

Cell = str | float | date | None


def workbook(
    tables: Mapping[str, pd.DataFrame], specs: Mapping[str, Table], citation: Iterable[str]
) -> bytes:
    """An Excel workbook of these tables.

    `tables` are tables of a Dataset by name, `specs` what the package says of them. A day that is
    wholly known is a date; one known to its month or year stays text; lists are joined by their
    delimiter. `citation` are the lines of the last sheet.
    """
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        heading = book.add_format({"bold": True, "valign": "top"})
        # A mark that keeps text what it is when somebody edits the cell.
        quoted = book.add_format({"quote_prefix": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})

        def sheet(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
            page = book.add_worksheet(_SHEET.sub("_", name)[:31])
            page.freeze_panes(1, 0)
            last = 0
            for at, title in enumerate(header):
                page.write_string(0, at, title, heading)
            for last, row in enumerate(rows, start=1):
                for at, value in enumerate(row):
                    if isinstance(value, str):
                        page.write_string(last, at, _plain(value), quoted)
                    elif isinstance(value, date):
                        page.write_datetime(last, at, value, day)
                    elif value is not None:
                        page.write_number(last, at, value)
            page.autofit(WIDEST)
            if last:
                page.autofilter(0, 0, last, len(header) - 1)

        for name, rows in tables.items():
            header = [field.name for field in specs[name].fields]
            sheet(name, header, _rows(rows, specs[name]))
        sheet(CODEBOOK, CODEBOOK_COLUMNS, codebook(specs[name] for name in tables))
        sheet(CITATION, (CITATION,), [(line,) for line in citation])
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
            "yes" if field.required else None,
            field.unit or None,
            "; ".join(field.enum) or None,
            "; ".join(f"{resource}.{target}" for resource, target in field.references) or None,
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
        # Excel counts days from 1900; an earlier one stays text.
        whole = (cells == iso(values)) & (values >= "1900-01-01")
        return [
            day.date() if known else cell or None
            for day, cell, known in zip(values, cells, whole, strict=True)
        ]
    return [cell or None for cell in cells]


def _plain(value: str) -> str:
    """Text that a cell can hold: without control characters, and not too long."""
    clean = _ILLEGAL.sub("\ufffd", value)
    return clean if len(clean) <= LONGEST_CELL else clean[: LONGEST_CELL - 1] + "…"
