"""Words, dates and numbers in the reader's language."""

import pandas as pd
import pytest

from analysis.tables.dataset import Dataset
from charts.speech import formats
from charts.speech import language as wording
from charts.speech.names import Words


@pytest.fixture(autouse=True)
def english():
    wording.use("en")
    yield
    wording.use("en")


@pytest.fixture
def words(dataset: Dataset) -> Words:
    return Words(dataset.package, dataset.pair, dataset.actors, dataset.places)


def test_an_unknown_language_means_english():
    wording.use("xx")
    assert wording.language() == "en"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "25 Aug 2020"), ("fr", "25 août 2020"), ("zh", "2020年8月25日")],
)
def test_a_day_reads_as_the_language_writes_it(language: str, expected: str):
    wording.use(language)
    assert formats.day(pd.Timestamp("2020-08-25")) == expected


@pytest.mark.parametrize(("precision", "expected"), [("month", "Aug 2020"), ("year", "2020")])
def test_a_date_says_no_more_than_is_known(precision: str, expected: str):
    assert formats.day(pd.Timestamp("2020-08-01"), precision) == expected


def test_an_unknown_date_is_a_dash():
    assert formats.day(pd.NaT) == "–"


@pytest.mark.parametrize(
    ("value", "expected"), [(1.52, "+1.5"), (-2.48, "−2.5"), (0.04, "0.0"), (float("nan"), "–")]
)
def test_degrees_are_signed_and_have_one_decimal(value: float, expected: str):
    assert formats.degrees(value) == expected


def test_numbers_follow_the_language():
    wording.use("fr")
    assert formats.number(1234.5, 1) == "1\u00a0234,5"


def test_a_side_and_a_direction_read_by_name(words: Words, dataset: Dataset):
    a, b = dataset.pair.sides
    assert words.term("direction", dataset.pair.a_to_b) == f"{a.name['en']} → {b.name['en']}"
    assert words.term("source_side", a.code) == a.name["en"]


def test_every_vocabulary_value_has_a_label_in_each_language(words: Words, dataset: Dataset):
    for table in dataset.package.tables.values():
        for field in table.fields:
            for value in field.enum if field.vocabulary else ():
                for language in wording.LANGUAGES:
                    wording.use(language)
                    assert words.term(field.vocabulary, value), (table.name, field.name, value)


def test_an_actor_without_a_name_in_the_language_keeps_the_english_one(words: Words):
    wording.use("zh")
    assert words.actor("wang-yi") == "王毅"
    assert words.actor("aecon") == "Aecon Group"


def test_an_actor_is_found_by_its_other_names(words: Words):
    assert "王毅" in words.actor_label("wang-yi")


def test_a_country_outside_the_pair_is_named_by_cldr(words: Words):
    wording.use("fr")
    assert words.country("CHE") == "Suisse"


def test_signs_between_parts_follow_the_language():
    said = {}
    for code in wording.LANGUAGES:
        wording.use(code)
        said[code] = (
            formats.clauses(["a", "b"]),
            formats.sentences(["One.", "", "Two."]),
            formats.labelled("a", "b"),
            formats.aside("a", "b"),
        )
    assert said == {
        "en": ("a; b", "One. Two.", "a: b", "a (b)"),
        "fr": ("a; b", "One. Two.", "a\u00a0: b", "a (b)"),
        "zh": ("a；b", "One. Two.", "a：b", "a（b）"),
    }


def test_large_amounts_are_counted_as_the_language_counts_them():
    said = {}
    for code in wording.LANGUAGES:
        wording.use(code)
        said[code] = (formats.compact(4e9), formats.compact(1.25e9), formats.percent(0.253, 1))
    assert said == {
        "en": ("4 billion", "1.25 billion", "25.3%"),
        "fr": ("4 milliards", "1,25 milliard", "25,3\u00a0%"),
        "zh": ("40亿", "12.5亿", "25.3%"),
    }


def test_the_first_of_a_month_is_an_ordinal_in_french():
    wording.use("fr")
    days = [formats.day(pd.Timestamp(2026, 3, n)) for n in (1, 11, 21)]
    assert days == ["1er mars 2026", "11 mars 2026", "21 mars 2026"]


def test_a_location_is_named_in_the_language_whatever_it_holds(words: Words):
    wording.use("fr")
    written = ["Rome, ITA", "ITA", "Taiwan Strait"]
    assert [words.location(text) for text in written] == ["Rome, Italie", "Italie", "Taiwan Strait"]
    wording.use("zh")
    assert words.location("Rome, ITA") == "意大利罗马"
