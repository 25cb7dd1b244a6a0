"""Excel workbooks and Parquet files: each sheet, and each file, a table of text."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from itertools import islice
from zipfile import BadZipFile

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.check.messages import Expected
from analysis.files.reading import grid
from analysis.files.reading.grid import Grid, UnreadableError

MOST_ROWS = 200_000
"""More rows of a sheet are not even read: more than may be brought."""


def sheets(name: str, content: bytes) -> Iterator[Grid]:
    """Every sheet of a workbook that holds anything; values as they stand, not as they look.

    Raises UnreadableError.
    """
    # It takes a while to be loaded.
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            titles = [sheet.title for sheet in book.worksheets]
            for sheet in book.worksheets:
                # What a file says of its own size need not be true.
                sheet.reset_dimensions()
                rows = islice(sheet.iter_rows(values_only=True), MOST_ROWS)
                cells = [(at, [grid.text(cell) for cell in row]) for at, row in enumerate(rows, 1)]
                origin = f"{name}: {sheet.title}" if len(titles) > 1 else name
                found = grid.of_rows(origin, cells)
                if found.header:
                    yield found
    # Whatever a damaged workbook makes its reader stumble over.
    except (BadZipFile, KeyError, ValueError, TypeError, IndexError, OSError) as error:
        raise UnreadableError(Expected("an Excel workbook that is whole"), str(error)) from error
    except (AttributeError, SyntaxError, EOFError) as error:
        raise UnreadableError(Expected("an Excel workbook that is whole"), str(error)) from error


def parquet(name: str, content: bytes) -> Grid:
    """The table in a Parquet file. Raises UnreadableError."""
    try:
        file = pq.ParquetFile(io.BytesIO(content))
        if file.metadata.num_rows > MOST_ROWS:
            expected = Expected("at most {n} rows", n=f"{MOST_ROWS:,}")
            raise UnreadableError(expected, f"{file.metadata.num_rows:,} rows")
        table = file.read()
    except (pa.ArrowException, OSError, ValueError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(Expected("a Parquet file that is whole"), str(error)) from error
    columns = [[grid.text(value) for value in column.to_pylist()] for column in table.columns]
    rows = [list(row) for row in zip(*columns, strict=True)]
    return Grid(name, table.column_names, rows, range(1, len(rows) + 1))
