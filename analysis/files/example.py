"""Two invented rows for each table: what a row looks like, and a package to start from.

Nothing in them happened, and they say so. Together they are a sound package, so that a folder made
from them is shown by the dashboard before the first real row is written.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.tables.pair import Pair

START, END = "2024-03-04", "2025-02-10"
"""The first and the last day that the rows tell of."""

Row = Mapping[str, str]


def rows(sides: Pair) -> dict[str, list[Row]]:
    """Rows for every table but the codes of events, between these two sides."""
    a, b = sides.a.code, sides.b.code
    names = {"a": sides.a.name["en"], "b": sides.b.name["en"], "A": a.lower(), "B": b.lower()}
    names |= {"state_a": f"government-{a.lower()}", "state_b": f"government-{b.lower()}"}
    names |= {"to": sides.a_to_b, "back": sides.b_to_a, "code_a": a, "code_b": b}
    return {
        table: [
            {field: value.format_map(names) for field, value in row.items()} for row in examples
        ]
        for table, examples in _ROWS.items()
    }


_ROWS: dict[str, list[Row]] = {
    "sources": [
        {
            "source_id": "example-ministry-2024-03-04",
            "title": "[Invented example] Readout of a meeting",
            "publisher": "Example Ministry of {a}",
            "published": "2024-03-04",
            "url": "https://example.org/readout",
            "language": "en",
            "kind": "government",
            "side": "{code_a}",
        },
        {
            "source_id": "example-news-2025-02",
            "title": "[Invented example] A duty on oilseeds, and an answer",
            "publisher": "Example News of {b}",
            "published": "2025-02",
            "url": "https://example.org/duty",
            "language": "en",
            "kind": "news",
            "side": "{code_b}",
        },
    ],
    "actors": [
        {"actor_id": "{state_a}", "name": "{a}", "kind": "state", "country": "{code_a}"},
        {"actor_id": "{state_b}", "name": "{b}", "kind": "state", "country": "{code_b}"},
        {
            "actor_id": "minister-{A}",
            "name": "Example Minister of {a}",
            "kind": "person",
            "country": "{code_a}",
            "aliases": "E. Minister",
        },
        {
            "actor_id": "minister-{B}",
            "name": "Example Minister of {b}",
            "kind": "person",
            "country": "{code_b}",
        },
        {
            "actor_id": "citizen-{A}",
            "name": "Example Citizen of {a}",
            "kind": "person",
            "country": "{code_a}",
        },
        {
            "actor_id": "citizen-{B}",
            "name": "Example Citizen of {b}",
            "kind": "person",
            "country": "{code_b}",
        },
    ],
    "offices": [
        {
            "actor_id": "minister-{A}",
            "office": "Minister of Foreign Affairs of {a}",
            "rank": "minister",
            "start": "2023",
            "sources": "example-ministry-2024-03-04",
        },
        {
            "actor_id": "minister-{B}",
            "office": "Minister of Foreign Affairs of {b}",
            "rank": "minister",
            "start": "2022-11-01",
            "end": "2025-01-31",
            "sources": "example-ministry-2024-03-04",
        },
    ],
    "events": [
        {
            "event_id": "2024-03-04-example-meeting",
            "date": "2024-03-04",
            "date_precision": "day",
            "title": "[Invented example] Foreign ministers of {a} and {b} meet",
            "summary": "What happened, in one or two sentences of your own.",
            "initiator": "minister-{A}",
            "target": "minister-{B}",
            "direction": "mutual",
            "domain": "diplomacy",
            "cameo": "040",
            "salience": "2",
            "location": "Example City",
            "topics": "trade;consular-cases",
            "sources": "example-ministry-2024-03-04",
        },
        {
            "event_id": "2025-02-03-example-duty",
            "date": "2025-02-03",
            "date_precision": "day",
            "title": "[Invented example] {b} puts a duty on oilseeds from {a}",
            "summary": "One row for each public act; the answer to it is a row of its own.",
            "initiator": "{state_b}",
            "target": "{state_a}",
            "direction": "{back}",
            "domain": "trade",
            "cameo": "163",
            "salience": "2",
            "topics": "tariffs",
            "responds_to": "2024-03-04-example-meeting",
            "sources": "example-news-2025-02",
        },
    ],
    "contacts": [
        {
            "contact_id": "2024-03-04-example-meeting",
            "date": "2024-03-04",
            "format": "bilateral-meeting",
            "side_a": "minister-{A}",
            "side_b": "minister-{B}",
            "place_city": "Example City",
            "place_country": "{code_a}",
            "occasion": "Visit",
            "duration_min": "45",
            "requested_by": "both",
            "scheduled": "yes",
            "topics_a": "consular-cases",
            "topics_b": "trade",
            "outcome": "Agreed to meet again.",
            "account_a": "What the readout of {a} says.",
            "account_b": "What the readout of {b} says.",
            "event_id": "2024-03-04-example-meeting",
            "sources": "example-ministry-2024-03-04",
        },
        {
            "contact_id": "2025-02-10-example-call",
            "date": "2025-02-10",
            "format": "phone-call",
            "side_a": "minister-{A}",
            "side_b": "{state_b}",
            "requested_by": "{code_a}",
            "topics_a": "tariffs",
            "sources": "example-news-2025-02",
        },
    ],
    "trade_restrictions": [
        {
            "restriction_id": "{B}-example-duty-2025",
            "imposed_by": "{code_b}",
            "imposed_on": "{code_a}",
            "product": "Oilseeds",
            "product_group": "oilseeds",
            "hs": "1205",
            "measure": "tariff",
            "rate_percent": "12.5",
            "announced": "2025-02-03",
            "effective": "2025-02-10",
            "status": "in-force",
            "stated_reason": "The reason that was given.",
            "responds_to": "2024-03-04-example-meeting",
            "sources": "example-news-2025-02",
        },
        {
            "restriction_id": "{A}-example-inspection-2024",
            "imposed_by": "{code_a}",
            "imposed_on": "{code_b}",
            "product": "Shellfish",
            "product_group": "seafood",
            "measure": "inspection",
            "announced": "2024-05",
            "effective": "2024-06",
            "ended": "2024-11",
            "status": "ended",
            "trade_value": "1500000",
            "trade_value_currency": "USD",
            "trade_value_year": "2023",
            "sources": "example-ministry-2024-03-04",
        },
    ],
    "consular_cases": [
        {
            "case_id": "citizen-{A}",
            "person": "citizen-{A}",
            "citizenship": "{code_a}",
            "held_by": "{code_b}",
            "place": "Example City",
            "allegation": "As the side that holds them put it.",
            "detained": "2024-04-02",
            "released": "2024-12",
            "status": "released",
            "sources": "example-ministry-2024-03-04",
        },
        {
            "case_id": "citizen-{B}",
            "person": "citizen-{B}",
            "citizenship": "{code_b}",
            "held_by": "{code_a}",
            "detained": "2024-07",
            "status": "in-custody",
            "sources": "example-news-2025-02",
        },
    ],
    "consular_milestones": [
        {
            "case_id": "citizen-{A}",
            "date": "2024-04-02",
            "date_precision": "day",
            "kind": "detained",
            "detail": "Detained at the airport.",
            "sources": "example-ministry-2024-03-04",
        },
        {
            "case_id": "citizen-{A}",
            "date": "2024-05-01",
            "date_precision": "month",
            "kind": "consular-visit",
            "detail": "First visit; the day is not known.",
            "sources": "example-ministry-2024-03-04",
        },
    ],
    "statements": [
        {
            "statement_id": "2025-02-04-example-rejection",
            "date": "2025-02-04",
            "speaker": "minister-{A}",
            "side": "{code_a}",
            "forum": "Press conference",
            "stance": "rejection",
            "topics": "tariffs",
            "about": "2025-02-03-example-duty",
            "paraphrase": "The duty has no ground, in your own words and not in quotation.",
            "sources": "example-news-2025-02",
        },
        {
            "statement_id": "2025-02-05-example-condition",
            "date": "2025-02-05",
            "speaker": "{state_b}",
            "side": "{code_b}",
            "forum": "Written statement",
            "stance": "condition",
            "topics": "tariffs;trade",
            "about": "2025-02-03-example-duty",
            "paraphrase": "The duty ends when the inspections end.",
            "sources": "example-news-2025-02",
        },
    ],
    "claims": [
        {
            "claim_id": "example-meeting-duration-1",
            "table": "contacts",
            "row_id": "2024-03-04-example-meeting",
            "field": "duration_min",
            "value": "45",
            "source_id": "example-ministry-2024-03-04",
        },
        {
            "claim_id": "example-meeting-duration-2",
            "table": "contacts",
            "row_id": "2024-03-04-example-meeting",
            "field": "duration_min",
            "value": "60",
            "source_id": "example-news-2025-02",
            "note": "Two sources, two values: both are kept.",
        },
    ],
    "series": [
        {
            "series_id": "example-exports",
            "name": "Invented example: goods sold by {a} to {b}",
            "unit": "USD billion",
            "frequency": "annual",
            "publisher": "Example Statistics",
        },
        {
            "series_id": "example-opinion",
            "name": "Invented example: people of {a} with a good opinion of {b}",
            "unit": "per cent",
            "frequency": "annual",
            "publisher": "Example Polls",
        },
    ],
    "observations": [
        {
            "series_id": "example-exports",
            "date": "2023-12-31",
            "value": "1.2",
            "source_id": "example-news-2025-02",
        },
        {
            "series_id": "example-opinion",
            "date": "2024-12-31",
            "value": "41",
            "source_id": "example-news-2025-02",
        },
    ],
    "places": [
        {
            "place": "Example City",
            "country": "{code_a}",
            "latitude": "0",
            "longitude": "0",
        },
        {
            "place": "Example Port",
            "country": "{code_b}",
            "latitude": "1.25",
            "longitude": "-1.5",
        },
    ],
}
