"""Files as people have them come in; every export comes back as it went out."""

from __future__ import annotations

import codecs
import gzip
import io
import json
from collections.abc import Callable

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.files import export, upload
from analysis.files.upload import Choices, Verdict
from analysis.files.workbook import workbook
from analysis.tables import dataset
from analysis.tables.dataset import Dataset
from tests import pairs
from tests.analysis.files.test_upload import said, zipped

GOOD = pairs.files()
SHOWN = dataset.from_files(GOOD)
SPECS = SHOWN.package.tables
EVENTS = GOOD["events.csv"].decode()


def brought(name: str, content: bytes, choices: Choices | None = None) -> Verdict:
    return upload.judge([(name, content)], GOOD, choices or Choices())


def same(verdict: Verdict, shown: Dataset = SHOWN) -> bool:
    assert verdict.sound, said(verdict)
    assert verdict.tables is not None
    for name, rows in shown.tables().items():
        pd.testing.assert_frame_equal(verdict.tables.tables()[name], rows)
    return True


def sheet(**columns: list[object]) -> bytes:
    book, target = openpyxl.Workbook(), io.BytesIO()
    for row in [list(columns), *zip(*columns.values(), strict=True)]:
        book.active.append(row)
    book.save(target)
    return target.getvalue()


AS_EXCEL = EVENTS.replace("\n", "\r\n")
FORMS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a mark and CRLF": ("events.csv", lambda: b"\xef\xbb\xbf" + AS_EXCEL.encode()),
    "UTF-16": ("events.csv", lambda: EVENTS.encode("utf-16")),
    "another name": ("Kopie von Liste (3).CSV", EVENTS.encode),
    "a copy of a browser": ("Events (1).csv", EVENTS.encode),
    "gzip": ("events.csv.gz", lambda: gzip.compress(EVENTS.encode())),
    "tabs": ("table.tsv", lambda: _parted("\t")),
    "semicolons": ("table.csv", lambda: _parted(";")),
    "semicolons that a first line tells": ("table.csv", lambda: b"sep=;\r\n" + _parted(";")),
    "remarks above it": ("table.csv", lambda: b"# of my own\n# notes\n" + EVENTS.encode()),
    "a workbook with a sheet of notes": ("book.xlsx", lambda: _noted()),
    "records": ("rows.json", lambda: json.dumps(_cells()).encode()),
    "lines of records": ("rows.jsonl", lambda: "\n".join(map(json.dumps, _cells())).encode()),
    "records inside": ("rows.json", lambda: json.dumps({"data": {"items": _cells()}}).encode()),
    "lock files and folders": (
        "all.zip",
        lambda: zipped(
            {
                "repo-main/readme.png": b"\x89PNG",
                "repo-main/src/run.py": b"print()",
                **{f"repo-main/data/{name}": content for name, content in GOOD.items()},
                "repo-main/data/~$events.xlsx": b"lock",
                "repo-main/data/deep/events.csv": b"other\n",
            }
        ),
    ),
    "a folder of tables without a package": (
        "all.zip",
        lambda: zipped({"a/events.csv": EVENTS.encode(), "a/b/places.csv": GOOD["places.csv"]}),
    ),
}


def _cells() -> list[dict[str, str]]:
    return export.text(SHOWN.events, SPECS["events"]).to_dict("records")


def _parted(mark: str) -> bytes:
    cells = export.text(SHOWN.events, SPECS["events"])
    return cells.to_csv(sep=mark, index=False).encode()


def _noted() -> bytes:
    book, target = openpyxl.Workbook(), io.BytesIO()
    places = pd.read_csv(io.BytesIO(GOOD["places.csv"]), dtype=str, keep_default_na=False)
    for row in [list(places), *places.to_numpy().tolist()]:
        book.active.append(row)
    book.create_sheet("Notes").append(["Typed by me"])
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize("form", FORMS)
def test_the_same_table_comes_in_whatever_its_form(form: str) -> None:
    name, make = FORMS[form]
    verdict = brought(name, make())
    assert same(verdict)
    assert verdict.mends == ()


@pytest.mark.parametrize(
    ("content", "line", "value"),
    [
        ("Report\na,b,c\n1,2,3\n4,5\n", 4, "4,5"),
        ('a,b,c\n1,2,3\n"4,5,6\n', 3, '"4,5,6'),
        ("a;b;c\n1;2;3\nTotal;5;6;7\n", 3, "Total,5,6,7"),
        ("", 0, ""),
    ],
)
def test_the_line_that_is_no_row_of_its_table_is_named(content: str, line: int, value: str) -> None:
    (problem,) = brought("mine.csv", content.encode()).problems.to_dict("records")
    assert (problem["row"], problem["value"]) == (line, value)


