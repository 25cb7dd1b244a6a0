"""In a browser, texts of the tables are text: nothing runs, nothing is linked, nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from analysis.streams import intake
from analysis.streams.columns import Sides
from analysis.tables.dataset import Dataset
from tests import hostile
from tests.analysis.streams import forms
from tests.browser.driver import ROOT, Server, open_page, serving, settle
from tests.browser.test_server import ask
from tests.browser.test_streams import first_cluster

# What the texts would make of a page that took them for markup.
MADE = (
    "#evil",
    "[onerror]",
    ".katex",
    "img[src*='evil']",
    "a[href^='javascript']",
    f"a[href*='{hostile.ADDRESS}']",
    "[role=img][aria-label='home icon']",
    "img[alt='Streamlit logo']",
)

ADDRESSES: dict[str, dict[str, str]] = {
    "overview": {},
    "consular": {"case": "kovrig-michael"},
    "statements": {"statement": "2020-08-26-zhao-correct-mistakes", "q": "Wang Yi"},
    "contacts": {"contact": "2020-08-25-champagne-wang-rome"},
    "events": {"event": "2018-12-10-kovrig-detained"},
}

# A page that shows each text in each way in which pages show texts of the tables.
SCRIPT = """
import streamlit as st
from app_pages.frame.text import plain
from tests.hostile import TEXTS

st.title("Texts")
for number, text in enumerate(TEXTS):
    with st.container(key=f"text-{number}"):
        st.markdown(plain(text))
    with st.container(key=f"bold-{number}"):
        st.markdown(f"**{plain('x ' + text + ' x')}** after")
    with st.container(key=f"link-{number}"):
        st.markdown(f"[{plain(text)}](consular?case=a)")
    with st.container(key=f"mark-{number}"):
        st.markdown(f"before :orange-background[{plain(text)}] after")
    with st.container(key=f"list-{number}"):
        st.markdown(f"- {plain(text)}")
    with st.container(key=f"caption-{number}"):
        st.caption(plain(text))
    with st.container(key=f"metric-{number}"):
        st.metric(plain(text), "1", plain(text), help=plain(text))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, package: Path) -> Path:
    return hostile.package(package, tmp_path_factory.mktemp("hostile") / "data")


@pytest.fixture(scope="module")
def streams(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> Path:
    """The folder of a stream, with an address that would run."""
    place = tmp_path_factory.mktemp("streams")
    a, b = (side.code for side in dataset.pair.sides)
    lines = [
        forms.gdelt(number=n, day="20170630", actors=(a, b), code="141", address=address)
        for n, address in enumerate(["javascript:alert(1)", "https://news.example/<b>?a=(1)"])
    ]
    lines.append(forms.gdelt(day="20200101", actors=(b, a)))
    path = forms.written(place / "a.CSV.zip", "\n".join(lines))
    intake.import_files([path], Sides(a, b), place / "streams")
    return place / "streams"


@pytest.fixture(scope="module")
def hostile_server(folder: Path, streams: Path) -> Iterator[Server]:
    with serving({"DASHBOARD_DATA": str(folder), "DASHBOARD_STREAMS": str(streams)}) as running:
        yield running


def test_the_folder_that_is_named_is_served(hostile_server: Server, folder: Path) -> None:
    _answer, body = ask(hostile_server.url, "/data/events.csv")
    assert body == (folder / "events.csv").read_bytes()


def made(page: Page) -> list[str]:
    """What stands on the page that only a text taken for markup would have made."""
    return [selector for selector in MADE if page.locator(selector).count()]


@pytest.mark.parametrize("name", list(ADDRESSES))
def test_no_text_of_the_tables_becomes_markup(
    name: str, page: Page, hostile_server: Server
) -> None:
    open_page(page, hostile_server, name, **ADDRESSES[name])
    # A card that is open lies over the page.
    card = page.get_by_role("dialog")
    for summary in (card if card.count() else page).locator("details > summary").all():
        summary.click()
    settle(page)
    assert made(page) == []
    shown = read(page.locator("body").inner_text())
    assert any(read(text) in shown for text in hostile.TEXTS)


def test_a_cluster_of_a_stream_becomes_a_new_row(page: Page, hostile_server: Server) -> None:
    open_page(page, hostile_server, "streams", streams_section="misses")
    cluster = first_cluster(page)
    expect(cluster.get_by_text("javascript:alert(1)")).to_be_visible()
    assert cluster.get_by_role("link").count() == 1
    cluster.get_by_role("button", name="Write a row for it").click()
    settle(page)
    expect(page.get_by_role("heading", name="Your data")).to_be_visible()
    assert page.locator(".st-key-add-events-date input").first.input_value() == "2017-06-30"


def read(text: str) -> str:
    """A text as it stands on the page: on one line, without signs that nobody sees."""
    seen = re.sub("[\u2060\u200f\u202a-\u202e\u2066-\u2069]", "", text)
    return re.sub(r"\s+", " ", seen).strip()


def test_every_text_is_read_letter_for_letter(page: Page, tmp_path: Path) -> None:
    script = tmp_path / "texts.py"
    script.write_text(SCRIPT, encoding="utf-8")
    quiet = {"PYTHONPATH": str(ROOT), "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false"}
    with serving(quiet, script=script) as running:
        open_page(page, running)
        assert made(page) == []
        for number, text in enumerate(hostile.TEXTS):
            wanted = read(text)
            shown = {
                way: read(page.locator(f".st-key-{way}-{number}").inner_text())
                for way in ("text", "bold", "link", "mark", "list", "caption", "metric")
            }
            assert shown == {
                "text": wanted,
                "bold": f"x {wanted} x after",
                "link": wanted,
                "mark": f"before {wanted} after",
                "list": wanted,
                "caption": wanted,
                "metric": f"{wanted} 1 {wanted}",
            }
        # The page must not see its server go.
        page.goto("about:blank")
