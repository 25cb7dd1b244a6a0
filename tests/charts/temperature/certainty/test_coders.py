"""Agreement by field, and the audits in words."""

from __future__ import annotations

import pandas as pd
import pytest

from charts.speech import language
from charts.temperature.certainty.coders import audits, coders


@pytest.fixture(autouse=True)
def english() -> None:
    language.use("en")


def test_the_weakest_field_is_named_with_its_interval() -> None:
    found = pd.DataFrame(
        {
            "field": ["cameo", "salience"],
            "alpha": [0.82, 0.69],
            "low": [0.77, 0.6],
            "high": [0.87, 0.76],
            "same": [0.83, 0.76],
        }
    )
    picture = coders(found, 161)
    assert picture.title == "Agreement is lowest on Salience: α = 0.69 (0.60 to 0.76)"
    assert list(picture.figure.data[0].x) == [0.77, 0.87]
    assert "161" in picture.subtitle
    # Where the intervals overlap, no field is the weakest.
    close = found.assign(high=[0.87, 0.8])
    assert coders(close, 161).title == "No field surely has the lowest agreement"


def test_an_audit_is_told_with_the_interval_of_its_wrong_rows() -> None:
    found = pd.DataFrame(
        {
            "date": ["2026-11-29", "2026-11"],
            "kind": ["rows", "landmarks"],
            "rows": [89, 58],
            "right": [65, 57],
            "imprecise": [21, 0],
            "wrong": [3, 1],
            "unchecked": 0,
        }
    )
    said = audits(found)
    assert said.startswith("29 Nov 2026: 89 rows")
    assert " Nov 2026: of 58 landmarks" in said
    assert "3 wrong (1.2% to 9.4%)" in said.replace("\u00a0", "")
    assert "of 58 landmarks in independent chronologies 57 are in the record (91% to 99.7%)" in said
