"""The search without a browser: on every page, by kind, within the filters."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from app_pages import pages
from app_pages.cards.search import FIRST
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
    for group in ("Statements", "Events", "Contacts"):
        assert any(re.fullmatch(rf"\*\*{group} \(\d+\)\*\*", line) for line in shown.splitlines())


def test_the_search_keeps_to_the_filters_and_says_what_lies_outside() -> None:
    app = run_page("trade", q="canola", years=["2016", "2017"])
    assert "more results lie outside the filters" in text(app)
    assert {label.partition(" · ")[0][-4:] for label in found(app, "events")} == {"2016"}


def found(app: AppTest, table: str) -> list[str]:
    """What the search found of a table, as a reader sees it."""
    labels = [str(b.label) for b in app.button if str(b.key).startswith(f"found-{table}-")]
    return [label.replace("\\", "") for label in labels]


@pytest.mark.parametrize(
    ("words", "table", "meant"),
    [
        ("Wang Yi January 2024", "statements", "2024-01-11-wang-order-denial"),
        ("Huawei 5G", "events", "2022-05-19-huawei-zte-ban"),
        ("two abstained", "events", "2021-02-22-commons-genocide-motion"),
        ("China Taiwan", "events", "2026-02-04-taiwan-envoy-framework-delay"),
        ("Uighur genocide", "events", "2021-02-22-commons-genocide-motion"),
    ],
)
def test_what_is_meant_stands_among_what_is_seen_first(words: str, table: str, meant: str) -> None:
    listed = [b.key for b in run_page(q=words).button if str(b.key).startswith(f"found-{table}-")]
    assert f"found-{table}-{meant}" in listed[:FIRST]


def test_a_date_stands_once_before_what_was_found() -> None:
    app = run_page("trade", q="Spavor")
    assert found(app, "events")[0].startswith("25 Sep 2021 · China frees")
    assert found(app, "contacts")[0].startswith("25 Sep 2021, Dominic Barton with")


def test_a_statement_that_was_found_says_who_speaks() -> None:
    app = run_page("statements", q="three demands")
    assert found(app, "statements")[0].startswith("11 Jan 2024 · Wang Yi (Condition): First of")


def test_a_row_is_listed_with_its_date_as_far_as_it_is_known() -> None:
    app = run_page("consular", q="Lai Changxing", years=["2000", "2011"])
    labels = [button.label for button in app.button if button.key == FOUND_LAI]
    assert [label.partition(" · ")[0] for label in labels] == ["2000"]


def test_the_search_knows_nothing_of_later_days() -> None:
    app = run_page("trade", q="canola", as_of="2018-12-31")
    years = {label.partition(" · ")[0][-4:] for label in found(app, "events")}
    assert years
    assert max(years) <= "2018"


@pytest.mark.parametrize(
    ("words", "answer"),
    [("zzzzqqq", "Nothing that passes the filters"), ("$$$", "at least one letter or digit")],
)
def test_a_search_that_finds_nothing_says_so(words: str, answer: str) -> None:
    assert any(answer in note.value for note in run_page("trade", q=words).info)


def test_a_search_for_an_office_names_who_held_it_the_last_first() -> None:
    app = run_page("trade", q="ambassador of Canada to China")
    led = [m.value.partition("]")[0] for m in app.main.markdown if "actors?actor=" in m.value]
    assert led[:3] == ["[Wang Di", "[Jennifer May", "[Cong Peiwu"]
    office = ":orange-background[Ambassador] of :orange-background[Canada] to"
    held = [c.value for c in app.main.caption if c.value.startswith(office)]
    assert "from 23 Sep 2022, end open or unknown" in held[0]