@pytest.mark.parametrize(
    ("name", "content"), [("a.xlsx", b"a,b"), ("a.csv", b"PK\3\4[Content_Types].xml")]
)
def test_a_file_of_another_kind_than_its_ending_is_told_so(name: str, content: bytes) -> None:
    assert "what its ending says" in said(brought(name, content))


def test_letters_of_another_encoding_are_announced() -> None:
    places = GOOD["places.csv"].decode() + "Québec-Nord,CAN,Québec d’été – ça,,1,2\n"
    verdict = brought("places.csv", places.encode("cp1252"))
    assert [(each.kind, each.value) for each in verdict.said] == [("encoding", "Windows-1252")]
    assert verdict.tables is not None
    assert verdict.tables.places["name_fr"].iloc[-1] == "Québec d’été – ça"
    chinese = GOOD["places.csv"].decode() + "Nord,CAN,,中国外交部发言人表示,1,2\n"
    verdict = brought("places.csv", chinese.encode("gb18030"))
    assert [(each.kind, each.value) for each in verdict.said] == [("encoding", "GB18030")]
    assert verdict.tables is not None
    assert verdict.tables.places["name_zh"].iloc[-1] == "中国外交部发言人表示"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_two_bytes_a_letter_are_read_with_a_mark_and_without(encoding: str) -> None:
    verdict = brought("places.csv", GOOD["places.csv"].decode().encode(encoding))
    assert same(verdict)
    assert [(each.kind, each.value) for each in verdict.said] == [("encoding", "UTF-16")]


def test_a_column_that_is_none_of_the_tables_is_left_out_and_said_to_be() -> None:
    header, *rows = GOOD["places.csv"].decode().splitlines()
    more = "\n".join([f"{header},remarks of Ann", *(f"{row},x" for row in rows)])
    verdict = brought("places.csv", more.encode())
    assert same(verdict)
    assert [(each.kind, each.value) for each in verdict.said] == [("aside", "remarks_of_ann")]


def test_a_column_without_a_heading_is_said_to_be_left_out_where_it_holds_anything() -> None:
    cells = export.text(SHOWN.places, SPECS["places"])
    rows = [["", *cells.columns], *([str(at), *row] for at, row in enumerate(cells.values))]
    csv = "\n".join(",".join(row) for row in rows)
    beyond = sheet(**{name: cells[name].tolist() for name in cells})
    book = openpyxl.load_workbook(io.BytesIO(beyond))
    book.active.cell(3, len(cells.columns) + 3, "a remark")
    target = io.BytesIO()
    book.save(target)
    for name, content, column in (
        ("places.csv", csv.encode(), "column_1"),
        ("places.xlsx", target.getvalue(), f"column_{len(cells.columns) + 3}"),
    ):
        verdict = brought(name, content)
        assert same(verdict)
        assert [(each.kind, each.value) for each in verdict.said] == [("aside", column)]


def test_a_misspelt_column_is_a_problem_and_not_left_out() -> None:
    verdict = brought("places.csv", GOOD["places.csv"].replace(b"latitude", b"latitud", 1))
    assert "a column named latitude" in said(verdict)


@pytest.mark.parametrize("column", ["event_id", "cameo"])
def test_rows_shown_are_not_missed_where_a_column_of_the_new_ones_is_misspelt(column: str) -> None:
    content = EVENTS.replace(column, f"{column}_x", 1).encode()
    verdict = brought("events.csv", content.partition(b"\n")[0] + b"\n")
    assert verdict.problems["field"].tolist() == [f"{column}_x", column]


def test_a_table_that_may_be_two_is_asked_for() -> None:
    content = b"series_id,date,value,source_id\n"
    both = {**SPECS, "twin": SPECS["observations"]}
    from analysis.files.reading import brought as reading

    found = reading.read({"x.csv": content}, both, {})
    assert found.doubtful == [("x.csv", ("observations", "twin"))]
    found = reading.read({"x.csv": content}, both, {"x.csv": "observations"})
    assert list(found.grids) == ["observations"]


def test_machine_coded_events_are_sent_to_the_machine_record() -> None:
    row = "\t".join(["1", "20200825", "202008", "2020", "2020.265", *[""] * 56])
    verdict = brought("20200825.export.CSV", f"{row}\n{row}\n".encode())
    assert "GDELT 2.0 events" in said(verdict)
    assert "machine record" in said(verdict)


