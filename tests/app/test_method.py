"""The method page: every figure computed, every one reproducible."""

from __future__ import annotations

import json
import re
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.tables.dataset import SALIENCE_WEIGHT, Dataset
from analysis.tables.filters import Filters
from analysis.temperature import acts, line
from analysis.temperature.certainty.state import fit
from analysis.temperature.certainty.state import state as state_of
from app_pages.frame import state
from app_pages.frame.state import View
from app_pages.method import breaks, figure
from app_pages.temperature.line import Formula
from benchmarks.method import record
from charts.speech.formats import degrees
from tests.app.driver import checked, opened, run_page, text

CONTRIBUTION = "Contribution c (°)"
SECTIONS = ("formula", "sure", "breaks", "beside", "whatif", "coders")
MOST_WORDS = 120
PICTURES = ("choices", "thin", "years", "extremes")


def frame(app: AppTest, column: str) -> Any:
    return next(d.value for d in app.main.dataframe if column in d.value.columns)


def plain(app: AppTest) -> str:
    return text(app).replace("\\", "")


def test_the_contributions_listed_add_up_to_the_figure_said(dataset: Dataset) -> None:
    app = run_page("method", figure_at="2019-06-30", half_life="90")
    shown = frame(app, CONTRIBUTION)
    chosen = state.selection(View(state.SHIPPED, Filters(), "en"))
    table = figure.contribution_table(chosen, pd.Timestamp("2019-06-30"), Formula(90))
    between = acts.between(dataset.events, dataset.pair)
    value = line.line(between, ["2019-06-30"], 90)["temperature"].iloc[0]
    assert table[CONTRIBUTION].sum() == pytest.approx(value, abs=1e-9)
    assert shown[CONTRIBUTION].tolist() == [degrees(c, 3) for c in table[CONTRIBUTION]]
    assert shown["Event"].tolist() == table["Event"].tolist()
    assert f"{abs(value):.3f}°, the temperature of that day" in plain(app)
    assert any(degrees(value, 3) in latex.value for latex in app.main.latex)
    left, heat = table["Weight left w"].sum(), table["w × g"].sum()
    assert heat / (line.PRIOR_WEIGHT + left) == pytest.approx(value, abs=1e-9)
    drift = fit(between)
    stands = state_of(between, pd.DatetimeIndex(["2019-06-30"]), drift)["state"].iloc[0]
    assert table["In the state (°)"].sum() == pytest.approx(stands, abs=1e-9)


def test_the_contributions_are_written_in_the_language_of_the_page() -> None:
    written = "".join(frame(run_page("method", lang="fr"), CONTRIBUTION)[CONTRIBUTION])
    assert "," in written
    assert "." not in written
    assert "-" not in written


def test_every_code_in_use_stands_with_its_count(dataset: Dataset) -> None:
    app = run_page("method")
    app.session_state["open-method-codes"] = True
    codes = frame(checked(app.run()), "PLOVER")
    between = acts.between(dataset.events, dataset.pair)
    assert codes["Events"].sum() == len(between)
    assert set(codes["CAMEO code"]) == set(between["cameo"])


def test_the_acts_that_count_are_told_from_all_events(dataset: Dataset) -> None:
    counted = len(acts.between(dataset.events, dataset.pair))
    others = len(dataset.events) - counted
    shown = plain(opened("method"))
    assert f"\n{counted} acts between the two sides, of every year" in shown
    assert f"{others} of third parties left out" in shown


def test_the_weights_are_those_in_use() -> None:
    app = run_page("method")
    app.session_state["open-method-codes"] = True
    table = frame(checked(app.run()), "Salience")
    weights = table["Weight"].astype(float)
    assert dict(zip(table["Salience"], weights, strict=True)) == SALIENCE_WEIGHT


def test_each_comparison_prints_its_interval_and_effective_n(dataset: Dataset) -> None:
    app = opened("method", method_section="beside")
    shown = plain(app).replace("\u00a0", " ")
    assert "No series moves with the temperature beyond chance" in shown
    assert "None of this says that the temperature moved opinion" in shown
    assert "right about whether the next act was cooperative in 7" in shown
    drawn = [json.loads(chart.proto.spec)["data"] for chart in app.main.get("plotly_chart")]
    assert len([t for t in drawn[0] if t["mode"] == "lines"]) == len(dataset.pair.comparisons)


