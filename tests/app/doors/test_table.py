"""Every picture of every page has its numbers at an address, equal to those on the page."""

from __future__ import annotations

import io
import json
from typing import Any

import pandas as pd
import pytest

from analysis.tables.dataset import Dataset
from analysis.trade import counts
from app_pages import pages
from app_pages.doors import pictures
from app_pages.frame import lists
from app_pages.frame import picture as frame
from tests.app.doors.server import ask
from tests.app.driver import checked, run_page
from tests.browser.driver import SECTIONS

VIEWS = [
    *((page, {}) for page in pages.NAMES),
    *((page, {key: part}) for page, (key, parts) in SECTIONS.items() for part in parts),
    ("overview", {"moved_by": "mix", "years": ["2018", "2021"], "half_life": "90"}),
    ("overview", {"measure": "accumulated", "way": "each", "moved": "dates"}),
    ("contacts", {"contacts_by": "year-level", "contacts_measure": "days", "lang": "fr"}),
    ("contacts", {"contacts_section": "people", "contacts_shape": "network"}),
    ("contacts", {"contacts_section": "silence", "contacts_level": "minister"}),
    ("trade", {"trade_on": "2020-01-01", "trade_group": "food"}),
    ("trade", {"trade_section": "flow", "years": ["2016", "2022"]}),
    ("statements", {"st_time": "stance", "st_topic": "stance", "actors": "wang-yi"}),
    ("actors", {"actor": "wang-yi", "as_of": "2021"}),
    ("events", {"events_part": "answers", "chain_steps": "2", "domains": "consular"}),
    ("method", {"method_section": "sure", "sure_picture": "thin", "scale": "plover"}),
    ("evidence", {"sources_by": "kind", "sources_which": "all", "support_by": "year"}),
    ("compare", {"compare_order": "length", "as_of": "2022"}),
    ("events", {"pair": "aus-chn"}),
    ("overview", {"v": "1.0.0"}),
    ("statements", {"statement": "1970-10-13-sharp-taiwan"}),
]

DAY = r"(\d{1,2} )?[A-Z][a-z]{2} \d{4}"
"""A day or a month as English pages write it."""


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> dict[str, pd.DataFrame]:
    """The numbers of each picture that a page draws, by its key."""
    found: dict[str, pd.DataFrame] = {}
    draw = frame._draw

    def noted(shown: Any, key: str, *how: Any) -> Any:
        found[key] = shown.table
        return draw(shown, key, *how)

    monkeypatch.setattr(frame, "_draw", noted)
    return found


@pytest.mark.parametrize(("page", "query"), VIEWS)
def test_the_address_of_a_picture_holds_the_numbers_of_the_page(
    page: str, query: dict[str, Any], drawn: dict[str, pd.DataFrame]
) -> None:
    checked(run_page(page, **query))
    for key, numbers in drawn.items():
        answer = ask(f"/data/pictures/{page}/{key}.csv", query)
        assert answer.status_code == 200, (key, bytes(answer.body))
        assert bytes(answer.body) == lists.csv(numbers), key
        # A date is given as programs read it, and as it sorts.
        texts = numbers.select_dtypes("str").items()
        told = [name for name, cells in texts if len(cells) and cells.str.fullmatch(DAY).all()]
        assert not told, key


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("overview/what-moved-mix", {"directions": "mutual"}),
        ("trade/trade-chain", {"domains": "technology", "trade_answer_goods": "canola-meal"}),
    ],
)
def test_acts_of_one_kind_alone_are_drawn(path: str, query: dict[str, str]) -> None:
    assert ask(f"/data/pictures/{path}.csv", query).status_code == 200


@pytest.mark.parametrize(
    ("path", "query", "title"),
    [
        (
            "events/event-lanes",
            {"years": ["1999", "1999"]},
            "3 events, most in one domain: Diplomacy, Trade, Environment (1)",
        ),
        (
            "events/event-roots",
            {"years": ["1985", "1985"]},
            "Most frequent act: Consult, Engage in diplomatic cooperation (1)",
        ),
        (
            "contacts/contacts-map",
            {"years": ["1999", "1999"]},
            "2 cities; most contacts in Ottawa, Toronto (1)",
        ),
        (
            "contacts/contacts-topics",
            {"years": ["1997", "1997"]},
            "Came up most, in 1 contact each: Human rights, Tibet, Trade agreement and 1 more",
        ),
        (
            "contacts/contacts-grounds",
            {"years": ["1999", "1999"]},
            "100% of 2 contacts in Canada, 0% in China, 0% elsewhere",
        ),
        # Of 762 events on record.
        (
            "method/method-years",
            {},
            "Half of the 729 acts between the two sides fall in 2020 or later",
        ),
        # He has events on record, of other years.
        (
            "actors/actor-events",
            {"years": ["1999", "1999"], "actor": "trudeau-justin"},
            "No event in this selection",
        ),
        ("actors/actor-met", {"v": "1.0.0"}, "Met most often: Xi Jinping, Li Keqiang (9)"),
        (
            "trade/trade-timeline",
            {"years": ["2008", "2008"]},
            "2008: 2 phases of 2 measures; most on: Metals, Meat (1); no known end: 0",
        ),
        (
            "statements/statements-topics-tone",
            {"years": ["2011", "2013"]},
            "The sides are furthest apart, by 66.7 percentage points each, on Extradition "
            "(cooperative), Law enforcement (cooperative)",
        ),
    ],
)
def test_a_title_names_all_that_are_first(path: str, query: dict[str, Any], title: str) -> None:
    said = json.loads(bytes(ask(f"/data/pictures/{path}.metadata.json", query).body))
    assert said["title"] == title


