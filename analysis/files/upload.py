"""What a reader brings: is it safe to open, and is it a package that the dashboard can show?

Everything happens in memory. Whatever is refused is a row of the same table of problems that
`analysis.check` makes; nothing is raised for a bad file.
"""

from __future__ import annotations

import csv
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import pandas as pd

from analysis import check
from analysis.check import messages
from analysis.check.files import SIGNATURES
from analysis.check.messages import Problem
from analysis.files.export import GAPS
from analysis.record import upgrade
from analysis.record.upgrade import Added
from analysis.tables import dataset, pair
from analysis.tables import package as schema
from analysis.tables.dataset import Dataset

MOST_BYTES = 20 * 1024 * 1024
"""All files together, unpacked; also what `server.maxUploadSize` lets through for one."""

MOST_FILES = 30
MOST_ROWS = 100_000
MOST_CELLS = 2_000_000

MOST_BYTES_OF_ONE, MOST_BYTES_OF_ALL = 60 * 1024**2, 400 * 1024**2
"""Files that the server keeps of one session, and of all together, as they came."""

MOST_TABLES_OF_ALL = 200 * 1024**2
"""Bytes of memory that the tables of all sessions together may fill."""

MOST_FINDINGS = 500
"""So many problems of an upload are looked for."""

TEXT_FILES = (".csv", ".json", ".toml", ".md", ".txt", ".cff")
"""What a package may hold; of these, only tables and what the loader reads is kept."""

MOST_DIRECTORY = 64 * 1024
"""So long may the list of an archive's files be: many times what so few files need."""

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
_CLUTTER = {".DS_Store", "Thumbs.db", "desktop.ini"}
_END = struct.Struct("<4s4H2LH")
_END_SIGNATURE = b"PK\x05\x06"
_END64_SIGNATURE = b"PK\x06\x07"
_FOLDER_OF_A_MAC = "__MACOSX/"


@dataclass(frozen=True)
class Verdict:
    """What an upload turned out to be: tables to show, or the problems that stand against it."""

    problems: pd.DataFrame
    tables: Dataset | None
    names: tuple[str, ...]
    added: tuple[Added, ...] = ()
    """What a package of an earlier schema lacked, and was given."""

    @property
    def unread(self) -> tuple[str, ...]:
        """Which of the files are not part of the tables?"""
        return tuple(name for name in self.names if not _is_read(name))

    @property
    def sound(self) -> bool:
        """Can it be shown?"""
        return self.tables is not None


def judge(uploads: Iterable[tuple[str, bytes]], base: Mapping[str, bytes]) -> Verdict:
    """Can these uploaded files be shown?

    `uploads` are names and contents: one ZIP archive of a package, or single files. With a
    `datapackage.json` among them they are a whole package; without one, each table replaces the
    one of that name in `base`, the files of the package that is shown now. A package of an earlier
    schema is brought to the present one first.
    """
    files, refused = unpack(uploads)
    if refused:
        return Verdict(messages.frame(refused), None, tuple(files))
    if not any(_is_read(name) for name in files):
        refused = [_refusal("", ", ".join(sorted(files)), "at least one table, a CSV file")]
        return Verdict(messages.frame(refused), None, tuple(files))
    whole = files if schema.FILE in files else {**base, **files}
    return _judged(whole, tuple(files))


def _is_read(name: str) -> bool:
    return name in {schema.FILE, pair.FILE, GAPS} or _is_table(name)


def _is_table(name: str) -> bool:
    return name.lower().endswith(".csv")


def _judged(files: Mapping[str, bytes], names: tuple[str, ...]) -> Verdict:
    wrong = _too_large([content for name, content in files.items() if _is_table(name)])
    if wrong:
        return Verdict(messages.frame(wrong), None, names)
    added: list[Added] = []
    problems = check.check_files(files, MOST_FINDINGS)
    try:
        # A package of which nothing is wrong but that its schema is an earlier one.
        if problems["field"].tolist() == [upgrade.PRESENT] and upgrade.needed(files):
            files, added = upgrade.files(files)
            problems = check.check_files(files, MOST_FINDINGS)
        if len(problems):
            return Verdict(problems, None, names)
        loaded = dataset.from_files(files)
    # The check is there to say it first and better; a reader never sees a trace.
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        problem = Problem(schema.FILE, 0, "", "", str(error), "a package that can be loaded")
        return Verdict(messages.frame([problem]), None, names)
    if loaded.events.empty:
        expected = "at least one event; every page starts from them"
        return Verdict(messages.frame([_refusal("events", "", expected)]), None, names)
    return Verdict(problems, loaded, names, tuple(added))


