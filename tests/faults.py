"""Files that are refused: what each is called, what it holds, and what the reader is told."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable

from analysis.files import archive, upload
from tests import pairs

GOOD = pairs.files()


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def linked() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        link = zipfile.ZipInfo("events.csv")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return target.getvalue()


def encrypted() -> bytes:
    locked = bytearray(zipped({"events.csv": b"a\n"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.find(signature) + offset] |= 1
    return bytes(locked)


def lying() -> bytes:
    lie = bytearray(zipped({"events.csv": b"\0" * (archive.MOST_BYTES + 9)}))
    struct.pack_into("<L", lie, lie.rfind(b"PK\x01\x02") + 24, 10)
    return bytes(lie)


def rows() -> bytes:
    header = GOOD["places.csv"].split(b"\n")[0]
    return header + b"\n" + b"a,USA,,,1,2\n" * (upload.MOST_ROWS + 1)


def workbook(**more: bytes) -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", **more}, zipfile.ZIP_STORED)


def wrong_value() -> bytes:
    return zipped({**GOOD, "events.csv": GOOD["events.csv"].replace(b"2019-02-03,", b"soon,", 1)})


FAULTS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "wrong value": ("p.zip", wrong_value, "is 'soon'"),
    "declared size": (
        "p.zip", lambda: zipped({"events.csv": b"\0" * (archive.MOST_BYTES + 1)}), "at most 20 MB",
    ),
    "actual size": ("p.zip", lying, "at most 20 MB"),
    "too many files": (
        "p.zip", lambda: zipped({f"{n}.csv": b"a\n" for n in range(31)}), "at most 30 files",
    ),
    "too many rows": ("p.zip", lambda: zipped({**GOOD, "places.csv": rows()}), "at most 100,000"),
    "path traversal": ("p.zip", lambda: zipped({"../events.csv": b"a\n"}), "stays inside"),
    "nested archive": (
        "p.zip", lambda: zipped({"events.csv": zipped({"a.csv": b""})}), "may not hold another",
    ),
    "encrypted": ("p.zip", encrypted, "without a password"),
    "symlink": ("p.zip", linked, "a symbolic link"),
    "macros": ("events.csv", lambda: workbook(**{"xl/vbaProject.bin": b"x"}), "with macros"),
    "spreadsheet as CSV": ("events.csv", workbook, "an Excel workbook"),
    "old spreadsheet as CSV": ("events.csv", lambda: b"\xd0\xcf\x11\xe0", "old Excel format"),
}  # fmt: skip
