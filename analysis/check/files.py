"""One CSV file: from its bytes to rows of text with their line numbers, or what is wrong."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from analysis.check import messages
from analysis.check.messages import Expected, Problem
from analysis.check.package import TableSpec

SIGNATURES = (
    (b"PK\x03\x04", "an Excel workbook or a ZIP archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an Excel workbook of the old format"),
    (b"PAR1", "a Parquet file"),
    (b"%PDF", "a PDF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
)
"""How files begin that are not CSV but are often renamed or saved to it."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

SHOWN = 80
"""So much of a line is given as the value of a problem that concerns the whole line."""

MOST_COLUMNS = 200

MOST_CHARACTERS = 32_767
"""What a cell of an Excel workbook holds (Excel specifications and limits, Microsoft)."""

SHORT_ENOUGH = Expected("a cell of at most {n} characters", n=f"{MOST_CHARACTERS:,}")

Row = tuple[int, list[str]]
"""The line on which a row begins, and its cells."""


@dataclass(frozen=True)
class Sheet:
    """A table as its file has it: text cells, indexed by the line on which each row begins.

    `cells` holds the sound rows; its columns are those of the schema that the file has, in the
    schema's order. `known` also holds rows with too few or too many cells, for looking up ids.
    `complete` is False where a part of the file could not be read: a value missing from such a
    table proves nothing.
    """

    name: str
    cells: pd.DataFrame
    known: pd.DataFrame
    complete: bool


