"""Tests of words leave the language as they found it."""

from collections.abc import Iterator

import pytest

from charts.speech import language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """English before and after."""
    language.use("en")
    yield
    language.use("en")
