"""One finding for a column, mended; what is not decided is asked, what is not known is left."""

from __future__ import annotations

import io

import pandas as pd

from analysis.files import upload
from analysis.files.upload import Choices, Verdict
from analysis.tables import dataset
from tests import pairs
from tests.analysis.files.test_upload import said

GOOD = pairs.files()
SHOWN = dataset.from_files(GOOD)


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(GOOD[f"{name}.csv"]), dtype=str, keep_default_na=False)


def brought(name: str, rows: pd.DataFrame, choices: Choices | None = None) -> Verdict:
    content = rows.to_csv(index=False).encode()
    return upload.judge([(f"{name}.csv", content)], GOOD, choices or Choices())


def american(day: str) -> str:
    return f"{int(day[5:7])}/{int(day[8:])}/{day[:4]}" if day else ""


def test_dates_and_codes_of_a_spreadsheet_are_one_finding_a_column() -> None:
    events = table("events")
    broken = events.assign(
        date=events["date"].map(american),
        end_date=events["end_date"].map(american),
        cameo=events["cameo"].str.lstrip("0"),
    )
    verdict = brought("events", broken)
    assert verdict.tables is not None, said(verdict)
    pd.testing.assert_frame_equal(verdict.tables.events, SHOWN.events)
    found = {mend.field: (mend.kind, mend.rows) for mend in verdict.mends}
    assert found["date"] == ("mdy", len(events))
    assert found["cameo"] == ("zero", int(events["cameo"].str.startswith("0").sum()))


def test_an_order_that_cannot_be_known_is_asked_for() -> None:
    rows = table("events").head(1).assign(event_id="a-new-one", date="3/4/2004", end_date="")
    verdict = brought("events", rows)
    assert not verdict.sound
    assert [(doubt.kind, doubt.options) for doubt in verdict.doubts] == [("order", ("dmy", "mdy"))]
    for order, day in (("dmy", "2004-04-03"), ("mdy", "2004-03-04")):
        verdict = brought("events", rows, Choices(orders={"events.csv": order}))
        assert verdict.tables is not None, said(verdict)
        assert verdict.tables.events["date"].iloc[-1] == pd.Timestamp(day)


def test_numbers_of_other_countries_are_read() -> None:
    places = table("places").assign(latitude="1,5", longitude="12,25 ")
    verdict = brought("places", places)
    assert verdict.tables is not None, said(verdict)
    assert set(verdict.tables.places["latitude"]) == {1.5}
    assert set(verdict.tables.places["longitude"]) == {12.25}


def test_a_comma_is_the_same_sign_in_the_whole_column() -> None:
    places = table("places")
    mixed = ["1,5", *["1,500"] * (len(places) - 2), "0,125"]
    verdict = brought("places", places.assign(latitude=mixed))
    assert verdict.tables is not None, said(verdict)
    assert set(verdict.tables.places["latitude"]) == {1.5, 0.125}
    # Who parts cells by semicolons needs the comma for numbers.
    content = places.assign(latitude="1,500").to_csv(index=False, sep=";").encode()
    verdict = upload.judge([("places.csv", content)], GOOD)
    assert verdict.tables is not None, said(verdict)
    assert set(verdict.tables.places["latitude"]) == {1.5}


def test_a_year_alone_keeps_its_precision() -> None:
    rows = table("events").head(1).assign(date="2004", end_date="", date_precision="")
    verdict = brought("events", rows)
    assert verdict.tables is not None, said(verdict)
    assert verdict.tables.events.loc[0, "date_precision"] == "year"


def test_letters_that_a_file_lost_are_taken_from_the_rows_shown() -> None:
    places = table("places")
    known = places.assign(name_zh="北京")
    base = {**GOOD, "places.csv": known.to_csv(index=False).encode()}
    lost = places.assign(name_zh="??", name_fr="Québec en été, là-bas")
    content = lost.to_csv(index=False).encode("cp1252")
    verdict = upload.judge([("places.csv", content)], base)
    assert verdict.tables is not None, said(verdict)
    assert [(mend.field, mend.kind, mend.rows) for mend in verdict.mends] == [
        ("name_zh", "lost", len(places))
    ]
    assert set(verdict.tables.places["name_zh"]) == {"北京"}


def test_what_is_no_value_stays_a_problem_of_its_cell() -> None:
    verdict = brought("events", table("events").assign(cameo="999", date="soon"))
    assert verdict.mends == ()
    assert set(verdict.problems["field"]) == {"cameo", "date"}
    assert set(verdict.problems.query("field == 'date'")["value"]) == {"soon"}