class Reader:
    """Reads the file of one table; `problems` tells what is wrong with it as it is found."""

    def __init__(self, content: bytes, spec: TableSpec) -> None:
        self._content, self._spec = content, spec
        self.sheet: Sheet | None = None
        """The table, once all problems have been told; None where no header can be read."""

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the file."""
        unreadable = False
        for problem in self._not_csv():
            unreadable = True
            yield problem
        if unreadable:
            return
        if self._content.startswith(BYTE_ORDER_MARK):
            self._content = self._content.removeprefix(BYTE_ORDER_MARK)
            expected = Expected("UTF-8 text without a byte order mark (BOM)")
            yield self._problem("U+FEFF", expected, 1)
        rows, broken = self._rows()
        yield from broken
        if not rows:
            return
        header = rows.pop(0)[1]
        yield from self._header_problems(header)
        if len(header) > MOST_COLUMNS or not set(header) & set(self._spec.fields):
            return
        yield from self._row_problems(rows, header)
        filled = [row for row in rows if any(row[1])]
        known = _cells(filled, header, self._spec)
        ragged = [line for line, cells in filled if len(cells) != len(header)]
        sound = known.drop(index=ragged) if ragged else known
        self.sheet = Sheet(self._spec.name, sound, known, complete=not broken)

    def _problem(
        self, value: str, expected: Expected, line: int = 0, row_id: str = "", field: str = ""
    ) -> Problem:
        return Problem(self._spec.name, line, row_id, field, value, expected)

    @property
    def _wanted(self) -> str:
        return ",".join(self._spec.fields)

    @property
    def _begins_with_key(self) -> bool:
        return bool(self._spec.key) and next(iter(self._spec.fields)) == self._spec.key[0]

    def _not_csv(self) -> Iterator[Problem]:
        """What makes the whole file unreadable, if anything does."""
        for signature, what in SIGNATURES:
            if self._content.startswith(signature):
                expected = Expected("a CSV file: text, UTF-8, with commas between cells")
                yield self._problem(what, unread(expected))
                return
        if not self._content.strip().removeprefix(BYTE_ORDER_MARK):
            expected = Expected("a header row, {columns}; the file is empty", columns=self._wanted)
            yield self._problem("", unread(expected))
        elif b"\0" in self._content:
            expected = Expected("text without NUL characters")
            yield from self._bad_lines(lambda line: line.find(b"\0"), expected)
        else:
            try:
                self._content.decode("utf-8")
            except UnicodeDecodeError:
                yield from self._bad_lines(undecodable, Expected("UTF-8 text"))

    def _bad_lines(self, at_fault: Callable[[bytes], int], expected: Expected) -> Iterator[Problem]:
        """One problem for each line that has a fault; `at_fault` says where, or -1."""
        for number, found in enumerate(
            re.finditer(rb"([^\r\n]*)(\r\n|[\r\n]|$)", self._content), 1
        ):
            line = found[1]
            at = at_fault(line)
            if at >= 0:
                around = _printable(line[max(0, at - SHOWN // 2) : at + SHOWN // 2])
                told = number > 1 and self._begins_with_key
                row_id = _printable(line.split(b",", 1)[0]) if told else ""
                yield self._problem(around, unread(expected), number, row_id)

    def _rows(self) -> tuple[list[Row], list[Problem]]:
        """Every row, up to the first that cannot be read."""
        lines = io.TextIOWrapper(io.BytesIO(self._content), encoding="utf-8", newline="")
        reader = csv.reader(lines, strict=True)
        rows: list[Row] = []
        line = 1
        try:
            for cells in reader:
                rows.append((line, cells))
                line = reader.line_num + 1
        except csv.Error as error:
            problem = self._open_quote(line, reader.line_num, rows[0][1] if rows else [])
            if "field limit" in str(error):
                both = Expected("{one}, or {other}", one=SHORT_ENOUGH, other=problem.expected)
                problem = problem._replace(expected=both)
            return rows, [problem]
        return rows, []

    def _open_quote(self, line: int, reached: int, header: list[str]) -> Problem:
        """The problem of a row, begun on `line`, that is not valid CSV up to the line reached."""
        lines = self._content.splitlines()
        first = lines[line - 1].decode("utf-8")[: csv.field_size_limit()]
        cells = next(csv.reader([first]), [])
        # A quote that is still open at the end of the line is that of the line's last cell.
        still_open = reached > line or first.count('"') % 2 == 1
        field = header[len(cells) - 1] if still_open and 0 < len(cells) <= len(header) else ""
        left = len(lines) - line
        expected = Expected(
            'a closing quote: a cell that begins with " ends with ", and a " inside it is doubled; '
            "{lines} after this one cannot be read until it is closed, and references to the "
            "table are not checked",
            lines=Expected("1 line") if left == 1 else Expected("{n} lines", n=f"{left:,}"),
        )
        row_id = cells[0] if header and cells and self._begins_with_key else ""
        return self._problem(first[:SHOWN], expected, line, row_id, field)

    def _header_problems(self, header: list[str]) -> Iterator[Problem]:
        """What is wrong with the names of the columns."""
        fields = self._spec.fields
        if len(header) > MOST_COLUMNS:
            expected = Expected("at most {n} columns", n=MOST_COLUMNS)
            yield self._problem(f"{len(header):,} columns", unread(expected), 1)
            return
        if not set(header) & set(fields):
            value = ",".join(header)[:SHOWN]
            other = next((m for m in (";", "\t", "|") if m in value and len(header) == 1), "")
            expected = Expected("a header row, {columns}", columns=self._wanted)
            if other:
                expected = Expected(
                    "a header row, {columns}; cells are separated by commas, not {mark}",
                    columns=self._wanted,
                    mark=repr(other),
                )
            yield self._problem(value, unread(expected), 1)
            return
        expected = Expected("only the columns of the schema: {columns}", columns=self._wanted)
        known = messages.Vocabulary(fields, expected)
        for name, times in Counter(header).items():
            if times > 1:
                expected = Expected(
                    "each column once; this name stands {n} times, and only the first is read",
                    n=times,
                )
                yield self._problem(name, expected, 1, field=name)
            if name not in fields:
                yield self._problem(name, known.expected(name), 1, field=name)
        unknown = messages.one_of([name for name in header if name not in fields])
        for name in fields:
            if name not in header:
                near = unknown.nearest(name)
                expected = Expected("a column named {field}", field=name)
                if near:
                    expected = Expected(
                        "a column named {field}; is it the one named {other}?",
                        field=name,
                        other=repr(near[0]),
                    )
                yield self._problem("", expected, 1, field=name)
        present = [name for name in dict.fromkeys(header) if name in fields]
        if present != [name for name in fields if name in header]:
            order = Expected("columns in the schema's order: {columns}", columns=self._wanted)
            yield self._problem(",".join(header), order, 1)

    def _row_problems(self, rows: list[Row], header: list[str]) -> Iterator[Problem]:
        """Rows that are empty, have too few or too many cells, or a cell that is too long."""
        wanted, key = len(header), self._spec.key[:1]
        at = header.index(key[0]) if set(key) & set(header) else wanted
        for line, cells in rows:
            row_id = cells[at] if at < len(cells) else ""
            if not any(cells):
                yield self._problem("", Expected("a row with values; this line is empty"), line)
            elif len(cells) != wanted:
                expected = Expected(
                    "{cells}, as the header has; {off}, perhaps a comma or quote is missing or "
                    "stands where it should not; until then the row's values are not checked",
                    cells=_counted(wanted),
                    off=_off(len(cells) - wanted),
                )
                yield self._problem(messages.count(len(cells), "cell"), expected, line, row_id)
            elif max(map(len, cells)) > MOST_CHARACTERS:
                for name, cell in zip(header, cells, strict=True):
                    if len(cell) > MOST_CHARACTERS:
                        yield self._problem(cell[:SHOWN], SHORT_ENOUGH, line, row_id, name)


def unread(expected: Expected) -> Expected:
    """What was expected of a file that cannot be read, and what follows from it."""
    return Expected(
        "{what}; until then its rows, and references to them, are not checked", what=expected
    )


def _counted(cells: int) -> Expected:
    return Expected("1 cell") if cells == 1 else Expected("{n} cells", n=f"{cells:,}")


def _off(over: int) -> Expected:
    """By how many cells a row is too long, or too short."""
    if abs(over) == 1:
        return Expected("1 cell too many") if over > 0 else Expected("1 cell too few")
    n = f"{abs(over):,}"
    return Expected("{n} cells too many", n=n) if over > 0 else Expected("{n} cells too few", n=n)


def undecodable(line: bytes) -> int:
    """Where the line stops being UTF-8; -1 where it does not."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return -1


def _printable(content: bytes) -> str:
    return content.decode("utf-8", errors="backslashreplace").replace("\0", "\\x00")


def _cells(rows: list[Row], header: list[str], spec: TableSpec) -> pd.DataFrame:
    """Rows as text, padded or cut to the header's width, with the schema's columns in order."""
    names = [name for name in spec.fields if name in header]
    at = [header.index(name) for name in names]
    return pd.DataFrame(
        ([cells[i] if i < len(cells) else "" for i in at] for _, cells in rows),
        columns=names,
        index=pd.Index([line for line, _ in rows], name="row", dtype="int64"),
        dtype="str",
    )
