"""Text with cells between commas, semicolons or tabs, in whichever letters it was written."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Collection
from contextlib import suppress

from charset_normalizer import from_bytes

from analysis.check.messages import Expected
from analysis.files.reading import grid
from analysis.files.reading.grid import Grid, Said, UnreadableError
from analysis.tables.dataset import csv_line

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}

MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

NAMES = {"cp1252": "Windows-1252", "gb18030": "GB18030", "big5": "Big5"}
"""What encodings are called by those who choose them in a program."""

GUESSED = 100_000
"""From so many bytes beyond ASCII is an encoding guessed."""

MOST_HEAD = 100_000

_SEP = re.compile(r"sep=(.)", re.IGNORECASE)
"""So a first line tells Excel what parts the cells."""


def decoded(content: bytes) -> tuple[str, str]:
    """The text, and in which encoding it was: empty for UTF-8. Raises UnreadableError."""
    known = "utf-16" if content.startswith(MARKS) else _unmarked(content)
    try:
        if known:
            return content.decode(known), "UTF-16"
        with suppress(UnicodeDecodeError):
            return content.decode("utf-8-sig"), ""
        if b"\0" in content:
            raise UnreadableError(Expected("text without NUL characters"))
        told = b"\n".join(line for line in content.splitlines() if not line.isascii())[:GUESSED]
        guessed = from_bytes(told, cp_isolation=["cp1252", "gb18030", "big5"]).best()
        name = guessed.encoding if guessed else "cp1252"
        return content.decode(name), NAMES.get(name, name)
    except UnicodeDecodeError as error:
        raise UnreadableError(Expected("UTF-8 text")) from error


def _unmarked(content: bytes) -> str:
    """The UTF-16 of a text without a mark: its first signs are Latin, with a zero beside each."""
    signs = {"utf-16-be": rb"(\0[ -~]){3}", "utf-16-le": rb"([ -~]\0){3}"}
    return next((name for name, first in signs.items() if re.match(first, content)), "")


def delimiter(text: str, known: Collection[str] = ()) -> str:
    """What parts the cells: that which gives the most known columns, or cuts the lines alike."""
    lines = text[:MOST_HEAD].splitlines()[:20] or [""]
    if (told := _SEP.fullmatch(lines[0].strip('"'))) and told[1] in DELIMITERS:
        return told[1]

    def fits(mark: str) -> tuple[int, int]:
        widths = Counter(line.count(mark) for line in lines)
        names = {name.strip().strip('"').lower() for name in lines[0].split(mark)}
        count, times = widths.most_common(1)[0]
        return len(names & set(known)), (times * min(count, 100) if count else 0)

    return max(DELIMITERS, key=fits)


def read(name: str, content: bytes, known: Collection[str] = ()) -> tuple[Grid | None, bytes]:
    """The table in a text file; and the same file as UTF-8 with commas, which the check can read.

    The table is None where rows have too few or too many cells, or a quote is left open: the check
    says so line by line. `known` are names of columns. Raises UnreadableError.
    """
    text, encoding = decoded(content)
    mark = delimiter(text, known)
    said = [Said(name, "encoding", encoding)] if encoding else []
    said += [Said(name, "delimiter", DELIMITERS[mark])] if mark not in ",\t" else []
    plain = text.encode()
    try:
        rows = grid.lines_of(text, mark)
    except csv.Error:
        return None, plain
    if mark != ",":
        plain = ("".join(f"{csv_line(cells)}\n" for _, cells in rows)).encode()
    if rows and _SEP.match(mark.join(rows[0][1])):
        rows = rows[1:]
    rows, above = _framed(rows, known)
    said += [Said(name, "above", text) for text in above]
    widths = {len(cells) for _, cells in rows if any(cells)}
    if len(widths) != 1 or not any(map(str.strip, rows[0][1])):
        return None, plain
    return grid.of_rows(name, rows, *said), plain


def _framed(
    rows: list[tuple[int, list[str]]], known: Collection[str]
) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """The table without lines of one cell above and below it, and what stands in these.

    Below a header of ours nothing is left out: a line that is cut short is a fault.
    """
    filled = [(line, cells) for line, cells in rows if any(map(str.strip, cells))]
    counts = [sum(map(bool, map(str.strip, cells))) for _, cells in filled]
    first = grid.header_at(counts[: grid.MOST_ABOVE + 1])
    if max(counts, default=0) < 2:
        return rows, []
    last = len(filled)
    if set(filled[first][1]) <= set(known):
        return (filled[first:] if first else rows), _told(filled[:first])
    while len(filled[last - 1][1]) == 1:
        last -= 1
    return filled[first:last], _told(filled[:first] + filled[last:])


def _told(rows: list[tuple[int, list[str]]]) -> list[str]:
    return [" ".join(filter(None, cells)) for _, cells in rows]


def odd(content: bytes) -> tuple[int, str]:
    """The first line, and what stands on it, that has not as many cells as most, or an open quote.

    Lines above the table are none; 0 where there is no such line.
    """
    lines = content.decode("utf-8-sig", "replace").splitlines()
    reader = csv.reader(io.StringIO("\n".join(lines)), strict=True)
    rows, at = [], 1
    with suppress(csv.Error):
        for cells in reader:
            rows.append((at, len(cells)))
            at = reader.line_num + 1
    widths = Counter(count for _, count in rows if count)
    if not widths:
        return 0, ""
    wanted = max(widths, key=lambda count: widths[count])
    start = next((n for n, (_, count) in enumerate(rows) if count == wanted), 0)
    bad = next((line for line, count in rows[start:] if count not in {0, wanted}), at)
    return (bad, lines[bad - 1]) if bad <= len(lines) else (0, "")
