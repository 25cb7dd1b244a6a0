"""The code that is suggested for an act, learnt from the coded events."""

from __future__ import annotations

import pytest

from analysis.article import coding
from analysis.article.coding import Coder
from analysis.tables.dataset import Dataset


@pytest.fixture(scope="module")
def coder(dataset: Dataset) -> Coder:
    learnt = coding.learn([dataset])
    assert learnt is not None
    return learnt


def test_a_meeting_is_a_consultation(coder: Coder) -> None:
    told = coding.suggest(coder, "The foreign ministers met beside the summit in Bali", "mutual")
    assert told is not None
    assert told.roots["root"].iloc[0] == "04"
    assert told.sure
    assert len(told.nearest) == coding.NEAREST
    assert told.cameo.startswith("04")
    assert told.nearest["likeness"].is_monotonic_decreasing


def test_with_too_little_to_go_on_nothing_is_suggested(coder: Coder, dataset: Dataset) -> None:
    assert coding.suggest(coder, "Zut alors quelle histoire") is None
    assert (
        coding.suggest(coding.learn([dataset.with_tables(events=dataset.events[:9])]), "x") is None
    )


def test_names_of_the_sides_teach_nothing(dataset: Dataset) -> None:
    known = coding.examples([dataset])
    for side in dataset.pair.sides:
        assert not known["text"].str.contains(side.name["en"]).any()
