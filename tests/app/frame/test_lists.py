"""Rows to choose and files to take away speak the reader's language, whenever they are made."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from app_pages.frame import lists, published
from charts.speech import language
from tests.app.driver import checked, run_page


def elsewhere(make: Callable[[], Any]) -> Any:
    """What a function gives in a thread of its own, as Streamlit calls what a button hands out."""
    given: list[Any] = []
    thread = threading.Thread(target=lambda: given.append(make()))
    thread.start()
    thread.join()
    return given[0]


def handed_out(monkeypatch: pytest.MonkeyPatch, page: str, **query: str) -> dict[str, bytes]:
    """The files behind the buttons of a page, by name, each made outside of its session."""
    made: dict[str, Callable[[], bytes]] = {}

    def button(_label: str, data: Callable[[], bytes], *, file_name: str, **_settings: Any) -> None:
        made[file_name] = data

    monkeypatch.setattr("streamlit.download_button", button)
    checked(run_page(page, **query))
    return {name: elsewhere(make) for name, make in made.items()}


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("contacts", {}),
        ("statements", {}),
        ("events", {}),
        ("evidence", {"evidence_part": "sources"}),
        ("evidence", {"evidence_part": "disagreements"}),
        ("trade", {"trade_section": "answers"}),
        ("consular", {}),
    ],
)
def test_a_file_is_in_the_language_of_the_page(
    monkeypatch: pytest.MonkeyPatch, page: str, query: dict[str, str]
) -> None:
    english = handed_out(monkeypatch, page, **query)
    french = handed_out(monkeypatch, page, lang="fr", **query)
    assert english.keys() == french.keys() != set()
    for name, content in french.items():
        ours, theirs = (pd.read_csv(io.BytesIO(f)).columns for f in (content, english[name]))
        # A translated column has its English beside it.
        assert len([name for name in ours if "(anglais)" not in name]) == len(theirs)
        assert list(ours) != list(theirs), name


def test_two_actors_are_taken_away_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    query = {"actors_part": "compare", "actor": "wang-yi", "actor_with": "xi-jinping"}
    made = handed_out(monkeypatch, "actors", lang="fr", **query)
    name = next(name for name in made if name.startswith("actor-comparison-"))
    assert name.endswith(".csv")
    lines = made[name].decode("utf-8-sig").splitlines()
    assert lines[0] == "Indicateur,Wang Yi,Xi Jinping"
    assert len(lines) == 12


def test_a_list_that_is_taken_away_names_its_rows_as_the_tables_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = set(published.current().tables.events["event_id"])
    (made,) = handed_out(monkeypatch, "events", years=["2018", "2019"], domains="trade").values()
    rows = pd.read_csv(io.BytesIO(made), dtype=str)["Row"]
    assert set(rows) <= known
    assert rows.is_unique


def test_a_file_is_named_after_its_version_and_view(monkeypatch: pytest.MonkeyPatch) -> None:
    made = handed_out(monkeypatch, "events", years=["2018", "2019"], domains="trade")
    now = published.current()
    assert made
    assert now
    for name in made:
        assert f"-{now.tables.package.version}-{now.digest[: lists.MARK]}-" in name
        assert name.endswith("_2018-2019_trade.csv")


def test_every_file_is_handed_out_by_one_function() -> None:
    pages = Path(lists.__file__).parents[1]
    at = [p.relative_to(pages) for p in pages.rglob("*.py") if "download_button" in p.read_text()]
    assert set(map(str, at)) == {"frame/lists.py"}


def test_what_is_made_later_speaks_the_language_of_now() -> None:
    language.use("fr")
    make = lists.deferred(language.language)
    language.use("en")
    assert elsewhere(make) == "fr"
    assert language.language() == "en"


def test_a_mark_of_either_library_is_told_by_what_it_stands_for() -> None:
    class Event:
        def __init__(self, **selection: Any) -> None:
            self.selection = selection

    one = {"curve_number": 0, "customdata": "a"}
    assert lists.clicked(Event(points=[one], box=[], point_indices=[0])) == ("a",)
    assert lists.clicked(Event(points=[{**one, "customdata": ["a", 2]}])) == ("a", 2)
    assert lists.clicked(Event(points=[{"curve_number": 0}])) == ()
    assert lists.clicked(Event(points=[])) == ()
    assert lists.clicked(Event(picked=[{"key": "a"}])) == ("a",)
    assert lists.clicked(Event(brush={"month": [1, 2]})) == ()
    assert lists.clicked(None) == ()


def test_a_column_of_fractions_has_as_many_decimals_as_any_of_its_numbers() -> None:
    shown = pd.DataFrame(
        {"one": [2, 1.5, None], "two": [1.05, 2, 3], "whole": [1.0, 2.0, None], "long": [1 / 3] * 3}
    )
    shown["(°)"] = [-2.9, 0.7, 0]

    def rows() -> list[str]:
        return str(lists.written(shown).to_string(delimiter="|")).split("\n")

    assert rows()[1] == "0|2.0|1.05|1|0.3333|−2.9"
    language.use("fr")
    assert rows()[2] == "1|1,5|2,00|2|0,3333|+0,7"
    assert rows()[3] == "2||3,00||0,3333|0,0", "an unknown number is empty"
    language.use("en")
    assert lists.written(shown[["one"]].astype(str)).equals(shown[["one"]].astype(str))
