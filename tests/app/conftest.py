"""AppTest runs pages in this process: nothing may leak from one test to the next."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import count
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

from analysis.files import gate, upload
from analysis.tables import dataset
from app_pages.frame import published, state
from charts.speech import language

# Every run of AppTest would look through all installed packages for components anew, which takes
# longer than most pages.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)

_served = count()


@pytest.fixture(autouse=True)
def english() -> None:
    """What a test says outside a page it says in English, whatever the one before spoke."""
    language.use("en")


@pytest.fixture(scope="session", autouse=True)
def shipped_package() -> Iterator[None]:
    """Pages read the shipped package, whatever the environment of the caller says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(dataset.FOLDER_VARIABLE, raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def judged_here() -> Iterator[None]:
    """What is brought is judged in this process, as `tests/analysis/files/test_gate.py` holds that
    it is in one of its own, which takes seconds to start; and once, in whichever language it is
    brought.
    """

    @lru_cache(maxsize=8)
    def judged(content: bytes) -> bytes:
        return pickle.dumps(upload.judge(*pickle.loads(content)))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "_asked", lambda content, *_bounds: judged(content))
        yield


def serve(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Points the app at another folder of tables, as if a new server showed it.

    What is kept of other tables stays where it is: none of it is taken for these.
    """
    key = f"served-{next(_served)}"
    patch.setenv(dataset.FOLDER_VARIABLE, str(folder))
    patch.setattr(published, "_shelves", {})
    patch.setattr(published, "FIRST", key)
    # A test does not wait for the next second.
    patch.setattr(published, "_second", lambda: -next(_served))
    patch.setattr(state, "SHIPPED", key)


@pytest.fixture
def serve_folder(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Points the app at another folder of tables for the rest of the test."""
    return lambda folder: serve(folder, monkeypatch)


@pytest.fixture(scope="module")
def serve_for_all() -> Iterator[Callable[[Path], None]]:
    """The same for the rest of the module, so that its tests find what those before worked out."""
    with pytest.MonkeyPatch.context() as patch:
        yield lambda folder: serve(folder, patch)
