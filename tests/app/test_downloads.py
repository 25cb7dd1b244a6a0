"""Every download of every page is pressed in each language, and what it gives is read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any

import openpyxl
import pandas as pd
import pytest
import streamlit as st
from babel.messages.pofile import read_po

from app_pages.frame import lists
from app_pages.frame import page as frame
from app_pages.pages import NAMES as PAGES
from charts.speech.language import LANGUAGES
from locales.gather import path_of
from tests.app.driver import run_page

OPENED: dict[str, dict[str, str]] = {
    "consular": {"case": "kovrig-michael"},
    "statements": {"statement": "2020-08-26-zhao-correct-mistakes"},
    "events": {"event": "2018-12-10-kovrig-detained"},
    "contacts": {"contact": "2020-08-25-champagne-wang-rome"},
    "actors": {"actor": "wang-yi"},
}
"""Cards, which offer tables of their own."""

APART = ("actors_part", "evidence_part", "method_section")
"""Switches whose sections cannot stand beside each other: they share choices."""

YEARS = {"years": ["2019", "2020"]}

LATIN = re.compile("[ -~]*[a-z]{2}[ -~]*")
"""What is written in Latin letters, and is no abbreviation."""

Pressed = dict[str, tuple[str, bytes]]
made: dict[tuple[str, str], bytes] = {}


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Pressed]:
    """Opens a page with every section, drawer and popover; returns what each button hands out."""
    offered: dict[str, tuple[str, Callable[[], bytes]]] = {}
    file, deferred = lists.file, lists.deferred

    def noted(
        label: str, make: Callable[[], bytes], file_name: str, key: str, **settings: Any
    ) -> None:
        offered[key] = (file_name, deferred(make))
        file(label, make, file_name, key, **settings)

    def opened(box: Callable[..., Any]) -> Callable[..., Any]:
        def open_box(*arguments: Any, **settings: Any) -> Any:
            # What is taken away of a page is the same beside each of its sections.
            known = settings.get("key") == "take-away" and "take-away-xlsx" in offered
            if settings.get("on_change") == "rerun" and not known:
                st.session_state[settings["key"]] = True
            return box(*arguments, **settings)

        return open_box

    left: list[int] = []

    def every(
        _label: str,
        sections: dict[str, tuple[str, Callable[..., None]]],
        *,
        key: str,
        **_settings: Any,
    ) -> Callable[..., None]:
        drawn = [section for _title, section in sections.values()]
        if key in APART:
            left[:] = left or range(len(drawn))
            drawn = [drawn[left.pop()]]

        def draw(*arguments: Any) -> None:
            for section in drawn:
                section(*arguments)

        return draw

    monkeypatch.setattr(lists, "file", noted)
    monkeypatch.setattr(frame, "section", every)
    for box in ("popover", "expander"):
        monkeypatch.setattr(st, box, opened(getattr(st, box)))

    def pressed(page: str, language: str) -> Pressed:
        offered.clear()
        run_page(page, lang=language, **YEARS, **OPENED.get(page, {}))
        while left:
            run_page(page, lang=language, **YEARS)
        # As Streamlit does: in a thread that knows neither the session nor its language.
        with ThreadPoolExecutor(1) as pool:
            for name, make in offered.values():
                # What all pages offer under the same name is the same file.
                if (language, name) not in made:
                    made[language, name] = pool.submit(make).result()
        return {key: (name, made[language, name]) for key, (name, _make) in offered.items()}

    return pressed


@lru_cache
def untranslated(language: str) -> set[str]:
    """The English words of the interface that are others in this language."""
    with path_of(language).open("rb") as file:
        said = {str(m.id): str(m.string) for m in read_po(file) if isinstance(m.id, str) and m.id}
    return {word for word, own in said.items() if own != word} - set(said.values())


def read(name: str, content: bytes) -> pd.DataFrame | None:
    """What a reader's own program makes of the file; the table, where it holds one."""
    ending = name.rpartition(".")[2]
    if ending == "csv":
        return pd.read_csv(io.BytesIO(content), dtype=str, encoding="utf-8-sig")
    if ending == "parquet":
        return pd.read_parquet(io.BytesIO(content))
    if ending == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        assert {"codebook", "citation"} < set(book.sheetnames)
    elif ending == "zip":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
            assert archive.namelist()
    else:
        assert ending == "html"
        assert b"</html>" in content[-100:]
    return None


@pytest.mark.parametrize("page", PAGES)
def test_every_download_gives_a_file_in_the_readers_language(
    page: str, press: Callable[[str, str], Pressed]
) -> None:
    found = {language: press(page, language) for language in LANGUAGES}
    for language, files in found.items():
        assert files.keys() == found["en"].keys()
        assert {"take-away-xlsx", "take-away-csv", "take-away-parquet"} <= files.keys()
        english = untranslated(language) if language != "en" else set()
        for key, (name, content) in files.items():
            table = read(name, content)
            if table is None:
                continue
            assert len(table), key
            if key.startswith("csv-"):
                assert not english & set(table.columns), (language, key)
                if language == "zh":
                    assert not [name for name in table.columns if LATIN.fullmatch(name)], key
