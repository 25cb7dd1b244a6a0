"""The search without a browser: on every page, by kind, within the filters."""

from __future__ import annotations

import pytest

from app_pages import pages
from tests.app.driver import checked, run_page, text

FOUND_LAI = "found-consular_cases-lai-changxing"


@pytest.mark.parametrize("page", pages.NAMES)
def test_every_page_has_the_search(page: str) -> None:
    app = run_page(page, q="Micheal Kovrig")
    assert "searched for “michael”" in text(app).replace("\\", "")
    checked(app.button(key="search-close").click().run())
    assert "Kovrig" not in str(app.query_params.get("q", ""))


@pytest.mark.parametrize("words", ["王毅", "wang yi", "WANG YI"])
def test_the_search_finds_a_person_under_every_name(words: str) -> None:
    app = run_page("trade", q=words)
    shown = text(app).replace("\\", "")
    assert "Searched under every name of Wang Yi." in shown
    assert ":orange-background[Wang Yi]" in shown
    for group in ("statements", "events", "contacts"):
        assert any(
            line.startswith("**") and line.endswith(f"{group}**") for line in shown.splitlines()
        )


def test_the_search_keeps_to_the_filters_and_says_what_lies_outside() -> None:
    app = run_page("trade", q="canola", years=["2016", "2017"])
    shown = text(app)
    assert "more results lie outside the filters" in shown
    assert not any("- 2019" in line and "events?" in line for line in shown.splitlines())


def test_a_row_is_listed_with_its_date_as_far_as_it_is_known() -> None:
    app = run_page("consular", q="Lai Changxing", years=["2000", "2011"])
    labels = [button.label for button in app.button if button.key == FOUND_LAI]
    assert [label.partition(" · ")[0] for label in labels] == ["2000"]


def test_the_search_knows_nothing_of_later_days() -> None:
    app = run_page("trade", q="canola", as_of="2018-12-31")
    dates = [line for line in text(app).splitlines() if line.startswith("- 20")]
    assert dates
    assert all(line[2:6] <= "2018" for line in dates)


@pytest.mark.parametrize(
    ("words", "answer"),
    [("zzzzqqq", "Nothing that passes the filters"), ("$$$", "at least one letter or digit")],
)
def test_a_search_that_finds_nothing_says_so(words: str, answer: str) -> None:
    assert any(answer in note.value for note in run_page("trade", q=words).info)
