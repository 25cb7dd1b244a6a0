"""The method page: every figure computed, every one reproducible."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace
from typing import Any, cast

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.tables.dataset import SALIENCE_WEIGHT, Dataset
from analysis.temperature import acts, line
from app_pages.frame.state import Selection
from app_pages.method import figure
from charts.speech.formats import degrees
from tests.app.driver import checked, run_page, text

CONTRIBUTION = "Contribution c (°)"
SECTIONS = ("formula", "sure", "breaks", "beside", "gaps")


def frame(app: AppTest, column: str) -> Any:
    return next(d.value for d in app.main.dataframe if column in d.value.columns)


def plain(app: AppTest) -> str:
    return text(app).replace("\\", "")


def test_the_contributions_listed_add_up_to_the_figure_said(dataset: Dataset) -> None:
    app = run_page("method", figure_at="2019-06-30", half_life="90")
    shown = frame(app, CONTRIBUTION)
    history = cast("Selection", SimpleNamespace(history=dataset, record=dataset))
    table = figure.contribution_table(history, pd.Timestamp("2019-06-30"), 90)
    between = acts.between(dataset.events, dataset.pair)
    value = line.line(between, ["2019-06-30"], 90)["temperature"].iloc[0]
    assert table[CONTRIBUTION].sum() == pytest.approx(value, abs=1e-9)
    assert shown[CONTRIBUTION].tolist() == [degrees(c, 3) for c in table[CONTRIBUTION]]
    assert shown["Event"].tolist() == table["Event"].tolist()
    assert f"{abs(value):.3f}°, the temperature of that day" in plain(app)
    assert any(degrees(value, 3) in latex.value for latex in app.main.latex)
    left, heat = table["Weight left w"].sum(), table["w × g"].sum()
    assert heat / (line.PRIOR_WEIGHT + left) == pytest.approx(value, abs=1e-9)


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


def test_the_weights_are_those_in_use() -> None:
    app = run_page("method")
    app.session_state["open-method-codes"] = True
    table = frame(checked(app.run()), "Salience")
    weights = table["Weight"].astype(float)
    assert dict(zip(table["Salience"], weights, strict=True)) == SALIENCE_WEIGHT


def test_each_comparison_prints_its_interval_and_effective_n(dataset: Dataset) -> None:
    app = run_page("method", method_section="beside")
    shown = plain(app).replace("\u00a0", " ")
    assert "No series can be told to go with the temperature beyond chance" in shown
    assert "None of this says that the temperature moved opinion" in shown
    assert "told the sign of the next act in 7" in shown
    drawn = [json.loads(chart.proto.spec)["data"] for chart in app.main.get("plotly_chart")]
    assert len([t for t in drawn[0] if t["mode"] == "lines"]) == len(dataset.pair.comparisons)


def test_breaks_are_drawn_with_their_test() -> None:
    shown = plain(run_page("method", method_section="breaks"))
    assert "The level changed beyond chance between Oct 2018 and" in shown
    assert "999 orders" in shown


def test_the_bands_are_told_apart() -> None:
    shown = plain(run_page("method", method_section="sure"))
    assert "Record" in shown
    assert "Ornstein–Uhlenbeck" in shown
    assert "coded in hindsight" in shown


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_has_one_picture_and_few_words(section: str) -> None:
    app = run_page("method", method_section=section)
    assert len(app.main.get("plotly_chart")) <= 1
    said = [m.value for m in app.main.markdown] + [c.value for c in app.main.caption]
    own = [t for t in said if "Source:" not in t and not t.startswith(("How is", "- "))]
    assert len(" ".join(own).split()) <= 190


def test_gaps_are_listed_and_not_told_before_their_time() -> None:
    assert "Stockholm" in plain(run_page("method", method_section="gaps"))
    replayed = plain(run_page("method", method_section="gaps", as_of="2019-06-30"))
    assert "Stockholm meeting on recognition: May 1969" not in replayed
    assert "not shown as of a day" in replayed


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
