"""What the check found is told in the reader's language, whatever is wrong with whichever cell."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Iterator

import pytest

from analysis import check
from analysis.check import messages
from app_pages.frame import problems
from charts.speech import language as wording
from tests import pairs

GOOD = pairs.files()
BAD = (
    "",
    " x",
    "x y",
    "0",
    "-1",
    "99999",
    "2019-02-31",
    "1700-01-01",
    "ZZZ",
    "nobody",
    ";;",
    "a;a",
)
"""At least one of these is wrong in nearly every column."""


@pytest.fixture(scope="module")
def found() -> set[str]:
    """Everything that the check says of tables in which every cell of a row is wrong."""
    broken = dict(GOOD)
    for name, content in GOOD.items():
        if name.endswith(".csv") and content.count(b"\n") > 1:
            header = content.decode().splitlines()[0]
            wide = header.count(",") + 1
            rows = [",".join([value] * wide) for value in BAD]
            more = ["", "x", ",".join(["x"] * (wide + 2))]
            broken[name] = content + ("\n".join([*rows, *more]) + "\n").encode()
    said = set(check.check_files(broken)["expected"])
    for wrong in (b"a,b\n", b"\xff\xfe", b"", b"event_id;date\n", b"x\0\n", b"event_id,dat\n1,2\n"):
        said |= set(check.check_files({**GOOD, "events.csv": wrong})["expected"])
    for name, wrong in [*_descriptors(), *_pairs()]:
        said |= set(check.check_files({**GOOD, name: wrong})["expected"])
    return said


def _descriptors() -> Iterator[tuple[str, bytes]]:
    """`datapackage.json` with a fault in each of its parts."""
    good = GOOD["datapackage.json"]
    for wrong in (b"[]", b"{", b"\xff", b'{"a": NaN}', b'"\\ud800"', b"[" * 100_000):
        yield "datapackage.json", wrong
    texts = ("title", "contributors", "licenses", "explained", "vocabularyLabels", "fieldTitles")
    for change in (
        {"schemaVersion": "0"},
        {"resources": 1},
        {"resources": [1, {}, {"name": "events"}, {"name": "events"}, {"name": "x", "path": "/"}]},
        {"name": 1, "coverage": {"start": "2000-01-01", "end": "1999-01-01"}},
        {"coverage": 1, **dict.fromkeys(texts, 1)},
    ):
        yield "datapackage.json", json.dumps(json.loads(good) | change).encode()
    content = json.loads(good)
    schemas = [each["schema"] for each in content["resources"]]
    schemas[0] |= {"missingValues": ["-"], "primaryKey": []}
    schemas[1]["fields"].append({"name": "more"})
    schemas[2]["fields"].pop()
    schemas[3]["fields"][0] |= {"title": 1, "type": "number", "unit": "m"}
    schemas[4]["fields"].append(schemas[4]["fields"][0])
    schemas[5].clear()
    content["resources"][6]["path"] = "elsewhere.csv"
    content["resources"][7]["title"] = 1
    yield "datapackage.json", json.dumps(content).encode()


def _pairs() -> Iterator[tuple[str, bytes]]:
    """`pair.toml` with a fault in each of its parts."""
    keys = ("code", "iso2", "also", "name", "adjective", "color")
    side = "\n".join(f"{key} = 1" for key in keys)
    names = ("title", "mutual_color", "presets", "comparisons", "office_names")
    every = "\n".join(f"{key} = 1" for key in names)
    two = '[{0}]\ncode = "{1}"\nname = {{en = "A"}}\n'
    for wrong in (
        "= 1",
        "",
        f"{every}\n[a]\n{side}\n[b]\n{side}\n",
        two.format("a", "XXA") + two.format("b", "XXA"),
    ):
        yield "pair.toml", wrong.encode()


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_a_finding_is_told_in_the_language_of_the_reader(language: str, found: set[str]) -> None:
    assert len(found) > 40
    wording.use(language)
    try:
        left = {text for text in found if problems.told(text) == text}
    finally:
        wording.use("en")
    assert left == set()


def test_no_finding_is_a_regular_expression(found: set[str]) -> None:
    assert [text for text in found if re.search(r"\[[a-z0-9]-|\$|\^|of the form", text)] == []


def test_values_are_told_as_they_are() -> None:
    wording.use("fr")
    try:
        said = problems.told(messages.found_in(["wang-yi"], [("actors", "x")]).expected("wang-y"))
        unknown = problems.told("no text of the check")
    finally:
        wording.use("en")
    assert said == "une valeur existante de x de la table actors; vouliez-vous dire wang-yi?"
    assert unknown == "no text of the check"


def test_a_finding_keeps_its_words_on_the_way_from_the_process_that_checks() -> None:
    expected = messages.found_in(["wang-yi"], [("actors", "x"), ("events", "y")]).expected("wang-y")
    found = messages.frame([messages.Problem("events", 2, "", "about", "wang-y", expected)])
    arrived = pickle.loads(pickle.dumps(found))["expected"].iloc[0]
    wording.use("fr")
    try:
        said = problems.told(arrived)
    finally:
        wording.use("en")
    assert arrived == (
        "an existing x of the table actors or y of the table events; did you mean wang-yi?"
    )
    assert said == (
        "une valeur existante de x de la table actors ou de y de la table events; vouliez-vous "
        "dire wang-yi?"
    )