def test_every_page_that_draws_has_its_pictures() -> None:
    assert set(pictures.DOORS) == set(pages.NAMES) - {"article", "your_data"}


def test_the_metadata_say_what_the_numbers_are() -> None:
    query = {"years": ["2018", "2020"], "lang": "fr", "domains": "astrology"}
    answer = ask("/data/pictures/trade/trade-standing.metadata.json", query)
    said = json.loads(bytes(answer.body))
    table = ask("/data/pictures/trade/trade-standing.csv", query)
    read = pd.read_csv(io.BytesIO(bytes(table.body)))
    assert said["columns"] == list(read.columns)
    assert said["rows"] == len(read) > 0
    assert said["title"]
    assert said["unit"]
    assert said["filters"] == ["2018–2020"]
    assert len(said["sha256"]) == 64
    assert said["sha256"] in said["citation"]["apa"]
    assert "astrology" in " ".join(said["notes"])
    assert said["page"].startswith("http://localhost:8501/trade?years=2018&years=2020&lang=fr")
    assert said["dublin_core"]["dc:language"] == "fr-CA"
    assert all(said["dublin_core"].values())


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ({}, ["http://localhost:8501/data/sources.csv"]),
        ({"pair": "aus-chn"}, ["http://localhost:8501/data/pairs/aus-chn/sources.csv"]),
        ({"v": "1.0.0"}, []),
    ],
)
def test_the_metadata_lead_to_the_sources_of_the_record_in_view(
    query: dict[str, str], address: list[str]
) -> None:
    answer = ask("/data/pictures/contacts/contacts-map.metadata.json", query)
    assert json.loads(bytes(answer.body))["sources"][1:] == address


def test_full_numbers_are_those_of_the_whole_record(dataset: Dataset) -> None:
    path, query = "/data/pictures/trade/trade-delays.csv", {"years": ["2020", "2020"]}
    full, part = (
        pd.read_csv(io.BytesIO(bytes(ask(path, {**query, **more}).body)))
        for more in ({"csvType": "full"}, {})
    )
    assert len(full) == len(counts.delays(dataset.trade_restrictions)) > len(part)


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("trade/nothing.csv", {}, 404),
        ("nothing/trade-rates.csv", {}, 404),
        ("trade/consular-gantt.csv", {}, 404),
        ("statements/followed-<b>.csv", {}, 404),
        ("actors/met-nobody.metadata.json", {}, 404),
        ("contacts/contacts-map.csv", {"years": ["1969", "1969"]}, 404),
        ("contacts/contacts-map.csv", "x" * 3000, 400),
        ("compare/compare-course.csv", {"as_of": "1988"}, 404),
        ("compare/compare-means.csv", {"as_of": "1988"}, 404),
        (
            "trade/trade-chain.csv",
            {"years": ["2025", "2026"], "domains": "technology", "as_of": "2026-01-01"},
            404,
        ),
        (
            "overview/what-moved.csv",
            {"moved": "dates", "moved_from": "2026"},
            400,
        ),
        ("trade/trade-rates.csv", "pair=aus-cnh", 404),
        ("trade/trade-rates.csv", "v=0.0.1", 404),
    ],
)
def test_a_bad_address_is_refused_in_plain_words(path: str, query: Any, status: int) -> None:
    answer = ask(f"/data/pictures/{path}", query)
    told = bytes(answer.body).decode()
    assert (answer.status_code, answer.media_type) == (status, "text/plain")
    assert "<b>" not in told
    assert told.strip()


def test_the_description_names_what_the_server_answers() -> None:
    said = json.loads(bytes(ask("/api/openapi.json").body))
    assert said["openapi"].startswith("3.1")
    for path, spec in said["paths"].items():
        named = {each["name"] for each in spec["get"]["parameters"] if each["in"] == "path"}
        assert named == {part.strip("{}").split("}")[0] for part in path.split("/") if "{" in part}
        answered = {"200", "304", "404"} | ({"206", "416"} if "{name}" in path else {"400", "503"})
        assert spec["get"]["responses"].keys() - {"501"} == answered
    assert "501" in said["paths"]["/oembed"]["get"]["responses"]
    assert {"/oembed", "/data/{name}", "/data/pairs/{pair}/{name}"} <= set(said["paths"])
    feed = said["paths"]["/feed.atom"]["get"]["parameters"]
    pair = next(each["schema"] for each in feed if each["name"] == "pair")
    assert "aus-chn" in pair["enum"]
    keys = next(
        each["description"]
        for each in said["paths"]["/data/pictures/{page}/{key}.csv"]["get"]["parameters"]
        if each["name"] == "key"
    )
    assert all(key in keys for doors in pictures.DOORS.values() for key in doors)
