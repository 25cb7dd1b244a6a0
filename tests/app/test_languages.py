"""Pages speak the language that the address asks for, words and dates alike."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest

from app_pages.pages import NAMES as PAGES
from charts.speech.language import LANGUAGES
from locales import gather
from tests.app.driver import opened, run_page, text

TRANSLATED = [code for code in LANGUAGES if code != "en"]
LONG_ENOUGH = 20
"""Letters from which on an English text of the interface is no chance find in the data's prose."""

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@cache
def english() -> list[str]:
    """The longer texts of the interface, as the code has them."""
    whole = [t for t in gather.texts() if isinstance(t, str) and "{" not in t]
    return [t for t in whole if len(t) >= LONG_ENOUGH]


@pytest.mark.parametrize("code", TRANSLATED)
@pytest.mark.parametrize("page", PAGES)
def test_no_text_of_the_interface_stays_english(page: str, code: str) -> None:
    said = text(opened(page, lang=code)).replace("\\", "")
    assert [t for t in english() if t in said] == []


@pytest.mark.parametrize("page", PAGES)
def test_axes_of_dates_name_no_month_in_english(page: str) -> None:
    named = []
    for chart in opened(page, lang="zh").get("plotly_chart"):
        figure = json.loads(chart.proto.spec)
        for name, axis in figure["layout"].items():
            drawn = [t for t in figure["data"] if f"xaxis{t.get('xaxis', 'x')[1:]}" == name]
            dates = any(ISO_DATE.match(str(x)) for t in drawn for x in _values(t.get("x")))
            if dates and axis.get("visible", True) and "tickformatstops" not in axis:
                named.append((figure["data"][0].get("name"), name))
    assert named == []


def _values(x: object) -> list[object]:
    return x[:1] if isinstance(x, list) else []


# A count of one before a French plural: neither part of a longer number, nor "1 fois", which is.
ONE_OF_MANY = re.compile(r"(?<![\d.,\u00a0\u202f–−-])1[ \u00a0](?!fois\b|mois\b|pays\b)\w+s\b")


@pytest.mark.parametrize("page", ["overview", "events", "contacts", "trade", "statements"])
def test_one_is_no_plural_in_french(page: str) -> None:
    said = text(run_page(page, lang="fr", years=["1995", "1995"]))
    assert ONE_OF_MANY.search("Voici 1 contacts")
    assert ONE_OF_MANY.findall(said) == []


@pytest.mark.parametrize("page", ["contacts", "your_data", "method"])
def test_an_empty_choice_invites_in_the_language(page: str) -> None:
    app = run_page(page, lang="fr")
    told = {box.proto.placeholder for box in [*app.selectbox, *app.multiselect]}
    assert told == {"Choisir", "Sans filtre"}
    assert "YYYY-MM-DD" not in {box.proto.placeholder for box in app.text_input}
