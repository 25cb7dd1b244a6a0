"""The page Article: a text held against the record, corrected, and the row that it adds."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.driver import checked, run_page

STORY = (
    "ROME, 26 August 2020 - Champagne and Wang Yi met in Rome on Tuesday for 70 minutes. "
    "<b id=evil>Both</b> spoke of Kovrig and Spavor, the ministers said."
)


def brought(text: str, **query: str) -> AppTest:
    app = run_page("article", **query)
    app.text_area(key="article-text").set_value(text)
    return checked(app.run(timeout=120))


def test_what_differs_is_shown_and_gives_a_row_that_can_be_taken_away() -> None:
    app = brought(STORY)
    assert any("1 differ" in each.value for each in app.markdown)
    assert app.text_input(key="article-published").value == "2020-08-26"
    compared = app.dataframe[1].value
    assert compared.iloc[0].tolist()[2:4] == ["70 minutes", "90"]
    assert app.button(key="article-accept-0-claims").disabled
    app.text_input(key="article-title").set_value("Ministers meet")
    app.text_input(key="article-publisher").set_value("A paper")
    checked(app.run())
    checked(app.button(key="article-accept-0-claims").click().run())
    kept = app.session_state["article-accepted"]
    assert {table: len(own) for table, own in kept.items()} == {"sources": 1, "claims": 1}
    assert kept["claims"][0]["value"] == "70"
    assert [success.value for success in app.success] != []


@pytest.mark.parametrize(("text", "said"), [("!", "no text"), ("word " * 50_000, "too long")])
def test_a_text_that_gives_no_article_is_told_why(text: str, said: str) -> None:
    assert any(said in error.value for error in brought(text).error)


def test_another_pair_and_language_hold_an_article_too() -> None:
    app = brought(
        "Penny Wong met Wang Yi in Beijing on 21 December 2022.", pair="aus-chn", lang="fr"
    )
    assert any("phrase" in each.value for each in app.markdown)


@pytest.mark.parametrize(
    ("text", "recorded"),
    [
        (
            "Canada imposed a provisional anti-dumping duty of 206.37 per cent on upholstered "
            "domestic seating from China on 5 May 2021.",
            "206.36%",
        ),
        ("Mélanie Joly met Wang Yi in Beijing on July 19, 2024.", "19 Jul 2024 – 20 Jul 2024"),
    ],
)
def test_what_the_record_has_is_not_rounded_and_reads_as_words(text: str, recorded: str) -> None:
    assert recorded in brought(text).dataframe[1].value["The record"].tolist()
