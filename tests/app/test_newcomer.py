"""What helps a newcomer: the words at the head of the overview, glossary, marked prose."""

from __future__ import annotations

import re

import pytest

from analysis.tables.dataset import Dataset
from analysis.temperature import acts
from app_pages.evidence import glossary
from app_pages.frame.text import plain
from charts.speech.formats import number
from tests import hostile
from tests.app.driver import opened, run_page, text


def test_the_overview_says_what_is_shown_and_how_much_lies_behind_it(dataset: Dataset) -> None:
    said = text(opened())
    assert f"{number(len(acts.between(dataset.events, dataset.pair)))} cited acts" in said
    assert said.count("cooperation outweighs conflict") == 1
    assert "evidence_part=glossary" in said


def test_the_overview_tells_who_asks_how_it_is_read() -> None:
    said = text(opened()).replace("\\", "")
    assert "90% bands: dark, record; light, state" in said
    assert "dark band shows how far the average would move had other events" in said
    assert "“Numbers” under each picture opens its table" in said


@pytest.mark.parametrize("lang", ["en", "fr", "zh"])
def test_the_glossary_explains_every_column_of_the_tables(lang: str, dataset: Dataset) -> None:
    app = opened("evidence", evidence_part="glossary", lang=lang)
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
    assert plain(event["summary"]) in "".join(marked)
    assert "<span" not in text(run_page("events", event=event["event_id"]))


def test_what_cards_tell_in_english_is_marked_as_english(dataset: Dataset) -> None:
    steps, restrictions = dataset.consular_milestones, dataset.trade_restrictions
    of = steps[steps["case_id"] == "spavor-michael"]
    row = restrictions[restrictions["restriction_id"] == "chn-canola-viterra-2019"].iloc[0]
    case = run_page("consular", case="spavor-michael", lang="fr")
    restriction = run_page("trade", restriction="chn-canola-viterra-2019", lang="fr")
    for app, texts in [(case, of["detail"]), (restriction, [row["stated_reason"], row["note"]])]:
        said = "\n".join(str(each.value) for each in app.markdown)
        assert [text for text in texts if f'<span lang="en">{plain(text)}</span>' not in said] == []


@pytest.mark.parametrize("told", hostile.TEXTS)
def test_marked_prose_is_text_and_no_html(told: str) -> None:
    safe = plain(told)
    assert not re.search(r"(?<!\\)(?:\\\\)*[<>&]", safe)


def test_an_entry_names_whole_values_and_counts_those_it_has_no_room_for() -> None:
    assert glossary.first_values(["yes", "no"]) == "yes, no"
    longest = "x" * 100
    assert glossary.first_values([longest] * 5) == f"{longest}, and 4 more"
    assert glossary.first_values([longest] * 4) == ", ".join([longest] * 4)


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("en", ["Contact", "Restriction", "Consular access", "Salience"]),
        ("fr", ["Contact", "Restriction", "Accès consulaire", "Importance"]),
        ("zh", ["接触", "限制措施", "领事探视", "重要性"]),
    ],
)
def test_what_pages_count_is_explained_in_each_language(lang: str, names: list[str]) -> None:
    app = opened("evidence", evidence_part="glossary", lang=lang)
    own = next(m.value for m in app.markdown if m.value.startswith("- **"))
    assert [name for name in names if f"- **{name}**" not in own] == []
