"""What a reader brings, opened: the files themselves, or what makes them unsafe to read.

Archives are bounded before and while they are read; everything happens in memory.
"""

from __future__ import annotations

import gzip
import io
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from analysis.check import messages
from analysis.check.files import SIGNATURES
from analysis.check.messages import Expected, Problem
from analysis.tables import package as schema

MOST_BYTES = 20 * 1024 * 1024
"""All files together, unpacked; also what `server.maxUploadSize` lets through for one."""

MOST_FILES = 30
TABLES = (".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".ndjson", ".xml")
"""Endings of text that may hold a table."""

REFERENCES = (".bib", ".ris", ".ics")
"""Endings of lists of sources and of meetings."""

TEXT_FILES = (*TABLES, *REFERENCES, ".toml", ".md", ".cff")

WORKBOOK, PARQUET, GZIP = ".xlsx", ".parquet", ".gz"

ENDINGS = (*TEXT_FILES, WORKBOOK, PARQUET, GZIP, ".zip")
"""What can be brought."""

MOST_DIRECTORY = 1024 * 1024
"""So long may the list of an archive's files be: what the ZIP of a repository may need."""

_ARCHIVES = (
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
)
_SPREADSHEET = b"\xd0\xcf\x11\xe0"
_MACROS = (b"vbaProject.bin", b"_VBA_PROJECT", "_VBA_PROJECT".encode("utf-16-le"))
_TAR = (257, b"ustar")

_ENCRYPTED = 0x1 | 0x40
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_CLUTTER = re.compile(r"\.DS_Store|Thumbs\.db|desktop\.ini|~\$.*|\.~lock\..*#|\._.*")
_END = struct.Struct("<4s4H2LH")
_END_SIGNATURE = b"PK\x05\x06"
_END64_SIGNATURE = b"PK\x06\x07"
_STUMBLES = (
    *(zipfile.BadZipFile, zlib.error, EOFError, struct.error, OSError),
    *(ValueError, KeyError, RuntimeError, OverflowError),
)
"""A crafted archive can make the reader stumble in many ways; all mean the same to its owner."""
_FOLDER_OF_A_MAC = "/__MACOSX/"
_FEW_FILES = Expected("at most {n} files", n=MOST_FILES)


def unpack(uploads: Iterable[tuple[str, bytes]]) -> tuple[dict[str, bytes], list[Problem]]:
    """The files that were uploaded, archives opened, or what makes them unsafe to read.

    Refused are more than 20 MB or 30 files, unpacked; archives that are encrypted, nested, damaged
    or say less than they hold; names that lead out of their folder; links; spreadsheets under
    another name; and whatever no table can be read from. Of an archive with folders inside, the
    one with `datapackage.json` is taken; without one, every file that may hold a table.
    """
    files: dict[str, bytes] = {}
    found: list[Problem] = []
    for name, content in uploads:
        room = MOST_BYTES - sum(map(len, files.values()))
        if len(content) > room:
            found.append(refusal(name, _megabytes(len(content)), _size_limit()))
            continue
        if _CLUTTER.fullmatch(PurePosixPath(name).name):
            continue
        if name.lower().endswith(".zip"):
            members, wrong = _members(name, content, room)
        elif name.lower().endswith(GZIP):
            members, wrong = _inflated(name, content, room)
        else:
            members, wrong = {name: content}, unreadable(name, content, room)
        twice = files.keys() & members.keys()
        found += wrong
        found += [refusal(each, each, Expected("each file once")) for each in sorted(twice)]
        files |= members
    if len(files) > MOST_FILES:
        found.append(refusal("", messages.count(len(files), "file"), _FEW_FILES))
    if not files and not found:
        found.append(refusal("", "", Expected("a ZIP archive of a package, or CSV tables")))
    return ({} if found else files), found


def _inflated(name: str, content: bytes, room: int) -> tuple[dict[str, bytes], list[Problem]]:
    """The one file in a gzip archive, read no further than allowed."""
    inner = name[: -len(GZIP)]
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as stream:
            content = stream.read(room + 1)
    except (gzip.BadGzipFile, zlib.error, EOFError, OSError) as error:
        return {}, [refusal(name, str(error), Expected("a gzip archive that is whole"))]
    if len(content) > room:
        return {}, [refusal(name, "", _size_limit())]
    return {inner: content}, unreadable(inner, content, room)


def _members(name: str, content: bytes, room: int) -> tuple[dict[str, bytes], list[Problem]]:
    """The files in an archive by their names without a common folder."""
    wrong = _unsafe_directory(name, content)
    if wrong:
        return {}, wrong
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not _clutter(entry)]
            wrong = [problem for entry in entries for problem in _unsafe_name(entry)]
            entries = _taken([entry for entry in entries if not entry.is_dir()])
            wrong += [*_unsafe_archive(name, archive, entries, room)]
            wrong += [problem for entry in entries for problem in _unsafe_entry(entry)]
            return ({}, wrong) if wrong else _read(archive, entries, room)
    except _STUMBLES as error:
        return {}, [_damaged(name, error)]


