"""The page Your data: bring tables, have them checked, see them, go back; write a row."""

from __future__ import annotations

import gc
import io
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from starlette.formparsers import MultiPartParser
from streamlit.testing.v1 import AppTest

from analysis.files import archive, upload
from analysis.record import releases, upgrade
from analysis.tables.dataset import Dataset, from_files
from app_pages.frame import published
from app_pages.frame import uploaded as own
from app_pages.frame.text import plain
from app_pages.pages import NAMES as PAGES
from tests import pairs
from tests.app.driver import checked, opened, run_page, text
from tests.faults import FAULTS

GOOD = pairs.files()
NOTICE = "This page shows tables that you uploaded"


def bring(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Uploads files on the page."""
    given = [(name, content, "application/octet-stream") for name, content in files]
    app.file_uploader(key="yours-files").set_value(given)
    return checked(app.run())


def show(app: AppTest) -> AppTest:
    app.button(key="yours-show").click()
    return checked(app.run())


def warnings(app: AppTest) -> str:
    return "\n".join(str(each.value) for each in app.warning)


@pytest.fixture
def uploaded() -> AppTest:
    return show(bring(run_page("your_data"), ("package.zip", pairs.archive())))


def test_a_good_package_is_shown_only_when_asked_for() -> None:
    app = bring(run_page("your_data"), ("package.zip", pairs.archive()))
    assert "No problem was found" in "\n".join(str(each.value) for each in app.success)
    assert NOTICE not in warnings(app)
    counts = app.dataframe[0].value["Rows"].str.replace(",", "").astype(int)
    assert counts.sum() == sum(map(len, from_files(GOOD).tables().values()))
    assert NOTICE in warnings(show(app))
    assert "The dashboard shows these tables now." in text(app)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "These tables follow an earlier schema"),
        ("fr", "Ces tables suivent un schéma antérieur"),
        ("zh", "这些表格采用较早的结构"),
    ],
)
def test_a_package_of_the_earlier_schema_is_upgraded_and_says_so(language: str, said: str) -> None:
    kept = (releases.FOLDER / "1.0.0.zip").read_bytes()
    app = bring(run_page("your_data", lang=language), ("package.zip", kept))
    assert not app.error
    assert said in text(app)
    made, added = upgrade.files(releases.files("1.0.0"))
    rows = [int(re.sub(r"\D", "", cell)) for cell in app.dataframe[0].value.iloc[:, 2]]
    assert rows == [new.filled for new in added]
    if language == "en":
        show(app)
        tables = app.session_state["uploaded"][app.session_state["data_key"]]
        pd.testing.assert_frame_equal(tables.contacts, from_files(made).contacts)
        assert NOTICE in warnings(app)


def test_every_page_shows_the_uploaded_tables_and_the_way_back(uploaded: AppTest) -> None:
    app = uploaded
    # The front page last: it names the two sides.
    for page in reversed(PAGES):
        checked(app.switch_page(f"app_pages/{page}/page.py").run())
        assert NOTICE in warnings(app), page
        assert "uploaded-back" in {button.key for button in app.button}, page
    assert "Norland" in app.title[0].value
    app.button(key="uploaded-back").click()
    checked(app.run())
    assert "Norland" not in app.title[0].value
    assert NOTICE not in warnings(app)
    assert "uploaded" not in app.session_state


def test_filters_that_the_new_tables_lack_are_reset() -> None:
    app = run_page("your_data", years=["2024", "2026"], actors=["wang-yi"], as_of="2025-05-05")
    app = show(bring(app, ("package.zip", pairs.archive())))
    shown = app.session_state["view"].filters
    assert shown.years[1] == from_files(GOOD).end.year
    assert shown.actors == ()
    assert shown.as_of is None


def test_a_faulty_table_is_listed_and_leaves_what_was_shown(uploaded: AppTest) -> None:
    bad = GOOD["events.csv"].replace(b"2019-02-03,", b"2019-02-31,", 1)
    app = bring(uploaded, ("events.csv", bad))
    found = app.dataframe[0].value
    assert list(found.columns) == ["Table", "Row", "Id", "Field", "Value", "Expected"]
    assert len(found) > 0
    assert "yours-show" not in {button.key for button in app.button}
    # The tables uploaded before are still there.
    assert NOTICE in warnings(app)
    assert app.session_state["data_key"] in app.session_state["uploaded"]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("package.zip", b"no archive", "no list of contents"),
        ("events.csv", b"PK\x03\x04 a workbook", "a CSV table"),
        ("events.csv", b"\xd0\xcf\x11\xe0", "a CSV table"),
        ("nonsense.csv", b"a\n1\n", "one of"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(
    name: str, content: bytes, expected: str
) -> None:
    app = bring(run_page("your_data"), (name, content))
    assert "problem" in "\n".join(str(each.value) for each in app.error)
    assert expected in "\n".join(app.dataframe[0].value["Expected"])
    assert NOTICE not in warnings(app)


@pytest.mark.parametrize(("name", "content", "expected"), FAULTS.values(), ids=FAULTS)
def test_each_kind_of_fault_is_refused_in_words(
    name: str, content: Callable[[], bytes], expected: str
) -> None:
    app = bring(run_page("your_data"), (name, content()))
    assert "goes on showing what it showed" in "\n".join(str(each.value) for each in app.error)
    assert expected in text(app) + app.dataframe[0].value.to_string()
    assert "yours-show" not in {button.key for button in app.button}


def test_single_tables_replace_the_published_ones(package: Path) -> None:
    places = (package / "places.csv").read_bytes() + b"Nowhere,USA,,,1,2\n"
    app = show(bring(run_page("your_data"), ("places.csv", places)))
    tables = app.session_state["uploaded"][app.session_state["data_key"]]
    assert tables.places["place"].iloc[-1] == "Nowhere"


def test_files_are_judged_anew_against_the_tables_of_another_pair() -> None:
    header = "source_id,title,publisher,published,url,language,kind,side"
    row = "x-one,A page,A paper,2020-01-01,https://e.example/1,en,news,third-party"
    app = bring(run_page("your_data"), ("sources.csv", f"{header}\n{row}\n".encode()))
    other = published.others()[0]
    app.selectbox(key="pair-box").select(other)
    app = show(checked(app.run()))
    tables = app.session_state["uploaded"][app.session_state["data_key"]]
    shown = published.current(other)
    assert shown is not None
    assert tables.package.name == shown.tables.package.name
    assert tables.sources["source_id"].iloc[-1] == "x-one"
    assert "The dashboard shows these tables now." in text(app)


def workbook_of_a_spreadsheet(package: Path) -> bytes:
    """Two events as a spreadsheet of another country would keep them, one of them new."""
    events = pd.read_csv(package / "events.csv", dtype=str, keep_default_na=False)
    first = events.query("date > '2018-12-13' and end_date == ''").head(2)
    days = pd.to_datetime(first["date"])
    broken = first.assign(date=[f"{d.month}/{d.day}/{d.year}" for d in days], cameo="36")
    broken.iloc[1, 0] = "2018-a-new-one"
    target = io.BytesIO()
    broken.to_excel(target, index=False)
    return target.getvalue()


@pytest.mark.parametrize(
    ("language", "fault"),
    [
        ("en", "Dates are written month/day/year"),
        ("fr", "Les dates sont écrites mois/jour/année"),
        ("zh", "日期写作 月/日/年"),
    ],
)
def test_columns_are_mended_when_the_reader_agrees_and_undone_again(
    language: str, fault: str, package: Path
) -> None:
    app = run_page("your_data", lang=language)
    app = bring(app, ("Mappe (2).xlsx", workbook_of_a_spreadsheet(package)))
    assert fault in set(app.dataframe[0].value.iloc[:, 2])
    assert "yours-show" not in {button.key for button in app.button}
    app.button(key="yours-mend").click()
    app = show(checked(app.run()))
    tables = app.session_state["uploaded"][app.session_state["data_key"]]
    assert tables.events["event_id"].iloc[-1] == "2018-a-new-one"
    assert tables.events["cameo"].iloc[-1] == "036"
    # What is brought next is put to it, and can be taken back alone.
    places = (package / "places.csv").read_bytes() + b"Nowhere,USA,,,1,2\n"
    app = show(bring(app, ("places.csv", places)))
    tables = app.session_state["uploaded"][app.session_state["data_key"]]
    assert "2018-a-new-one" in set(tables.events["event_id"])
    app.button(key="uploaded-undo").click()
    app = checked(app.run())
    tables = app.session_state["uploaded"][app.session_state["data_key"]]
    assert "Nowhere" not in set(tables.places["place"])
    assert "2018-a-new-one" in set(tables.events["event_id"])


def test_a_foreign_table_is_laid_beside_ours_and_its_rows_taken() -> None:
    content = b"effective,hs6,rate\n2019-01-01,120510,9\n2020-01-01,120510,12\n"
    app = bring(run_page("your_data"), ("duties.csv", content))
    assert "laid beside the table Trade restrictions" in text(app)
    assert "yours-show" not in {button.key for button in app.button}
    for name, code in (("imposed_by", "CHN"), ("imposed_on", "CAN")):
        app.selectbox(key=f"yours-laid-duties.csv-trade_restrictions-{name}").set_value(code)
    app = checked(app.run())
    app.button(key="yours-laid-duties.csv-take").click()
    app = show(checked(app.run()))
    tables = app.session_state["uploaded"][app.session_state["data_key"]]
    rates = tables.trade_restrictions["rate_percent"].tail(2)
    assert rates.tolist() == [9, 12]


def test_the_unit_of_foreign_figures_is_asked_for() -> None:
    content = b"year,geo,partner,value\n2019,Canada,China,5\n2020,Canada,China,6\n"
    app = bring(run_page("your_data"), ("figures.csv", content))
    app.selectbox(key="yours-laid-figures.csv-unit").set_value("CAD billion")
    app = checked(app.run())
    app.button(key="yours-laid-figures.csv-take").click()
    app = show(checked(app.run()))
    tables = app.session_state["uploaded"][app.session_state["data_key"]]
    assert tables.series["unit"].iloc[-1] == "CAD billion"


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_a_foreign_table_is_laid_beside_ours_in_every_language(language: str) -> None:
    content = b"Year,Month,Day,Headline,Text\n2019,1,2,A,B\n,,,C,D\n"
    app = bring(run_page("your_data", lang=language), ("timeline.csv", content))
    assert "yours-laid-timeline.csv-take" in {button.key for button in app.button}


def test_an_order_of_dates_is_asked_for(package: Path) -> None:
    header, row = (package / "observations.csv").read_text("utf-8").splitlines()[:2]
    series, _day, value, source = row.split(",")
    content = f"{header}\n{series},3/4/2011,{value},{source}\n".replace(",", ";")
    app = bring(run_page("your_data"), ("mine.csv", content.encode()))
    assert "yours-show" not in {button.key for button in app.button}
    app.segmented_control(key="yours-order-mine.csv").set_value("dmy")
    app = checked(app.run())
    assert "2011-04-03" in set(app.dataframe[0].value["Mended"])


def test_an_order_of_dates_of_a_foreign_table_is_asked_for_before_its_columns() -> None:
    content = b"effective,hs6,rate\n3/4/2019,120510,9\nsoon,150710,free\n"
    app = bring(run_page("your_data"), ("duties.csv", content))
    take = "yours-laid-duties.csv-take"
    assert take not in {button.key for button in app.button}
    app.segmented_control(key="yours-order-duties.csv").set_value("dmy")
    app = checked(app.run())
    assert take in {button.key for button in app.button}
    unknown = [frame.value["Theirs"].tolist() for frame in app.dataframe if len(frame.value) == 1]
    assert unknown == [["free"], ["soon"]]


def test_two_sessions_do_not_see_each_other(uploaded: AppTest) -> None:
    other = run_page("overview")
    assert "Norland" not in other.title[0].value
    assert NOTICE not in warnings(other)
    assert "uploaded" not in other.session_state
    second = show(bring(run_page("your_data"), ("package.zip", pairs.archive())))
    keys = [each.session_state["data_key"] for each in (uploaded, second)]
    assert len(set(keys)) == 2
    assert all(len(key) == 32 for key in keys)
    # A session cannot reach the other's tables, even by their key.
    assert keys[0] not in second.session_state["uploaded"]


def test_what_is_uploaded_stays_in_memory() -> None:
    opened("your_data")
    # Starlette writes a larger upload into a temporary file.
    assert MultiPartParser.spool_max_size > archive.MOST_BYTES


def test_the_limits_are_told() -> None:
    app = opened("your_data")
    limits = app.file_uploader(key="yours-files").help
    for limit in ("20", "100,000"):
        assert limit in limits
    assert upload.MOST_ROWS == 100_000


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_the_page_speaks_other_languages(language: str) -> None:
    for section in ("bring", "add", "elsewhere"):
        run_page("your_data", lang=language, yours=section)


def write(app: AppTest, table: str, **cells: str | list[str]) -> AppTest:
    """Fills in the form."""
    for name, value in cells.items():
        key = f"add-{table}-{name}"
        kinds = [app.text_input, app.text_area, app.selectbox, app.multiselect]
        widget = next(each for kind in kinds for each in kind if each.key == key)
        widget.set_value(value)
    return checked(app.run())


EVENT: dict[str, str | list[str]] = {
    "date": "2018-12-01",
    "date_precision": "day",
    "title": "Meng Wanzhou is arrested in Vancouver",
    "summary": "In our own words.",
    "initiator": ["government-canada"],
    "target": ["meng-wanzhou"],
    "direction": "CAN-CHN",
    "domain": "legal",
    "cameo": "173",
    "salience": "3",
    "added_on": "1.1.0",
    "sources": ["seed-000"],
}


def test_a_new_row_is_checked_likened_and_given_as_a_line() -> None:
    app = run_page("your_data", yours="add")
    assert "Nothing is written yet" in text(app)
    app = write(app, "events", title=EVENT["title"], date="2018-12-99")
    assert "still needed" in text(app)
    problems = next(f.value for f in app.dataframe if "Expected" in f.value)
    assert "2018-12-99" in set(problems["Value"])
    app = write(app, "events", **EVENT)
    assert "the row passes every check." in "\n".join(str(each.value) for each in app.success)
    alike = next(f.value for f in app.dataframe if "Likeness" in f.value)
    assert "2018-12-01-meng-arrested" in set(alike["Id"])
    line = app.code[-1].value
    assert line.startswith("2018-12-01-meng-wanzhou-arrested-vancouver,2018-12-01,,day,")


def test_rows_about_one_piece_of_news_are_shown_at_once_and_taken_back() -> None:
    app = run_page("your_data", yours="add", yours_table=["sources", "events", "statements"])
    app = write(
        app, "sources", title="A page", publisher="A paper", language="en", kind="news",
        side="third-party", published="2018-12-01",
    )  # fmt: skip
    app = write(app, "events", **{k: v for k, v in EVENT.items() if k not in {"sources", "title"}})
    app = write(app, "events", title="Orchestra tours the prairies", initiator=["wang-yi"])
    app = write(app, "statements", stance="demand", paraphrase="In our own words.")
    assert len(app.success) == 3, text(app)
    app.button(key="add-show").click()
    app = checked(app.run())
    assert NOTICE in warnings(app)
    tables = app.session_state["uploaded"][app.session_state["data_key"]]
    event, statement = tables.events.iloc[-1], tables.statements.iloc[-1]
    assert event["event_id"] == "2018-12-01-orchestra-tours-prairies"
    assert event["sources"] == statement["sources"] == ("apaper-2018-12-01-page",)
    assert statement["speaker"] == ("wang-yi",)
    assert statement["about"] == (event["event_id"],)
    # The form is empty again, and the rows can be taken away or back.
    assert not app.text_input(key="add-events-title").value
    assert any(event["event_id"] in each.value for each in app.code)
    app.button(key="uploaded-back").click()
    assert NOTICE not in warnings(checked(app.run()))


def test_a_form_can_be_emptied_and_codes_are_told_in_words() -> None:
    app = run_page("your_data", yours="add", lang="fr")
    app = write(app, "events", cameo="057", title="x")
    assert "Codé ainsi, par exemple" in text(app)
    options = app.selectbox(key="add-events-cameo").options
    assert "057 Signe un accord (+8,0°)" in options
    # A degree is found by its number, a language and a country by its name.
    assert any(each.startswith("3 · ") for each in app.selectbox(key="add-events-salience").options)
    app.button(key="add-clear").click()
    app = checked(app.run())
    assert not app.text_input(key="add-events-title").value
    assert app.selectbox(key="add-events-cameo").value is None


def test_what_a_column_means_is_told_as_text(dataset: Dataset) -> None:
    app = run_page("your_data", yours="add", yours_table="sources")
    meaning = dataset.package.tables["sources"].field("title").description
    assert "[brackets]" in meaning
    assert app.text_input(key="add-sources-title").help == plain(meaning)


def test_there_is_a_form_for_every_table_with_a_place_for_every_column(dataset: Dataset) -> None:
    app = run_page("your_data", yours="add", yours_table=list(dataset.package.every))
    kinds = [app.text_input, app.text_area, app.selectbox, app.multiselect]
    keys = {each.key for kind in kinds for each in kind}
    for name, table in dataset.package.every.items():
        for field in table.fields:
            assert f"add-{name}-{field.name}" in keys
    lists = {each.key for kind in (app.selectbox, app.multiselect) for each in kind}
    closed = ("sources-language", "contacts-place_country", "trade_restrictions-imposed_by",
              "trade_restrictions-trade_value_currency", "consular_cases-citizenship",
              "events-topics", "series-unit", "consular_cases-person")  # fmt: skip
    assert {f"add-{name}" for name in closed} <= lists


def test_the_forms_follow_the_uploaded_tables(uploaded: AppTest) -> None:
    uploaded.session_state["yours"] = "add"
    app = checked(uploaded.run())
    directions = app.selectbox(key="add-events-direction").options
    assert len(directions) == 4
    assert any("Norland" in option for option in directions)


def test_problems_are_shown_as_text_not_markup() -> None:
    hostile = "<script>alert(1)</script>.csv"
    app = bring(run_page("your_data"), (hostile, b"a\n1\n"))
    assert isinstance(app.dataframe[0].value, pd.DataFrame)
    assert hostile in set(app.dataframe[0].value["Table"])


def test_own_tables_that_no_session_holds_any_more_are_said_to_be_gone() -> None:
    app = run_page("overview", own="0" * 32)
    assert "The tables that you uploaded are gone" in warnings(app)
    assert "own" not in app.query_params
    assert "Norland" not in app.title[0].value


def test_another_window_of_the_same_browser_finds_the_tables_and_another_browser_does_not(
    uploaded: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = uploaded.session_state["data_key"]
    assert uploaded.query_params["own"] in (key, [key])
    tables = uploaded.session_state["uploaded"][key]
    assert "gone" in warnings(run_page("overview", own=key))
    monkeypatch.setattr(own, "_browser", lambda: "this one")
    monkeypatch.setitem(own._browsers, tables, "this one")
    assert NOTICE in warnings(run_page("overview", own=key))
    monkeypatch.setattr(own, "_browser", lambda: "another")
    assert NOTICE not in warnings(run_page("overview", own=key))


def test_the_way_back_is_drawn_before_anything_that_may_fail(
    uploaded: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(own, "plain", fail)
    app = uploaded.run()
    assert [error.message for error in app.exception] != []
    app.button(key="uploaded-back").click()
    assert NOTICE not in warnings(checked(app.run()))


def test_the_tables_of_all_sessions_together_are_bounded_and_freed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gc.collect()
    before = own.filled()
    app = show(bring(run_page("your_data"), ("package.zip", pairs.archive())))
    size = own.filled() - before
    assert size > 10_000
    monkeypatch.setattr(upload, "MOST_TABLES_OF_ALL", own.filled() + size - 1)
    other = bring(run_page("your_data"), ("package.zip", pairs.archive()))
    assert "please try again" in text(other)
    assert "yours-show" not in {button.key for button in other.button}
    # The session ends.
    del app
    gc.collect()
    assert own.filled() == before
    assert "yours-show" in {button.key for button in checked(other.run()).button}
