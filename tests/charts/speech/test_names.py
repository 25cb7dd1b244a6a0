"""Names of sides, actors, places and vocabularies in the reader's language."""

from analysis.tables.dataset import Dataset
from charts.speech import language as wording
from charts.speech.names import Words, of_rows


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


def test_a_location_is_named_in_the_language_whatever_it_holds(words: Words):
    wording.use("fr")
    written = ["Rome, ITA", "ITA", "Taiwan Strait"]
    assert [words.location(text) for text in written] == ["Rome, Italie", "Italie", "Taiwan Strait"]
    wording.use("zh")
    assert words.location("Rome, ITA") == "意大利罗马"


def test_what_a_source_says_is_told_as_the_pages_tell_it(words: Words):
    assert words.value("events", "location", "Beijing, CHN") == "Beijing, China"
    assert words.value("events", "location", "Liaoning") == "Liaoning"
    assert words.value("events", "date", "2016-02") == "Feb 2016"
    assert words.value("trade_restrictions", "trade_value", "230000000") == "230,000,000"
    assert words.value("trade_restrictions", "rate_percent", "26.20") == "26.20"
    assert words.value("contacts", "duration_min", "nearly 60") == "nearly 60"


def test_a_text_is_told_in_the_language_and_one_that_changed_in_english(dataset: Dataset):
    sources = (dataset.package, dataset.pair, dataset.actors, dataset.places, dataset.goods)
    words = Words(*sources, {"fr": {"A duty": "Un droit"}})
    assert words.told("A duty") == "A duty"
    wording.use("fr")
    assert [words.told("A duty"), words.told("A duty, changed")] == ["Un droit", "A duty, changed"]
    wording.use("zh")
    assert words.told("A duty") == "A duty"


def test_a_restriction_says_who_imposes_it_at_what_rate_and_that_relief_is_none(
    words: Words, dataset: Dataset
):
    known = dataset.trade_restrictions.set_index("restriction_id", drop=False)
    asked = ["chn-pork-surtax-2025", "chn-peas-suspension-2026", "can-tiktok-devices-2023"]
    assert of_rows(known.loc[asked], "trade_restrictions", words) == [
        "China, Tariff 25%: Pork",
        "China, Tariff 0% (Easing): Dry peas",
        "Canada, Procurement ban: TikTok on federal government devices",
    ]
