"""What helps a newcomer: the words at the head of the overview, tour, glossary, marked prose."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from analysis.tables.dataset import Dataset
from app_pages.evidence import glossary
from app_pages.frame import parts, tour
from charts.speech.language import number
from tests import hostile
from tests.app.driver import checked, run_page, text


def buttons(app: AppTest) -> set[str]:
    """The keys of the tour's buttons that are there."""
    return {button.key for button in app.button if button.key and button.key.startswith("tour-")}


def press(app: AppTest, key: str) -> AppTest:
    return checked(app.button(key=key).click().run())


def test_the_overview_says_what_is_shown_and_how_much_lies_behind_it(dataset: Dataset) -> None:
    said = text(run_page())
    assert f"{number(len(dataset.events))} cited events" in said
    assert "above 0° cooperation outweighs conflict" in said
    assert "evidence_part=glossary" in said


def test_the_tour_leads_through_its_five_steps_and_is_offered_once() -> None:
    app = press(run_page(), "tour-start")
    assert len(tour.steps()) == 5
    for n, (title, words) in enumerate(tour.steps(), 1):
        assert app.query_params["tour"] == str(n)
        shown = text(app)
        assert f"**{title}**" in shown
        assert words in shown
        assert f"Step {n} of 5" in shown
        app = press(app, "tour-next" if n < 5 else "tour-end")
    assert app.query_params["tour"] == "off"
    assert buttons(app) == set()


def test_the_tour_can_be_left_and_gone_back_on() -> None:
    app = press(run_page(tour="3"), "tour-back")
    assert app.query_params["tour"] == "2"
    assert buttons(press(app, "tour-end")) == set()


@pytest.mark.parametrize("query", [{"tour": "off"}, {"years": ["2018", "2020"]}, {"way": "each"}])
def test_who_returns_is_not_offered_the_tour(query: dict[str, str | list[str]]) -> None:
    assert buttons(run_page(**query)) == set()


def test_an_unknown_step_is_named_and_the_page_opens_as_usual() -> None:
    app = run_page(tour="9")
    assert "tour" in "\n".join(str(warning.value) for warning in app.warning)
    assert "tour-end" not in buttons(app)


@pytest.mark.parametrize("lang", ["en", "fr", "zh"])
def test_the_glossary_explains_every_column_of_the_tables(lang: str, dataset: Dataset) -> None:
    app = run_page("evidence", evidence_part="glossary", lang=lang)
    said = text(app).replace("\\", "")
    for table in dataset.package.tables.values():
        for field in table.fields:
            meaning = field.description
            for letter, side in zip("ab", dataset.pair.sides, strict=True):
                meaning = re.sub(rf"\bside {letter}\b", side.name["en"], meaning)
            assert meaning in said


def test_the_glossary_is_searched_without_regard_to_case() -> None:
    app = run_page("evidence", evidence_part="glossary", glossary_find="GOLDSTEIN")
    said = text(app)
    assert "**Intensity**" in said
    assert "Half-life" not in said


def test_a_word_that_no_term_holds_leaves_the_glossary_empty() -> None:
    app = run_page("evidence", evidence_part="glossary", glossary_find="xyzzy")
    assert "0 terms" in text(app)


@pytest.mark.parametrize("lang", ["fr", "zh"])
def test_the_prose_of_the_tables_is_marked_as_english(lang: str, dataset: Dataset) -> None:
    event = dataset.events.iloc[-1]
    app = run_page("events", event=event["event_id"], lang=lang)
    marked = [m.value for m in app.markdown if m.value.startswith('<span lang="en">')]
    assert parts.plain(event["summary"]) in "".join(marked)
    assert "<span" not in text(run_page("events", event=event["event_id"]))


@pytest.mark.parametrize("told", hostile.TEXTS)
def test_marked_prose_is_text_and_no_html(told: str) -> None:
    safe = parts.plain(told)
    assert not re.search(r"(?<!\\)(?:\\\\)*[<>&]", safe)


def test_an_entry_names_whole_values_and_counts_those_it_has_no_room_for() -> None:
    assert glossary.first_values(["yes", "no"]) == "yes, no"
    longest = "x" * 100
    assert glossary.first_values([longest] * 5) == f"{longest}, and 4 more"
    assert glossary.first_values([longest] * 4) == ", ".join([longest] * 4)
