"""The rows of one file that are about the pair, in one form, piece by piece.

Nothing is held but the piece at hand, so that a file may be larger than the memory. Every row is
accounted for: kept, of other pairs, or refused for a reason that names its row.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv

from analysis.streams import StreamError, forms
from analysis.streams.columns import A_ACTS, BOTH_WAYS, ROW, Count, Sides, decoded, filled
from analysis.streams.forms import Form, Layout

BLOCK = 4 << 20
"""Bytes that are parsed at once."""
HEAD = 64 << 10
"""Bytes from which the form of a file is told."""
MOST_SKIPPED = 1_000_000
"""With so many rows of another width in a block, the file is not what its first lines say."""

GATHERED = 50_000
"""So many rows of the pair are put into words and numbers at once."""
MOST_BATCHES = 64
"""After so many blocks what there is is handed over, be it little: somebody may be waiting."""


def read(path: Path, sides: Sides, count: Count) -> Iterator[pa.Table]:
    """The rows of the pair in this file, in pieces with the columns of SCHEMA.

    Plain, gzip and zip files are read, a zip with several members one after the other; a piece may
    be empty. `count` is filled as the pieces are taken. Raises StreamError where the file has no
    known form, or breaks off; what was taken until then is then to be thrown away.
    """
    try:
        raw = path.open("rb")
    except OSError as error:
        raise StreamError(str(error)) from error
    with raw:
        for member, stream in _opened(raw):
            where = f"{path.name}/{member}" if member else path.name
            at = f"{member}: " if member else ""
            try:
                with stream:
                    for piece in _pieces(stream, where, sides, count):
                        count.position = raw.tell()
                        yield piece
            except StreamError as error:
                raise StreamError(f"{at}{error}") from error
            except (EOFError, OSError, zlib.error, zipfile.BadZipFile, pa.ArrowInvalid) as error:
                raise StreamError(f"{at}broken off after row {count.rows}: {error}") from error


def _opened(raw: io.BufferedReader) -> Iterator[tuple[str, io.BufferedIOBase]]:
    """Each table in the file, unpacked: the name inside a zip (else empty), and its bytes."""
    start = raw.read(4)
    raw.seek(0)
    if start.startswith(b"PK"):
        try:
            with zipfile.ZipFile(raw) as archive:
                members = [
                    member
                    for member in archive.infolist()
                    if not member.is_dir() and not member.filename.startswith("__MACOSX/")
                ]
                for member in members:
                    # With one member the name of the zip says it all.
                    name = member.filename if len(members) > 1 else ""
                    yield name, cast("io.BufferedIOBase", archive.open(member))
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise StreamError(f"a zip file that cannot be read: {error}") from error
    elif start.startswith(b"\x1f\x8b"):
        yield "", gzip.GzipFile(fileobj=raw)
    else:
        yield "", raw


def _pieces(
    stream: io.BufferedIOBase, where: str, sides: Sides, count: Count
) -> Iterator[pa.Table]:
    # Looked at, not read and sought back: Python 3.13 does not check a stored zip that was sought.
    whole = io.BufferedReader(stream, HEAD)
    head = whole.peek(HEAD)
    if not head.strip():
        raise StreamError("it is empty")
    if len(head) == HEAD:
        head = head[: head.rfind(b"\n") + 1]
    found = forms.layout(head.decode("utf-8-sig", "replace").splitlines())
    count.form = found.form.key
    # Rows that are refused while parsing have a number, but no place in the batch.
    skipped: list[int] = []

    def refuse(row: csv.InvalidRow) -> str:
        skipped.append(row.number)
        count.rows += 1
        count.refuse(row.number, "columns", f"{row.actual_columns} of {row.expected_columns}")
        return "skip" if len(skipped) < MOST_SKIPPED else "error"

    before, held = int(found.header), 0
    gathered: list[pa.RecordBatch] = []
    for batch in _batches(whole, found, refuse):
        gaps = np.asarray(skipped, dtype=np.int64)
        numbers = np.arange(before + 1, before + 1 + batch.num_rows)
        numbers += np.searchsorted(gaps - np.arange(len(gaps)), numbers, side="right")
        before = int(numbers[-1])
        skipped[:] = [number for number in skipped if number > before]
        count.rows += batch.num_rows
        if not count.seen:
            count.seen.update(_countries(batch, found))
        numbered = batch.append_column(ROW, pa.array(numbers))
        gathered.append(_between(numbered, found, sides, count))
        held += gathered[-1].num_rows
        if held >= GATHERED or len(gathered) >= MOST_BATCHES:
            yield filled(pa.Table.from_batches(gathered), where, found, sides, count)
            gathered, held = [], 0
    if gathered:
        yield filled(pa.Table.from_batches(gathered), where, found, sides, count)


def _batches(
    stream: io.BufferedIOBase, found: Layout, refuse: Callable[[csv.InvalidRow], str]
) -> Iterator[pa.RecordBatch]:
    """The needed columns as bytes: what is thrown away needs no decoding."""
    needed = sorted({number for places in found.positions.values() for number in places})
    yield from csv.open_csv(
        pa.PythonFile(stream, mode="r"),
        read_options=csv.ReadOptions(
            # One thread, so that a refused row knows its number.
            use_threads=False,
            block_size=BLOCK,
            column_names=[str(number) for number in range(found.width)],
            skip_rows=int(found.header),
        ),
        parse_options=csv.ParseOptions(
            delimiter="\t",
            quote_char=found.form.quote or False,
            double_quote=bool(found.form.quote),
            newlines_in_values=bool(found.form.quote),
            invalid_row_handler=refuse,
        ),
        convert_options=csv.ConvertOptions(
            include_columns=[str(number) for number in needed],
            column_types={str(number): pa.binary() for number in needed},
            check_utf8=False,
            strings_can_be_null=False,
        ),
    )


def _countries(batch: pa.RecordBatch, found: Layout) -> dict[str, int]:
    """How often each country acts in these rows."""
    counts = pc.value_counts(batch.column(str(found.positions["initiator"][0])))
    return {decoded(each["values"]): each["counts"] for each in counts.to_pylist()}


def _between(batch: pa.RecordBatch, found: Layout, sides: Sides, count: Count) -> pa.RecordBatch:
    """The rows in which one side acts towards the other, and whether it is side a that acts.

    Where each side is named as actor and as target nobody can say who acts: such rows are refused.
    """
    actor, other = (batch.column(str(found.positions[f][0])) for f in ("initiator", "target"))
    a_acts, b_acts = (
        pc.and_(_is(actor, one, found.form, sides), _is(other, two, found.form, sides))
        for one, two in ((sides.a, sides.b), (sides.b, sides.a))
    )
    both = pc.and_(a_acts, b_acts)
    rows, named = (column.filter(both).to_pylist() for column in (batch.column(ROW), actor))
    for row, value in zip(rows, named, strict=True):
        count.refuse(row, BOTH_WAYS, decoded(value))
    return batch.append_column(A_ACTS, a_acts).filter(pc.xor(a_acts, b_acts))


def _is(column: pa.Array, code: str, form: Form, sides: Sides) -> pa.Array:
    """Which rows name this side?"""
    called = sides.called(code, form)
    if form.several:
        names = "|".join(re.escape(name) for name in called)
        return pc.match_substring_regex(
            column, rf"(^|{form.several})\s*({names})\s*({form.several}|$)"
        )
    return pc.is_in(column, value_set=pa.array([name.encode() for name in called], pa.binary()))
