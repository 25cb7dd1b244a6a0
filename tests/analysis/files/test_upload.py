from __future__ import annotations

import csv
import io
import json
import struct
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from analysis.files import export, upload
from analysis.files.archive import MOST_BYTES, MOST_FILES, unpack
from analysis.files.reading.grid import Said
from analysis.files.upload import Verdict, judge
from analysis.tables import dataset
from analysis.tables.dataset import csv_line
from tests import faults, pairs
from tests.faults import zipped

GOOD = pairs.files()
TABLES = {name: content for name, content in GOOD.items() if name != "README.md"}


def said(verdict: Verdict) -> str:
    return "\n".join(verdict.problems.astype(str).agg(" | ".join, axis=1))


def refused(content: bytes, name: str = "package.zip") -> str:
    files, problems = unpack([(name, content)])
    assert files == {}
    assert problems, "nothing was refused"
    return "\n".join(
        f"{problem.table}: {problem.value}: {problem.expected}" for problem in problems
    )


def test_a_good_package_is_shown() -> None:
    verdict = judge([("package.zip", zipped(GOOD))], {})
    assert verdict.sound
    assert verdict.problems.empty
    assert verdict.unread == ("README.md",)
    assert verdict.tables is not None
    assert len(verdict.tables.events) == len(dataset.from_files(GOOD).events)


def test_a_package_may_stand_in_one_folder_with_what_file_managers_add() -> None:
    files = {f"my tables/{name}": content for name, content in TABLES.items()}
    files |= {"__MACOSX/my tables/._events.csv": b"\0\5\x16\7", "my tables/.DS_Store": b"\0\0\0\1"}
    assert judge([("package.zip", zipped(files))], {}).sound


def test_single_tables_take_the_place_of_the_published_ones(package: Path) -> None:
    base = {path.name: path.read_bytes() for path in package.iterdir() if path.is_file()}
    places = base["places.csv"] + b"Nowhere,USA,,,1,2\n"
    verdict = judge([("places.csv", places)], base)
    assert verdict.sound, said(verdict)
    assert verdict.tables is not None
    assert verdict.tables.places["place"].iloc[-1] == "Nowhere"
    assert len(verdict.tables.events) == base["events.csv"].count(b"\n") - 1


def test_a_new_row_may_be_later_than_the_record_ended_and_no_later_than_today(
    package: Path,
) -> None:
    base = {path.name: path.read_bytes() for path in package.iterdir() if path.is_file()}
    header, *_between, last = base["statements.csv"].decode().splitlines()
    today, tomorrow = (f"{date.today() + timedelta(days=away):%Y-%m-%d}" for away in (0, 1))

    def dated(day: str) -> Verdict:
        cells = dict(zip(header.split(","), next(csv.reader([last])), strict=True))
        row = cells | {"statement_id": "a-new-one", "date": day}
        content = f"{header}\n{csv_line(list(row.values()))}\n".encode()
        return judge([("statements.csv", content)], base)

    verdict = dated(today)
    assert verdict.sound, said(verdict)
    assert verdict.tables is not None
    assert verdict.tables.end == pd.Timestamp(today)
    assert Said("datapackage.json", "end", today) in verdict.said
    assert json.loads(verdict.descriptor)["coverage"]["end"] == today
    assert "end of coverage" in said(dated(tomorrow))
    assert not dated("2020-01-01").descriptor


def test_problems_are_those_of_the_check() -> None:
    events = GOOD["events.csv"].replace(b"2019-02-03,", b"2019-02-31,", 1)
    events = events.replace(b",163,", b",999,", 1)
    verdict = judge([("p.zip", zipped({**GOOD, "events.csv": events}))], {})
    assert not verdict.sound
    assert {"date", "cameo"} <= set(verdict.problems["field"])
    assert list(verdict.problems.columns) == ["table", "row", "id", "field", "value", "expected"]
    assert (verdict.problems["row"] > 1).all()


