"""The address in a browser: one step back for one step forward."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driver import Server, open_page, settle


@pytest.mark.parametrize(
    "choices", [{}, {"lang": "fr", "as_of": "2020-01-01", "domains": "trade"}], ids=["none", "some"]
)
def test_back_takes_one_press(choices: dict[str, str], page: Page, server: Server) -> None:
    page.goto("about:blank")
    open_page(page, server, "overview", **choices)
    page.get_by_test_id("stSidebar").get_by_role("link").nth(2).click()
    settle(page)
    switch = page.get_by_test_id("stMain").get_by_test_id("stButtonGroup").first
    switch.get_by_role("radio").nth(2).click()
    settle(page)
    expect(page).to_have_url(re.compile("/contacts.*contacts_section=people"))
    page.go_back()
    settle(page)
    expect(page).to_have_url(re.compile("/contacts(?!.*contacts_section)"))
    expect(switch.get_by_role("radio").nth(0)).to_be_checked()
    page.go_back()
    settle(page)
    expect(page).to_have_url(re.compile(r"\d/(\?.*)?$"))
    page.go_back()
    expect(page).to_have_url("about:blank")
