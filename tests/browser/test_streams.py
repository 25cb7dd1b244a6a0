"""The page of the machine record in a browser: the sample on a phone, a cluster to a new row."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from analysis.streams import intake
from analysis.streams.columns import Sides
from analysis.tables import dataset
from tests.analysis.streams import forms
from tests.browser.conftest import NewPage
from tests.browser.driver import SIZES, Server, open_page, scrolls_sideways, serving, settle


def _first_cluster(page: Page) -> Locator:
    """Choose the first cluster of reports; the box of its addresses."""
    grid = page.locator(".st-key-streams-clusters canvas").first
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box
    page.mouse.click(box["x"] + 12, box["y"] + 52)
    settle(page)
    return page.locator(".st-key-streams-cluster")


def test_the_sample_is_marked_and_its_sections_change_with_a_click(
    new_page: NewPage, server: Server
) -> None:
    page = new_page(theme="dark", size=SIZES["phone"])
    open_page(page, server, "streams")
    expect(page.get_by_text("figures below are invented")).to_be_in_viewport()
    expect(page.get_by_text("python -m analysis streams import")).to_be_in_viewport()
    expect(page.get_by_role("heading", name="Invented sample").first).to_be_visible()
    assert not scrolls_sideways(page)
    page.get_by_text("Where streams are published").click()
    expect(page.get_by_text("masterfilelist.txt")).to_be_visible()
    page.get_by_role("radio", name="What each misses").click()
    settle(page)
    expect(page.get_by_role("heading", name="In the stream, and not on record")).to_be_visible()
    assert "streams_section=misses" in page.url
    cluster = _first_cluster(page)
    link = cluster.get_by_role("link").first
    expect(link).to_have_attribute("href", re.compile("^https://invented.example/"))
    assert not scrolls_sideways(page)


def test_a_cluster_of_a_real_stream_becomes_a_new_row(page: Page, tmp_path: Path) -> None:
    a, b = (side.code for side in dataset.load().pair.sides)
    lines = [
        forms.gdelt(number=n, day="20170630", actors=(a, b), code="141", address=address)
        for n, address in enumerate(["javascript:alert(1)", "https://news.example/<b>?a=(1)"])
    ]
    path = forms.written(
        tmp_path / "a.CSV.zip", "\n".join([*lines, forms.gdelt(day="20200101", actors=(b, a))])
    )
    intake.import_files([path], Sides(a, b), tmp_path / "streams")
    with serving({"DASHBOARD_STREAMS": str(tmp_path / "streams")}) as server:
        open_page(page, server, "streams", streams_section="misses")
        cluster = _first_cluster(page)
        expect(cluster.get_by_text("javascript:alert(1)")).to_be_visible()
        assert cluster.get_by_role("link").count() == 1
        cluster.get_by_role("button", name="Write a row for it").click()
        settle(page)
        expect(page.get_by_role("heading", name="Your data")).to_be_visible()
        assert page.locator(".st-key-add-events-date input").first.input_value() == "2017-06-30"
        # The page must not see its server go.
        page.goto("about:blank")
