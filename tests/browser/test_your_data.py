"""Bringing tables in a browser: shown, refused, given up, and seen by nobody else."""

from __future__ import annotations

import io
import re
import urllib.request
import zipfile
from pathlib import Path

import pandas as pd
from playwright.sync_api import FilePayload, Page, expect

from tests import faults, pairs
from tests.browser.conftest import NewPage
from tests.browser.driver import Server, open_page, settle
from tests.browser.test_take_away import taken

NOTICE = "This page shows tables that you uploaded"


def bring(page: Page, *files: tuple[str, bytes]) -> None:
    """Chooses files in the uploader, in place of those chosen before."""
    given: list[FilePayload] = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        for name, content in files
    ]
    uploader = page.get_by_test_id("stFileUploader")
    while (old := uploader.get_by_test_id("stFileChipDeleteBtn")).count():
        old.first.get_by_role("button").or_(old.first).last.click()
        settle(page)
    uploader.locator("input[type=file]").set_input_files(given)
    expect(uploader.get_by_test_id("stFileChip")).to_have_count(len(files))
    expect(uploader.get_by_test_id("stFileChipIconSpinner")).to_have_count(0)
    settle(page)


def downloaded(page: Page, button: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.path().read_bytes()


def test_uploaded_tables_can_be_taken_away_again_and_stay_when_faults_are_refused_in_words(
    page: Page, server: Server
) -> None:
    open_page(page, server, "your_data")
    templates = zipfile.ZipFile(io.BytesIO(downloaded(page, "Download the templates")))
    wanted = {"tables/events.csv", "example/events.csv", "tables/datapackage.json"}
    assert wanted <= set(templates.namelist())
    bring(page, ("package.zip", pairs.archive()))
    page.get_by_role("button", name="Show these tables").click()
    settle(page)
    page.locator(".st-key-take-away button").first.click()
    settle(page)
    for key, signature in (("xlsx", b"PK"), ("csv", b"PK"), ("parquet", b"PK")):
        assert taken(page, f"take-away-{key}")[1].startswith(signature)
    # What a reader brought is not served to others.
    with urllib.request.urlopen(f"{server.url}/data/datapackage.json") as answer:
        assert b"Norland" not in answer.read()
    page.keyboard.press("Escape")
    page.locator(".st-key-cite button").first.click()
    expect(page.get_by_text("Tables supplied by a reader").first).to_be_visible()
    page.keyboard.press("Escape")
    # All others are brought in tests/app/test_your_data.py.
    for kind in ("wrong value", "symlink"):
        name, content, words = faults.FAULTS[kind]
        bring(page, (name, content()))
        error = page.get_by_text("The dashboard goes on showing what it showed.")
        expect(error, kind).to_be_visible(timeout=30_000)
        expect(page.get_by_test_id("stMain"), kind).to_contain_text(words)
        expect(page.get_by_role("button", name="Show these tables"), kind).to_have_count(0)
        if kind == "wrong value":
            report = downloaded(page, "Download the report as CSV")
            told = report.decode("utf-8-sig")
            assert told.startswith("Table,Row,Id,Field,Value,Expected\n")
            assert "soon" in told
        expect(page.get_by_text(NOTICE), kind).to_be_visible()


def kinds(package: Path) -> list[tuple[str, bytes]]:
    """One file of each kind: in another encoding, a workbook, Parquet, references, a calendar."""
    rows = pd.read_csv(package / "events.csv", dtype=str, keep_default_na=False).tail(1)
    workbook, parquet = io.BytesIO(), io.BytesIO()
    rows.assign(event_id="2026-brought", responds_to="").to_excel(workbook, index=False)
    actors = pd.read_csv(package / "actors.csv", dtype=str, keep_default_na=False).tail(1)
    actors.assign(actor_id="brought-actor", name="Brought Actor").to_parquet(parquet)
    header = (package / "places.csv").read_text("utf-8").partition("\n")[0].replace(",", ";")
    return [
        ("Orte.csv", f"{header}\nÉvreux;FRA;;;49,02;1,15\n".encode("cp1252")),
        ("Mappe (2).xlsx", workbook.getvalue()),
        ("a.parquet", parquet.getvalue()),
        ("a.bib", b"@article{key1, title={A title}, journal={A journal}, year={2020}}"),
        ("a.ics", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20240719\nSUMMARY:X\nEND:VEVENT\n"
                  b"END:VCALENDAR\n"),
    ]  # fmt: skip


def test_files_of_each_kind_are_brought_and_a_written_row_is_shown_and_taken_back(
    page: Page, server: Server, package: Path
) -> None:
    open_page(page, server, "your_data")
    bring(page, *kinds(package))
    main = page.get_by_test_id("stMain")
    for said in ("is written in Windows-1252", "a.bib", "a.ics"):
        expect(main.get_by_text(said).first).to_be_visible(timeout=30_000)
    # What has no side is left out; the meeting is taken as it was read.
    page.get_by_role("button", name="Leave it out").first.click()
    settle(page)
    page.get_by_role("button", name="Take these rows").click()
    settle(page)
    page.get_by_role("button", name="Mend them").click(timeout=30_000)
    settle(page)
    page.get_by_role("button", name="Show these tables").click()
    settle(page)
    expect(page.get_by_text(NOTICE)).to_be_visible()

    main.get_by_role("radio", name="Write a new row").click()
    settle(page)
    for table in ("Events", "Actors"):
        page.get_by_label("Rows for").get_by_role("button", name=table, exact=True).click()
        settle(page)
    expect(main.get_by_text("brought-actor,Brought Actor")).to_be_visible()
    page.locator(".st-key-add-actors-name input").fill("Example Person")
    page.keyboard.press("Tab")
    settle(page)
    expect(page.get_by_text("still needed")).to_be_visible()
    page.locator(".st-key-add-actors-kind input").fill("Person")
    page.keyboard.press("Enter")
    settle(page)
    expect(page.get_by_text("the row passes every check.")).to_be_visible()
    page.get_by_role("button", name="Show in the dashboard").click()
    expect(page.locator(".st-key-add-actors-name input")).to_have_value("", timeout=60_000)
    written = main.get_by_text("person-example,Example Person")
    expect(written).to_be_visible()
    page.get_by_role("button", name="Undo what was brought last").click()
    settle(page)
    expect(written).to_have_count(0)
    expect(main.get_by_text("brought-actor,Brought Actor")).to_be_visible()


def test_a_good_package_is_shown_in_every_window_of_this_browser_and_in_no_other(
    new_page: NewPage, server: Server
) -> None:
    page = new_page()
    open_page(page, server, "your_data")
    bring(page, ("package.zip", pairs.archive()))
    expect(page.get_by_text("No problem was found")).to_be_visible()
    expect(page.get_by_text(NOTICE)).to_have_count(0)
    page.get_by_role("button", name="Show these tables").click()
    settle(page)
    expect(page.get_by_text(NOTICE)).to_be_visible()
    page.get_by_test_id("stSidebar").get_by_role("link", name="Contacts").click()
    settle(page)
    expect(page).to_have_title("Contacts · Norland–Souvia <b>&amp;</b> relations")
    # A link opens a window of its own.
    address = page.url
    beside = page.context.new_page()
    beside.goto(address)
    settle(beside)
    expect(beside.get_by_text(NOTICE)).to_be_visible()
    expect(beside).to_have_title("Contacts · Norland–Souvia <b>&amp;</b> relations")
    page.reload()
    settle(page)
    expect(page.get_by_text(NOTICE)).to_be_visible()
    # Another browser that was sent the address sees the published tables, and is told.
    stranger = new_page()
    stranger.goto(address)
    settle(stranger)
    expect(stranger.get_by_text(NOTICE)).to_have_count(0)
    expect(stranger.get_by_text("The tables that you uploaded are gone")).to_be_visible()
    expect(stranger).not_to_have_url(re.compile("own="))
    expect(stranger).to_have_title("Contacts · Canada–China relations")
    page.get_by_role("link", name="Overview").click()
    settle(page)
    expect(page.locator("h1")).to_contain_text("Norland–Souvia <b>&amp;</b>")
    expect(page.get_by_text(NOTICE)).to_be_visible()
    page.get_by_role("button", name="Back to the published tables").click()
    settle(page)
    expect(page.locator("h1")).not_to_contain_text("Norland")
    expect(page.get_by_text(NOTICE)).to_have_count(0)
