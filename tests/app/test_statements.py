"""The statements page, run without a browser."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.tables.dataset import Dataset
from app_pages.cards import statement
from app_pages.frame import lists
from charts.speech.names import Words
from tests.app.driver import checked, opened, run_page, text


def kinds(app: AppTest) -> set[str]:
    """What the first figure of the page is drawn with."""
    return {trace["type"] for trace in json.loads(app.get("plotly_chart")[0].proto.spec)["data"]}


def test_the_grouping_is_shown_and_can_be_switched_to_single_stances() -> None:
    app = opened("statements")
    assert "Confrontational: Demand, Condition," in app.get("plotly_chart")[0].proto.spec
    assert "bar" in kinds(app)
    assert "heatmap" in kinds(run_page("statements", st_by="stance"))


def test_the_card_of_a_statement_shows_what_followed() -> None:
    app = run_page("statements", statement="2020-08-26-zhao-correct-mistakes")
    shown = text(app).replace("\\", "")
    assert "correct its mistakes" in shown
    assert "**after 44 days**: [China grants virtual consular access]" in shown
    assert "events?event=2020-10-09-consular-access-restored" in shown
    assert "The Canadian Press" in shown


def test_the_card_tells_days_no_more_exactly_than_they_are_known() -> None:
    shown = text(run_page("statements", statement="2025-03-08-mofcom-demand")).replace("\\", "")
    assert "**after 0 to 23 days**: [Canada calls the Chinese surtaxes unjustified]" in shown


def test_the_three_conditions_can_be_followed() -> None:
    for number in (1, 2, 3):
        app = run_page("statements", statement=f"2024-01-11-wang-condition-{number}")
        shown = text(app).replace("\\", "")
        assert "Wang Yi" in shown
        assert "events?event=2024-07-19-joly-wang-beijing" in shown


@pytest.mark.parametrize(
    "query", [{"q": "xi jinping"}, {"statement": "2018-12-08-le-yucheng-grave-consequences"}]
)
def test_links_to_cards_keep_language_day_and_filters(query: dict[str, str]) -> None:
    kept = {"lang": "zh", "as_of": "2019-02-01", "years": ["2016", "2019"]}
    found = re.findall(
        r"\]\(<?((?:events|contacts|statements|consular|trade|actors)\?[^)>]*)",
        text(run_page("statements", **kept, **query)),
    )
    assert found
    for address in found:
        asked = parse_qs(urlsplit(address).query)
        assert (asked["lang"], asked["as_of"]) == (["zh"], ["2019-02-01"]), address
        assert asked["years"] == ["2016", "2019"]


def test_an_unknown_statement_is_said_to_be_unknown() -> None:
    app = run_page("statements", statement="nothing")
    assert any("“nothing” is not on record" in note.value for note in app.info)


def test_what_came_later_is_not_told() -> None:
    app = run_page("statements", statement="2020-08-26-zhao-correct-mistakes", as_of="2020-09-30")
    shown = text(app)
    assert "Nothing on record followed it" in shown
    assert "2020-10-09" not in shown


@pytest.mark.parametrize(
    "query",
    [
        {"actors": "wang-yi"},
        {"directions": "CAN-CHN"},
        {"years": ["2024", "2024"]},
        {"st_by": "stance"},
    ],
)
def test_filters_keep_the_page_whole(query: dict[str, str | list[str]]) -> None:
    assert run_page("statements", **query).get("plotly_chart")


def test_filters_that_keep_no_statement_say_so_and_offer_a_way_back() -> None:
    app = run_page("statements", as_of="1970-06-01")
    assert any("No statement passes the filters" in note.value for note in app.info)
    checked(app.button(key="reset-statements").click().run())
    assert app.get("plotly_chart")


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_the_page_speaks_other_languages(language: str) -> None:
    app = run_page("statements", lang=language, q="王毅")
    assert app.get("plotly_chart")
    if language == "zh":
        assert ":orange-background[王毅]" in text(app)


def test_a_long_list_tells_its_length_in_the_digits_of_the_language(
    monkeypatch: pytest.MonkeyPatch, dataset: Dataset
) -> None:
    said: list[str] = []
    monkeypatch.setattr(statement.st, "caption", said.append)
    monkeypatch.setattr(statement, "choose", lambda *_arguments: None)
    many = pd.concat([dataset.statements] * 20)
    words = Words(dataset.package, dataset.pair, dataset.actors, dataset.places, dataset.goods)
    statement.listing(many, SimpleNamespace(words=words), "many")
    assert said == [f"The latest 200 of {len(many):,} statements."]


def test_what_was_said_breaks_into_lines() -> None:
    said = [f for f in opened("statements").dataframe if "What was said" in f.value.columns]
    assert [frame.proto.row_height for frame in said] == [lists.lines(4), lists.lines(3)]


def test_a_side_that_the_filters_leave_out_is_not_said_to_say_nothing() -> None:
    said = text(run_page("statements", directions="CHN-CAN")).replace("\\", "")
    assert "Only China is heard here, most on Extradition (confrontational): 13.1%" in said
    assert "of what Canada says" not in said
