"""The language of a run, and texts in it."""

import pytest

from charts.speech import language as wording


def test_an_unknown_language_means_english():
    wording.use("xx")
    assert wording.language() == "en"


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", "1 event", "1,234 events"),
        ("fr", "1\u00a0événement", "1\u00a0234\u00a0événements"),
        ("zh", "1起事件", "1,234起事件"),
    ],
)
def test_a_count_is_written_as_the_language_writes_it(language: str, one: str, many: str):
    wording.use(language)
    assert wording.plural("{n} event", "{n} events", 1) == one
    assert wording.plural("{n} event", "{n} events", 1234) == many
    assert wording.plural_if("{n} event", "{n} events", 1) == one


def test_a_count_of_none_says_nothing_where_that_is_asked():
    assert wording.plural_if("{n} event", "{n} events", 0) == ""


@pytest.mark.parametrize(
    ("date", "since"),
    [
        ("17 janv. 2026", "depuis le 17 janv. 2026"),
        ("1er mars 2026", "depuis le 1er mars 2026"),
        ("mars 2019", "depuis mars 2019"),
        ("2012", "depuis 2012"),
    ],
)
def test_a_day_has_an_article_in_french_and_a_month_has_none(date: str, since: str):
    wording.use("fr")
    assert wording._("since {date}", date=date) == since
