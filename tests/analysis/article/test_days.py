"""Dates as articles write them, in three languages, against what they mean."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.article import days
from analysis.article.findings import folded

THURSDAY = date(2024, 1, 11)

PHRASES = {
    "en": {
        "on Tuesday night": "2024-01-09",
        "Thursday": "2024-01-11",
        "last Thursday": "2024-01-04",
        "next Friday": "2024-01-12",
        "yesterday": "2024-01-10",
        "the day before yesterday": "2024-01-09",
        "the day after tomorrow": "2024-01-13",
        "last November": "2023-11",
        "four months ago": "2023-09",
        "Four months earlier": "2023-09",
        "two weeks ago": "2023-12-25/2023-12-31",
        "a year ago": "2023",
        "25 August 2020": "2020-08-25",
        "August 25, 2020": "2020-08-25",
        "Dec. 20": "2023-12-20",
        "in mid-February 2020": "2020-02-11/2020-02-20",
        "autumn 2021": "2021-09-01/2021-11-30",
        "since 2013": "2013",
        "last week": "2024-01-01/2024-01-07",
        "2020-08-25": "2020-08-25",
        "Wednesday, March 3, 2019": "2019-03-03",
        "December 3-7, 2017": "2017-12-03/2017-12-07",
        "from December 3 to 7, 2017": "2017-12-03/2017-12-07",
        "Dec. 3–7, 2017": "2017-12-03/2017-12-07",
        "from 3rd to 7th December 2017": "2017-12-03/2017-12-07",
        "Jan. 5 through 7": "2024-01-05/2024-01-07",
        "January 5 to 12,000 readers": "2024-01-05",
        "in the late 1990s": "1990-01-01/1999-12-31",
        "in 2019 an official": "2019",
        "2019 Year in Review": "2019",
        "in 2018 $5 were paid": "2018",
        "on Friday night, 5 January": "2024-01-05",
        "on Mon. Jan. 8": "2024-01-08",
        "Tuesday the 25th of August 2020": "2020-08-25",
        "from 28 November to 3 December 2018": "2018-11-28/2018-12-03",
        "Nov. 28–Dec. 3, 2018": "2018-11-28/2018-12-03",
        "from Wednesday, Nov. 28 until Monday, Dec. 3, 2018": "2018-11-28/2018-12-03",
        "December 28 to January 3, 2019": "2018-12-28/2019-01-03",
        "December 28, 2018, 4 p.m.": "2018-12-28",
        "28 December 2018 - 3 January 2019": "2018-12-28/2019-01-03",
        "28 March 2018 to 3 December": "2018-03-28/2018-12-03",
        "28 November to 3 December": "2023-11-28/2023-12-03",
        "In 2020 people fled": "2020",
        "on Monday, Jan. 25": "2021-01-25",
        "on Friday, February 9": "2024-02-09",
        "on Wednesday, Dec. 20": "2023-12-20",
        "on Thursday, Feb. 29": "2024-02-29",
        "Tue. Jan. 10": "2024-01-10",
        "The duty will apply from May 15": "2024-05-15",
        "It takes effect on March 20": "2024-03-20",
        "must be filed by Feb. 28": "2024-02-28",
        "will never forget Sept. 3": "2023-09-03",
        "this November": "2024-11",
    },
    "fr": {
        "mardi soir": "2024-01-09",
        "le 25 août 2020": "2020-08-25",
        "les années 1990": "1990-01-01/1999-12-31",
        "le 10 déc. 2018": "2018-12-10",
        "du 3 au 7 décembre 2017": "2017-12-03/2017-12-07",
        "mercredi 3 mars 2019": "2019-03-03",
        "le jeudi soir 4 janvier": "2024-01-04",
        "le 1er juillet": "2023-07-01",
        "du 28 novembre au 3 décembre 2018": "2018-11-28/2018-12-03",
        "en 2020 personnes": "2020",
        "depuis 2000 tonnes": "2000",
        "lundi 25 janvier": "2021-01-25",
        "en novembre dernier": "2023-11",
        "il y a quatre mois": "2023-09",
        "quatre mois plus tôt": "2023-09",
        "après-demain": "2024-01-13",
        "entrera en vigueur le 15 mars": "2024-03-15",
        "d’ici le 1er mars": "2024-03-01",
        "la semaine dernière": "2024-01-01/2024-01-07",
        "l’an dernier": "2023",
        "mi-février 2020": "2020-02-11/2020-02-20",
    },
    "zh": {
        "2020年8月25日": "2020-08-25",
        "8月25日": "2023-08-25",
        "2017年12月3日至7日": "2017-12-03/2017-12-07",
        "2018年11月28日至12月3日": "2018-11-28/2018-12-03",
        "2018年12月28日至1月3日": "2018-12-28/2019-01-03",
        "去年11月28日至12月3日": "2023-11-28/2023-12-03",
        "1月25日星期一": "2021-01-25",
        "1月28日（周日）": "2024-01-28",
        "1月28日星期天": "2024-01-28",
        "1990年代": "1990-01-01/1999-12-31",
        "12月3-7日": "2023-12-03/2023-12-07",
        "十二月三十一日": "2023-12-31",
        "去年11月": "2023-11",
        "上周二": "2024-01-02",
        "周四": "2024-01-11",
        "四个月前": "2023-09",
        "昨天": "2024-01-10",
        "今年2月29日": "2024-02-29",
        "将于3月20日生效": "2024-03-20",
        "2013年以来": "2013",
    },
}


def read(text: str, language: str, published: date | None = THURSDAY) -> list[str]:
    found = days.found(text, folded(text).text, language, published)
    return [each.value for each in sorted(found)]


@pytest.mark.parametrize(
    ("language", "phrase"), [(code, phrase) for code, own in PHRASES.items() for phrase in own]
)
def test_a_phrase_means_these_days(language: str, phrase: str) -> None:
    assert read(phrase, language) == [PHRASES[language][phrase]]


def test_at_the_end_of_a_year_the_next_days_are_of_the_next() -> None:
    for phrase, value in (
        ("on Jan. 14", "2026-01-14"),
        ("in January", "2025-01"),
        ("will come in January", "2026-01"),
        ("on March 8", "2025-03-08"),
        ("on Feb. 29", "2024-02-29"),
    ):
        assert read(phrase, "en", date(2025, 12, 28)) == [value]


def test_a_verb_is_no_month_and_a_number_no_year() -> None:
    assert read("They may march, and sat down with 1,987 others.", "en") == []


QUANTITIES = {
    "en": "30 Marines, 12 Mayors, 2000 tonnes, a 2000-tonne load, 2000 people, $1995, 2000%, "
    "in 2000 days.",
    "fr": "10 décès, 3 décennies, 2 décisions, 20 maisons, 2000 dollars, 1995 $, depuis 2000 ans.",
}


@pytest.mark.parametrize("language", QUANTITIES)
def test_what_is_counted_is_no_date(language: str) -> None:
    assert read(QUANTITIES[language], language) == []


def test_what_is_counted_from_an_unknown_day_is_found_without_a_value() -> None:
    assert read("on Tuesday", "en", None) == [""]
    assert read("on Tuesday, August 25", "en", None) == [""]
    assert read("on 25 August 2020", "en", None) == ["2020-08-25"]
    assert read("28 November to 3 December", "en", None) == ["", ""]


def test_a_period_is_written_as_it_is_read() -> None:
    for value in ("2020", "2020-08", "2020-08-25", "2020-02-11/2020-02-20"):
        assert str(days.parse(value)) == value
    assert days.parse("31 May") is days.parse("2020-13") is None
