from __future__ import annotations

import io
import json

import pandas as pd
import pytest

from analysis.files import upload
from analysis.files.upload import Choices
from tests import pairs
from tests.analysis.files.test_upload import said

GOOD = pairs.files()
HEADER, *ROWS = GOOD["places.csv"].decode().splitlines()
NEW = "Nowhere,XNO,,,1,2"


def test_rows_are_added_by_their_key() -> None:
    changed = ROWS[0].rpartition(",")[0] + ",3.5"
    content = "\n".join([HEADER, NEW, changed, ROWS[1]])
    verdict = upload.judge([("places-new.csv", content.encode())], GOOD)
    assert verdict.tables is not None, said(verdict)
    (merged,) = verdict.merged
    assert (merged.new, merged.changed, merged.same) == ((("Nowhere",),), 1, 1)
    assert len(verdict.tables.places) == len(ROWS) + 1
    assert verdict.tables.places["longitude"].iloc[0] == 3.5


def test_a_whole_table_is_replaced_only_when_asked_for() -> None:
    content = GOOD["places.csv"] + f"{NEW}\n".encode()
    only = "\n".join([HEADER, NEW]).encode()
    whole = Choices(whole=frozenset({"places"}))
    added = upload.judge([("places.csv", content)], GOOD)
    assert added.tables is not None
    replaced = upload.judge([("places.csv", only)], GOOD, whole)
    # Places that contacts name are gone.
    assert "place of the table places" in said(replaced)


def test_a_key_that_stands_twice_is_told_on_its_own_line() -> None:
    content = "\n".join([HEADER, NEW, "", NEW])
    verdict = upload.judge([("places.csv", content.encode())], GOOD)
    assert verdict.problems["row"].tolist() == [4]
    assert "a place of its own; line 2 has the same" in said(verdict)


def test_a_value_that_a_row_shown_has_is_told_with_its_line_there() -> None:
    header, first, *_rows = GOOD["sources.csv"].decode().splitlines()
    again = first.replace(first.partition(",")[0], "another-id", 1)
    verdict = upload.judge([("mine.csv", f"{header}\n\n{again}\n".encode())], GOOD)
    assert verdict.problems[["row", "id", "field"]].values.tolist() == [[3, "another-id", "url"]]
    assert "line 2 of the table shown now has the same" in said(verdict)


def test_a_column_that_a_later_schema_added_is_filled() -> None:
    events = pd.read_csv(io.BytesIO(GOOD["events.csv"]), dtype=str, keep_default_na=False)
    first = events.head(1).drop(columns="added_on")
    both = pd.concat([first, first.assign(event_id="2004-01-01-a-new-one")])
    verdict = upload.judge([("events-new.csv", both.to_csv(index=False).encode())], GOOD)
    assert verdict.tables is not None, said(verdict)
    (merged,) = verdict.merged
    assert (len(merged.new), merged.same, merged.filled) == (1, 1, ("added_on",))
    assert "2004-01-01-a-new-one" in set(verdict.alike["new"])


@pytest.mark.parametrize("version", ["", "2026-01"])
def test_a_new_row_of_a_package_without_a_version_is_of_the_first(version: str) -> None:
    described = json.loads(GOOD["datapackage.json"]) | {"version": version}
    shown = {**GOOD, "datapackage.json": json.dumps(described).encode()}
    events = pd.read_csv(io.BytesIO(GOOD["events.csv"]), dtype=str, keep_default_na=False)
    new = events.head(1).drop(columns="added_on").assign(event_id="2004-01-01-a-new-one")
    verdict = upload.judge([("events-new.csv", new.to_csv(index=False).encode())], shown)
    assert verdict.tables is not None, said(verdict)
    assert verdict.tables.events["added_on"].iloc[-1] == "1.0.0"
