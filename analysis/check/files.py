"""One CSV file: from its bytes to rows of text with their line numbers, or what is wrong."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from analysis.check import messages
from analysis.check.messages import Problem
from analysis.check.package import TableSpec

UNREAD = "; until then its rows, and references to them, are not checked"

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


MOST_CHARACTERS = 32_767
"""What a cell of an Excel workbook holds (Excel specifications and limits, Microsoft)."""

SHORT_ENOUGH = f"a cell of at most {MOST_CHARACTERS:,} characters"


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


def read(content: bytes, spec: TableSpec) -> tuple[Sheet | None, list[Problem]]:
    """The table in these bytes, and what is wrong with the file.

    The table is None where not even its header can be read.
    """
    unreadable = _not_csv(content, spec)
    if unreadable:
        return None, unreadable
    found: list[Problem] = []
    if content.startswith(BYTE_ORDER_MARK):
        content = content.removeprefix(BYTE_ORDER_MARK)
        found.append(
            Problem(spec.name, 1, "", "", "U+FEFF", "UTF-8 text without a byte order mark (BOM)")
        )
    records, broken = _records(content, spec)
    found += broken
    if not records:
        return None, found
    header = records[0][1]
    found += _header_problems(header, spec)
    if not set(header) & set(spec.fields):
        return None, found
    rows = records[1:]
    found += _row_problems(rows, header, spec)
    known = _cells([row for row in rows if any(row[1])], header, spec)
    ragged = [line for line, cells in rows if any(cells) and len(cells) != len(header)]
    sound = known.drop(index=ragged) if ragged else known
    return Sheet(spec.name, sound, known, complete=not broken), found


def _not_csv(content: bytes, spec: TableSpec) -> list[Problem]:
    """What makes the whole file unreadable, if anything does."""
    for signature, what in SIGNATURES:
        if content.startswith(signature):
            return [_whole(spec, what, "a CSV file: text, UTF-8, with commas between cells")]
    if not content.strip().removeprefix(BYTE_ORDER_MARK):
        return [_whole(spec, "", f"a header row, {_header(spec)}; the file is empty")]
    if b"\0" in content:
        return list(_bad_lines(content, spec, rb"\0", "text without NUL characters"))
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return list(_bad_lines(content, spec, None, "UTF-8 text"))
    return []


def _whole(spec: TableSpec, value: str, expected: str) -> Problem:
    return Problem(spec.name, 0, "", "", value, expected + UNREAD)


def _header(spec: TableSpec) -> str:
    return ",".join(spec.fields)


def _bad_lines(
    content: bytes, spec: TableSpec, bad: bytes | None, expected: str
) -> Iterator[Problem]:
    """One problem for each line that holds the bad bytes, or that is not UTF-8 (bad is None)."""
    for number, line in enumerate(content.splitlines(), start=1):
        found = re.search(bad, line) if bad is not None else None
        if bad is None:
            try:
                line.decode("utf-8")
                continue
            except UnicodeDecodeError as error:
                at = error.start
        elif found:
            at = found.start()
        else:
            continue
        around = _printable(line[max(0, at - SHOWN // 2) : at + SHOWN // 2])
        row_id = _printable(line.split(b",")[0]) if number > 1 and _begins_with_key(spec) else ""
        yield Problem(spec.name, number, row_id, "", around, expected + UNREAD)


def _printable(content: bytes) -> str:
    return content.decode("utf-8", errors="backslashreplace").replace("\0", "\\x00")


def _begins_with_key(spec: TableSpec) -> bool:
    return bool(spec.key) and next(iter(spec.fields)) == spec.key[0]


def _records(content: bytes, spec: TableSpec) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    """Every row with the line on which it begins, up to the first that cannot be read."""
    lines = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", newline="")
    reader = csv.reader(lines, strict=True)
    records: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            records.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        header = records[0][1] if records else []
        problem = _open_quote(content, line, reader.line_num, header, spec)
        if "field limit" in str(error):
            problem = problem._replace(expected=f"{SHORT_ENOUGH}, or {problem.expected}")
        return records, [problem]
    return records, []


def _open_quote(
    content: bytes, line: int, reached: int, header: list[str], spec: TableSpec
) -> Problem:
    """The problem of a row, begun on `line`, that is not valid CSV up to the line reached."""
    lines = [text.decode("utf-8") for text in content.splitlines()]
    first = lines[line - 1][: csv.field_size_limit()]
    cells = next(csv.reader([first]), [])
    # A quote that is still open at the end of the line is that of the line's last cell.
    still_open = reached > line or first.count('"') % 2 == 1
    field = header[len(cells) - 1] if still_open and 0 < len(cells) <= len(header) else ""
    expected = (
        'a closing quote: a cell that begins with " ends with ", and a " inside it is doubled'
        f"; {messages.count(len(lines) - line, 'line')} after this one cannot be read until it is"
        " closed, and references to the table are not checked"
    )
    row_id = cells[0] if header and cells and _begins_with_key(spec) else ""
    return Problem(spec.name, line, row_id, field, first[:SHOWN], expected)


def _header_problems(header: list[str], spec: TableSpec) -> Iterator[Problem]:
    """What is wrong with the names of the columns."""
    known = messages.Vocabulary(spec.fields, f"only the columns of the schema: {_header(spec)}")
    if not set(header) & set(spec.fields):
        value = ",".join(header)[:SHOWN]
        other = next((mark for mark in (";", "\t", "|") if mark in value and len(header) == 1), "")
        hint = f"; cells are separated by commas, not {other!r}" if other else ""
        yield Problem(spec.name, 1, "", "", value, f"a header row, {_header(spec)}{hint}{UNREAD}")
        return
    for name in dict.fromkeys(header):
        if header.count(name) > 1:
            expected = f"each column once; this name stands {header.count(name)} times"
            yield Problem(spec.name, 1, "", name, name, f"{expected}, and only the first is read")
        if name not in spec.fields:
            yield Problem(spec.name, 1, "", name, name, known.expected(name))
    unknown = messages.Vocabulary((n for n in header if n not in spec.fields), "")
    for name in spec.fields:
        if name not in header:
            near = unknown.nearest(name)
            hint = f"; is it the one named {near[0]!r}?" if near else ""
            yield Problem(spec.name, 1, "", name, "", f"a column named {name}{hint}")
    present = [name for name in dict.fromkeys(header) if name in spec.fields]
    if present != [name for name in spec.fields if name in header]:
        order = f"columns in the schema's order: {_header(spec)}"
        yield Problem(spec.name, 1, "", "", ",".join(header), order)


def _row_problems(
    rows: list[tuple[int, list[str]]], header: list[str], spec: TableSpec
) -> Iterator[Problem]:
    """Rows that are empty, have too few or too many cells, or a cell that is too long."""
    wanted = len(header)
    key = header.index(spec.key[0]) if spec.key and spec.key[0] in header else None
    for line, cells in rows:
        row_id = cells[key] if key is not None and key < len(cells) else ""
        if not any(cells):
            yield Problem(spec.name, line, "", "", "", "a row with values; this line is empty")
        elif len(cells) != wanted:
            over = len(cells) - wanted
            off = f"{messages.count(abs(over), 'cell')} too {'many' if over > 0 else 'few'}"
            why = "a comma or quote is missing or stands where it should not"
            yield Problem(
                spec.name,
                line,
                row_id,
                "",
                messages.count(len(cells), "cell"),
                f"{messages.count(wanted, 'cell')}, as the header has; {off}, perhaps {why}"
                "; until then the row's values are not checked",
            )
        else:
            for name, cell in zip(header, cells, strict=True):
                if len(cell) > MOST_CHARACTERS:
                    yield Problem(spec.name, line, row_id, name, cell[:SHOWN], SHORT_ENOUGH)


def _cells(rows: list[tuple[int, list[str]]], header: list[str], spec: TableSpec) -> pd.DataFrame:
    """Rows as text, padded or cut to the header's width, with the schema's columns in order."""
    width = len(header)
    names = [name for name in spec.fields if name in header]
    at = [header.index(name) for name in names]
    padded = ([*cells, *[""] * (width - len(cells))] for _, cells in rows)
    return pd.DataFrame(
        ([cells[i] for i in at] for cells in padded),
        columns=names,
        index=pd.Index([line for line, _ in rows], name="row", dtype="int64"),
        dtype="str",
    )
