"""The trade page without a browser: every answer, filters, the record as of a day, the card."""

from __future__ import annotations

import json
import re

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.app.driver import checked, run_page, text

SECTIONS = ("force", "time", "answers", "rates", "flow", "value", "beside")


def words(app: AppTest) -> str:
    """What the page says, without the signs that only put markup out of action."""
    return re.sub(r"\\(.)", r"\1", text(app)).replace("\u2060", "")


def pictures(app: AppTest) -> int:
    return len(app.get("plotly_chart"))


@pytest.mark.parametrize(
    ("section", "said"),
    [("rates", "No measure in these years states a rate"), ("flow", "no lines of goods")],
)
def test_where_no_filter_is_set_none_is_offered_to_be_reset(section: str, said: str) -> None:
    app = run_page("trade", pair="nor-chn", trade_section=section)
    assert said in words(app)
    assert not [button.key for button in app.button if str(button.key).startswith("reset-")]


def test_without_a_series_beside_the_temperature_there_is_nothing_to_choose() -> None:
    app = run_page("trade", pair="nor-chn", trade_section="beside")
    assert "No series of travel, study or opinion" in words(app)
    assert not pictures(app)
    assert "trade_beside" not in {group.key for group in app.button_group}


@pytest.mark.parametrize(
    ("section", "drawn", "said"),
    [
        ("force", 2, "Canada: 25 in force, 9 with no known end. China: 8 in force, 15 with no"),
        ("time", 2, "In force on 16 Jun 2026: Canada 25, China 8;"),
        ("answers", 1, "from: Canada announces 100% surtax on Chinese electric vehicles"),
        ("rates", 1, "Canola seed: 5.9% from 1 Mar 2026"),
        ("flow", 1, "−52% on average while the measure held, against 2018"),
        ("value", 1, "Highest value named in each currency: Canola seed, CAD 4 billion"),
        ("beside", 1, "beside the temperature, which lay between"),
    ],
)
def test_every_answer_has_its_pictures_and_its_finding(section: str, drawn: int, said: str) -> None:
    app = run_page("trade", trade_section=section)
    assert pictures(app) == drawn
    assert said in words(app)
    assert not app.warning


def test_only_the_open_answer_is_drawn() -> None:
    assert "Before, during and after" not in words(run_page("trade"))


@pytest.mark.parametrize("section", SECTIONS)
def test_a_view_with_one_restriction_reads_well(section: str) -> None:
    app = run_page("trade", trade_section=section, years=["2003", "2004"])
    assert pictures(app) + len(app.info) > 0
    assert "nan" not in words(app).lower().split()


@pytest.mark.parametrize("section", SECTIONS)
def test_a_view_without_restrictions_says_so_and_offers_to_reset(section: str) -> None:
    app = run_page("trade", trade_section=section, years=["1970", "1972"], actors="meng-wanzhou")
    assert pictures(app) + len(app.info) > 0
    assert "nan" not in words(app).lower().split()


@pytest.mark.parametrize("section", SECTIONS)
def test_the_record_as_of_a_day_leaks_nothing_later(section: str) -> None:
    app = run_page("trade", trade_section=section, as_of="2019-04-15", years=["2015", "2019"])
    said = words(app)
    for later in ("Surtax", "surtax", "2022", "2024", "2025", "2026", "75.8"):
        assert later not in said.replace("1968 to 2026", "")
    for chart in app.get("plotly_chart"):
        assert not re.search(r"\b202[2-6]-\d\d", chart.proto.spec)


@pytest.mark.parametrize(
    ("section", "language"),
    [(section, ("fr", "zh")[n % 2]) for n, section in enumerate(SECTIONS)],
)
def test_every_answer_opens_in_other_languages(section: str, language: str) -> None:
    assert pictures(run_page("trade", trade_section=section, lang=language)) > 0


def test_the_day_in_the_address_is_the_day_that_is_counted() -> None:
    said = words(run_page("trade", trade_on="2019-04-15"))
    assert "15 Apr 2019: " in said
    assert "Canada: 7 in force" in said


def standing_rows(app: AppTest) -> pd.DataFrame:
    return next(frame.value for frame in app.dataframe if "Stated reason" in frame.value)


