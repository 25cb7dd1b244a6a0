"""Two pages to take along: what the pages show, each sentence with its sources."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime

import docx
import pytest

from analysis.consular.cases import open_cases
from analysis.headline import headline
from analysis.tables import filters
from analysis.tables.dataset import Dataset
from analysis.tables.filters import Filters
from analysis.tables.offices import with_level
from app_pages.doors import brief
from app_pages.frame import downloads, published
from charts.speech.formats import degrees
from tests.app.doors.server import ask
from tests.app.driver import checked, opened, run_page, text

TWO_PAGES = 11000
"""Signs that two sheets hold, as Chromium prints the page."""


def read(query: object) -> list[str]:
    answer = ask("/brief.docx", query)
    assert answer.status_code == 200
    document = docx.Document(io.BytesIO(bytes(answer.body)))
    return [paragraph.text for paragraph in document.paragraphs]


def test_the_briefing_says_where_the_relationship_stands(dataset: Dataset) -> None:
    told = "\n".join(read({}))
    known = filters.apply(dataset, Filters())
    now = headline(known.with_tables(contacts=with_level(known.contacts, known.offices)))
    assert f"{degrees(now.stands['value'])}°" in told
    assert f"{degrees(now.stands['state_low'])}°" in told
    assert "SHA-256" in told
    headings = ("Where it stands", "What moved it", "Last contacts", "Measures in force")
    assert all(heading in told for heading in headings)


def test_what_is_listed_as_open_is_known_to_be_and_all_of_it_is_counted(dataset: Dataset) -> None:
    told = read({})
    cases = open_cases(dataset.consular_cases, dataset.end)
    unknown = (cases["standing"] == "outcome-unknown").sum()
    at = told.index("Open cases") + 1
    count = len(cases) - unknown
    assert told[at] == f"Consular cases open: {count} (+ {unknown} of unknown outcome)"
    listed = told[at + 1 : told.index("What each side last said")]
    assert len(listed) == min(count, brief.MOST)
    assert any("Huseyin Celil" in each for each in listed)
    assert "of unknown end" in told[told.index("Measures in force") + 1]


def test_a_briefing_is_cited_on_the_day_that_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Later(date):
        @classmethod
        def today(cls) -> date:
            return date(2031, 3, 9)

    query = {"years": ["2018", "2019"]}
    assert "2031" not in "\n".join(read(query))
    monkeypatch.setattr(downloads, "date", Later)
    assert "March 9, 2031" in "\n".join(read(query))


def test_a_document_is_in_its_language_and_by_nobody_else() -> None:
    document = docx.Document(io.BytesIO(bytes(ask("/brief.docx", {"lang": "fr"}).body)))
    about = document.core_properties
    assert (about.language, about.author, about.comments) == ("fr-CA", "", "")
    assert about.created.date() == datetime.now(UTC).date()
    assert document.styles.element.xpath("//w:lang/@w:val") == ["fr-CA"]
    told = [each.text for each in document.paragraphs]
    # The spaces that French sets before a sign are kept.
    first = told[: told.index("Sources")]
    assert any("\u00a0%" in text for text in first)
    assert [text for text in first if re.search(r"\d%|\d:\s", text)] == []


@pytest.mark.parametrize("query", [{}, {"actor": "wang-yi", "lang": "fr"}, {"lang": "zh"}])
def test_every_mark_names_a_source_that_is_listed(query: dict[str, str]) -> None:
    answer = ask("/brief.html", query)
    page = bytes(answer.body).decode()
    marks = {int(n) for told in re.findall("<sup>(.*?)</sup>", page) for n in told.split(", ")}
    listed = page.count("<li>")
    assert marks == set(range(1, listed + 1))
    assert listed > 5
    assert "('" not in page
    said = re.findall("<p>(.*?)</p>", page)
    assert len(said) == len(set(said))


def figures(told: str) -> set[str]:
    return {each.strip(".,") for each in re.findall(r"\d[\d.,]*", told.replace("\\", ""))}


def test_a_briefing_holds_no_figure_that_the_pages_do_not_show() -> None:
    shown: set[str] = set()
    pages = ("overview", "events", "contacts", "trade", "consular", "statements", "evidence")
    for app in (*map(opened, pages), opened("evidence", evidence_part="disagreements")):
        told = [text(app), *(f"{each.label} {each.value}" for each in app.metric)]
        # A comma between two cells would make one figure of both.
        tables = [each.value.to_csv(sep=";") for each in app.dataframe]
        # What a picture draws is read from it as it is written, and to two decimals, as its hover
        # text has it.
        drawn = " ".join(each.proto.spec for each in app.get("plotly_chart"))
        values = " ".join(f"{each} {float(each):.2f}" for each in re.findall(r"\d+\.\d+", drawn))
        shown |= figures(" ".join([*told, *tables, values]))
    answer = ask("/brief.docx")
    heading, lacking = "", []
    for each in docx.Document(io.BytesIO(bytes(answer.body))).paragraphs:
        if each.style.name.startswith("Heading"):
            heading = each.text
        elif heading and heading != "Sources":
            said = "".join(run.text for run in each.runs if not run.font.superscript)
            lacking += [(heading, figure) for figure in figures(said) - shown]
    assert heading == "Sources"
    assert lacking == []


def test_a_briefing_says_between_which_days_the_events_moved_it_and_who_restricts_what() -> None:
    told = read({})
    first = told[told.index("What moved it") + 1]
    assert "Between 31 Dec 2014 and 16 Jun 2026 the temperature moved by +0.81°" in first
    measures = told[told.index("Measures in force") + 2 : told.index("Open cases")]
    assert len(measures) == 5
    assert all(re.search(r"\d{4}: (Canada|China), ", each) for each in measures)


def test_a_briefing_of_some_rows_says_so_and_names_nothing_that_moved_nothing() -> None:
    told = read({"years": ["1974", "2004"], "directions": "CAN-CHN"})
    counted = told[told.index("Measures in force") + 1]
    sides = "Canada: 25 (+ 9 of unknown end), China: 0 (+ 0 of unknown end)"
    assert counted == f"Of those that pass the filters: {sides}"
    assert not any("(0.00°)" in text for text in told)
    whole = "Canada: 25 (+ 9 of unknown end), China: 8 (+ 15 of unknown end)"
    assert read({})[read({}).index("Measures in force") + 1] == whole


def test_a_briefing_gives_both_values_where_a_source_differs_from_the_record() -> None:
    told = read({"years": ["2015", "2017"], "directions": "CAN-CHN"})
    differs = "Maxime Bernier: Minister of Foreign Affairs of Canada, Start: 13 Aug 2007"
    assert f"{differs} | 14 Aug 2007" in told


def test_a_briefing_counts_the_disagreements_and_begins_with_those_that_cannot_all_be_right() -> (
    None
):
    told = read({"years": ["2018", "2019"]})
    counted, *listed = told[told.index("Where sources differ") + 1 : told.index("Sources")]
    assert re.fullmatch(
        r"Sources disagree on \d+ details; on \d+ the values cannot all be right", counted
    )
    assert len(listed) == brief.MOST
    assert all(" | " in each for each in listed)


def test_the_steps_of_a_briefing_are_those_of_the_picture() -> None:
    query = {"years": ["2018", "2021"]}
    told = read(query)
    _title, *movers = told[told.index("What moved it") + 1 : told.index("Last contacts")]
    drawn = bytes(ask("/data/pictures/overview/what-moved.csv", query).body).decode()
    steps = [re.search(r"\(([+−]\d\.\d\d)°\)", each)[1].replace("−", "-") for each in movers]
    assert len(steps) == brief.MOST
    assert all(f",{float(step):g}," in drawn for step in steps)


def test_a_briefing_fits_on_two_pages() -> None:
    for query in ({}, {"actor": "wang-yi"}, {"years": ["1968", "2026"]}):
        assert len(" ".join(read(query))) < TWO_PAGES


def test_a_briefing_on_an_actor_is_about_it() -> None:
    told = read({"actor": "wang-yi", "years": ["2018", "2020"]})
    assert told[0] == "Wang Yi"
    assert any("2018–2020" in text for text in told)


@pytest.mark.parametrize("path", ["/brief.docx", "/brief.html"])
def test_an_unknown_actor_is_refused_in_plain_words(path: str) -> None:
    answer = ask(path, {"actor": "<b>nobody</b>"})
    assert (answer.status_code, answer.media_type) == (404, "text/plain")


def test_nothing_selected_is_no_fault() -> None:
    query = {"years": ["1969", "1969"], "actors": "wang-yi", "domains": "<script>x"}
    assert read(query)
    assert "<script>x" not in bytes(ask("/brief.html", query).body).decode()


@pytest.mark.parametrize(("page", "asked"), [("overview", ""), ("actors", "actor=wang-yi&")])
def test_a_page_leads_to_its_briefing(
    page: str, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(published, "_served", [True])
    app = run_page(page, domains="trade", **({"actor": "wang-yi"} if asked else {}))
    app.session_state["take-away"] = page == "overview"
    app = checked(app.run())
    offered = [element.proto.url for element in app.get("link_button")]
    assert offered == [f"brief.{kind}?{asked}domains=trade" for kind in ("docx", "html")]
