"""A kept version of the record: shown as it stood, on every page, with what changed since."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.record import releases
from analysis.tables.dataset import Dataset
from app_pages.pages import NAMES
from app_pages.server import pinned
from charts.speech.formats import degrees
from tests import pairs
from tests.app.driver import checked, inside, run_page, text
from tests.app.test_your_data import bring, show

KEPT = "1.0.0"
WHOLE = ["1968", "2026"]


def notes(app: AppTest) -> str:
    """What the page says in its boxes, without the signs that only put markup out of action."""
    said = "\n".join(str(each.value) for each in [*app.info, *app.warning])
    return re.sub(r"\\(.)", r"\1", said)


def since(**query: str | list[str]) -> AppTest:
    """The overview of the kept version, with what changed since."""
    app = run_page("overview", v=KEPT, **query)
    app.session_state["changed-since"] = True
    return checked(app.run())


@pytest.mark.parametrize("page", NAMES)
def test_every_page_says_that_it_shows_a_kept_version_and_keeps_to_it(page: str) -> None:
    app = run_page(page, v=KEPT)
    assert f"Version {KEPT} of the record, as it stood on" in notes(app)
    assert "to be read and not changed" in notes(app)
    assert [box.label for box in app.expander if box.label == "What changed since"]
    # One way leads to the present version; every other link keeps to this one.
    assert [a for a in inside(app) if f"v={KEPT}" not in a] == ["?v=1.1.0"]


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", f"Version {KEPT} des données, telle"), ("zh", f"{KEPT}版数据，为")],
)
def test_it_is_said_in_the_readers_language(language: str, said: str) -> None:
    assert said in notes(run_page("overview", v=KEPT, lang=language))


@pytest.mark.parametrize("section", ["bring", "add"])
def test_a_kept_version_takes_no_tables_and_no_rows(section: str) -> None:
    app = run_page("your_data", v=KEPT, yours=section)
    assert "A kept version of the record is read and not changed." in notes(app)
    assert not app.get("file_uploader")
    assert not [w for w in app.text_input if str(w.key).startswith("add-")]


def test_own_tables_are_not_taken_for_a_kept_version() -> None:
    app = show(bring(run_page("your_data"), ("package.zip", pairs.archive())))
    app.query_params["v"] = KEPT
    checked(app.run())
    assert f"Version {KEPT}" not in notes(app)


def test_which_versions_are_kept_is_known_without_reading_their_tables(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    releases.name.cache_clear()
    monkeypatch.setattr(releases, "load", lambda version: pytest.fail(f"{version} was read"))
    assert pinned.known() == (KEPT,)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Kept: 1.0.0, 1.1.0."),
        ("fr", "Versions conservées : 1.0.0, 1.1.0."),
        ("zh", "已保存：1.0.0、1.1.0。"),
    ],
)
def test_an_unknown_version_names_those_that_exist(language: str, said: str) -> None:
    app = run_page("overview", v="0.9.<b>", lang=language)
    assert "0.9.<b>" in notes(app)
    assert said in notes(app).replace("\u00a0", " ")
    assert "v" not in app.query_params


def test_the_present_version_can_be_asked_for_by_name(dataset: Dataset) -> None:
    app = run_page("overview", v=dataset.package.version)
    assert "Version" not in notes(app)


def test_the_headline_is_that_of_the_kept_version() -> None:
    app = run_page("overview", v=KEPT)
    values = {each.label[1:].partition("]")[0]: each.value for each in app.metric}
    assert values["Temperature"] == f"{degrees(1.7025458264349005)}°"
    assert values["Restrictions by Canada"] == "25"
    assert values["Consular cases open"] == "4"
    shown = app.session_state["view"]
    assert shown.data.endswith(KEPT)


def test_what_changed_since_says_by_how_much_each_headline_figure_moved() -> None:
    table = since(years=WHOLE).dataframe[0].value
    assert list(table.columns) == ["Figure", "Version 1.0.0", "Version 1.1.0", "Moved by"]
    rows = table.set_index("Figure")
    assert rows.loc["Temperature"].tolist() == ["+1.70°", "+1.57°", "−0.13°"]
    assert rows.loc["Leaders last spoke"].tolist() == ["16 Jan 2026", "16 Jan 2026", "0 days"]
    assert rows.loc["Events of this view"].tolist() == ["710", "762", "+52"]
    assert rows.loc["Contacts of this view"].tolist() == ["216", "230", "+14"]


def test_the_steps_of_dates_are_told_in_days() -> None:
    told = [pinned.days(pd.Timedelta(days=n)) for n in (1, -1234, 0)]
    assert told == ["+1 day", "−1,234 days", "0 days"]
    assert pinned.days(pd.NaT) == "–"


def test_what_changed_since_lists_the_rows_of_the_view_and_no_others(dataset: Dataset) -> None:
    ledger = dataset.changes
    whole = {*zip(ledger["row_id"], ledger["reason"], strict=True)}
    app = since(years=["1972", "1973"], domains="diplomacy")
    rows = app.dataframe[1].value
    events = rows[rows["Table"] == "Events"]
    old, new = (each.events for each in (releases.load(KEPT)[0], dataset))
    inside_view = {
        event
        for each in (old, new)
        for event in each.loc[
            each["date"].dt.year.isin([1972, 1973]) & (each["domain"] == "diplomacy"), "event_id"
        ]
    }
    expected = ledger.loc[
        (ledger["table"] == "events") & ledger["row_id"].isin(inside_view), "row_id"
    ]
    assert len(expected)
    assert sorted(events["Row"]) == sorted(expected)
    assert {*zip(rows["Row"], rows["Reason"], strict=True)} <= whole


def test_a_view_of_which_nothing_changed_says_so() -> None:
    app = since(years=["1969", "1969"], actors="wang-yi")
    assert "No row of this view changed since." in text(app)
    assert "evidence?evidence_part=changes&v=1.1.0" in inside(app)