def test_the_list_of_a_day_tells_how_each_measure_stood_on_it() -> None:
    query = {"trade_on": "2020-08-25", "trade_on_goods": "canola-seed"}
    app = run_page("trade", **query)
    app.session_state["open-trade-standing"] = True
    checked(app.run())
    rows = standing_rows(app)
    assert set(rows["Goods"].str.contains("anola")) == {True}
    revoked = rows[rows["Goods"].str.contains("Richardson|Viterra")]
    # Both ended in 2022; on that day they were in force.
    assert revoked["Status"].tolist() == ["In force", "In force"]
    assert "Ended" not in set(rows["Status"])


def test_a_day_later_than_the_record_as_of_is_cut_to_it() -> None:
    said = words(run_page("trade", trade_on="2026-03-02", as_of="2022-05-17"))
    assert "17 May 2022: " in said


def test_a_side_alone_shows_its_own_restrictions() -> None:
    said = words(run_page("trade", directions="CHN-CAN"))
    assert "phases. China: 8 in force, 15 with no known end" in said
    # What a filter leaves out is not said to be none.
    assert "Canada: 0 in force" not in said
    said = words(run_page("trade", directions="CHN-CAN", trade_section="time"))
    assert "In force on 16 Jun 2026: China 8; begun, with no known end: China 15" in said


def test_a_group_is_told_measure_by_measure() -> None:
    app = run_page("trade", trade_group="oilseeds")
    assert "Oilseeds, 2015–2026: 15 phases of 10 measures" in words(app)


def test_both_stories_of_canola_are_offered() -> None:
    app = run_page("trade", trade_section="answers", trade_answer_goods="canola-seed")
    chain = app.selectbox(key="trade_chain")
    assert len(chain.options) == 2
    other = next(option for option in chain.options if "1 Dec 2018" in option)
    checked(chain.select(other).run())
    assert "from: Canada arrests Huawei executive" in words(app)
    assert "2018-12-01-meng-arrested" in app.query_params["trade_chain"]


def test_a_chain_says_that_filters_leave_out_steps() -> None:
    left_out = "Steps that the filters leave out are not drawn."
    assert left_out not in words(run_page("trade", trade_section="answers"))
    assert left_out in words(run_page("trade", trade_section="answers", directions="CHN-CAN"))


def test_a_link_that_is_only_reported_is_worded_so() -> None:
    app = run_page("trade", trade_section="answers", trade_answer_goods="canola-seed")
    table = app.dataframe[-1].value
    assert "stated, or widely reported, to answer it" in set(table["How it is told"])
    assert table["Sources"].str.len().gt(0).all()


def test_sources_of_a_step_are_joined_as_the_language_does() -> None:
    table = run_page("trade", trade_section="answers", lang="zh").dataframe[-1].value
    assert any("；" in sources for sources in table["来源"])


def test_the_card_of_a_phase_leads_to_what_it_answers_and_replaces() -> None:
    app = run_page("trade", restriction="chn-canola-seed-ad-final-2026")
    said = words(app)
    led = [str(b.key) for b in app.button if str(b.key).startswith("lead-")]
    assert any(key.startswith("lead-events-2026-01-16-carney-xi-beijing-") for key in led)
    replaced = [key for key in led if key.startswith("lead-trade_restrictions-")]
    assert [key.rpartition("-")[0] for key in replaced] == [
        "lead-trade_restrictions-chn-canola-seed-ad-provisional-2025"
    ]
    assert len(re.findall(r"^- .*voice: ", said.split("**Sources**")[1], re.MULTILINE)) > 1


def test_the_vehicle_path_explains_the_ordinary_duty() -> None:
    said = words(run_page("trade", trade_section="rates", trade_rate="vehicles"))
    assert "6.1% within the quota from 1 Mar 2026; 100% outside it, end unknown" in said
    assert "The ordinary (most-favoured-nation) duty of 6.1% applied all along" in said


@pytest.mark.parametrize(
    ("rate", "years", "said"),
    [
        ("forestry", ["2016", "2016"], "Forestry: 23.7% from 6 Apr 2014"),
        ("vehicles", ["2024", "2025"], "Vehicles: 100% from 1 Oct 2024"),
    ],
)
def test_a_window_of_years_moves_neither_the_beginning_of_a_rate_nor_its_standing(
    rate: str, years: list[str], said: str
) -> None:
    assert said in words(run_page("trade", trade_section="rates", trade_rate=rate, years=years))


def test_one_figure_is_said_to_be_one_figure() -> None:
    said = words(
        run_page(
            "trade", trade_section="flow", trade_flow="pork", trade_series="pork-exports-value"
        )
    )
    assert "one figure only, 514" in said
    assert "Only full years are compared" in said


