"""AppTest runs pages in this process: nothing may leak from one test to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner

from charts.speech import language

# Every run of AppTest would look through all installed packages for components anew, which takes
# longer than most pages.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def _forget() -> None:
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture(autouse=True)
def english() -> None:
    """What a test says outside a page it says in English, whatever the one before spoke."""
    language.use("en")


@pytest.fixture(autouse=True)
def shipped_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages read the shipped package, whatever the environment of the caller says."""
    monkeypatch.delenv("DASHBOARD_DATA", raising=False)


@pytest.fixture
def serve_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    """Points the app at another folder of tables, with caches empty before and after."""

    def point(folder: Path) -> None:
        monkeypatch.setenv("DASHBOARD_DATA", str(folder))
        _forget()

    yield point
    _forget()
