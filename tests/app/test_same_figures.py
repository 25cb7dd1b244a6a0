"""A figure that two pages show is one figure: what each page says is read and held equal."""

from __future__ import annotations

import re
from functools import cache

import pytest
from streamlit.testing.v1 import AppTest

from analysis.tables.dataset import Dataset
from app_pages.frame import published
from charts.speech.formats import day
from tests.app.doors.server import ask
from tests.app.driver import run_page, text

VIEWS = ({"years": ["1968", "2026"]}, {"years": ["1968", "2026"], "as_of": "2020-08-25"})
"""The whole record, and the record as of a day: what two pages count must agree in both."""


@cache
def opened(page: str, view: int, **query: str) -> AppTest:
    return run_page(page, **VIEWS[view], **query)


def metrics(app: AppTest) -> dict[str, tuple[int, str, str]]:
    """The figures of a page by label: the number, what stands beside it, the help."""
    return {
        m.label.partition("](")[0].strip("["): (number(m.value), str(m.delta), m.proto.help)
        for m in app.main.metric
    }


def number(said: object) -> int:
    """The first whole number in a text; 0 where there is none."""
    found = re.search(r"\d[\d,]*", str(said))
    return int(found[0].replace(",", "")) if found else 0


def said(app: AppTest, pattern: str) -> list[int]:
    """The numbers that the page writes in a sentence of this pattern."""
    found = re.search(pattern, text(app).replace("\\", ""))
    assert found, pattern
    return [number(each) for each in found.groups()]


@pytest.fixture(params=range(len(VIEWS)), ids=["whole", "as of a day"])
def view(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.mark.parametrize(("label", "level"), [("Leaders", "leader"), ("Ministers", "minister")])
def test_the_days_without_a_contact(label: str, level: str, view: int) -> None:
    overview = metrics(opened("overview", view))[f"{label} last spoke"]
    silences = opened("contacts", view, contacts_section="silence").main.metric
    shown = {"leader": 0, "minister": 1}[level]
    assert overview[0] == number(silences[shown].value)


def test_restrictions_in_force_and_of_unknown_end(dataset: Dataset, view: int) -> None:
    overview = metrics(opened("overview", view))
    told = said(
        opened("trade", view),
        r"(\d+) in force, (\d+) with no known end\. .*?: (\d+) in force, (\d+) with no known end",
    )
    held = [overview[f"Restrictions by {side.name['en']}"] for side in dataset.pair.sides]
    assert told == [n for in_force, apart, _help in held for n in (in_force, number(apart))]
    (phases,) = said(opened("trade", view), r"(\d+) hatched phases are counted apart")
    assert gap(view, "restriction-end") == phases >= told[1] + told[3] > 0


@pytest.mark.parametrize("pair", ["", *published.others()])
def test_measures_are_counted_alike_on_every_page_for_every_pair(pair: str) -> None:
    query = {"pair": pair} if pair else {}
    shown = metrics(run_page("overview", **query)).items()
    held = [m[:2] for label, m in shown if label.startswith("Restrictions by")]
    told = [n for in_force, apart in held for n in (in_force, number(apart))]
    trade = run_page("trade", **query)
    total, *stand = said(
        trade,
        r"(\d+) measures? in \d+ phases?\. "
        r".*?: (\d+) in force, (\d+) with no known end\. .*?: (\d+) in force, (\d+) with no",
    )
    assert told == stand
    assert total == sum(stand)
    over_time = said(
        run_page("trade", trade_section="time", **query),
        r"In force on .*?: \D+ (\d+), \D+ (\d+); begun, with no known end: \D+ (\d+), \D+ (\d+)",
    )
    assert over_time == [stand[n] for n in (0, 2, 1, 3)]
    briefing = bytes(ask("/brief.html", query).body).decode()
    side = r"\D+ (\d+) \(\+ (\d+) of unknown end\)"
    listed = re.search(f"<h2>Measures in force</h2><p>{side},{side}</p>", briefing)
    assert listed
    assert [number(n) for n in listed.groups()] == stand


def gap(view: int, kind: str) -> int:
    """How many rows with this gap the page of evidence counts."""
    return said(opened("evidence", view, evidence_part="gaps", gap=kind), r"(\d+) of \d+ rows? \(")[
        0
    ]


def test_cases_open_and_of_unknown_outcome(view: int) -> None:
    open_now, apart, _help = metrics(opened("overview", view))["Consular cases open"]
    consular = opened("consular", view)
    custody, unknown = said(
        consular, r"(\d+) in custody by the last report found, (\d+) of unknown outcome, \d+ ended"
    )
    assert (open_now, number(apart)) == (custody, unknown)
    assert gap(view, "case-outcome") == unknown
    groups = [m.proto.help for m in consular.main.metric]
    assert sum(number(each) for each in groups) == custody


def test_accounts_of_contacts(view: int) -> None:
    accounts = opened("contacts", view, contacts_section="accounts")
    gaps = opened("evidence", view, evidence_part="gaps")
    total = said(opened("contacts", view), r"(\d+) contacts")[0]
    both = said(accounts, r"(\d+) contacts? with both accounts on record")[0]
    assert total - gap(view, "contact-account") == both
    assert said(gaps, r"Told by both sides: (\d+)") == [both]


def test_the_day_to_which_all_is_counted(view: int, dataset: Dataset) -> None:
    end = day(dataset.end) if view == 0 else "25 Aug 2020"
    overview = text(opened("overview", view)).replace("\\", "")
    assert f"On {end} the relationship stood" in overview
    assert f"days are counted to its end, {end}" in overview
    assert f"Counted to {end}" in text(opened("consular", view)).replace("\\", "")


def test_a_window_of_years_does_not_move_the_day_to_which_cases_are_counted() -> None:
    shown = text(run_page("consular", years=["2018", "2021"])).replace("\\", "")
    ends = re.findall(r"(?:[Cc]ounted|release, or) to (\d+ \w+ \d{4})", shown)
    assert set(ends) == {"16 Jun 2026"}