def test_figures_of_months_are_told_by_month() -> None:
    query = {"trade_flow": "all", "trade_series": "can-imports-from-china-bop-monthly"}
    said = words(run_page("trade", trade_section="flow", years=["2026", "2026"], **query))
    assert "Canadian goods imports from China: 5,701 in Jan 2026, 5,409 in Feb 2026" in said


def test_series_that_find_no_room_and_acts_that_are_filtered_away_are_told() -> None:
    said = words(run_page("trade", trade_section="beside"))
    assert "13 series beside the temperature" in said
    assert "5 further series are not drawn for want of room." in said
    assert "only events that pass the filters" not in said
    some = words(run_page("trade", trade_section="beside", topics="canola"))
    assert "In the temperature only events that pass the filters count." in some


def test_the_comparison_tells_years_change_and_n() -> None:
    app = run_page("trade", trade_section="flow")
    table = app.dataframe[0].value
    assert table["Years"].tolist() == ["2018", "2019, 2020, 2021", "2024 (the nearest on record)"]
    assert table["Figures"].tolist() == [1, 3, 1]
    named = [name.split(": ")[0] for name in app.selectbox(key="trade_measure").options]
    assert "from Mar 2019, end unknown" in named
    assert "1 Mar 2019 to 18 May 2022" in named


def test_the_address_opens_the_card_of_a_restriction() -> None:
    app = run_page("trade", restriction="chn-canola-richardson-2019")
    said = words(app)
    assert "Quarantine pests reported in shipments." in said
    assert "widely reported as an answer; its author gives another reason (sources:" in said
    assert "Canada arrests Huawei executive Meng Wanzhou in Vancouver" in said
    assert "CAD 2.8 billion in 2018" in said
    assert "Where sources differ" in said


def test_a_card_without_a_day_of_effect_says_so() -> None:
    said = words(run_page("trade", restriction="can-hikvision-procurement-2025"))
    assert "In effect: not on record" in said


def test_the_card_of_a_later_restriction_is_not_on_record_as_of_an_earlier_day() -> None:
    app = run_page("trade", restriction="chn-canola-oil-surtax-2025", as_of="2024-01-01")
    assert "“chn-canola-oil-surtax-2025” is not on record as of 1 Jan 2024" in words(app)
    assert "100%" not in words(app)


def test_an_unknown_card_is_said_to_be_unknown() -> None:
    assert "“<b>no</b>” is not on record" in words(run_page("trade", restriction="<b>no</b>"))


@pytest.mark.parametrize(
    ("language", "known", "counted"),
    [
        ("en", "Made known: Reported by others only", "1 phase was not announced by its author"),
        (
            *("fr", "Mode d’annonce : Rapportée par des tiers seulement"),
            "1 phase n’a pas été annoncée par son auteur",
        ),
        ("zh", "公开方式：仅见于他方报道", "有1个阶段未由实施方宣布"),
    ],
)
def test_an_unannounced_measure_is_drawn_counted_and_told_as_such(
    language: str, known: str, counted: str
) -> None:
    app = run_page("trade", restriction="chn-soybean-inspection-2019", lang=language)
    said = words(app).replace("\u00a0", " ")
    assert known in said
    assert counted in said
    told = re.split("[:：] ?", known)[1]
    traces = json.loads(app.get("plotly_chart")[0].proto.spec)["data"]
    bars = next(each for each in traces if "x" in each["marker"].get("pattern", {})["shape"])
    crossed = [shape == "x" for shape in bars["marker"]["pattern"]["shape"]]
    # The crossed mark is the one of which the hover box says it.
    assert crossed == [told in box for box in bars["hovertext"]]
    assert sum(crossed) == 1


def test_a_value_of_eleven_digits_stands_whole_beside_its_measure_on_a_phone() -> None:
    frame = run_page("trade", trade_section="value").dataframe[0]
    columns = json.loads(frame.proto.columns)
    measure, value = columns["Measure"]["width"], columns["Trade value"]["width"]
    side = 16 + 7 * frame.value["Side"].str.len().max()
    checkbox = 34
    assert checkbox + side + measure + value <= 358
    assert value >= 14 * 7


def test_phases_without_a_date_are_counted_apart_from_those_that_are_drawn() -> None:
    shown = text(run_page("trade", pair="aus-chn", trade_section="force"))
    assert "43 phases of" in shown
    assert r"2 more phases have no date on record\: they are listed, not drawn" in shown