def _too_large(tables: list[bytes]) -> list[Problem]:
    """More rows or cells than can be checked in time, counted before anything is read."""
    rows = sum(map(_lines, tables))
    cells = rows + sum(content.count(b",") for content in tables)
    if rows > MOST_ROWS:
        # Cells may hold line breaks, so that the exact number takes a real reader.
        rows = sum(map(_rows, tables))
    return [
        _refusal("", messages.count(number, noun), f"at most {most:,} {noun}s in all tables")
        for number, most, noun in ((rows, MOST_ROWS, "row"), (cells, MOST_CELLS, "cell"))
        if number > most
    ]


def _lines(content: bytes) -> int:
    """How many lines, whichever way they end?"""
    return content.count(b"\n") + content.count(b"\r") - content.count(b"\r\n")


def _rows(content: bytes) -> int:
    lines = io.StringIO(content.decode("utf-8", errors="replace"), newline="")
    try:
        return max(sum(1 for _ in csv.reader(lines)) - 1, 0)
    except csv.Error:
        return _lines(content)


def unpack(uploads: Iterable[tuple[str, bytes]]) -> tuple[dict[str, bytes], list[Problem]]:
    """The files that were uploaded, archives opened, or what makes them unsafe to read.

    Refused are more than 20 MB or 30 files, unpacked; archives that are encrypted, nested, damaged
    or say less than they hold; names that lead out of their folder; links; spreadsheets under
    another name; and whatever is not text.
    """
    files: dict[str, bytes] = {}
    found: list[Problem] = []
    for name, content in uploads:
        room = MOST_BYTES - sum(map(len, files.values()))
        if len(content) > room:
            found.append(_refusal(name, _megabytes(len(content)), _size_limit()))
            continue
        if name.lower().endswith(".zip"):
            members, wrong = _members(name, content, room)
        else:
            members, wrong = {name: content}, _not_text(name, content)
        twice = files.keys() & members.keys()
        found += wrong
        found += [_refusal(each, each, "each file once") for each in sorted(twice)]
        files |= members
    if len(files) > MOST_FILES:
        limit = f"at most {MOST_FILES} files"
        found.append(_refusal("", messages.count(len(files), "file"), limit))
    if not files and not found:
        found.append(_refusal("", "", "a ZIP archive of a package, or CSV tables"))
    return ({} if found else files), found


def _members(name: str, content: bytes, room: int) -> tuple[dict[str, bytes], list[Problem]]:
    """The files in an archive by their names without a common folder."""
    wrong = _unsafe_directory(name, content)
    if wrong:
        return {}, wrong
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not _clutter(entry)]
            wrong = [*_unsafe_archive(name, entries, room)]
            for entry in entries:
                wrong += _unsafe_entry(entry)
            if wrong:
                return {}, wrong
            return _read(archive, [entry for entry in entries if not entry.is_dir()], room)
    # A crafted archive can make the reader stumble in many ways; all mean the same to its owner.
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, OSError) as error:
        return {}, [_damaged(name, error)]
    except (ValueError, KeyError, NotImplementedError, RuntimeError, OverflowError) as error:
        return {}, [_damaged(name, error)]


def _damaged(name: str, error: Exception) -> Problem:
    return _refusal(name, str(error), "a ZIP archive that is whole and says truly what it holds")


def _clutter(entry: zipfile.ZipInfo) -> bool:
    """What file managers put into archives unasked."""
    parts = PurePosixPath(entry.filename)
    return entry.filename.startswith(_FOLDER_OF_A_MAC) or parts.name in _CLUTTER


def _unsafe_directory(name: str, content: bytes) -> list[Problem]:
    """What is wrong with the archive's list of files, found before the list is read.

    A list of a million names would fill the memory, and the number of files that an archive
    declares need not be true; the length of the list is what the reader goes by.
    """
    at = _end_record(content)
    if at is None:
        return [_refusal(name, "", "a ZIP archive; this file has no list of contents")]
    fields = _END.unpack(content[at : at + _END.size])
    entries, length = fields[4], fields[5]
    if content[at - 20 : at].startswith(_END64_SIGNATURE) or entries == 0xFFFF:
        return [
            _refusal(name, "ZIP64", "an ordinary ZIP archive; the extension is for larger ones")
        ]
    if length > MOST_DIRECTORY:
        found = messages.count(entries, "file")
        return [_refusal(name, found, f"at most {MOST_FILES} files, with short names")]
    return []


