"""The page of actors without a browser: a profile, two beside each other, governments."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest

from analysis.tables.dataset import Dataset
from tests.app.driver import checked, opened, run_page, text


def words(app: AppTest) -> str:
    """What the page says, without the signs that only put markup out of action."""
    return re.sub(r"\\(.)", r"\1", text(app)).replace("\u2060", "")


def drawn(app: AppTest) -> int:
    return len(app.get("vega_lite_chart"))


def figures(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def test_a_profile_shows_offices_events_contacts_words_and_company(dataset: Dataset) -> None:
    app = run_page("actors", actor="wang-yi", years=["1968", "2026"])
    assert "## Wang Yi" in words(app)
    assert drawn(app) == 6
    met = sum("wang-yi" in cell for cell in dataset.contacts["side_b"])
    assert figures(app)["Contacts"] == str(met)
    assert "Minister of Foreign Affairs of China" in words(app)


def test_the_page_opens_on_a_person_of_the_first_side(dataset: Dataset) -> None:
    shown = run_page("actors").selectbox(key="actor").value
    actor = dataset.actors.set_index("actor_id").loc[shown]
    assert (actor["kind"], actor["country"]) == ("person", dataset.pair.a.code)


def test_an_actor_is_offered_under_every_name() -> None:
    options = run_page("actors", lang="fr").selectbox(key="actor").options
    found = [option for option in options if "王毅" in option]
    assert len(found) == 1
    assert "Wang Yi" in found[0]


@pytest.mark.parametrize(
    ("day", "said"),
    [("2015-01-01", "Minister of Foreign Affairs of China"), ("2010-01-01", "State Councillor")],
)
def test_the_rank_on_any_day_is_told(day: str, said: str) -> None:
    app = run_page("actors", actor="wang-yi", actor_rank_on=day)
    line = next(line for line in words(app).splitlines() if line.startswith("On "))
    assert said in line


def test_an_unknown_actor_gets_a_note_and_the_default() -> None:
    app = run_page("actors", actor="nobody-at-all")
    assert any("actor" in warning.value for warning in app.warning)
    assert drawn(app) > 0


@pytest.mark.parametrize("actor", ["aiib", "fan-wei", "government-uzbekistan"])
def test_an_actor_with_little_on_record_reads_well(actor: str) -> None:
    app = run_page("actors", actor=actor)
    assert "nan" not in words(app).lower().split()
    assert drawn(app) >= 5


def test_a_chosen_day_hides_what_came_later() -> None:
    app = run_page("actors", actor="carney-mark", as_of="2020-01-01", years=["1968", "2020"])
    assert figures(app)["Events"] == "0"
    assert "Prime Minister" not in words(app)


def test_two_actors_stand_side_by_side() -> None:
    app = run_page("actors", actors_part="compare", actor="wang-yi", actor_with="xi-jinping")
    assert list(app.table[0].value.columns) == ["Wang Yi", "Xi Jinping"]
    assert drawn(app) == 5
    same = run_page("actors", actors_part="compare", actor="wang-yi", actor_with="wang-yi")
    assert "Choose two different actors" in words(same)


@pytest.mark.parametrize("measure", ["temperature", "contacts", "begun", "ended"])
def test_governments_are_compared_by_the_terms_of_both_sides(measure: str) -> None:
    app = run_page("actors", actors_part="governments", terms_measure=measure)
    said = words(app)
    assert drawn(app) == 2
    assert "Prime Minister of Canada" in said
    assert "Premier of the State Council of China" in said


def test_governments_stand_in_one_table_per_year() -> None:
    app = opened("actors", actors_part="governments")
    frames = [frame.value for frame in app.dataframe]
    terms = next(frame for frame in frames if "Inherited (°)" in frame).set_index("Term")
    assert terms["Office"].nunique() == 2
    long = terms.loc["Justin Trudeau, 4 Nov 2015 to 14 Mar 2025"]
    short = terms.loc["Mark Carney, since 14 Mar 2025"]
    # Of more measures in all, fewer a year.
    assert long["Measures begun a year"] < short["Measures begun a year"]
    assert short["Inherited (°)"] == long["At its end (°)"]


def test_holders_without_dates_are_named_beside_the_terms() -> None:
    said = words(run_page("actors", pair="nor-chn", actors_part="governments"))
    assert "Erna Solberg, since 2013" in said
    assert "also held by Jens Stoltenberg, Jonas Gahr Støre, whose dates" in said


RATES = ("Contacts a year", "Measures begun a year", "Measures ended a year")


def written(frame: Any) -> pd.DataFrame:
    """The cells of a table as they are written."""
    found = convert_arrow_bytes_to_pandas_df(frame.proto.arrow_data.styler.display_values)
    return found.set_axis(frame.value.columns, axis=1)


def decimals(frame: Any) -> dict[str, int]:
    """The one number of decimals of each column of fractions."""
    cells, found = written(frame), {}
    for name in frame.value.select_dtypes("float"):
        (found[name],) = {len(cell.partition(".")[2]) for cell in cells[name]}
    return found


def test_each_column_of_the_terms_has_one_number_of_decimals() -> None:
    app = opened("actors", actors_part="governments")
    terms = next(frame for frame in app.dataframe if "Inherited (°)" in frame.value)
    assert decimals(terms) == {
        **dict.fromkeys(("Years", "Inherited (°)", "Mean (°)", "At its end (°)"), 1),
        **dict.fromkeys(RATES, 1),
    }
    assert {"+1.6", "−0.8"} <= {said for row in written(terms).to_numpy() for said in row}


def test_each_column_behind_a_picture_of_terms_has_one_number_of_decimals() -> None:
    app = run_page("actors", actors_part="governments")
    app.session_state["numbers-terms-a"] = True
    checked(app.run())
    numbers = next(frame for frame in app.dataframe if "Mean temperature (°)" in frame.value)
    assert decimals(numbers) == {"Mean temperature (°)": 2, **dict.fromkeys(RATES, 1)}


@pytest.mark.parametrize(
    ("years", "term"),
    [
        (["2016", "2018"], "Justin Trudeau, 4 Nov 2015 to 14 Mar 2025"),
        (["2008", "2010"], "Stephen Harper, 6 Feb 2006 to 4 Nov 2015"),
    ],
)
def test_a_term_that_the_window_touches_is_shown_in_full(years: list[str], term: str) -> None:
    app = run_page("actors", actors_part="governments", years=years)
    assert f"Prime Minister of Canada: the term of {term}" in words(app)


@pytest.mark.parametrize("part", ["profile", "compare", "governments"])
@pytest.mark.parametrize("query", [{"years": ["1970", "1971"]}, {"lang": "fr"}, {"lang": "zh"}])
def test_every_part_reads_well_under_filters_and_languages(
    part: str, query: dict[str, object]
) -> None:
    app = run_page("actors", actors_part=part, **query)
    assert "nan" not in words(app).lower().split()
    assert not app.warning
