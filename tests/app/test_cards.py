"""Cards: everything on record about a row, with its disagreements and sources."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.tables.dataset import Dataset
from analysis.tables.links import claims_on
from app_pages.cards import shell
from app_pages.frame import state
from charts.speech.formats import day
from tests.app.driver import opened, run_page, text


def card(app: AppTest) -> str:
    """What the page says, without the signs that only put markup out of action."""
    return re.sub(r"\\(.)", r"\1", text(app)).replace("\u2060", "")


def test_a_card_names_every_source_with_publisher_voice_and_language(dataset: Dataset) -> None:
    said = card(run_page("events", event="2018-12-10-kovrig-detained"))
    event = dataset.events.set_index("event_id").loc["2018-12-10-kovrig-detained"]
    known = dataset.sources.set_index("source_id")
    for source in event["sources"]:
        row = known.loc[source]
        assert row["title"] in said
        assert row["publisher"] in said
        if row["url"]:
            assert row["url"] in said.replace("%2C", ",")
    assert "voice: Canada" in said
    assert "English" in said


def test_a_card_tells_where_sources_differ_and_what_the_row_says(dataset: Dataset) -> None:
    event = "2016-08-31-canola-deadline-extended"
    differing = dataset.claims[
        (dataset.claims["table"] == "events") & (dataset.claims["field"] == "date")
    ]
    groups = differing.groupby("row_id")["value"].nunique()
    event = groups[groups > 1].index[0]
    claims = claims_on(dataset, "events", event)
    said = card(run_page("events", event=event))
    assert "**Where sources differ**" in said
    for claim in claims[claims["field"] == "date"].itertuples():
        assert day(pd.Timestamp(claim.value)) in said
        assert f"evidence?source={claim.source_id}" in said
    assert f"on record here: {day(pd.Timestamp(claims['own'].iloc[0]))}" in said


def test_ranks_are_told_of_those_who_held_an_office_that_day() -> None:
    said = card(opened("events", event="2018-12-01-meng-arrested"))
    assert "[Meng Wanzhou](<actors?actor=meng-wanzhou>)," in said
    rome = card(run_page("events", event="2020-08-25-champagne-wang-rome"))
    assert "[Wang Yi](<actors?actor=wang-yi>) (Minister)" in rome


def test_long_lists_on_a_card_are_cut_and_counted() -> None:
    app = opened("events", event="2018-12-01-meng-arrested")
    assert len([b for b in app.button if str(b.key).startswith("lead-events-")]) == 12


def test_a_card_shows_no_later_end_than_the_chosen_day(dataset: Dataset) -> None:
    lasting = dataset.events[dataset.events["end_date"].notna()].iloc[0]
    before = card(run_page("events", event=lasting["event_id"], as_of=str(lasting["date"].date())))
    assert (
        " to "
        not in next(
            line for line in before.splitlines() if "·" in line and "→" not in line.split("·")[0]
        ).split("·")[0]
    )


@pytest.mark.parametrize("event", ["<b>x</b>", "a](javascript:alert(1))", "../../etc", "‮x"])
def test_an_address_cannot_put_markup_into_the_page(event: str) -> None:
    raw = text(run_page("events", event=event))
    assert "<b>x</b>" not in raw
    assert "](javascript" not in raw
    assert "‮" not in raw


def test_a_card_of_another_pair_is_drawn(
    serve_folder: Callable[[Path], None], tmp_path: Path, package: Path
) -> None:
    import shutil

    shutil.copytree(package, tmp_path / "data", ignore=shutil.ignore_patterns("pairs"))
    pair = tmp_path / "data" / "pair.toml"
    pair.write_text(pair.read_text(encoding="utf-8").replace('en = "Canada"', 'en = "Left"'))
    serve_folder(tmp_path / "data")
    assert card(run_page("events", event="2018-12-01-meng-arrested"))


def test_a_choice_that_is_older_does_not_open_its_card_in_place_of_a_new_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[Any] = []
    monkeypatch.setattr("streamlit.session_state", {})
    monkeypatch.setattr(shell, "open_card", lambda row, among: opened.append((row, among)))
    state.note_choice("rows")
    state.offer("picture")
    shell.choose("events", "older")
    state.offer("rows", ("one", "two"))
    shell.choose("events", "two")
    shell.choose("events", "one")
    assert opened == [(("events", "two"), [("events", "one"), ("events", "two")])]
