"""A table as a file has it: a header, rows of text, and the line on which each row begins."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

import numpy as np

from analysis.check.messages import Expected
from analysis.tables.dataset import join, number


class Said(NamedTuple):
    """What was understood of a file: its `kind` (such as encoding), and the value that was read."""

    origin: str
    kind: str
    value: str


class UnreadableError(ValueError):
    """A file that holds no table; its text says what was expected, its value what was found."""

    def __init__(self, expected: Expected, value: str = "") -> None:
        super().__init__(expected)
        self.expected, self.value = expected, value


@dataclass(frozen=True)
class Grid:
    """`lines` count as the file's own program does: lines of text, rows of a sheet, records."""

    origin: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    said: tuple[Said, ...] = ()

    def column(self, name: str) -> list[str]:
        """The cells of a column."""
        at = list(self.header).index(name)
        return [row[at] for row in self.rows]

    def only(self, columns: Sequence[str]) -> Grid:
        """The same rows with these columns, in this order; those that it lacks are empty."""
        at = [list(self.header).index(n) if n in self.header else None for n in columns]
        rows = [["" if i is None else row[i] for i in at] for row in self.rows]
        return replace(self, header=list(columns), rows=rows)

    def with_columns(self, cells: dict[str, list[str]]) -> Grid:
        """The same rows with other cells in these columns, which it may lack."""
        header = [*self.header, *(name for name in cells if name not in self.header)]
        columns = [cells[name] if name in cells else self.column(name) for name in header]
        return replace(self, header=header, rows=list(map(list, zip(*columns, strict=True))))


MOST_ABOVE = 10
"""So many rows may stand above the header: a title, the day of a download."""


def of_rows(origin: str, rows: Iterable[tuple[int, Sequence[str]]], *said: Said) -> Grid:
    """The grid whose first full row is the header; empty rows are left out.

    What stands above the header is said. A column that has cells and no heading is called by its
    number, such as `column_3`; one that has neither is left out.
    """
    filled = [(line, row) for line, row in rows if any(cell.strip() for cell in row)]
    at = header_at([sum(bool(cell.strip()) for cell in row) for _, row in filled[: MOST_ABOVE + 1]])
    above = [" ".join(filter(None, row)) for _, row in filled[:at]]
    named = enumerate(map(str.strip, filled[at][1])) if filled else ()
    headings = {i: heading for i, heading in named if heading}
    below = {i for _, row in filled[at + 1 :] for i, cell in enumerate(row) if cell.strip()}
    kept = sorted({*headings, *below})
    header = [headings.get(i, f"column_{i + 1}") for i in kept]
    cells = [[row[i] if i < len(row) else "" for i in kept] for _, row in filled[at + 1 :]]
    told = (*said, *(Said(origin, "above", text) for text in above))
    return Grid(origin, header, cells, [line for line, _ in filled[at + 1 :]], told)


def of_records(origin: str, records: Sequence[tuple[int, Mapping[str, str]]], *said: Said) -> Grid:
    """The grid of records, each with its line: a column for every field that one of them has."""
    header = list(dict.fromkeys(field for _, record in records for field in record))
    rows = [[record.get(field, "") for field in header] for _, record in records]
    return Grid(origin, header, rows, [line for line, _ in records], said)


def header_at(counts: Sequence[int]) -> int:
    """Which row is the header, by how many cells of each are filled: the first that is full."""
    full = max(counts, default=0) / 2
    return next((at for at, count in enumerate(counts) if count > 1 and count >= full), 0)


def text(value: object, delimiter: str = ";") -> str:
    """A value of a workbook, a Parquet file or JSON as a table's CSV file would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        whole = value.time() == datetime.min.time()
        return value.date().isoformat() if whole else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (float, np.floating)):
        return number(value)
    if isinstance(value, (list, tuple, np.ndarray)):
        return join([text(item) for item in value], delimiter)
    return str(value)


def lines_of(content: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """Every row of a delimited text and the line on which it begins; csv.Error if it is none."""
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    for cells in reader:
        rows.append((line, cells))
        line = reader.line_num + 1
    return rows
