"""The shared frame: filters kept in the address, notes about what it cannot follow."""

import pytest

from analysis.tables import dataset
from tests.app.driver import checked, opened, run_page, text


def warnings(app) -> str:
    return "\n".join(str(element.value) for element in app.warning)


def test_a_bare_address_opens_on_the_dense_years():
    app = opened()
    assert app.slider(key="years").value == (2015, 2026)
    assert not app.warning


def test_an_address_reproduces_its_view():
    app = run_page(years=["2018", "2020"], actors="wang-yi", domains="consular", as_of="2020-08-31")
    assert app.slider(key="years").value == (2018, 2020)
    assert app.multiselect(key="actors").value == ["wang-yi"]
    assert app.multiselect(key="domains").value == ["consular"]
    assert app.text_input(key="as_of").value == "2020-08-31"
    assert not app.warning


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"years": "abc"}, "years"),
        ({"years": ["1700", "2020"]}, "years"),
        ({"years": ["²", "2020"]}, "years"),
        ({"years": ["2018", "9" * 5000]}, "years"),
        ({"actors": "nobody-at-all"}, "nobody"),
        ({"domains": "astrology"}, "astrology"),
        ({"as_of": "yesterday"}, "yesterday"),
        ({"lang": "xx"}, "lang"),
    ],
)
def test_a_garbled_address_falls_back_with_a_note(query: dict, named: str):
    app = run_page(**query)
    assert named in warnings(app)
    assert app.slider(key="years").value == (2015, 2026)
    assert app.multiselect(key="actors").value == []


def test_an_unknown_actor_beside_a_known_one_loses_only_itself():
    app = run_page(actors=["wang-yi", "nobody"])
    assert app.multiselect(key="actors").value == ["wang-yi"]
    assert "nobody" in warnings(app)


def test_the_address_holds_ids_not_labels():
    app = run_page()
    checked(app.multiselect(key="actors").select("wang-yi").run())
    assert app.query_params["actors"] in ("wang-yi", ["wang-yi"])


def test_the_reset_puts_everything_back():
    app = run_page(years=["2018", "2020"], actors="wang-yi")
    checked(app.button(key="reset-filters").click().run())
    assert app.slider(key="years").value == (2015, 2026)
    assert app.multiselect(key="actors").value == []
    assert "actors" not in app.query_params


def test_a_preset_opens_all_years():
    app = run_page()
    checked(app.button(key="years-preset-0").click().run())
    assert app.slider(key="years").value == (1968, 2026)


@pytest.mark.parametrize(
    ("typed", "meant"), [((2018, 2020), (2018, 2020)), ((2021, 2018), (2018, 2021))]
)
def test_years_are_typed(typed: tuple[int, int], meant: tuple[int, int]):
    app = run_page("contacts")
    assert (app.number_input(key="year_first").value, app.number_input(key="year_last").value) == (
        2015,
        2026,
    )
    for key, year in zip(("year_first", "year_last"), typed, strict=True):
        checked(app.number_input(key=key).set_value(year).run())
    assert app.slider(key="years").value == meant
    assert app.query_params["years"] == [str(year) for year in meant]
    # What was typed stands as it was; years that change otherwise are shown.
    assert app.number_input(key="year_first").value == typed[0]
    checked(app.button(key="years-preset-0").click().run())
    assert app.number_input(key="year_first").value == 1968


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("compare", "2018–2020, Wang Yi, China → Canada"),
        ("streams", "Wang Yi, China → Canada"),
        ("article", "2018–2020, Wang Yi, China → Canada"),
        ("your_data", "2018–2020, Wang Yi, China → Canada"),
        ("contacts", "China → Canada"),
    ],
)
def test_what_does_not_act_on_a_page_is_kept_and_said(page: str, kept: str):
    view = {"years": ["2018", "2020"], "actors": "wang-yi", "directions": "CHN-CAN"}
    app = run_page(page, **view)
    assert f"Kept for other pages and “Export”: {kept}." in text(app).replace("\\", "")
    assert app.query_params["years"] == view["years"]
    assert app.session_state["view"].filters.actors == ("wang-yi",)


@pytest.mark.parametrize("page", ["overview", "events", "evidence", "method"])
def test_where_every_filter_acts_nothing_is_kept_apart(page: str):
    assert "Kept for other pages" not in text(opened(page, actors="wang-yi"))


def test_a_section_on_the_whole_record_says_that_the_filters_do_not_act():
    said = "Only the filter “As of” acts here."
    assert said in text(opened("evidence", evidence_part="glossary"))
    assert said in text(opened("method", method_section="episodes"))
    assert said not in text(opened("evidence"))


def test_an_empty_selection_says_so_and_offers_a_reset():
    app = run_page(actors="aecl", years=["2025", "2026"])
    assert app.info
    checked(app.button(key="reset-overview").click().run())
    assert app.slider(key="years").value == (2015, 2026)


def test_how_many_rows_are_selected_is_said():
    assert f"of {len(dataset.load().events)} events" in text(run_page(actors="wang-yi"))


def test_a_page_counts_the_rows_of_its_own_table():
    rows = dataset.load().contacts
    held = rows["date"].dt.year.between(2018, 2020) & rows["side_b"].map(
        lambda ids: "wang-yi" in ids
    )
    app = run_page("contacts", years=["2018", "2020"], actors="wang-yi", actors_role="part")
    assert f"Contacts: {held.sum()} of {len(rows)}" in text(app).replace("\\", "")


def test_a_replayed_record_says_so_at_the_top():
    assert "25 Aug 2020" in "\n".join(str(i.value) for i in run_page(as_of="2020-08-25").info)


@pytest.mark.parametrize("asked", ["²", "9" * 5000, "-5", "nan"])
def test_a_half_life_that_is_no_number_falls_back_with_a_note(asked: str):
    assert "half" in warnings(run_page(half_life=asked))


def test_years_the_wrong_way_round_are_turned():
    app = run_page(years=["2020", "2018"])
    assert app.session_state["view"].filters.years == (2018, 2020)
    assert not app.warning
