"""Pieces around a match: they make up the text, and the cuts are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.tables.dataset import Dataset
from analysis.tables.search import Index, index, query
from app_pages.cards.search import marked, snippet


@pytest.fixture(scope="module")
def ready(dataset: Dataset) -> Index:
    return index(dataset)


@given(text=st.text(max_size=60), words=st.text(max_size=10))
def test_marked_pieces_make_up_the_text(ready: Index, text: str, words: str) -> None:
    pieces = marked(text, query(words, ready))
    assert "".join(piece for piece, _match in pieces) == text


def test_matches_are_marked_in_the_text_as_it_is_written(ready: Index) -> None:
    pieces = marked("Élan vers le Québec, où l’œuvre…", query("quebec oeuvre", ready))
    assert [piece for piece, match in pieces if match] == ["Québec", "œuvre"]


def test_an_accent_that_stands_apart_is_marked_with_its_letter(ready: Index) -> None:
    pieces = marked("un e\u0301te\u0301 chaud", query("été", ready))
    assert [piece for piece, match in pieces if match] == ["e\u0301te\u0301"]


def test_a_snippet_keeps_the_first_match_and_says_where_it_is_cut(ready: Index) -> None:
    text = "before " * 40 + "needle " + "after " * 40
    pieces = snippet(marked(text, query("needle", ready)), 60)
    assert ("needle", True) in pieces
    assert pieces[0] == pieces[-1] == ("…", False)
    assert sum(len(piece) for piece, _match in pieces) <= 62


def test_a_short_text_is_shown_whole(ready: Index) -> None:
    assert snippet([("short", False)], 60) == [("short", False)]
