"""Dates, numbers and lists as the reader's language writes them."""

import ast
from pathlib import Path

import pandas as pd
import pytest

from charts.speech import formats
from charts.speech import language as wording


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


def test_names_that_share_the_highest_count_are_all_told():
    assert formats.leading(["a", "b", "c"], [2, 3, 1]) == "b"
    assert formats.leading(["a", "b", "c"], [3, 3, 1]) == "a, b"
    assert formats.leading("abcde", [1] * 5) == "a, b, c and 2 more"
    assert formats.leading([], []) == ""


def test_numbers_follow_the_language():
    wording.use("fr")
    assert formats.number(1234.5, 1) == "1\u00a0234,5"
    assert formats.number(-1234) == "−1\u00a0234"


@pytest.mark.parametrize("zero", [-0.0, -0.3, 0])
def test_zero_has_no_sign(zero: float):
    assert formats.number(zero) == "0"


def test_signs_between_parts_follow_the_language():
    said = {}
    for code in wording.LANGUAGES:
        wording.use(code)
        said[code] = (
            formats.clauses(["a", "b"]),
            formats.sentences(["One.", "", "Two."]),
            formats.sentences(["One", "Two?", "Three (3)", "Four"]),
            formats.labelled("a", "b"),
            formats.aside("a", "b"),
        )
    assert said == {
        "en": ("a; b", "One. Two.", "One. Two? Three (3). Four", "a: b", "a (b)"),
        "fr": ("a; b", "One. Two.", "One. Two? Three (3). Four", "a\u00a0: b", "a (b)"),
        "zh": ("a；b", "One. Two.", "One。Two? Three (3)。Four", "a：b", "a（b）"),
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


def test_what_is_told_of_a_mark_is_joined_by_the_signs_of_the_language():
    folder = Path(formats.__file__).parents[1]
    joined = {
        (path.name, part.value)
        for path in folder.rglob("*.py")
        for part in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(part, ast.Constant)
        and isinstance(part.value, str)
        and "%{" in part.value
        and any(sign in part.value for sign in (": ", ", ", "; "))
    }
    assert joined == set()
