"""Tit for tat: the two stories that the record tells, and the rules of the chain."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.tables.dataset import Dataset, load
from analysis.trade import responses
from analysis.trade.responses import Chains

ARREST, SURTAX = "2018-12-01-meng-arrested", "2024-08-26-ev-surtax-announced"


def _step(found: Chains, row_id: str) -> int:
    for column in ("events", "restrictions"):
        mine = [row_id in ids for ids in found.steps[column]]
        if any(mine):
            return int(found.steps.loc[mine, "step"].iloc[0])
    raise AssertionError(f"{row_id} is no step")


def _link(found: Chains, earlier: int, later: int) -> pd.Series:
    links = found.links
    return links[(links["earlier"] == earlier) & (links["later"] == later)].iloc[0]


def test_arrest_licences_wto_case_reopening_are_one_chain(dataset: Dataset) -> None:
    found = responses.chains(dataset, "canola-seed")
    arrest = _step(found, ARREST)
    licence = _step(found, "chn-canola-richardson-2019")
    case = _step(found, "2019-09-09-canola-wto-request")
    reopening = _step(found, "2022-05-18-canola-access-restored")
    days = [_link(found, *pair)["days_least"] for pair in ((arrest, licence), (licence, case))]
    assert days == [90, 192]
    end = _link(found, licence, reopening)
    assert (end["kind"], end["days_least"]) == ("ends", 1174)
    assert set(found.steps.set_index("step").loc[reopening, "ended"]) == {
        "chn-canola-richardson-2019",
        "chn-canola-viterra-2019",
    }
    chain = found.steps.set_index("step")["chain"]
    assert len({chain[s] for s in (arrest, licence, case, reopening)}) == 1


def test_surtax_probe_duties_arrangement_are_one_chain(dataset: Dataset) -> None:
    found = responses.chains(dataset, "canola-seed")
    surtax = _step(found, SURTAX)
    probe = _step(found, "2024-09-09-canola-probe-opened")
    deposit = _step(found, "chn-canola-seed-ad-provisional-2025")
    meeting = _step(found, "2026-01-16-carney-xi-beijing")
    final = _step(found, "chn-canola-seed-ad-final-2026")
    assert [_link(found, surtax, s)["days_least"] for s in (probe, deposit)] == [14, 351]
    assert _link(found, deposit, final)["kind"] == "replaces"
    assert _link(found, meeting, final)["days_least"] == 43
    chain = found.steps.set_index("step")["chain"]
    assert len({chain[s] for s in (surtax, probe, deposit, meeting, final)}) == 1


def test_an_act_told_in_both_tables_is_one_step(dataset: Dataset) -> None:
    found = responses.chains(dataset, "canola-seed")
    assert _step(found, "chn-canola-viterra-2019") == _step(
        found, "2019-03-26-canola-viterra-licence"
    )


def test_a_step_says_whether_its_author_calls_it_an_answer(dataset: Dataset) -> None:
    found = responses.chains(dataset)
    arrest, surtax = _step(found, ARREST), _step(found, SURTAX)
    licence = _link(found, arrest, _step(found, "chn-canola-richardson-2019"))
    assert licence["told"] == "reported"
    surtaxes = _link(found, surtax, _step(found, "chn-pork-surtax-2025"))
    assert surtaxes["told"] == "stated"
    peas = _link(found, arrest, _step(found, "chn-peas-inspection-2019"))
    assert peas["told"] == "no-reason"


def test_an_answer_of_the_same_day_comes_after_what_it_answers(dataset: Dataset) -> None:
    found = responses.chains(dataset)
    ruling = _step(found, "2025-08-12-canola-seed-provisional-duty")
    reply = _step(found, "2025-08-12-canada-rejects-canola-ruling")
    assert reply > ruling
    assert _link(found, ruling, reply)["days_least"] == 0


def test_a_date_known_to_the_month_makes_days_a_range(dataset: Dataset) -> None:
    found = responses.chains(dataset, "canola-seed")
    link = _link(found, _step(found, ARREST), _step(found, "chn-canola-inspection-2019"))
    # From 1 December 2018 to some day of March 2019.
    assert (link["days_least"], link["days_most"]) == (90, 120)


def test_steps_and_links_run_forwards(dataset: Dataset) -> None:
    found = responses.chains(dataset)
    date = found.steps.set_index("step")["date"]
    assert date.is_monotonic_increasing
    assert (found.links["later"] > found.links["earlier"]).all()
    assert (found.links["days_least"] >= 0).all()


def test_a_circle_of_answers_ends(dataset: Dataset) -> None:
    events = dataset.events.copy()
    circle = events["event_id"] == SURTAX
    events.loc[circle, "responds_to"] = pd.Series(
        [("2025-03-08-agri-surtaxes-announced",)], index=events.index[circle]
    )
    found = responses.chains(dataset.with_tables(events=events))
    assert len(found.steps) > 20


def test_a_step_that_only_eases_is_told_apart_from_one_that_restricts(dataset: Dataset) -> None:
    found = responses.chains(dataset)
    steps = found.steps.set_index("step")
    waiver = steps.loc[_step(found, "chn-visa-waiver-2026")]
    assert (waiver["effect"], waiver["relief"]) == ("eased", True)
    assert waiver["eased"] == ("chn-visa-waiver-2026",)
    # The rest of a surtax that goes on as before does not make its suspension a restriction.
    assert steps.loc[_step(found, "chn-peas-suspension-2026"), "relief"]
    assert steps.loc[_step(found, "2022-05-18-canola-access-restored"), "relief"]
    assert not steps.loc[_step(found, "chn-pork-surtax-2025"), "relief"]
    assert not steps.loc[_step(found, "chn-canola-seed-ad-final-2026"), "relief"]


def test_a_rise_beside_an_easing_is_no_relief(dataset: Dataset) -> None:
    table = dataset.trade_restrictions.copy()
    rest = table["restriction_id"] == "chn-aquatic-surtax-rest-2026"
    table.loc[rest, "rate_percent"] += 1
    found = responses.chains(dataset.with_tables(trade_restrictions=table))
    steps = found.steps.set_index("step")
    assert not steps.loc[_step(found, "chn-peas-suspension-2026"), "relief"]


def test_the_cut_keeps_restrictions_and_what_they_answer(dataset: Dataset) -> None:
    found = responses.chains(dataset, "canola-seed")
    chain = found.steps.set_index("step")["chain"]
    whole = responses.of_chain(found, chain[_step(found, ARREST)])
    cut = responses.main_steps(whole, 5)
    assert len(cut.steps) == 5
    for row_id in (ARREST, "chn-canola-richardson-2019", "2022-05-18-canola-access-restored"):
        assert _step(cut, row_id)
    assert set(cut.links["earlier"]) | set(cut.links["later"]) <= set(cut.steps["step"])


def test_what_a_chain_begins_with_is_among_its_main_steps(package: Path) -> None:
    found = responses.chains(load(package / "pairs" / "kor-chn"), "all")
    whole = responses.of_chain(found, _step(found, "2016-07-08-thaad-decision"))
    assert len(whole.steps) > 14
    assert _step(responses.main_steps(whole, 14), "2016-07-08-thaad-decision")


def test_without_restrictions_there_is_no_chain(dataset: Dataset) -> None:
    none = dataset.with_tables(trade_restrictions=dataset.trade_restrictions.iloc[:0])
    found = responses.chains(none)
    assert found.steps.empty
    assert found.links.empty
