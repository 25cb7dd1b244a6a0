"""What tests of charts share: the names that the tables give, plain and hostile."""

from __future__ import annotations

import pytest

from analysis.tables.dataset import Dataset
from charts.speech.names import Words
from tests import hostile


@pytest.fixture(scope="session")
def words(dataset: Dataset) -> Words:
    """The names of the shipped package, in English."""
    return Words(dataset.package, dataset.pair, dataset.actors, dataset.places, dataset.goods)


@pytest.fixture(scope="session")
def hostile_words(dataset: Dataset) -> Words:
    """The same package with names of actors that a careless chart would run."""
    texts = hostile.TEXTS
    names = [f"{texts[i % len(texts)]} {name}" for i, name in enumerate(dataset.actors["name"])]
    actors = dataset.actors.assign(name=names)
    return Words(dataset.package, dataset.pair, actors, dataset.places, dataset.goods)