def test_tables_of_others_are_said_to_be_others() -> None:
    foreign = json.dumps({"name": "x", "resources": [{"name": "cities", "path": "cities.csv"}]})
    files = {"datapackage.json": foreign.encode(), "cities.csv": b"id,city\n1,Rome\n"}
    verdict = brought("package.zip", zipped(files))
    assert verdict.problems["value"].tolist() == ["cities"]
    assert "the columns of one of the tables" in said(verdict)


def test_tables_of_another_pair_are_one_finding() -> None:
    other = EVENTS.replace("XNO-XSO", "AAA-BBB").replace("XSO-XNO", "BBB-AAA")
    verdict = brought("events.csv", other.encode())
    assert verdict.problems["value"].tolist() == ["AAA, BBB"]
    assert "with datapackage.json and pair.toml" in said(verdict)


def test_a_workbook_tells_its_own_rows() -> None:
    cells = export.text(SHOWN.places, SPECS["places"])
    cells.loc[1, "latitude"] = "120"
    content = sheet(**{name: cells[name].tolist() for name in cells})
    verdict = brought("places.xlsx", content)
    assert verdict.problems[["row", "field"]].values.tolist() == [[3, "latitude"]]


def test_macros_and_broken_workbooks_are_refused() -> None:
    office = {"[Content_Types].xml": b"<Types/>", "xl/vbaProject.bin": b"x"}
    assert "macros" in said(brought("events.xlsx", zipped(office)))
    assert "whole" in said(brought("events.xlsx", zipped({"[Content_Types].xml": b"<Types/>"})))
    assert "whole" in said(brought("events.parquet", b"PAR1 and no more"))


def test_entities_of_xml_are_not_followed() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aa">]><x><r><n>&a;</n></r></x>'
    assert "without definitions" in said(brought("x.xml", bomb))


@pytest.fixture(scope="module")
def exports() -> dict[str, tuple[str, bytes]]:
    tables = SHOWN.tables()
    names = {"actors": dict(zip(SHOWN.actors["actor_id"], SHOWN.actors["name"], strict=True))}
    named = {n: export.with_names(rows, SPECS[n], names) for n, rows in tables.items()}
    rows = {n: own for n, (own, _spec) in named.items()}
    specs = {n: spec for n, (_rows, spec) in named.items()}
    french = {n: export.with_names(own, SPECS[n], names, "fr") for n, own in tables.items()}
    spoken = {f"{n}.csv": codecs.BOM_UTF8 + export.csv(*each) for n, each in french.items()}
    assert b"initiator_name_fr" in spoken["events.csv"]
    parquet = {f"{n}.parquet": export.parquet(own, specs[n]) for n, own in rows.items()}
    return {
        "Excel": ("all.xlsx", workbook(rows, specs, ["cited"])),
        "Parquet": ("all.zip", export.archive({**parquet, "CITATION.txt": b"cited"})),
        "CSV": ("all.zip", zipped({f"{n}.csv": export.csv(rows[n], specs[n]) for n in rows})),
        "French CSV": ("all.zip", zipped(spoken)),
        "ZIP": ("all.zip", export.archive(export.package(SHOWN))),
    }


@pytest.mark.parametrize("kind", ["Excel", "Parquet", "CSV", "French CSV", "ZIP"])
def test_every_export_comes_back_the_same(kind: str, exports: dict[str, tuple[str, bytes]]) -> None:
    whole = Choices(whole=frozenset(SHOWN.tables()))
    assert same(brought(*exports[kind], whole))


CELL = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufeff"
    ),
    min_size=1,
    max_size=40,
).filter(lambda text: text.strip() == text and "_x" not in text)


@settings(max_examples=15, deadline=None)
@given(title=CELL, summary=CELL, kind=st.sampled_from(["xlsx", "parquet", "csv"]))
def test_any_text_comes_back_from_any_export(title: str, summary: str, kind: str) -> None:
    rows = SHOWN.events.head(1).assign(title=title, summary=summary)
    spec = SPECS["events"]
    content = {
        "xlsx": lambda: workbook({"events": rows}, {"events": spec}, []),
        "parquet": lambda: export.parquet(rows, spec),
        "csv": lambda: export.csv(rows, spec),
    }[kind]()
    verdict = brought(f"rows.{kind}", content)
    assert verdict.tables is not None, said(verdict)
    assert verdict.tables.events.loc[0, ["title", "summary"]].tolist() == [title, summary]
