"""Take the rows of one pair out of published files of any size, into a folder of Parquet files.

The folder is what its manifest says. Parts are written first and named in the manifest last, so
that an import that is broken off leaves nothing half done: what the manifest does not name is
swept away by the next import, which goes on where the last one stopped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis.streams import StreamError, manifest, reading
from analysis.streams.columns import Count, Sides
from analysis.streams.manifest import Manifest, Source

PART_ROWS = 500_000
"""So many rows are gathered, from one file or from many, before a part is written."""
PART_FILES = 2_000
"""After so many files what is gathered is written, so that little is lost when it breaks off."""
MARK_BYTES = 1 << 20


def import_files(
    paths: Iterable[Path],
    sides: Sides,
    folder: Path,
    told: Callable[[Path, Count], None] = lambda path, count: None,
) -> Manifest:
    """Read the rows of the pair from these files into the folder, and say what became of each row.

    Files that the folder holds already are passed over, under whatever name. A file that cannot be
    read is named in the manifest with its fault, and none of its rows is taken; the others go on.
    `told` hears after each piece of which file it was, and what became of its rows until then.
    Returns the manifest of the whole folder. Raises
    StreamError where the folder holds another pair.
    """
    batch = _Batch(folder, _begun(folder, sides))
    taken = batch.held.taken()
    try:
        for path in paths:
            try:
                mark = _mark(path)
            except OSError as error:
                batch.add(manifest.unread(path, str(error)), [], [])
                continue
            if mark not in taken:
                batch.add(*_taken(path, mark, batch, partial(told, path)))
                taken.add(mark)
    except KeyboardInterrupt:
        # Files that were read to their end are kept.
        batch.commit()
        raise
    batch.commit()
    return batch.held


def _begun(folder: Path, sides: Sides) -> Manifest:
    """What the folder holds at the start, after what a broken import left is swept away."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / manifest.FILE).exists():
        if any(folder.iterdir()):
            raise StreamError(f"{folder} is neither empty nor a folder of imported rows")
        held = Manifest(sides)
        manifest.save(held, folder)
        return held
    held = manifest.load(folder)
    if held.sides != sides:
        raise StreamError(
            f"{folder} holds {_told(held.sides)}; for {_told(sides)} name another folder"
        )
    named = {folder / part for part in held.parts}
    for path in folder.glob("year=*/*.parquet"):
        if path not in named:
            path.unlink()
    return held


def _told(sides: Sides) -> str:
    also = [f"{code}={name}" for code, names in sides.also.items() for name in names]
    return " ".join([f"{sides.a}–{sides.b}", *(["with", *also] if also else [])])


def _mark(path: Path) -> str:
    """What tells this file again under any name: its size, its start and its end."""
    size = path.stat().st_size
    digest = hashlib.sha256(str(size).encode())
    with path.open("rb") as raw:
        digest.update(raw.read(MARK_BYTES))
        raw.seek(max(size - MARK_BYTES, 0))
        digest.update(raw.read(MARK_BYTES))
    return digest.hexdigest()[:16]


def _taken(
    path: Path, mark: str, batch: _Batch, told: Callable[[Count], None]
) -> tuple[Source, list[pa.Table], list[str]]:
    """Read one file: what became of its rows, those still to be written, and the parts written."""
    count, days = Count(), []
    tables: list[pa.Table] = []
    parts: list[str] = []
    try:
        for table in reading.read(path, sides=batch.held.sides, count=count):
            tables.append(table)
            days += [str(day) for day in pc.min_max(table["day"]).as_py().values() if day]
            told(count)
            if sum(map(len, tables)) >= PART_ROWS:
                parts += batch.written(tables, f"{mark}-{len(parts)}")
                tables = []
    except StreamError as error:
        for part in parts:
            (batch.folder / part).unlink()
        return manifest.broken(path, mark, count, str(error)), [], []
    told(count)
    return manifest.source(path, mark, count, days), tables, parts


@dataclass
class _Batch:
    """Files that were read and are not in the manifest yet."""

    folder: Path
    held: Manifest
    sources: list[Source] = field(default_factory=list)
    tables: list[pa.Table] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def add(self, source: Source, tables: list[pa.Table], parts: list[str]) -> None:
        """One more file; the batch is committed when it has grown large."""
        self.sources.append(source)
        self.tables += tables
        self.parts += parts
        if sum(map(len, self.tables)) >= PART_ROWS or len(self.sources) >= PART_FILES:
            self.commit()

    def written(self, tables: list[pa.Table], name: str) -> list[str]:
        """Write rows into one part for each year, by day; the names of the parts."""
        rows = pa.concat_tables(tables).sort_by("day")
        years = pc.year(rows["day"])
        parts = []
        for year in pc.unique(years).to_pylist():
            part = f"year={year}/{name}.parquet"
            (self.folder / part).parent.mkdir(exist_ok=True)
            own = rows.filter(pc.equal(years, year))
            pq.write_table(own, self.folder / part, compression="zstd")
            parts.append(part)
        return parts

    def commit(self) -> None:
        """Write what was gathered, then name it in the manifest."""
        if not self.sources:
            return
        if self.tables:
            self.parts += self.written(self.tables, self.sources[-1].mark)
        renewed = {source.name for source in self.sources}
        before = [
            source for source in self.held.sources if not (source.fault and source.name in renewed)
        ]
        self.held = replace(
            self.held,
            parts=(*self.held.parts, *self.parts),
            sources=(*before, *self.sources),
        )
        manifest.save(self.held, self.folder)
        self.sources, self.tables, self.parts = [], [], []
