"""What every test may use: the shipped package, read once, and settled Hypothesis."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from analysis.record import releases
from analysis.tables import dataset as dataset_module
from analysis.tables.dataset import Dataset

ROOT = Path(__file__).resolve().parent.parent

# Two workers share the machine, so time says nothing about an example; and a failure found by
# chance in one run must not vanish in the next.
settings.register_profile(
    "house",
    max_examples=30,
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
# `HYPOTHESIS_PROFILE=default` searches anew each time and longer, for hunting by hand.
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


def pytest_collection_finish() -> None:
    """What was read to find the tests lives until the end: it is not searched through again."""
    gc.freeze()


@pytest.fixture(scope="session")
def package() -> Path:
    """The folder of the shipped data package."""
    return ROOT / "data"


@pytest.fixture(scope="session")
def dataset(package: Path) -> Dataset:
    """The shipped tables, typed; nothing may change them."""
    return dataset_module.load(package)


@pytest.fixture(scope="session")
def reviewed() -> Dataset:
    """The tables of the version that the review of the instrument worked on."""
    return releases.load("1.0.0")[0]
