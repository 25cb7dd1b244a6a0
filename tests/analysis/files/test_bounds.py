"""What would take the check long, or what pages could not draw, is refused at once and in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from analysis import check
from analysis.files import upload
from tests import pairs

GOOD = pairs.files()
Files = dict[str, bytes]


def described(change: Callable[[dict[str, Any]], object]) -> Files:
    descriptor = json.loads(GOOD["datapackage.json"])
    change(descriptor)
    return {**GOOD, "datapackage.json": json.dumps(descriptor).encode()}


def fields(descriptor: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """Every field by its table and name."""
    return {
        (resource["name"], field["name"]): field
        for resource in descriptor["resources"]
        for field in resource["schema"]["fields"]
    }


def without_enums(descriptor: dict[str, Any]) -> None:
    for field in fields(descriptor).values():
        field.get("constraints", {}).pop("enum", None)


def paired(old: str, new: str) -> Files:
    content = GOOD["pair.toml"].decode()
    assert old in content
    return {**GOOD, "pair.toml": content.replace(old, new, 1).encode()}


def preset(lines: str) -> Files:
    return {**GOOD, "pair.toml": GOOD["pair.toml"] + b"\n[[presets]]\n" + lines.encode()}


def backtracking(descriptor: dict[str, Any]) -> None:
    fields(descriptor)["places", "place"]["constraints"]["pattern"] = "(a|a)*b"


PLACES = GOOD["places.csv"]
HEADER = PLACES.split(b"\n")[0]

SLOW: dict[str, tuple[Callable[[], Files], str]] = {
    "a pattern that looks back": (
        lambda: described(backtracking)
        | {"places.csv": PLACES + b"a" * 40 + b",XNO,,,1,2\n"},
        "no constraints.pattern, as the dashboard's own package has it",
    ),
    "a pattern of items": (
        lambda: described(
            lambda d: fields(d)["events", "topics"]["items"].update(pattern="(a|a)*b")
        )
        | {"events.csv": GOOD["events.csv"].replace(b",trade,", b"," + b"a" * 40 + b",")},
        "no items.pattern",
    ),
    "NUL on millions of lines": (
        lambda: {**GOOD, "places.csv": b"\0\r" * 9_000_000}, "at most 100,000 rows",
    ),
    "millions of lines that are not UTF-8": (
        lambda: {**GOOD, "places.csv": b"\xff\r" * 9_000_000}, "at most 100,000 rows",
    ),
    "rows that end as on old systems": (
        lambda: {**GOOD, "places.csv": HEADER + b"\r" + b"a,XNO,,,1,2\r" * 600_000},
        "at most 100,000 rows",
    ),
    "a hundred thousand columns": (
        lambda: {**GOOD, "places.csv": ",".join(f"c{n}" for n in range(100_000)).encode() + b"\n"},
        "at most 200 columns",
    ),
    "the same column a hundred thousand times": (
        lambda: {**GOOD, "places.csv": b"place," * 100_000 + b"\n"}, "at most 200 columns",
    ),
    "millions of cells": (
        lambda: {**GOOD, "places.csv": HEADER + b"\n" + b"," * 9_000_000},
        "at most 2,000,000 cells",
    ),
    "faults on every row": (
        lambda: {
            **GOOD,
            "places.csv": PLACES + b"".join(b"p%d,nowhere,,,x,y\n" % n for n in range(90_000)),
        },
        "fewer than 500 problems",
    ),
    "NUL on many lines": (
        lambda: {**GOOD, "places.csv": b"\0\n" * 90_000}, "fewer than 500 problems",
    ),
    "items a hundred thousand times": (
        lambda: {
            **GOOD,
            "events.csv": GOOD["events.csv"].replace(b",trade,", b"," + b"x;" * 16_000 + b","),
        },
        "each item once",
    ),
    "long ids unlike any": (
        lambda: {
            **GOOD, "events.csv": GOOD["events.csv"].replace(b"government-xno", b"x" * 3000)
        },
        "an existing actor_id",
    ),
    "a descriptor of many megabytes": (
        lambda: {**GOOD, "datapackage.json": GOOD["datapackage.json"] + b" " * 6_000_000},
        "a file of at most 5 MB",
    ),
}  # fmt: skip

UNSHOWN: dict[str, tuple[Callable[[], Files], str]] = {
    "a number of thousands of digits": (
        lambda: {
            **GOOD,
            "datapackage.json": GOOD["datapackage.json"].replace(
                b"{", b'{"n": ' + b"9" * 5_000 + b",", 1
            ),
        },
        "numbers that a program can read",
    ),
    "no number": (
        lambda: described(lambda d: d.update(n=float("nan"))), "numbers that a program can read",
    ),
    "half a character in the title": (
        lambda: described(lambda d: d.update(title="x\ud800")), "this escape is half of one",
    ),
    "half a character in a label": (
        lambda: described(lambda d: d["vocabularyLabels"]["topic"]["trade"].update(en="\udc00")),
        "this escape is half of one",
    ),
    "no vocabularies": (lambda: described(without_enums), "constraints.enum"),
    "an empty vocabulary": (
        lambda: described(lambda d: fields(d)["events", "domain"]["constraints"].update(enum=[])),
        "domain",
    ),
    "another order of ranks": (
        lambda: described(lambda d: fields(d)["offices", "rank"]["constraints"]["enum"].reverse()),
        "rank",
    ),
    "no foreign keys": (
        lambda: described(lambda d: [r["schema"].pop("foreignKeys", 0) for r in d["resources"]]),
        "foreignKeys",
    ),
    "no bounds of a scale": (
        lambda: described(
            lambda d: fields(d)["cameo_goldstein", "goldstein"].update(constraints={})
        ),
        "constraints.maximum 10",
    ),
    "a date in another form": (
        lambda: described(lambda d: fields(d)["events", "date"].update(format="%Q")),
        "format default",
    ),
    "an event of the year 1": (
        lambda: {**GOOD, "events.csv": GOOD["events.csv"].replace(b"2003-09-11", b"0001-01-01")},
        "a date from the year 1800 to 2200",
    ),
    "a statement of the year 1700": (
        lambda: {**GOOD, "statements.csv": GOOD["statements.csv"].replace(b",2010,", b",1700,")},
        "a date from the year 1800 to 2200",
    ),
    "coverage to the end of days": (
        lambda: described(lambda d: d["coverage"].update(end="9999-12-31")),
        "from the year 1800 to 2200",
    ),
    "a colour that is a number": (
        lambda: paired('color = "#7A6BDB"', "color = 5"), "a colour written #RRGGBB",
    ),
    "a colour that is a style": (
        lambda: paired('color = "#7A6BDB"', 'color = "red; }"'), "a colour written #RRGGBB",
    ),
    "a colour that is markup": (
        lambda: paired('third_color = "#8A8F98"', 'third_color = "<b>"'),
        "a colour written #RRGGBB",
    ),
    "one code for both sides": (
        lambda: paired('code = "XSO"', 'code = "XNO"'), "a code of its own for each side",
    ),
    "a code that no table knows": (
        lambda: paired('code = "XSO"', 'code = "ZZZ"'), "codes that the vocabulary of sources.side",
    ),
    "a name that is a number": (
        lambda: paired('"en" = "Norland"', '"en" = 5'), "a name in English at least",
    ),
    "an empty name": (lambda: paired('"en" = "Norland"', '"en" = " "'), "none of them empty"),
    "an adjective that is a number": (
        lambda: paired('adjective = { "en" = "Norland"', 'adjective = { "en" = 5'),
        "an object of language: text",
    ),
    "a preset at noon": (
        lambda: preset('key = "k"\ndate = 12:00:00\nlabel = { en = "x" }\n'), "a list of presets",
    ),
    "a preset without a day": (
        lambda: preset('key = "k"\nlabel = { en = "x" }\n'), "a list of presets",
    ),
    "a preset without a language": (
        lambda: preset('key = "k"\ndate = 2010-01-01\nlabel = "x"\n'), "a list of presets",
    ),
    "names that are a text": (
        lambda: {**GOOD, "pair.toml": b'office_names = "x"\n' + GOOD["pair.toml"]},
        "an object of names",
    ),
    "gaps that are not UTF-8": (lambda: {**GOOD, "GAPS.md": b"\xe9\xe9"}, "UTF-8 text"),
}  # fmt: skip


@pytest.mark.parametrize("kind", [*SLOW, *UNSHOWN])
def test_it_is_refused_at_once_and_in_words(kind: str) -> None:
    make, words = (SLOW | UNSHOWN)[kind]
    files = make()
    verdict = upload.judge(list(files.items()), {})
    assert not verdict.sound
    assert words in check.report(verdict.problems)
    assert len(verdict.problems) <= upload.MOST_FINDINGS + 1
    # Nothing of Python shows through.
    assert "object has no attribute" not in check.report(verdict.problems)
    assert "codec" not in check.report(verdict.problems)
