from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analysis import check
from analysis.check import labels
from analysis.files import upload
from tests import pairs

GOOD = json.loads(pairs.files()["datapackage.json"])


def test_the_shipped_package_is_well_labelled(package: Path) -> None:
    descriptor = json.loads((package / "datapackage.json").read_bytes())
    assert list(labels.problems(descriptor)) == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"vocabularyLabels": []}, "vocabularyLabels"),
        ({"vocabularyLabels": {"topic": []}}, "vocabularyLabels.topic"),
        ({"vocabularyLabels": {"topic": {"trade": "Trade"}}}, "vocabularyLabels.topic"),
        ({"vocabularyLabels": {"topic": {"trade": {"en": 5}}}}, "vocabularyLabels.topic"),
        ({"fieldTitles": "x"}, "fieldTitles"),
        ({"fieldTitles": {"date": "Date"}}, "fieldTitles.date"),
        ({"fieldTitles": {"date": {"en": "{"}}}, "fieldTitles.date"),
        ({"fieldTitles": {"date": {"en": "{c}"}}}, "fieldTitles.date"),
        ({"fieldTitles": {"date": {"en": "{a.__class__}"}}}, "fieldTitles.date"),
        ({"fieldTitles": {"date": {"en": "{a:>999999}"}}}, "fieldTitles.date"),
        ({"fieldTitles": {"date": {"en": "{a!r}"}}}, "fieldTitles.date"),
        ({"title": 5}, "title"),
        ({"version": 1.0}, "version"),
        ({"created": None}, "created"),
        ({"contributors": "we"}, "contributors"),
        ({"contributors": [{"title": 5}]}, "contributors"),
        ({"licenses": [1]}, "licenses"),
    ],
)
def test_what_pages_would_stumble_over_is_told(changed: dict[str, Any], field: str) -> None:
    descriptor = {**GOOD, **changed}
    assert field in {problem.field for problem in labels.problems(descriptor)}
    files = {**pairs.files(), "datapackage.json": json.dumps(descriptor).encode()}
    verdict = upload.judge(list(files.items()), {})
    assert not verdict.sound
    assert field in check.report(verdict.problems)


def test_titles_may_name_the_two_sides() -> None:
    titles = {"account_a": {"en": "Account of {a}"}, "both": {"en": "{a} and {b}"}, "x": {}}
    assert list(labels.problems({**GOOD, "fieldTitles": titles})) == []