def test_breaks_are_drawn_with_their_test() -> None:
    shown = plain(run_page("method", method_section="breaks"))
    assert "The level changed beyond chance 3 times: Jul 2016, Nov 2018, Oct 2025" in shown
    assert "999 orders" in shown


def test_the_fall_is_that_of_the_line_with_the_half_life_chosen() -> None:
    shown = plain(run_page("method", method_section="breaks", half_life="30"))
    assert "the fall of Dec 2018 (−2.7° in a month)" in shown


def test_the_bands_are_told_apart() -> None:
    shown = plain(run_page("method", method_section="sure"))
    assert "Record" in shown
    assert "Ornstein–Uhlenbeck" in shown
    assert "coded in hindsight" in shown


@pytest.mark.parametrize(
    ("section", "shown", "scale"),
    [
        *((section, "choices", "goldstein") for section in SECTIONS),
        *(("sure", name, "goldstein") for name in PICTURES[1:]),
        *(("sure", name, "plover") for name in PICTURES),
    ],
)
def test_a_section_has_one_picture_and_few_words(section: str, shown: str, scale: str) -> None:
    app = run_page("method", method_section=section, sure_picture=shown, scale=scale)
    assert len(app.main.get("plotly_chart")) == 1
    said = [m.value for m in app.main.markdown] + [c.value for c in app.main.caption]
    # The question of the page, the source of the picture and the commands stand in every section.
    own = [t for t in said if not t.startswith(("How is", "Source", ":small[Figures:"))]
    assert len(" ".join(own).split()) <= MOST_WORDS


ALONE = "The events that pass the filters alone"


@pytest.mark.parametrize(
    ("section", "shown"),
    [
        *((name, "choices") for name in ("formula", "breaks", "beside", "whatif")),
        *(("sure", name) for name in PICTURES),
    ],
)
def test_every_figure_says_that_only_some_events_count(section: str, shown: str) -> None:
    query = {"method_section": section, "sure_picture": shown}
    (title,) = (m for m in plain(run_page("method", domains="trade", **query)).split("\n")
                if m.startswith("## "))  # fmt: skip
    assert title.startswith(f"## {ALONE}: ")


def test_a_figure_of_some_events_is_not_told_as_that_of_all() -> None:
    some, every = (plain(run_page("method", **q)) for q in ({"directions": "CHN-CAN"}, {}))
    assert re.search(rf"{ALONE}: \d+ acts count on", some)
    assert ALONE not in every
    assert "All " not in some


def test_a_figure_can_be_recomputed_from_what_the_page_says(dataset: Dataset) -> None:
    """Taken whole on the first day of its period, an act of a rough date gives another figure."""
    assert "A rough date is spread over its month or year." in plain(opened("method"))
    at, between = pd.DatetimeIndex(["2026-06-16"]), acts.between(dataset.events, dataset.pair)
    whole = line.line(between, at, spread_dates=False)["temperature"].iloc[0]
    assert abs(line.line(between, at)["temperature"].iloc[0] - whole) > 0.05


def test_the_page_names_the_commands_that_print_its_figures() -> None:
    app = opened("method")
    for command in ("benchmarks.method", "benchmarks.coverage"):
        assert f"`python -m {command}`" in plain(app)
    assert "`python -m analysis temperature --at DATE`" in app.date_input(key="figure_at").help


def test_the_command_that_the_page_names_prints_what_the_page_shows(dataset: Dataset) -> None:
    between = acts.between(dataset.events, dataset.pair)
    printed = {what: value for what, value, _found in record(dataset, between)}
    shown = breaks.shown(state.selection(View(state.SHIPPED, Filters(), "en")), "goldstein").table
    for _n, found in shown.iterrows():
        said = printed[f"break {found['Break']}"].replace("-", "−")
        assert said.startswith(f"{found['Mean before (°)']} to {found['Mean after (°)']}, p ")
    told = plain(opened("method", method_section="beside"))
    assert f"was cooperative in {printed['sign of the next event: line']} cases" in told


