"""Texts of the tables are shown as text on every page, and leave it as text too."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from analysis.tables import dataset
from app_pages.frame import lists
from app_pages.frame.text import plain, target
from app_pages.pages import NAMES as PAGES
from charts.speech import language
from charts.speech.formats import percent
from tests import hostile
from tests.app.driver import run_page

ADDRESSES: dict[str, dict[str, str]] = {
    "consular": {"case": "kovrig-michael"},
    "statements": {"statement": "2020-08-26-zhao-correct-mistakes", "q": "Wang Yi"},
    "events": {"event": "2018-12-10-kovrig-detained"},
    "contacts": {"contact": "2020-08-25-champagne-wang-rome"},
}
"""What opens a card, which shows more texts than the page alone."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, package: Path) -> Iterator[Path]:
    made = hostile.package(package, tmp_path_factory.mktemp("hostile") / "data")
    yield made
    shutil.rmtree(made)


def written(app: AppTest) -> Iterator[tuple[str, str]]:
    """Every text of the page that the browser reads as Markdown, with the kind of its element."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error")
    for kind in (*kinds, "success", "expander", "metric", "button"):
        for element in app.get(kind):
            for name in ("value", "label", "delta", "help"):
                value = getattr(element, name, None)
                if isinstance(value, str):
                    yield kind, value


@pytest.fixture(scope="module")
def served(folder: Path, serve_for_all: Callable[[Path], None]) -> None:
    serve_for_all(folder)


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("page", PAGES)
def test_no_page_hands_on_a_text_as_markup(page: str) -> None:
    app = run_page(page, **ADDRESSES.get(page, {}))
    for kind, value in written(app):
        for text in hostile.RUN:
            assert text not in value, f"{kind}: {value[:300]!r}"
        assert "\u202e" not in value, f"{kind}: {value[:300]!r}"
    for chart in app.get("plotly_chart"):
        for value in hostile.drawn(chart.proto.spec):
            assert "<b id" not in value, value[:300]
            assert "<img" not in value, value[:300]
            assert "\u202e" not in value, value[:300]


@pytest.mark.usefixtures("served")
def test_the_choices_of_a_page_are_called_by_text() -> None:
    app = run_page("trade", trade_section="flow")
    called = [each for group in app.button_group for each in group.options]
    assert any(r"\*one\*" in each for each in called)
    for text in hostile.RUN:
        assert not any(text in each for each in called), called


def test_the_hostile_package_is_loaded_like_any_other(folder: Path) -> None:
    loaded = dataset.load(folder)
    assert loaded.actors["name"].str.contains("<b id=evil>", regex=False).any()
    assert loaded.statements["paraphrase"].str.contains("=1+1", regex=False).any()


@pytest.mark.parametrize("text", hostile.RUN)
def test_markdown_never_sees_a_text_as_it_was_written(text: str) -> None:
    assert text not in plain(text)


def test_text_from_right_to_left_leaves_its_neighbours_in_place() -> None:
    for text in ("عربي", "mark \u200f", "שלום"):
        assert plain(text).startswith("\u2068")
        assert plain(text).endswith("\u2069")
    assert plain("plain") == "plain"
    assert plain("a\u202eb\u202c") == "ab"


@given(st.text())
def test_escaped_text_stays_on_one_line(text: str) -> None:
    assert not re.search(r"[\n\r\t]", plain(text))


@given(st.text(alphabet="<>[](){}*_`~#$:|!\\&=+-.@^ab1"))
def test_every_sign_of_markup_is_escaped(text: str) -> None:
    bare = re.sub(r"\\[^a-z0-9\s]", "", plain(text))
    assert not re.search(r"[<>\[\](){}*_`~#$:|!\\&=+\-.@^]", bare)


@given(st.text())
def test_an_address_cannot_leave_its_place(text: str) -> None:
    written = target(f"https://{text.encode('utf-8', 'ignore').decode()}")
    assert written.startswith("<")
    assert written.endswith(">")
    assert not re.search(r"[<>\s\\]", written[1:-1])


def cells(exported: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(exported.decode("utf-8-sig"))))


def test_exported_tables_hold_no_formula() -> None:
    table = pd.DataFrame({"=A1": list(hostile.TEXTS), "n": range(len(hostile.TEXTS))})
    rows = cells(lists.csv(table))
    assert rows[0][0] == "'=A1"
    for row, text in zip(rows[1:], hostile.TEXTS, strict=True):
        assert not row[0].lstrip("\u200f\u202e ").startswith(FORMULA)
        assert row[0].removeprefix("'") == text


@pytest.mark.parametrize(
    ("tongue", "told", "written"),
    [
        ("en", "+0.33", "+0.33"),
        ("en", "−1.47", "-1.47"),
        ("en", "−1,234.5", "-1234.5"),
        ("fr", "−1\u00a0234,5", "-1234.5"),
        ("fr", "0,004", "0.004"),
        ("zh", "12,345", "12345"),
        # What is no number in the language: a year, a code, several codes.
        *((each, text, text) for each in ("en", "fr") for text in ("2018", "010", "1205.10")),
        ("en", "1205,1206", "1205,1206"),
    ],
)
def test_a_number_is_exported_as_one(tongue: str, told: str, written: str) -> None:
    language.use(tongue)
    assert lists.neutral(told) == written


@pytest.mark.parametrize(("tongue", "title"), [("en", "n (%)"), ("fr", "n (%)"), ("zh", "n（%）")])
def test_shares_are_exported_as_numbers_under_their_unit(tongue: str, title: str) -> None:
    language.use(tongue)
    table = pd.DataFrame(
        {"n": [percent(0.5), percent(float("nan")), percent(12.345, 1)], "t": "5%"}
    )
    table.loc[0, "t"] = "about 5%"
    assert cells(lists.csv(table))[0] == [title, "t"]
    assert [row[0] for row in cells(lists.csv(table))[1:]] == ["50", "", "1234.5"]


@given(st.text().filter(lambda text: not re.fullmatch(r"[+−]?\d[\d.,\s]*", text)))
def test_no_exported_cell_is_read_as_a_formula(text: str) -> None:
    safe = lists.neutral(text)
    assert not safe.startswith(FORMULA)
    assert safe in {text, "'" + text}


@pytest.mark.parametrize(
    "text", ["=1+1", " =1+1", "\u200f=1+1", "\ufeff=1+1", "＝1+1", "\t=1", "@SUM(A1)", "-2+3"]
)
def test_formulas_behind_blanks_and_marks_are_found(text: str) -> None:
    assert lists.neutral(text) == "'" + text


@pytest.mark.parametrize("value", [-5.3, 12, None, "−2.5°", "plain", "a=b", ""])
def test_numbers_and_harmless_texts_are_exported_as_they_are(value: object) -> None:
    assert lists.neutral(value) == value