def test_a_missing_table_is_named() -> None:
    files = {name: content for name, content in GOOD.items() if name != "places.csv"}
    verdict = judge([("p.zip", zipped(files))], {})
    assert "places.csv" in said(verdict)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("datapackage.json", b"{", "valid JSON"),
        ("datapackage.json", b"[]", "a JSON object"),
        ("datapackage.json", b'{"name": "x"}', "coverage"),
        ("pair.toml", b"[a", "valid TOML"),
        ("pair.toml", b"", "a code and an English name"),
        ("events.csv", b"", "header row"),
        ("events.csv", b"\xff\xfe\0", "UTF-16"),
    ],
)
def test_a_broken_file_is_reported(name: str, content: bytes, words: str) -> None:
    assert words in said(judge([("p.zip", zipped({**GOOD, name: content}))], {}))


def test_a_package_without_events_is_not_shown() -> None:
    empty = {
        name: content.split(b"\n")[0] + b"\n" if name.endswith(".csv") else content
        for name, content in GOOD.items()
    } | {"cameo_goldstein.csv": GOOD["cameo_goldstein.csv"]}
    assert "at least one event" in said(judge([("p.zip", zipped(empty))], {}))


def test_a_file_that_no_table_needs_is_no_upload() -> None:
    assert "at least one table" in said(judge([("readme.txt", b"hello")], GOOD))


def test_nothing_uploaded_is_nothing_to_judge() -> None:
    assert not judge([], GOOD).sound


def test_an_archive_that_declares_too_much_is_not_unpacked() -> None:
    bomb = zipped({"events.csv": b"\0" * (MOST_BYTES + 1)})
    assert len(bomb) < 100_000
    assert "20 MB" in refused(bomb)


@pytest.mark.parametrize("over", [1, 9, 1000, 10_000_000])
def test_an_archive_that_holds_more_than_it_declares_is_refused(over: int) -> None:
    bomb = bytearray(zipped({"events.csv": b"\0" * (MOST_BYTES + over)}))
    # The size that the list of contents declares stands 24 bytes into its entry.
    at = bomb.rfind(b"PK\x01\x02")
    struct.pack_into("<L", bomb, at + 24, 10)
    assert "20 MB" in refused(bytes(bomb))


def test_an_archive_that_holds_a_little_more_than_it_declares_is_refused() -> None:
    lie = bytearray(zipped({"events.csv": b"a" * 5000}))
    struct.pack_into("<L", lie, lie.rfind(b"PK\x01\x02") + 24, 10)
    assert "10 bytes declared, 5,000 bytes found" in refused(bytes(lie))


