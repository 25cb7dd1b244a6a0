"""Every text of the interface stands in every catalogue, with the same placeholders."""

from __future__ import annotations

import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message

from analysis.tables.dataset import Dataset
from charts.speech.language import ARTICLE, LANGUAGES
from locales import gather

PLACEHOLDER = re.compile(r"{[^{}]*}")
TRANSLATED = [code for code in LANGUAGES if code != "en"]
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff] ?[,;:?!()]|[,;:?!()] ?[\u4e00-\u9fff]")
"""An ASCII mark beside a Chinese character, where the full-width one belongs."""
PLAIN_MARKS = re.compile(r"'| :|« | »")
"""A straight apostrophe, or a blank where French has an unbreakable one."""
SET_APART = re.compile(r"\s[;?!]")
"""A space before a mark that has one in France and none in Canada."""
LOOSE = re.compile(r"[\u4e00-\u9fff] [{\d+−A-Zα-ω]|[}\d%°α-ω] [\u4e00-\u9fff]")
"""A space between a Chinese character and a number, a capital or what is filled in."""


@cache
def used() -> dict[gather.Text, str]:
    """Every text that the code asks for, and where it does."""
    return gather.texts()


@cache
def catalogue(code: str) -> Catalog:
    return gather.read(code)


def english() -> list[str]:
    """Every form of the texts as the code has them."""
    return [form for text in used() for form in ((text,) if isinstance(text, str) else text)]


def messages(code: str) -> list[Message]:
    return [message for message in catalogue(code) if message.id]


def renderings(message: Message) -> list[tuple[str, str]]:
    """Each translation of a message beside the English text that it renders."""
    if not message.pluralizable:
        return [(message.id, message.string)]
    return [(message.id[min(n, 1)], string) for n, string in enumerate(message.string)]


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace(ARTICLE, "}")))


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_is_translated(code: str):
    missing = {
        where: text
        for text, where in used().items()
        if not (known := catalogue(code).get(text)) or not all(t for _en, t in renderings(known))
    }
    assert missing == {}


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_translation_is_a_guess(code: str):
    assert [m.id for m in messages(code) if m.fuzzy] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_translation_outlives_its_text(code: str):
    assert [m.id for m in messages(code) if m.id not in used()] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_placeholders_are_the_same(code: str):
    def differs(message: Message) -> bool:
        known = placeholders("".join(message.id))
        return any(
            placeholders(text) - known or placeholders(english) - {"{n}"} - placeholders(text)
            for english, text in renderings(message)
        )

    assert [m.id for m in messages(code) if differs(m)] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_count_is_not_lost_in_translation(code: str):
    assert [
        english
        for m in messages(code)
        for english, text in renderings(m)
        if "{n}" in english and "{n}" not in text
    ] == []


def test_a_language_has_as_many_plural_forms_as_its_grammar_asks_for():
    assert {code: catalogue(code).num_plurals for code in TRANSLATED} == {"fr": 2, "zh": 1}
    forms = {code: {len(m.string) for m in messages(code) if m.pluralizable} for code in TRANSLATED}
    assert forms == {"fr": {2}, "zh": {1}}


def test_french_has_typographic_apostrophes_and_unbreakable_spaces():
    texts = [t for m in messages("fr") for _en, t in renderings(m)]
    assert [t for t in texts if PLAIN_MARKS.search(t) or SET_APART.search(t)] == []


def test_chinese_has_full_width_punctuation_and_no_spaces_around_numbers():
    texts = [t for m in messages("zh") for _en, t in renderings(m)]
    assert [t for t in texts if HALF_WIDTH.search(t) or LOOSE.search(t)] == []


RIVALS = {
    "en": (
        "tree of",
        "seen it",
        "seen by",
        "when last found",
        "named band",
        "across it",
        "upright",
        "told to",
        "told the",
        "told from",
        "echo",
        "∩",
        "time is up",
        "the patch",
        "n} record",
        "Below:",
    ),
    "fr": (
        "saillance",
        "mutuel",
        "une marque",
        "volet",
        "affaires et",
        "jeu de données a",
        " apporte",
        "rapports",
        "genre d",
        "horloge",
        "raîcheur",
        "minces",
    ),
    "zh": (
        "行为者",
        "行动方",
        "卡片",
        "看板",
        "货物",
        "拘押",
        "数列",
        "标度",
        "断点",
        "显著度",
        "过程",
        "事件链",
        "累积得分",
        "系列",
        "等级相关",
        "厚度",
        "跟随",
    ),
}
"""Words of which the catalogues say another, so that a thing has one name."""


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_thing_has_one_name(code: str):
    texts = [t for m in messages(code) for _en, t in renderings(m)] if code != "en" else english()
    assert [t for t in texts if any(word in t for word in RIVALS[code])] == []


def test_an_episode_is_what_compare_tells_of_and_acts_that_answer_each_other_are_a_chain():
    of = {where.split(":")[0] for text, where in used().items() if "pisode" in "".join(text)}
    assert {path for path in of if "/compare/" not in path} == {
        "app_pages/method/episodes.py",
        "app_pages/method/page.py",
    }


def test_terms_and_columns_are_named_in_every_language(dataset: Dataset):
    labels = dataset.package.labels.items()
    named = {f"{name}.{key}": text for name, terms in labels for key, text in terms.items()}
    named |= dataset.package.field_titles
    assert {key: text for key, text in named.items() if not all(map(text.get, LANGUAGES))} == {}
    assert [text["fr"] for text in named.values() if PLAIN_MARKS.search(text["fr"])] == []
    assert [text["zh"] for text in named.values() if HALF_WIDTH.search(text["zh"])] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalogue_is_written_as_the_gathering_writes_it(code: str):
    again = gather.as_file(gather.merged(catalogue(code), used()), code)
    assert gather.path_of(code).read_bytes() == again


def test_texts_are_found_inside_of_formatted_strings():
    code = """title = f"### {_('Latest')}"\nplural("{n} day", "{n} days", 2)"""
    assert dict(gather.in_code(code)) == {"Latest": 1, ("{n} day", "{n} days"): 2}


def test_a_text_that_is_not_written_out_is_refused():
    with pytest.raises(gather.NotLiteralError, match=r"page\.py:1: _\(name\)"):
        list(gather.in_code("_(name)", "page.py"))


def test_gathering_keeps_translations_adds_new_texts_and_drops_old_ones():
    old = Catalog(locale="fr")
    old.add("Day", "Jour")
    old.add("Gone", "Parti")
    old.add(("{n} day", "{n} days"), ("{n} jour", "{n} jours"))
    new = gather.merged(old, {"Day": "", "New": "", ("{n} day", "{n} days"): ""})
    assert {m.id: m.string for m in new if m.id} == {
        "Day": "Jour",
        "New": "",
        ("{n} day", "{n} days"): ("{n} jour", "{n} jours"),
    }
