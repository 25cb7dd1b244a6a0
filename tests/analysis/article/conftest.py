"""The shipped record, made ready once to hold articles against it."""

from __future__ import annotations

import pytest

from analysis.article import rows
from analysis.article.rows import Rows
from analysis.tables.dataset import Dataset


@pytest.fixture(scope="session")
def index(dataset: Dataset) -> Rows:
    """The rows of the shipped record, for English articles."""
    return rows.index(dataset)
