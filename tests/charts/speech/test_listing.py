"""Rows read as words."""

from functools import partial

import pandas as pd
import pytest

from analysis.tables.dataset import TABLES, Dataset
from charts.speech import language
from charts.speech.listing import both, readable
from charts.speech.names import Words


@pytest.fixture
def words(dataset: Dataset) -> Words:
    language.use("en")
    return Words(dataset.package, dataset.pair, dataset.actors, dataset.places, dataset.goods)


def test_ids_become_names_and_codes_labels(dataset: Dataset, words: Words):
    rome = dataset.contacts[dataset.contacts["contact_id"] == "2020-08-25-champagne-wang-rome"]
    row = readable(rome, "contacts", ["date", "format", "side_b"], words, dataset.sources).iloc[0]
    assert row.tolist() == ["2020-08-25", "Bilateral meeting", "Wang Yi"]


def test_a_date_known_to_the_month_shows_the_month(dataset: Dataset, words: Words):
    month = dataset.events[dataset.events["date_precision"] == "month"].head(1)
    shown = readable(month, "events", ["date"], words, dataset.sources)
    assert len(shown.iloc[0, 0]) == len("2020-08")


@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_every_table_can_be_read(dataset: Dataset, words: Words, table: str):
    names = [field.name for field in dataset.package.tables[table].fields]
    shown = readable(getattr(dataset, table).head(5), table, names, words, dataset.sources)
    assert shown.shape == (min(5, len(getattr(dataset, table))), len(names))


def test_no_row_reads_as_no_row(dataset: Dataset, words: Words):
    none = dataset.events.head(0)
    assert readable(none, "events", ["date", "title", "sources"], words, dataset.sources).empty


def test_a_country_is_called_by_its_name(dataset: Dataset, words: Words):
    shown = readable(
        dataset.consular_cases,
        "consular_cases",
        ["citizenship", "held_by"],
        words,
        dataset.sources,
    )
    a, b = (words.side(side.code) for side in dataset.pair.sides)
    assert {a, b} == set(shown[words.field("consular_cases", "held_by")])
    assert f"{a}, {b}" in set(shown[words.field("consular_cases", "citizenship")])


def test_what_is_taken_away_has_the_english_beside_the_translation(dataset: Dataset):
    sources = (dataset.package, dataset.pair, dataset.actors, dataset.places, dataset.goods)
    words = Words(*sources, {"fr": {"A note": "Une note"}})
    rows = pd.DataFrame({"title": ["A note", "A word"], "place": ["Rome", "Rome"]})
    language.use("fr")
    shown = pd.DataFrame({"Titre": ["Une note", "A word"], "Lieu": ["Rome", "Rome"]})
    taken = both(shown, rows, {"Titre": "title", "Lieu": "place"}, words)
    assert list(taken) == ["Titre", "Titre (anglais)", "Lieu"]
    assert taken["Titre (anglais)"].tolist() == ["A note", "A word"]
    language.use("en")
    assert list(both(shown, rows, {"Titre": "title"}, words)) == ["Titre", "Lieu"]


def test_a_place_is_called_by_its_name_in_every_table(dataset: Dataset, words: Words):
    language.use("zh")
    shown = readable(dataset.consular_cases, "consular_cases", ["place"], words, dataset.sources)
    assert {"北京", "上海"} <= set(shown.iloc[:, 0])
    assert words.value("events", "location", "Beijing, CHN") == "中国北京"


def test_a_number_of_a_claim_is_grouped_and_a_year_is_not(words: Words):
    told = partial(words.value, "trade_restrictions")
    assert told("trade_value", "2800000000") == "2,800,000,000"
    assert told("trade_value", "4000000+") == "4000000+"
    assert told("rate_percent", "75.8") == "75.8"
    assert told("trade_value_year", "2018") == "2018"
