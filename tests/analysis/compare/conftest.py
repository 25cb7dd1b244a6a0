"""The shipped packages of every pair, and a small invented one that no code has seen."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.compare.episodes import episodes
from analysis.tables import dataset as tables
from analysis.tables.dataset import Dataset

Records = dict[str, Dataset]


@pytest.fixture(scope="session")
def records(package: Path, dataset: Dataset) -> Records:
    others = {path.name: tables.load(path) for path in sorted((package / "pairs").iterdir())}
    return {"": dataset, **others}


@pytest.fixture(scope="session")
def known(records: Records) -> pd.DataFrame:
    return episodes(records)
