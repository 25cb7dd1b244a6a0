"""From an article to a row on record, as a reader goes: paste, accept, take away, apply."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from analysis import check, writing
from analysis.article import patch
from analysis.record import releases
from tests.browser.driver import Server, open_page, scrolls_sideways, settle

STORY = (
    "OTTAWA, 20 March 2025 - Wang Yi met Mélanie Joly in Ottawa on Monday to discuss tramways, "
    "bicycles and <b id=evil>ferries</b>."
)


def test_a_story_becomes_a_row_that_the_check_accepts(
    page: Page, server: Server, package: Path, tmp_path: Path
) -> None:
    open_page(page, server, "article")
    page.locator("textarea").first.fill(STORY)
    page.get_by_role("button", name="Check it against the record").click()
    expect(page.get_by_text("Of 1 sentence with a fact")).to_be_visible(timeout=30_000)
    settle(page)
    page.get_by_text("The text, with what was found").click()
    expect(page.locator(".article-read .new")).to_contain_text("<b id=evil>ferries</b>")
    assert page.locator("#evil").count() == 0
    page.get_by_text("Title, publisher, date, language").click()
    page.get_by_label("Title", exact=True).fill("Ministers speak of tramways")
    page.get_by_label("Publisher", exact=True).fill("A paper")
    page.get_by_label("Publisher", exact=True).press("Tab")
    settle(page)
    assert not scrolls_sideways(page)
    page.get_by_role("button", name="Accept the row").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the accepted rows").click()
    applied = patch.apply(taken.value.path().read_bytes(), releases.of_path(package))
    assert applied.new == {"contacts": 1, "sources": 1}
    folder = tmp_path / "data"
    writing.folder(folder, {**releases.of_path(package), **applied.files})
    assert check.problems(folder).empty