def _taken(entries: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Of an archive with folders: the folder of the package, or what may hold a table."""
    paths = [PurePosixPath(entry.filename) for entry in entries]
    if len({path.parent for path in paths}) < 2:
        return entries
    described = [path.parent for path in paths if path.name == schema.FILE]
    nearest = min(described, key=lambda folder: len(folder.parts), default=None)
    # A folder of a repository may hold more than a package does.
    may = ENDINGS if described else (*TABLES, *REFERENCES, WORKBOOK, PARQUET)
    return [
        entry
        for entry, path in zip(entries, paths, strict=True)
        if nearest in (None, path.parent) and entry.filename.lower().endswith(may)
    ]


def _damaged(name: str, error: Exception) -> Problem:
    expected = Expected("a ZIP archive that is whole and says truly what it holds")
    return refusal(name, str(error), expected)


def _clutter(entry: zipfile.ZipInfo) -> bool:
    """What file managers put into archives unasked."""
    parts = PurePosixPath(entry.filename)
    return _FOLDER_OF_A_MAC in f"/{entry.filename}" or bool(_CLUTTER.fullmatch(parts.name))


def _unsafe_directory(name: str, content: bytes) -> list[Problem]:
    """What is wrong with the archive's list of files, found before the list is read.

    A list of a million names would fill the memory, and the number of files that an archive
    declares need not be true; the length of the list is what the reader goes by.
    """
    at = _end_record(content)
    if at is None:
        return [refusal(name, "", Expected("a ZIP archive; this file has no list of contents"))]
    fields = _END.unpack(content[at : at + _END.size])
    entries, length = fields[4], fields[5]
    if content[at - 20 : at].startswith(_END64_SIGNATURE) or entries == 0xFFFF:
        expected = Expected("an ordinary ZIP archive; the extension is for larger ones")
        return [refusal(name, "ZIP64", expected)]
    if length > MOST_DIRECTORY:
        found = messages.count(entries, "file")
        expected = Expected("at most {n} files, with short names", n=MOST_FILES)
        return [refusal(name, found, expected)]
    return []


def _end_record(content: bytes) -> int | None:
    """Where the record that ends a ZIP archive begins, sought as Python's own reader does."""
    last = len(content) - _END.size
    if last >= 0 and content[last:].startswith(_END_SIGNATURE) and content.endswith(b"\0\0"):
        return last
    at = content.rfind(_END_SIGNATURE, max(0, len(content) - (1 << 16) - _END.size))
    return at if at >= 0 and at + _END.size <= len(content) else None


def _unsafe_archive(
    name: str, archive: zipfile.ZipFile, files: list[zipfile.ZipInfo], room: int
) -> Iterator[Problem]:
    """What is wrong with the archive as a whole."""
    held = archive.namelist()
    if "[Content_Types].xml" in held:
        macros = any(each.endswith("vbaProject.bin") for each in held)
        what = "an office document" + (" with macros" if macros else "")
        yield refusal(name, what, Expected("a ZIP archive of tables"))
    if len(files) > MOST_FILES:
        yield refusal(name, messages.count(len(files), "file"), _FEW_FILES)
    declared = sum(entry.file_size for entry in files)
    if declared > room:
        yield refusal(name, f"{_megabytes(declared)} unpacked", _size_limit())
    for twice, times in Counter(PurePosixPath(entry.filename).name for entry in files).items():
        if times > 1:
            expected = Expected("each file once; a file of this name stands in several places")
            yield refusal(name, twice, expected)


def _unsafe_name(entry: zipfile.ZipInfo) -> Iterator[Problem]:
    """Does the name of a file lead out of the archive?"""
    name, path = entry.filename, PurePosixPath(entry.filename)
    # `orig_filename` is the name as it stands; Python cuts it at a NUL and turns backslashes.
    written = entry.orig_filename
    if path.is_absolute() or ".." in path.parts or set(written) & {"\\", ":", "\0"}:
        expected = Expected("a name that stays inside the archive's own folder")
        yield refusal(name, written, expected)


def _unsafe_entry(entry: zipfile.ZipInfo) -> Iterator[Problem]:
    """What is wrong with one file of an archive, as far as its entry tells."""
    name = entry.filename
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        what = "a symbolic link" if kind == stat.S_IFLNK else "a special file"
        yield refusal(name, what, Expected("plain files only"))
    if entry.flag_bits & _ENCRYPTED:
        yield refusal(name, "encrypted", Expected("a file without a password"))
    if entry.compress_type not in _METHODS:
        method = f"compression method {entry.compress_type}"
        expected = Expected("files stored or deflated, as ordinary ZIP archives are")
        yield refusal(name, method, expected)


def _read(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], room: int
) -> tuple[dict[str, bytes], list[Problem]]:
    """The contents, read no further than allowed, whatever the entries declare."""
    files: dict[str, bytes] = {}
    found: list[Problem] = []
    for entry in entries:
        declared = entry.file_size
        # The reader stops where the entry says that the file ends; what lies beyond must be seen.
        entry.file_size = room + MOST_BYTES
        with archive.open(entry) as stream:
            content = stream.read(room + 1)
        room -= len(content)
        if room < 0:
            return {}, [refusal(entry.filename, "", _size_limit())]
        if len(content) != declared:
            sizes = f"{declared:,} bytes declared, {len(content):,} bytes found"
            expected = Expected("a file as long as the archive declares")
            return {}, [refusal(entry.filename, sizes, expected)]
        found += unreadable(entry.filename, content, room)
        files[PurePosixPath(entry.filename).name] = content
    return files, found