def test_the_coders_lead_to_the_gaps_that_evidence_lists() -> None:
    assert "evidence?evidence_part=gaps" in text(run_page("method", method_section="coders"))


def test_an_empty_selection_says_so() -> None:
    app = run_page("method", actors="aecl", domains="trade", directions="third-party")
    assert any("No act" in str(info.value) for info in app.info)


@pytest.mark.parametrize("query", [{"lang": "fr"}, {"lang": "zh"}, {"actors": "aecl"}])
@pytest.mark.parametrize("section", SECTIONS)
def test_the_page_runs_with_other_choices(query: dict[str, str], section: str) -> None:
    run_page("method", method_section=section, **query)


@pytest.mark.parametrize("section", SECTIONS)
def test_nothing_later_is_known_as_of_a_day(section: str) -> None:
    app = run_page("method", as_of="2018-06-30", years=["2015", "2018"], method_section=section)
    drawn = [json.loads(chart.proto.spec)["data"] for chart in app.main.get("plotly_chart")]
    assert not re.search(r"20(19|2\d)-", json.dumps(drawn))
    if section == "formula":
        assert frame(app, CONTRIBUTION)["Date"].max() <= "2018-06-30"


def test_the_thin_years_would_show_the_wrong_sign() -> None:
    shown = plain(run_page("method", method_section="sure", sure_picture="thin"))
    assert re.search(r"before 2016, the line would have the wrong sign in 1\d% to \d\d% of", shown)


def test_the_second_scale_makes_another_line() -> None:
    one, other = (
        plain(run_page("method", figure_at="2026-05-31", scale=scale))
        for scale in ("goldstein", "plover")
    )
    found = [re.search(r"add up to (\S+)°", text) for text in (one, other)]
    assert all(found)
    assert found[0].group(1) != found[1].group(1)


def test_third_parties_can_be_counted_to_see_the_difference() -> None:
    app = run_page("method", third="true")
    assert "acts of third parties the last value would be" in plain(app)


def test_agreement_of_the_coders_and_the_audits_are_told() -> None:
    shown = plain(run_page("method", method_section="coders"))
    assert "Agreement is lowest on Salience: α = 0.69" in shown
    assert "language models, not people" in shown
    assert "44 right, 5 imprecise, 0 wrong" in shown


ARREST = "2018-12-01-meng-arrested"


def test_nothing_on_the_bench_changes_nothing() -> None:
    shown = plain(run_page("method", method_section="whatif"))
    assert "Nothing is changed" in shown


def test_what_was_changed_lives_in_the_address(dataset: Dataset) -> None:
    app = run_page(
        "method", method_section="whatif", figure_at="2018-12-31", change=f"drop:{ARREST}"
    )
    between = acts.between(dataset.events, dataset.pair)
    without = between[between["event_id"] != ARREST]
    value = line.line(without, ["2018-12-31"])["temperature"].iloc[0]
    assert f"With 1 change the temperature of 31 Dec 2018 is {degrees(value, 3)}°" in plain(app)
    assert ARREST not in frame(app, "Without it (°)")["Event"].tolist()


def test_an_unknown_change_changes_nothing() -> None:
    shown = plain(run_page("method", method_section="whatif", change="drop:nobody"))
    assert "Nothing is changed" in shown


def test_only_acts_that_can_be_added_are_offered() -> None:
    app = run_page("method", method_section="whatif", directions="CHN-CAN")
    app.selectbox(key="whatif_action").select("add").run()
    assert app.selectbox(key="whatif_way").options == ["China → Canada"]
    checked(app.button(key="whatif_make").click().run())
    assert "With 1 change the temperature" in plain(app)


def test_a_change_can_be_made_by_hand() -> None:
    app = run_page("method", method_section="whatif")
    app.selectbox(key="whatif_action").select("domain").run()
    app.selectbox(key="whatif_domain").select("trade").run()
    checked(app.button(key="whatif_make").click().run())
    assert "With 1 change" in plain(app)
