"""A second data package, of two countries that do not exist.

Made from what `new-pair` writes, and meant to be awkward: names in English only, a record of other
years, dates known to the month or year, rows with little in them, text that looks like markup, a
formula or a script. Everything in it is invented.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from analysis.files import export, newpair
from analysis.record.upgrade import table_file
from analysis.tables import package as schema

A, B = "XNO", "XSO"
NAMES = {A: "Norland", B: "Souvia <b>&amp;</b>"}
START, END = "2003-05-01", "2019-11-30"

HOSTILE = '=1+1 <script>alert("x")</script> [link](https://example.org) $a$ `code` :smile: {a}'

SOURCE = {"sources": "norland-gazette"}

Row = Mapping[str, str]


@cache
def files() -> dict[str, bytes]:
    """The files of the package: name of each, and its bytes."""
    sides = newpair.sides(A, B, NAMES)
    made = newpair.files(sides, today=date(2020, 1, 1))
    descriptor = _english_only(json.loads(made[schema.FILE]))
    package = schema.parse(json.dumps(descriptor))
    rows = {name: [*newpair.example(sides).get(name, ())] for name in package.tables}
    rows = {name: _moved(each) for name, each in rows.items()}
    for name, more in _more().items():
        rows[name] = [*rows[name], *more]
    for name, each in rows.items():
        if name != newpair.CODES:
            made[f"{name}.csv"] = table_file(package.tables[name], each)
    made[schema.FILE] = json.dumps(descriptor, ensure_ascii=False).encode()
    return made


def write(folder: Path) -> Path:
    """Write the package into a new folder and return it."""
    newpair.write(files(), folder)
    return folder


def archive() -> bytes:
    """The package as a ZIP archive."""
    return export.archive(files())


def _english_only(descriptor: dict[str, Any]) -> dict[str, Any]:
    for terms in descriptor["vocabularyLabels"].values():
        for labels in terms.values():
            labels.pop("fr", None)
            labels.pop("zh", None)
    for labels in descriptor.get("fieldTitles", {}).values():
        labels.pop("fr", None)
        labels.pop("zh", None)
    descriptor["coverage"] = {"start": START, "end": END}
    descriptor["title"] = "Norland–Souvia <i>relations</i>"
    return descriptor


def _moved(rows: list[Row]) -> list[Row]:
    """The example rows, some years earlier than they are dated."""
    years = {"2025": "2019", "2024": "2018", "2023": "2017", "2022": "2016"}

    def moved(value: str) -> str:
        for now, then in years.items():
            value = value.replace(now, then)
        return value

    return [{field: moved(value) for field, value in row.items()} for row in rows]


def _more() -> dict[str, list[Row]]:
    """Rows beside the examples."""
    state_a, state_b = f"government-{A.lower()}", f"government-{B.lower()}"
    return {
        "sources": [
            {
                "source_id": "norland-gazette",
                "title": HOSTILE,
                "publisher": "Norland *Gazette*",
                "url": "https://example.org/?q=<b>&x=(1)",
                "language": "en",
                "kind": "news",
                "side": "third-party",
            }
        ],
        "actors": [
            {"actor_id": "president-xso", "name": HOSTILE, "kind": "person", "country": B},
            {"actor_id": "norland-mills", "name": "Norland Mills", "kind": "company", "country": A},
            {"actor_id": "league", "name": "League of Elsewhere", "kind": "organisation"},
        ],
        "offices": [
            {"actor_id": "president-xso", "office": "President", "rank": "leader", **SOURCE}
        ],
        "events": [
            *(_event(number, state_a, state_b) for number in range(24)),
            {
                **_event(30, state_a, state_b),
                "event_id": "only-what-is-needed",
                "title": HOSTILE,
                "summary": HOSTILE,
                "topics": "",
                "location": "",
                "responds_to": "",
            },
        ],
        "contacts": [
            {
                "contact_id": f"{year}-summit",
                "date": f"{year}-06-15",
                "date_precision": "day",
                "end_date": f"{year}-06-17",
                "format": "official-visit",
                "side_a": state_a,
                "side_b": "president-xso",
                "place_city": "Example Port",
                "place_country": B,
                "occasion": HOSTILE,
                "account_b": "Only one side gave an account.",
                **SOURCE,
            }
            for year in range(2004, 2019, 3)
        ],
        "trade_restrictions": [
            {
                "restriction_id": "xno-mills-2006",
                "imposed_by": A,
                "imposed_on": B,
                "product": HOSTILE,
                "product_group": "other",
                "measure": "tariff",
                "announced": "2006",
                "status": "end-unknown",
                **SOURCE,
            }
        ],
        "consular_cases": [
            {
                "case_id": "president-xso",
                "person": "president-xso",
                "held_by": A,
                "status": "outcome-unknown",
                **SOURCE,
            }
        ],
        "statements": [
            {
                "statement_id": f"{year}-address",
                "date": f"{year}",
                "speaker": "president-xso;league",
                "side": B if year % 2 else "third-party",
                "stance": "praise",
                "about": "league",
                "paraphrase": HOSTILE,
                **SOURCE,
            }
            for year in (2005, 2010, 2012)
        ],
    }


def _event(number: int, state_a: str, state_b: str) -> dict[str, str]:
    """One of a series of events: directions, domains, precisions and intensities in turn."""
    directions = (f"{A}-{B}", f"{B}-{A}", "mutual", "third-party")
    direction = directions[number % 4]
    by_b = direction == directions[1]
    third = "league" if direction == "third-party" else ""
    year = 2003 + number // 2
    precision = ("day", "month", "year")[number % 3]
    day = {"day": f"{year}-09-11", "month": f"{year}-10-01", "year": f"{year}-01-01"}[precision]
    return {
        "event_id": f"event-{number:02}",
        "date": max(day, START) if precision == "day" else day if day >= START else "2004-01-01",
        "date_precision": precision,
        "added_on": "1.0.0",
        "title": f"Invented event {number}",
        "summary": "It did not happen.",
        "initiator": third or (state_b if by_b else state_a),
        "target": f"{state_a};{state_b}" if third else state_a if by_b else state_b,
        "direction": direction,
        "domain": ("trade", "diplomacy", "security", "people", "consular")[number % 5],
        "cameo": ("040", "057", "112", "163", "036")[number % 5],
        "salience": str(1 + number % 3),
        "location": "Example Port",
        "topics": "trade" if number % 2 else "",
        "responds_to": f"event-{number - 2:02}" if number >= 6 and number % 6 == 0 else "",
        **SOURCE,
    }
