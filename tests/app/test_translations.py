"""In French and Chinese also what the record says, marked as translated, the English beside it."""

from __future__ import annotations

import html
import io
import json

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.tables.dataset import Dataset
from analysis.tables.filters import Filters
from app_pages.frame import downloads, state
from app_pages.frame.state import View
from tests.app.driver import opened, run_page, text

CARDS = {
    ("events", "event"): ("events", "2010-06-24-hu-harper-ottawa", ["title"]),
    ("contacts", "contact"): (
        *("contacts", "2020-08-25-champagne-wang-rome"),
        ["occasion", "outcome", "account_a", "account_b"],
    ),
    ("trade", "restriction"): ("trade_restrictions", "chn-canola-viterra-2019", ["product"]),
    ("statements", "statement"): ("statements", "2024-01-11-wang-condition-1", ["paraphrase"]),
    ("consular", "case"): ("consular_cases", "spavor-michael", ["allegation"]),
}


MARKS = {"fr": "Traduit par machine; l’original anglais", "zh": "机器翻译；英文原文"}

SHORT = 25
"""Letters up to which an English text may stand in another by chance."""


def bare(app: AppTest) -> str:
    """The words of the page, its tables and pictures, without the signs that keep text text."""
    tables = [str(value) for table in app.dataframe for value in table.value.to_numpy().ravel()]
    drawn = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    # Lines of a hover box are joined again, with the blank that Chinese does not have.
    specs = [html.unescape(json.dumps(spec, ensure_ascii=False)) for spec in drawn]
    joined = [spec.replace("<br>", blank) for spec in specs for blank in ("", " ")]
    return "\n".join([text(app).replace("\\", "").replace("\u2060", ""), *tables, *joined])


@pytest.mark.parametrize("code", ["fr", "zh"])
@pytest.mark.parametrize(("page", "parameter"), CARDS)
def test_a_card_speaks_the_language_and_has_the_english_one_step_away(
    dataset: Dataset, page: str, parameter: str, code: str
) -> None:
    table, row_id, fields = CARDS[page, parameter]
    key = dataset.package.tables[table].primary_key[0]
    rows = dataset.tables()[table]
    row = rows[rows[key] == row_id].iloc[0]
    app = run_page(page, lang=code, **{parameter: row_id})
    (box,) = [b for b in app.expander if b.label == MARKS[code]]
    english = "\n".join(m.value for m in box.markdown).replace("\\", "").replace("\u2060", "")
    for field in [name for name in fields if row[name]]:
        assert dataset.translations[code][row[field]] in bare(app), field
        assert f'<span lang="en">{row[field]}</span>' in english, field


def test_in_english_nothing_is_translated() -> None:
    app = run_page("events", event="2010-06-24-hu-harper-ottawa")
    assert "Translated by machine; the English" not in {box.label for box in app.expander}


@pytest.mark.parametrize("code", ["fr", "zh"])
@pytest.mark.parametrize(
    ("page", "table", "field", "query"),
    [
        ("overview", "events", "title", {}),
        ("events", "events", "title", {}),
        ("statements", "statements", "paraphrase", {}),
        ("contacts", "contacts", "occasion", {}),
        ("trade", "trade_restrictions", "product", {}),
        ("consular", "consular_cases", "allegation", {}),
        ("method", "events", "title", {}),
    ],
)
def test_lists_speak_the_language(
    dataset: Dataset, page: str, table: str, field: str, query: dict[str, str], code: str
) -> None:
    said, told = bare(opened(page, lang=code, **query)), dataset.translations[code]
    texts = [t for t in dataset.tables()[table][field].unique() if t and told[t] != t]
    assert sum(told[t] in said for t in texts) >= 3
    # A part of a translation, as a name may be, or of a text without translation is no leak.
    whole = {*told.values(), *dataset.consular_milestones["detail"]}
    leaks = [t for t in texts if len(t) > SHORT and t in said and not any(t in o for o in whole)]
    assert leaks == []


@pytest.mark.parametrize("code", ["fr", "zh"])
def test_the_note_of_a_series_speaks_the_language(dataset: Dataset, code: str) -> None:
    row = dataset.series.set_index("series_id").loc["canola-seed-exports-value"]
    said = bare(opened("trade", lang=code, trade_section="flow", trade_series=row.name))
    assert dataset.translations[code][row["note"]] in said
    assert row["note"] not in said


@pytest.mark.parametrize("code", ["fr", "zh"])
def test_a_table_that_is_taken_away_has_both(dataset: Dataset, code: str) -> None:
    view = View(state.SHIPPED, Filters(years=(2020, 2021)), code)
    content = downloads.content(state.selection(view), "events", "csv", "https://example.org/")
    taken = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
    assert len(taken) > 0
    assert (
        taken[f"title_{code}"].tolist() == taken["title"].map(dataset.translations[code]).tolist()
    )


def test_the_search_in_french_finds_both_and_shows_the_french() -> None:
    for words in ("pourparlers de Stockholm", "Stockholm recognition talks"):
        app = run_page("events", lang="fr", q=words, years=["1968", "2026"])
        assert "La Chine énonce trois points" in bare(app).replace(":orange-background[", "")
