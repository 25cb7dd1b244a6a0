"""What is taken away from a page in a browser, and what other programs read from the server."""

from __future__ import annotations

import io
import json
import re
import struct
import urllib.error
import urllib.request
from pathlib import Path
from xml.etree import ElementTree

import frictionless
import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from analysis.tables.dataset import TABLES, Dataset
from tests.browser.conftest import NewPage
from tests.browser.driver import PageLog, Server, open_page

SVG = "{http://www.w3.org/2000/svg}"
PICTURE = "contacts-year-month"


def taken(page: Page, key: str) -> tuple[str, bytes]:
    """Presses the button of this key and gives the name and content of what comes."""
    with page.expect_download(timeout=30_000) as download:
        # Streamlit draws a button with a help text twice, once of them out of sight.
        page.locator(f".st-key-{key} button").first.click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def opened_offline(new_page: NewPage, file: Path, drawn: str, page_log: PageLog) -> Page:
    """Opens a saved page without a network, and holds that it is drawn and asks for nothing."""
    assert page_log.problems == []
    offline = new_page(offline=True)
    offline.goto(file.as_uri())
    expect(offline.locator(drawn).first).to_be_visible()
    # The file itself is the only thing that was asked for.
    assert page_log.outside == [file.as_uri()]
    assert page_log.errors == []
    page_log.clear()
    return offline


def test_the_rows_in_view_are_saved_as_a_workbook_cited_and_found_behind_every_door(
    page: Page, server: Server
) -> None:
    open_page(page, server, "contacts", years=["2018", "2021"])
    page.get_by_role("button", name="Export").click()
    for door in ("feed.atom", "calendar.ics", "brief.docx", "brief.html"):
        link = page.locator(f"a[href*='{door}']:visible")
        expect(link.first).to_have_attribute("href", re.compile("years=2018&years=2021"))
    name, content = taken(page, "take-away-xlsx")
    assert name.endswith(".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames[-2:] == ["codebook", "citation"]
    years = {row[1].year for row in book["contacts"].iter_rows(min_row=2, values_only=True)}
    assert years == {2018, 2019, 2020, 2021}
    # The citation tells the address that shows the same.
    cited = " ".join(str(cell.value) for cell in book["citation"]["A"])
    assert f"{server.url}/contacts?years=2018&years=2021" in cited
    assert "_2018-2021" in name
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Cite").click()
    told = page.get_by_test_id("stPopoverBody")
    expect(told.get_by_text("@misc{")).to_be_visible()
    expect(told).to_contain_text("years=2018")


def test_a_picture_is_saved_as_png_as_svg_with_its_title_and_as_a_page_that_works_offline(
    page: Page,
    server: Server,
    dataset: Dataset,
    new_page: NewPage,
    tmp_path: Path,
    page_log: PageLog,
) -> None:
    open_page(page, server, "contacts", years=["2018", "2021"])
    page.locator(f".st-key-numbers-{PICTURE} button").click()
    told = page.get_by_test_id("stPopoverBody").get_by_test_id("stCode")
    for door in ("pd.read_csv", ".csv?years=2018&years=2021", "<iframe"):
        expect(told.filter(has_text=door).first).to_be_visible()
    name, content = taken(page, f"png-{PICTURE}")
    assert name.endswith(f"{PICTURE}.png")
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    assert width > 1200
    assert height > 300
    assert len(content) > 10_000

    title = page.locator(f".st-key-picture-{PICTURE} h2").inner_text()
    name, content = taken(page, f"svg-{PICTURE}")
    assert name.endswith(f"{PICTURE}.svg")
    root = ElementTree.fromstring(content)
    assert root.tag == f"{SVG}svg"
    words = " ".join(text.strip() for text in root.itertext())
    assert title in words
    assert f"version {dataset.package.version}" in words
    for month in ("Jan", "Dec"):
        assert month in words
    assert root.find(f".//{SVG}script") is None
    # An image sees no style sheet of the page, so that it holds its font.
    assert "data:font/woff2" in (root.findtext(f"{SVG}style") or "")

    name, content = taken(page, f"html-{PICTURE}")
    (tmp_path / name).write_bytes(content)
    offline = opened_offline(new_page, tmp_path / name, ".js-plotly-plot .main-svg", page_log)
    expect(offline.locator("h1")).to_be_visible()
    expect(offline.get_by_text("[Data set]")).to_contain_text("years=2018")


def test_a_picture_of_altair_is_saved_in_each_form(
    page: Page, server: Server, new_page: NewPage, tmp_path: Path, page_log: PageLog
) -> None:
    open_page(page, server, "contacts", contacts_section="places")
    page.locator(".st-key-numbers-contacts-map button").click()
    _name, content = taken(page, "svg-contacts-map")
    words = " ".join(ElementTree.fromstring(content).itertext())
    assert "Circles grow with the number of contacts" in words
    assert taken(page, "png-contacts-map")[1].startswith(b"\x89PNG")
    target = tmp_path / "map.html"
    target.write_bytes(taken(page, "html-contacts-map")[1])
    opened_offline(new_page, target, "#picture canvas, #picture svg", page_log)


def test_the_tables_are_read_by_address(server: Server, package: Path) -> None:
    base = f"{server.url}/data/"
    events = pd.read_csv(f"{base}events.csv", dtype=str, keep_default_na=False)
    pd.testing.assert_frame_equal(
        events, pd.read_csv(package / "events.csv", dtype=str, keep_default_na=False)
    )
    for table in TABLES:
        content = urllib.request.urlopen(f"{base}{table}.parquet").read()
        csv = pd.read_csv(package / f"{table}.csv", dtype=str)
        assert len(pd.read_parquet(io.BytesIO(content))) == len(csv)


def test_frictionless_validates_the_served_package(server: Server) -> None:
    report = frictionless.validate(f"{server.url}/data/datapackage.json")
    assert report.valid, report.flatten(["type", "note"])
    with urllib.request.urlopen(f"{server.url}/data/datapackage.json") as answer:
        described = [each for each in json.load(answer)["resources"] if "schema" in each]
    assert report.stats["tasks"] == len(described) > len(TABLES)


def status(address: str, method: str = "GET") -> int:
    request = urllib.request.Request(address, method=method)
    try:
        with urllib.request.urlopen(request) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize(
    "name",
    [
        "nothing.csv",
        "events.xlsx",
        "land-110m.json",
        "%2e%2e%2fpyproject.toml",
        "..%5Cx.csv",
        ".csv",
    ],
)
def test_nothing_else_is_served(name: str, server: Server) -> None:
    assert status(f"{server.url}/data/{name}") in {400, 404}


def test_the_served_files_are_read_only(server: Server) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert status(f"{server.url}/data/events.csv", method) == 405
    assert status(f"{server.url}/data/events.csv", "HEAD") == 200