def _end_record(content: bytes) -> int | None:
    """Where the record that ends a ZIP archive begins, sought as Python's own reader does."""
    last = len(content) - _END.size
    if last >= 0 and content[last:].startswith(_END_SIGNATURE) and content.endswith(b"\0\0"):
        return last
    at = content.rfind(_END_SIGNATURE, max(0, len(content) - (1 << 16) - _END.size))
    return at if at >= 0 and at + _END.size <= len(content) else None


def _unsafe_archive(name: str, entries: list[zipfile.ZipInfo], room: int) -> Iterator[Problem]:
    """What is wrong with the archive as a whole."""
    held = [entry.filename for entry in entries]
    if "[Content_Types].xml" in held:
        macros = any(each.endswith("vbaProject.bin") for each in held)
        what = "an office document" + (" with macros" if macros else "")
        yield _refusal(name, what, "a ZIP archive of CSV tables")
    files = [entry for entry in entries if not entry.is_dir()]
    if len(files) > MOST_FILES:
        yield _refusal(name, messages.count(len(files), "file"), f"at most {MOST_FILES} files")
    declared = sum(entry.file_size for entry in files)
    if declared > room:
        yield _refusal(name, f"{_megabytes(declared)} unpacked", _size_limit())
    if len(set(held)) < len(held):
        yield _refusal(name, "", "each file once; a name stands twice in the archive")
    folders = {str(PurePosixPath(entry.filename).parent) for entry in files}
    if len(folders) > 1:
        yield _refusal(
            name,
            ", ".join(sorted(folders)),
            "all files in one folder, or in none; nothing below it",
        )


def _unsafe_entry(entry: zipfile.ZipInfo) -> Iterator[Problem]:
    """What is wrong with one file of an archive, as far as its entry tells."""
    name, path = entry.filename, PurePosixPath(entry.filename)
    # `orig_filename` is the name as it stands; Python cuts it at a NUL and turns backslashes.
    written = entry.orig_filename
    if path.is_absolute() or ".." in path.parts or set(written) & {"\\", ":", "\0"}:
        yield _refusal(name, written, "a name that stays inside the archive's own folder")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        what = "a symbolic link" if kind == stat.S_IFLNK else "a special file"
        yield _refusal(name, what, "plain files only")
    if entry.flag_bits & _ENCRYPTED:
        yield _refusal(name, "encrypted", "a file without a password")
    if entry.compress_type not in _METHODS:
        method = f"compression method {entry.compress_type}"
        yield _refusal(name, method, "files stored or deflated, as ordinary ZIP archives are")


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
            return {}, [_refusal(entry.filename, "", _size_limit())]
        if len(content) != declared:
            sizes = f"{declared:,} bytes declared, {len(content):,} bytes found"
            return {}, [_refusal(entry.filename, sizes, "a file as long as the archive declares")]
        found += _not_text(entry.filename, content)
        files[PurePosixPath(entry.filename).name] = content
    return files, found


def _not_text(name: str, content: bytes) -> list[Problem]:
    """Is the file something else than the text that its name promises?"""
    expected = "a CSV table, or another text file of a package"
    if content.startswith(_SPREADSHEET):
        macros = any(sign in content for sign in _MACROS)
        what = "a spreadsheet of the old Excel format" + (" with macros" if macros else "")
        return [_refusal(name, what, expected)]
    for signature, what in _ARCHIVES:
        if content.startswith(signature):
            office = b"[Content_Types].xml" in content
            if office:
                macros = any(sign in content for sign in _MACROS)
                what = "an Excel workbook" + (" with macros" if macros else "")
            return [_refusal(name, what, f"{expected}; an archive may not hold another")]
    if content[_TAR[0] :].startswith(_TAR[1]):
        return [_refusal(name, "a tar archive", f"{expected}; an archive may not hold another")]
    for signature, what in SIGNATURES:
        if content.startswith(signature):
            return [_refusal(name, what, expected)]
    if not name.lower().endswith(TEXT_FILES):
        kinds = ", ".join(TEXT_FILES)
        return [_refusal(name, PurePosixPath(name).suffix, f"a file ending with one of {kinds}")]
    return []


def _refusal(name: str, value: str, expected: str) -> Problem:
    return Problem(name, 0, "", "", value, expected)


def _size_limit() -> str:
    return f"at most {_megabytes(MOST_BYTES)} in all files, unpacked"


def _megabytes(size: float) -> str:
    return f"{size / 1024 / 1024:,.1f} MB".replace(".0 MB", " MB")