def test_files_together_may_not_pass_the_limit() -> None:
    part = b"x" * (MOST_BYTES // 2 + 1)
    files, problems = unpack([("a.csv", part), ("b.csv", part)])
    assert files == {}
    assert [problem.table for problem in problems] == ["b.csv"]


def test_too_many_files_are_refused() -> None:
    many = {f"table-{number}.csv": b"a\n" for number in range(MOST_FILES + 1)}
    assert f"at most {MOST_FILES} files" in refused(zipped(many))
    files, problems = unpack(list(many.items()))
    assert files == {}
    assert f"at most {MOST_FILES} files" in problems[0].expected


def test_a_list_of_countless_files_is_not_even_read() -> None:
    many = zipped({f"{number:06}.csv": b"" for number in range(20_000)})
    at = many.rfind(b"PK\x05\x06")
    # The number of files that is declared may lie.
    lie = many[: at + 8] + struct.pack("<HH", 1, 1) + many[at + 12 :]
    assert f"at most {MOST_FILES} files, with short names" in refused(lie)


def test_more_than_half_a_million_rows_are_refused() -> None:
    header = GOOD["places.csv"].split(b"\n")[0]
    places = header + b"\n" + b"a,USA,,,1,2\n" * (upload.MOST_ROWS + 1)
    verdict = judge([("places.csv", places)], GOOD)
    assert "at most 100,000 rows" in said(verdict)
    assert verdict.tables is None


def test_line_breaks_in_cells_are_not_rows() -> None:
    text = b'"' + b"\n" * (upload.MOST_ROWS + 5) + b'"'
    assert upload._rows(b"a,b\n" + text + b",1\n") == 1


@pytest.mark.parametrize(
    "name",
    ["../events.csv", "/etc/events.csv", "a/../../events.csv", "C:\\events.csv", "..\\e.csv"],
)
def test_names_that_lead_out_of_the_folder_are_refused(name: str) -> None:
    assert "inside the archive" in refused(zipped({name: b"a\n"}))


def test_a_table_that_stands_in_two_folders_is_refused() -> None:
    assert "several places" in refused(zipped({"a/events.csv": b"a\n", "a/b/events.csv": b"a\n"}))


def test_a_link_is_refused() -> None:
    assert "symbolic link" in refused(faults.linked())


def test_an_encrypted_file_is_refused() -> None:
    assert "password" in refused(faults.encrypted())


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_compression_is_refused(method: int) -> None:
    assert "stored or deflated" in refused(zipped({"events.csv": b"a\n"}, method))


def test_a_name_that_stands_twice_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("events.csv", "a\n")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("events.csv", "b\n")
    assert "each file once" in refused(target.getvalue())
    files, problems = unpack([("events.csv", b"a\n"), ("events.csv", b"b\n")])
    assert files == {}
    assert problems[0].expected == "each file once"


NESTED: dict[str, Callable[[], bytes]] = {
    "zip": lambda: zipped({"a.csv": b""}),
    "empty zip": lambda: zipped({}),
    "gzip": lambda: b"\x1f\x8b\x08\0rest",
    "bzip2": lambda: b"BZh91AY",
    "xz": lambda: b"\xfd7zXZ\0rest",
    "7z": lambda: b"7z\xbc\xaf\x27\x1crest",
    "rar": lambda: b"Rar!\x1a\x07\1\0",
    "tar": lambda: b"name".ljust(257, b"\0") + b"ustar\0" + b"00",
}


@pytest.mark.parametrize("kind", NESTED)
def test_an_archive_in_an_archive_is_refused(kind: str) -> None:
    assert "may not hold another" in refused(zipped({"events.csv": NESTED[kind]()}))


def office(**more: bytes) -> bytes:
    parts = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
    return zipped({**parts, **more}, zipfile.ZIP_STORED)


def test_spreadsheets_under_another_name_are_refused() -> None:
    assert "an Excel workbook" in refused(office(), "events.csv")
    assert "office document" in refused(office(), "package.zip")
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert "old Excel format" in refused(old, "events.csv")
    assert "old Excel format" in refused(zipped({"events.csv": old}))
    assert "Parquet" in refused(b"PAR1rest", "events.csv")


def test_macros_are_named() -> None:
    macros = {"xl/vbaProject.bin": b"macro"}
    assert "with macros" in refused(office(**macros), "events.csv")
    assert "with macros" in refused(office(**macros), "package.zip")
    old = b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "_VBA_PROJECT".encode("utf-16-le")
    assert "with macros" in refused(old, "events.csv")


def test_what_is_not_text_is_refused() -> None:
    assert "a file ending with" in refused(zipped({"run.exe": b"MZ"}))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        b"PK\x05\x06" + b"\0" * 5,
        b"hello" * 20,
        zipped({"events.csv": b"a\n" * 100})[:-30],
        zipped({"events.csv": b"a\n" * 100})[30:],
    ],
    ids=["empty", "a start alone", "an end alone", "no archive", "end cut off", "start cut off"],
)
def test_a_damaged_archive_is_refused(content: bytes) -> None:
    refused(content)


def test_any_single_flipped_byte_is_survived() -> None:
    good = zipped({"events.csv": b"event_id,date\nx,2020-01-01\n"})
    for at in range(len(good)):
        changed = bytearray(good)
        changed[at] ^= 0xFF
        files, problems = unpack([("p.zip", bytes(changed))])
        assert bool(problems) != bool(files)


def test_a_larger_zip_format_is_refused() -> None:
    good = zipped({"events.csv": b"a\n"})
    at = good.rfind(b"PK\x05\x06")
    large = good[:at] + b"PK\x06\x07" + b"\0" * 16 + good[at:]
    assert "ZIP64" in refused(large)


def test_what_is_taken_away_can_be_brought_back() -> None:
    shown = dataset.from_files(GOOD)
    verdict = judge([("p.zip", export.archive(export.package(shown)))], {})
    assert verdict.sound, said(verdict)