def unreadable(name: str, content: bytes, room: int) -> list[Problem]:
    """Is the file something else than its name promises?"""
    ending = PurePosixPath(name).suffix.lower()
    if ending == WORKBOOK and content.startswith(b"PK\x03\x04"):
        return _unsafe_workbook(name, content, room)
    if ending == PARQUET and content.startswith(b"PAR1"):
        return []
    nested = Expected(
        "a CSV table, or another text file of a package; an archive may not hold another"
    )
    if content.startswith(_SPREADSHEET):
        macros = any(sign in content for sign in _MACROS)
        what = "a spreadsheet of the old Excel format" + (" with macros" if macros else "")
        expected = Expected(
            "a CSV table, or another text file of a package; Excel saves it as .xlsx"
        )
        return [refusal(name, what, expected)]
    for signature, what in _ARCHIVES:
        if content.startswith(signature):
            if b"[Content_Types].xml" in content:
                macros = any(sign in content for sign in _MACROS)
                what = "an Excel workbook" + (" with macros" if macros else "")
                nested = Expected("a file that is what its ending says")
            return [refusal(name, what, nested)]
    if content[_TAR[0] :].startswith(_TAR[1]):
        return [refusal(name, "a tar archive", nested)]
    for signature, what in SIGNATURES:
        if content.startswith(signature) and "UTF-16" not in what:
            expected = Expected("a CSV table, or another text file of a package")
            return [refusal(name, what, expected)]
    if ending in {WORKBOOK, PARQUET}:
        return [refusal(name, ending, Expected("a file that is what its ending says"))]
    if ending not in TEXT_FILES:
        expected = Expected("a file ending with one of {endings}", endings=", ".join(ENDINGS))
        return [refusal(name, ending, expected)]
    return []


def _unsafe_workbook(name: str, content: bytes, room: int) -> list[Problem]:
    """What is wrong with the archive that an Excel workbook is."""
    wrong = _unsafe_directory(name, content)
    if wrong:
        return wrong
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except _STUMBLES as error:
        return [_damaged(name, error)]
    if any(entry.filename.endswith("vbaProject.bin") for entry in entries):
        expected = Expected("a workbook without macros (.xlsx)")
        return [refusal(name, "a workbook with macros", expected)]
    declared = sum(entry.file_size for entry in entries)
    if declared > MOST_BYTES + room:
        return [refusal(name, f"{_megabytes(declared)} unpacked", _size_limit())]
    return [problem for entry in entries for problem in _unsafe_entry(entry)]


def refusal(name: str, value: str, expected: Expected) -> Problem:
    """A file that cannot be taken, and what was expected in its place."""
    return Problem(name, 0, "", "", value, expected)


def _size_limit() -> Expected:
    return Expected("at most {size} in all files, unpacked", size=_megabytes(MOST_BYTES))


def _megabytes(size: float) -> str:
    return f"{size / 1024 / 1024:,.1f} MB".replace(".0 MB", " MB")
