from __future__ import annotations

import re

import pytest

from analysis.tables.spelling import as_pattern, fold, forms


@pytest.mark.parametrize(
    ("one", "other"),
    [("Québec", "quebec"), ("MONTRÉAL", "montreal"), ("coeur", "cœur"), ("l’accord", "l'accord")],
)
def test_case_accents_and_ligatures_do_not_matter(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("word", "form"),
    [("tariffs", "surtax"), ("arrested", "detain"), ("defence", "defense"), ("canola", "canola")],
)
def test_a_word_has_its_other_spellings(word: str, form: str) -> None:
    assert form in forms(word)


def test_a_word_stands_at_the_beginning_of_one_but_for_han_characters() -> None:
    assert not re.search(as_pattern("tradition"), "extradition")
    assert re.search(as_pattern("extra"), "extradition")
    assert not re.search(as_pattern("extra", whole=True), "extradition")
    assert re.search(as_pattern("关税", whole=True), "油菜籽关税协议")
