"""The page of events without a browser: lanes, chains, filters, a chosen day, deep links."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analysis.tables.dataset import Dataset
from app_pages.events import counts
from charts.draw import vega
from tests.app.driver import run_page, text

ARREST = "2018-12-01-meng-arrested"


def words(app: AppTest) -> str:
    """What the page says, without the signs that only put markup out of action."""
    return re.sub(r"\\(.)", r"\1", text(app)).replace("\u2060", "")


def drawn(app: AppTest) -> int:
    return len(app.get("vega_lite_chart"))


def listed(app: AppTest) -> pd.DataFrame:
    """The table of the page."""
    return app.dataframe[0].value


def test_lanes_bars_and_table_show_the_same_events(dataset: Dataset) -> None:
    app = run_page("events")
    n = dataset.events["date"].dt.year.ge(2015).sum()
    assert drawn(app) == 3
    assert f"{n} events, most in one domain" in words(app)
    assert len(listed(app)) == n
    assert not app.warning


def test_the_table_tells_salience_in_dots_and_counts_sources(dataset: Dataset) -> None:
    shown = listed(run_page("events", years=["1968", "2026"]))
    assert shown.columns[0] == "Date"
    assert shown.columns[1] == "Title"
    by_level = dataset.events["salience"].astype(str).value_counts()
    assert shown["Salience"].str.len().value_counts().to_dict() == {
        place: by_level[str(place)] for place in (1, 2, 3)
    }
    assert sum(shown["Sources"]) == dataset.events["sources"].map(len).sum()


def test_filters_narrow_every_part(dataset: Dataset) -> None:
    app = run_page("events", domains="trade", directions="CAN-CHN", years=["2018", "2020"])
    kept = dataset.events[
        (dataset.events["domain"] == "trade")
        & (dataset.events["direction"] == "CAN-CHN")
        & dataset.events["date"].dt.year.between(2018, 2020)
    ]
    assert len(listed(app)) == len(kept)
    assert f"{len(kept)} events, most in one domain: Trade ({len(kept)})" in words(app)


def test_nothing_later_than_the_chosen_day_is_shown() -> None:
    app = run_page("events", as_of="2019-01-31")
    assert listed(app).iloc[:, 0].max() <= "2019-01-31"


def test_the_events_can_be_searched() -> None:
    app = run_page("events", events_find="MENG arrests")
    assert 0 < len(listed(app)) < 20
    assert "No event is behind this choice" in words(run_page("events", events_find="zzzz"))


def test_an_address_opens_the_card_of_its_event() -> None:
    app = run_page("events", event=ARREST)
    said = words(app)
    # Of the headings in a box beside the page, only the first is larger than the text.
    assert "\n# Canada arrests Huawei executive Meng Wanzhou in Vancouver" in said
    for label in ("Answered by", "Restrictions in answer", "Said about it", "Sources"):
        assert f"**{label}**" in said
    assert f"events?event={ARREST}" in said


@pytest.mark.parametrize(
    ("event", "query"), [("no-such-event", {}), (ARREST, {"as_of": "2018-11-30"})]
)
def test_an_unknown_event_gets_a_note(event: str, query: dict[str, str]) -> None:
    app = run_page("events", event=event, **query)
    assert f"“{event}” is not on record" in words(app)
    assert "####" not in words(app)


def test_links_on_a_card_keep_the_language_and_the_day() -> None:
    app = run_page("events", event=ARREST, lang="fr", as_of="2019-02-01")
    links = re.findall(r"\(<([^>]*\?[^>]*)>\)", text(app))
    onward = [link for link in links if not link.startswith("http")]
    assert onward
    assert all("lang=fr" in link and "as_of=2019-02-01" in link for link in onward)


def test_chains_times_and_shares_are_drawn() -> None:
    app = run_page("events", events_part="answers")
    said = words(app)
    assert drawn(app) == 3
    assert "43 events in this chain" in said
    assert "How soon half of the answers came: " in said
    assert "Answered in kind within 180 days" in said


def test_a_chain_is_followed_from_one_step_to_the_whole_tree() -> None:
    one = run_page("events", events_part="answers", chain=ARREST, chain_steps="1")
    assert "13 events in this chain" in words(one)
    middle = run_page("events", events_part="answers", chain="2018-12-21-freeland-demands-release")
    assert "43 events in this chain" in words(middle)


@pytest.mark.parametrize("part", ["lanes", "answers"])
def test_a_selection_without_events_says_so_and_offers_to_reset(part: str) -> None:
    app = run_page("events", events_part=part, actors="meng-wanzhou", years=["1970", "1971"])
    assert "No event passes the filters" in words(app)
    assert drawn(app) == 0
    assert any(button.key == "reset-events" for button in app.button)


@pytest.mark.parametrize("part", ["lanes", "answers"])
def test_a_selection_of_one_event_reads_well(part: str) -> None:
    app = run_page("events", events_part=part, years=["1979", "1979"], domains="trade")
    assert "nan" not in words(app).lower().split()
    assert drawn(app) + len(app.info) > 0


@pytest.mark.parametrize("language", ["fr", "zh"])
@pytest.mark.parametrize("part", ["lanes", "answers"])
def test_the_page_speaks_the_readers_language(part: str, language: str) -> None:
    app = run_page("events", events_part=part, lang=language)
    assert app.title[0].value != "Events"
    assert drawn(app) == 3


@pytest.mark.parametrize(
    "zone",
    [
        "Pacific/Pago_Pago",
        "America/Toronto",
        "UTC",
        "Asia/Shanghai",
        "Pacific/Auckland",
        "Pacific/Apia",
    ],
)
@pytest.mark.parametrize("days", [("2018-12-01", "2019-06-30"), ("2019-01-01", "2019-12-31")])
def test_a_brushed_span_is_read_in_whole_days_in_every_time_zone(
    zone: str, days: tuple[str, str]
) -> None:
    bounds = [pd.Timestamp(day, tz=zone).timestamp() * 1000 for day in days]
    found = counts.brushed({"brush": {"month": bounds[::-1]}}, zone)
    assert found == tuple(map(pd.Timestamp, days))


def test_nothing_brushed_is_no_span() -> None:
    assert counts.brushed({}, None) is None
    assert counts.brushed({"brush": {}}, None) is None


def test_what_follows_is_set_against_chance() -> None:
    app = run_page("events", events_part="chance")
    said = words(app)
    assert len(app.get("plotly_chart")) == 3
    assert "are followed by one of the other side within 7 days (by chance 3" in said
    assert "A ministerial contact after one of leaders: 71% of 21 within 30 days" in said
    assert "A ministerial contact after one of" in str(app.get("plotly_chart")[2].proto.spec)


@pytest.mark.parametrize("query", [{"actors": "aecl"}, {"as_of": "1975-01-01"}, {"lang": "zh"}])
def test_what_follows_is_told_of_few_acts_too(query: dict[str, str]) -> None:
    run_page("events", events_part="chance", **query)


def test_a_choice_of_a_bar_that_is_gone_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = st.vega_lite_chart

    def chosen(*arguments: Any, key: str, **settings: Any) -> Any:
        draw(*arguments, key=key, **settings)
        picked = {vega.PICKED: [{"key": "health"}] if key == "event-domains" else []}
        return SimpleNamespace(selection=picked)

    monkeypatch.setattr(st, "vega_lite_chart", chosen)
    assert set(listed(run_page("events"))["Domain"]) == {"Health"}
    # No event of these years is of that domain.
    assert len(listed(run_page("events", years=["2015", "2016"]))) == 39


def test_the_lanes_of_other_years_are_another_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = []
    draw = st.vega_lite_chart

    def noted(*arguments: Any, key: str, **settings: Any) -> Any:
        keys.append(key)
        return draw(*arguments, key=key, **settings)

    monkeypatch.setattr(st, "vega_lite_chart", noted)
    for query in ({}, {"years": ["2015", "2016"]}, {"as_of": "2020-01-01"}, {"lang": "fr"}):
        run_page("events", **query)
    lanes = [key for key in keys if key.startswith("event-lanes")]
    assert len(set(lanes[:3])) == 3
    assert lanes[3] == lanes[0]
