"""What can be taken away from every page, and that it is what the page shows."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from analysis.files import upload
from analysis.record import releases
from analysis.tables import dataset as dataset_module
from analysis.tables import filters
from analysis.tables.dataset import TABLES, Dataset
from analysis.tables.filters import Filters
from app_pages.doors.pictures import DOORS
from app_pages.frame import downloads, lists, state
from app_pages.frame.state import Selection, View
from app_pages.pages import NAMES as PAGES
from charts import standalone
from charts.draw.picture import Picture
from tests.app.driver import checked, opened, run_page, text

VIEW = View(state.SHIPPED, Filters(years=(2018, 2021), actors=("wang-yi",)), "en")
WHERE = "https://example.org/contacts?years=2018&years=2021&actors=wang-yi"


def chosen(view: View) -> Selection:
    return state.selection(view)


@pytest.fixture
def shown(dataset: Dataset) -> Dataset:
    return filters.apply(dataset, VIEW.filters)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_offers_the_rows_and_the_citation(page: str) -> None:
    app = run_page(page, years=["2018", "2021"])
    app.session_state["take-away"] = app.session_state["cite"] = True
    app = checked(app.run())
    labels = {button.label for button in app.download_button}
    assert {"Excel", "CSV", "Parquet"} <= labels
    assert "A picture, as PNG or SVG" in text(app)
    said = "\n".join(code.value for code in app.code)
    assert "[Data set]" in said
    assert "@misc{" in said


def test_an_empty_selection_can_be_taken_away_too() -> None:
    app = run_page("contacts", years=["1969", "1969"], actors=["wang-yi"])
    app.session_state["take-away"] = True
    assert "Excel" in {button.label for button in checked(app.run()).download_button}
    nothing = View(state.SHIPPED, Filters(years=(1969, 1969), actors=("wang-yi",)), "en")
    for kind in ("xlsx", "csv", "parquet"):
        assert downloads.content(chosen(nothing), downloads.ALL, kind, "")
        assert downloads.content(chosen(nothing), "events", kind, "")


def test_nothing_is_made_before_it_is_asked_for() -> None:
    app = opened("contacts")
    assert "Excel" not in {button.label for button in app.download_button}


@pytest.mark.parametrize("table", ["events", "contacts", "statements"])
def test_one_table_holds_the_filtered_rows_in_each_format(table: str, shown: Dataset) -> None:
    rows = getattr(shown, table)
    key = shown.package.tables[table].primary_key[0]
    text = pd.read_csv(io.BytesIO(downloads.content(chosen(VIEW), table, "csv", WHERE)), dtype=str)
    typed = pd.read_parquet(io.BytesIO(downloads.content(chosen(VIEW), table, "parquet", WHERE)))
    book = openpyxl.load_workbook(io.BytesIO(downloads.content(chosen(VIEW), table, "xlsx", WHERE)))
    cells = [row[0] for row in book[table].iter_rows(min_row=2, values_only=True)]
    assert text[key].tolist() == typed[key].tolist() == cells == rows[key].tolist()
    assert len(rows) > 0


def test_the_workbook_has_every_table_the_codebook_and_the_citation(shown: Dataset) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(downloads.content(chosen(VIEW), downloads.ALL, "xlsx", WHERE))
    )
    assert book.sheetnames == [*TABLES, "codebook", "citation"]
    assert book["events"].max_row == len(shown.events) + 1
    cited = [cell.value for cell in book["citation"]["A"]]
    assert WHERE in cited[1]
    assert "actors: ['wang-yi']" in cited


def test_all_tables_as_csv_are_a_package_that_can_be_brought_back() -> None:
    content = downloads.content(chosen(VIEW), downloads.ALL, "csv", WHERE)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert WHERE in archive.read("CITATION.txt").decode()
        selection = json.loads(archive.read("datapackage.json"))["selection"]
    assert selection["years"] == [2018, 2021]
    assert upload.judge([("x.zip", content)], {}).sound


@pytest.mark.parametrize("version", ["", "1.0.0"])
def test_exports_and_citation_carry_version_and_mark_of_the_package(version: str) -> None:
    view = replace(VIEW, data=f"{state.SHIPPED}@{version}" if version else state.SHIPPED)
    held = releases.files(version) if version else releases.read(dataset_module.FOLDER)
    mark = releases.digest(held)
    version = version or json.loads(held["datapackage.json"])["version"]
    cited = downloads.cite(chosen(view), WHERE)
    for said in (cited.apa(), cited.bibtex()):
        assert mark in said
        assert version in said
        assert f"v={version}" in said
    assert f"-{version}-{mark[:12]}-" in lists.name_of(chosen(view))
    content = downloads.content(chosen(view), downloads.ALL, "csv", WHERE)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert mark in archive.read("CITATION.txt").decode()
        assert json.loads(archive.read("datapackage.json"))["version"] == version
    content = downloads.content(chosen(view), "events", "parquet", WHERE)
    about = pq.read_schema(io.BytesIO(content)).metadata[b"citation"].decode()
    assert mark in about
    book = openpyxl.load_workbook(
        io.BytesIO(downloads.content(chosen(view), "events", "xlsx", WHERE))
    )
    assert any(mark in str(cell.value) for cell in book["citation"]["A"])


def test_all_tables_as_parquet_are_an_archive() -> None:
    content = downloads.content(chosen(VIEW), downloads.ALL, "parquet", WHERE)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert set(archive.namelist()) == {*(f"{n}.parquet" for n in TABLES), "CITATION.txt"}
    verdict = upload.judge([("x.zip", content)], dataset_module.read(dataset_module.FOLDER))
    assert verdict.sound, verdict.problems
    assert [(each.new, each.changed) for each in verdict.merged] == [((), 0)] * len(TABLES)


def test_a_replayed_record_is_taken_away_as_it_stood() -> None:
    view = View(state.SHIPPED, Filters(as_of=pd.Timestamp(2018, 11, 30)), "en")
    events = pd.read_csv(io.BytesIO(downloads.content(chosen(view), "events", "csv", WHERE)))
    assert events["date"].max() <= "2018-11-30"
    assert "record to 30 November 2018" in downloads.cite(chosen(view), WHERE).apa()
    assert lists.name_of(chosen(view)).endswith("2018-11-30")


def test_a_picture_is_taken_away_as_image_vectors_and_page() -> None:
    app = run_page("contacts")
    (numbers,) = [key for key in _keys(app) if key.startswith("picture-")][:1]
    name = numbers.removeprefix("picture-")
    app.session_state[f"numbers-{name}"] = True
    app = checked(app.run())
    assert {f"png-{name}", f"svg-{name}"} <= {button.key for button in app.button}
    assert f"html-{name}" in {button.key for button in app.download_button}


@pytest.mark.parametrize("page", [page for page in PAGES if page in DOORS])
def test_every_picture_can_be_saved_as_a_page_of_its_own(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures: list[Picture] = []
    monkeypatch.setattr(
        "app_pages.frame.picture._foot", lambda picture, *_rest: pictures.append(picture)
    )
    run_page(page)
    for picture in pictures:
        assert picture.title.split()[0] in standalone.html(picture).decode()
    assert pictures


def _keys(app: object) -> list[str]:
    """The keys of the containers of the page."""
    found: list[str] = []

    def walk(block: object) -> None:
        proto = getattr(block, "proto", None)
        identity = getattr(proto, "id", "") or ""
        if "picture-" in identity:
            found.append("picture-" + identity.split("picture-", 1)[1])
        for child in getattr(block, "children", {}).values():
            walk(child)

    walk(app._tree)  # type: ignore[attr-defined]
    return found


def test_names_stand_beside_ids_and_filters_in_the_name_of_a_file() -> None:
    contacts = pd.read_csv(io.BytesIO(downloads.content(chosen(VIEW), "contacts", "csv", WHERE)))
    columns = list(contacts.columns)
    assert columns[columns.index("side_b") + 1] == "side_b_name"
    assert contacts[["side_a_name", "side_b_name"]].stack().str.contains("Wang Yi").any()
    assert "sources_name" not in columns
    assert lists.name_of(chosen(VIEW)).endswith("_2018-2021_wang-yi")


@pytest.mark.parametrize(
    ("page", "table"), [("trade", "trade_restrictions"), ("contacts", "contacts")]
)
def test_a_page_offers_its_own_table_first(page: str, table: str) -> None:
    app = run_page(page)
    app.session_state["take-away"] = True
    box = checked(app.run()).selectbox(key=f"take-away-table-{page}")
    assert box.value == table
