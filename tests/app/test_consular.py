"""The consular page, run without a browser."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.driver import checked, inside, opened, run_page, text


def figures(app: AppTest) -> list[dict[str, object]]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def test_both_dates_of_the_release_stand_with_their_sources() -> None:
    shown = text(opened("consular")).replace("\\", "")
    assert "Michael Kovrig** · Released: 24 Sep 2021, 1,019 days (680 News" in shown
    assert "25 Sep 2021, 1,020 days (CBC News" in shown
    assert "Michael Spavor** · Released: 24 Sep 2021, 1,019 days (680 News" in shown


def test_a_filter_of_events_takes_no_date_from_a_case() -> None:
    # One of the dates is claimed of an event that both sides take part in.
    shown = text(opened("consular", directions="CAN-CHN")).replace("\\", "")
    assert "Michael Kovrig** · Released: 24 Sep 2021, 1,019 days (680 News" in shown


def test_the_suspension_of_access_is_stated_with_its_length() -> None:
    shown = text(opened("consular")).replace("\\", "")
    assert "Access suspended from Jan 2020 to 10 Oct 2020: 253 to 270 days" in shown
    assert "Access suspended from Jan 2020 to 9 Oct 2020: 252 to 270 days" in shown


def test_both_counts_of_death_sentences_stand_with_their_sources() -> None:
    shown = text(opened("consular")).replace("\\", "")
    three, four = (
        next(line for line in shown.splitlines() if line.startswith(f"- **{count}**"))
        for count in ("3", "4")
    )
    assert "The Globe and Mail (26 Aug 2020)" in three
    assert "The Canadian Press (26 Aug 2020)" in four
    assert "4 cases in which a court pronounced a death sentence" in shown


def test_both_directions_and_dual_citizens_stand_side_by_side_in_the_same_words() -> None:
    app = run_page("consular", years=["1968", "2026"])
    metrics = [(m.label, m.value, m.delta) for m in app.metric]
    assert metrics == [
        ("Citizens of China", "3 cases", "held by Canada"),
        ("Citizens of Canada", "13 cases", "held by China"),
        ("Citizens of both sides", "3 cases", "held by China"),
    ]


def test_where_no_case_is_on_record_no_filter_is_blamed() -> None:
    app = run_page("consular", pair="nor-chn")
    assert [note.value for note in app.info] == ["No consular case is on record."]
    assert "reset-consular" not in {button.key for button in app.button}


def test_a_window_before_every_case_shows_none() -> None:
    app = run_page("consular", years=["1990", "1995"])
    assert not figures(app)
    assert any("No consular case passes the filters" in note.value for note in app.info)


@pytest.mark.parametrize("year", ["2000", "2015", "2026"])
def test_the_time_lines_run_forward_in_any_window(year: str) -> None:
    first, last = figures(run_page("consular", years=[year, year]))[0]["layout"]["xaxis"]["range"]
    assert first < last


def test_the_card_of_a_case_opens_by_its_address() -> None:
    shown = text(run_page("consular", case="spavor-michael")).replace("\\", "")
    for words in (
        "Dangong, on the border with North Korea",
        "Place: Dandong, Liaoning",
        "Conditions reported",
        "What happened, in order",
        "Contacts in which the case was raised",
        "consular?case=spavor-michael",
        "China detains Michael Spavor",
        "stealing and illegally providing state secrets",
    ):
        assert words in shown


def test_an_unknown_case_is_said_to_be_unknown() -> None:
    app = run_page("consular", case="nobody")
    assert any("“nobody” is not on record" in note.value for note in app.info)


def test_a_case_not_yet_begun_is_not_there() -> None:
    app = run_page("consular", as_of="2018-12-09", case="kovrig-michael")
    assert any(
        "“kovrig-michael” is not on record" in note.value.replace("\\", "") for note in app.info
    )
    assert "Kovrig" not in text(app)
    assert "Kovrig" not in "".join(chart.proto.spec for chart in app.get("plotly_chart"))


def test_days_are_counted_to_the_chosen_day() -> None:
    app = run_page("consular", as_of="2019-06-01", case="kovrig-michael")
    shown = text(app).replace("\\", "")
    assert "173 days, if still held" in shown
    assert "released" not in shown.lower()
    # A row keeps the sources that it has now, whenever they were published.
    told = "\n".join(line for line in shown.splitlines() if "voice:" not in line)
    for later in ("2020", "2021", "2022"):
        assert later not in told


def test_no_source_that_may_be_later_gives_a_count_on_an_earlier_day() -> None:
    shown = text(run_page("consular", as_of="2019-06-01"))
    assert "CTV News" not in shown


@pytest.mark.parametrize(
    "query",
    [
        {"actors": "kovrig-michael"},
        {"actors": "meng-wanzhou"},
        {"years": ["2022", "2023"]},
        {"directions": "mutual"},
        {"domains": "trade"},
    ],
)
def test_filters_keep_the_page_whole(query: dict[str, str | list[str]]) -> None:
    app = run_page("consular", **query)
    assert app.metric
    assert app.get("plotly_chart")


def test_a_filter_that_keeps_no_case_says_so_and_offers_a_way_back() -> None:
    app = run_page("consular", as_of="1999-01-01")
    assert any("No consular case" in note.value for note in app.info)
    assert not app.get("plotly_chart")
    checked(app.button(key="reset-consular").click().run())
    assert app.get("plotly_chart")


def test_the_topics_that_are_counted_can_be_chosen() -> None:
    everything = text(opened("consular"))
    app = run_page("consular", consular_topics="extradition")
    titles = [line for line in text(app).splitlines() if "People held were spoken of" in line]
    assert len(titles) == 1
    assert titles[0] not in everything


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_the_page_speaks_other_languages(language: str) -> None:
    app = run_page("consular", lang=language, case="meng-wanzhou")
    assert app.get("plotly_chart")
    if language == "zh":
        assert "孟晚舟" in text(app)


def test_the_time_lines_open_cards_when_chosen() -> None:
    gantt = figures(opened("consular"))[0]
    chosen = {
        case
        for trace in gantt["data"]  # type: ignore[attr-defined]
        for case in trace.get("customdata", [])
    }
    assert {"kovrig-michael", "meng-wanzhou"} <= chosen
    app = run_page("consular", **{"consular-gantt": "kovrig-michael"})
    assert any("case=kovrig-michael" in address for address in inside(app))


def test_every_link_of_page_and_card_keeps_language_and_day() -> None:
    found = inside(run_page("consular", lang="fr", as_of="2021-12-31", case="kovrig-michael"))
    pages = {address.split("?")[0] for address in found}
    assert {"consular", "evidence"} <= pages
    assert [a for a in found if "lang=fr" not in a or "as_of=2021-12-31" not in a] == []


def test_days_are_counted_between_milestones_of_two_cases() -> None:
    app = run_page(
        "consular",
        days_from="meng-wanzhou.2018-12-01.arrested",
        days_to="kovrig-michael.2018-12-14.consular-visit",
    )
    assert "**13 days**" in text(app)
    app.selectbox(key="days_from").set_value("kovrig-michael.2020-01-15.access-suspended")
    app.selectbox(key="days_to").set_value("kovrig-michael.2020-10-10.access-restored")
    assert "253 to 283 days" in text(checked(app.run()))
