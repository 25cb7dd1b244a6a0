"""Two packages and the names of their pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.tables import dataset as tables
from analysis.tables.dataset import Dataset
from charts.speech.names import Words

Records = dict[str, Dataset]
Named = dict[str, Words]


@pytest.fixture(scope="session")
def records(package: Path) -> Records:
    folder = package / "pairs"
    return {name: tables.load(folder / name) for name in ("jpn-chn", "nor-chn")}


@pytest.fixture(scope="session")
def named(records: Records) -> Named:
    return {
        name: Words(r.package, r.pair, r.actors, r.places, r.goods) for name, r in records.items()
    }
