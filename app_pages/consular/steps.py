"""What the consular page computes, each once for a view (see `state.result`)."""

from __future__ import annotations

import pandas as pd

from analysis.consular import access, sentences
from analysis.consular import cases as consular
from analysis.consular import spoken as consular_contacts
from analysis.tables.dataset import Dataset
from app_pages.frame import state
from app_pages.frame.state import Selection
from charts.consular import access as access_charts
from charts.consular import cases as consular_charts
from charts.consular import spoken as contact_charts
from charts.draw.picture import Picture


def given(chosen: Selection) -> pd.DataFrame:
    """The dates that each source gives for the beginning and the end of a case."""
    return consular.dates_given(chosen.shown)


def spans(chosen: Selection) -> pd.DataFrame:
    """How long each person was held, counted to the chosen day."""
    return consular.spans(chosen.shown, chosen.record.end, state.result(given, chosen.view))


def visits(chosen: Selection) -> pd.DataFrame:
    """The visits on record."""
    held = state.result(spans, chosen.view)
    return access.visits(chosen.shown.consular_milestones, held)


def stops(chosen: Selection) -> pd.DataFrame:
    """The times during which access was suspended."""
    held = state.result(spans, chosen.view)
    return access.suspensions(chosen.shown.consular_milestones, held)


def _steps(shown: Dataset, spans: pd.DataFrame) -> pd.DataFrame:
    steps = shown.consular_milestones
    return steps[steps["case_id"].isin(spans["case_id"])]


def gantt(chosen: Selection) -> Picture:
    """The time lines of the cases, drawn for the window of years."""
    held = state.result(spans, chosen.view)
    steps = _steps(chosen.shown, held)
    first, last = chosen.years
    start = max(pd.Timestamp(first, 1, 1), held["start"].min() - pd.Timedelta(days=90))
    end = min(pd.Timestamp(last, 12, 31), chosen.record.end)
    bail = consular.bail_periods(held, steps)
    return consular_charts.gantt(held, steps, bail, (start, end), chosen.words)


def directions(chosen: Selection) -> pd.DataFrame:
    """How many cases run in each direction."""
    held = state.result(spans, chosen.view)
    return consular.directions(held, state.result(visits, chosen.view), chosen.record.pair)


def differing_dates(chosen: Selection) -> pd.DataFrame:
    """The dates of the cases on which sources differ."""
    told = state.result(given, chosen.view)
    exact = told[told["precision"] == "day"]
    several = exact.groupby(["case_id", "field"])["date"].transform("nunique") > 1
    people = chosen.shown.consular_cases[["case_id", "person"]]
    return exact[several].merge(people, on="case_id", validate="many_to_one")


def strips(chosen: Selection) -> Picture | None:
    """The strips of visits; None where no visit is on record."""
    held = state.result(spans, chosen.view)
    seen = state.result(visits, chosen.view)
    if seen.empty:
        return None
    return access_charts.strips(
        seen,
        access.summary(seen, held),
        state.result(stops, chosen.view),
        held,
        chosen.words,
    )


def suspensions(chosen: Selection) -> pd.DataFrame:
    """The times during which access was suspended, with the person."""
    held = state.result(spans, chosen.view)
    return state.result(stops, chosen.view).merge(
        held[["case_id", "person"]], on="case_id", validate="many_to_one"
    )


def sentenced(chosen: Selection) -> pd.DataFrame:
    """The cases in which a court pronounced a death sentence."""
    return sentences.sentenced_to_death(chosen.shown)


def death_counts(chosen: Selection) -> pd.DataFrame:
    """The counts of people sentenced to death that sources give."""
    return sentences.death_counts(chosen.record)


def yearly(chosen: Selection, topics: tuple[str, ...]) -> Picture | None:
    """How often people held were spoken of; None without contacts."""
    contacts = chosen.shown.contacts
    if contacts.empty:
        return None
    pair = chosen.record.pair
    spoken = consular_contacts.raised(contacts, pair, topics)
    return contact_charts.yearly(consular_contacts.yearly(contacts, spoken, pair), chosen.words)


def waits(chosen: Selection, topics: tuple[str, ...]) -> Picture | None:
    """The wait after each of these contacts; None where none was followed by anything.

    The next step may lie beyond the window of years and outside the filters: what came next is
    a matter of record.
    """
    record, pair = chosen.record, chosen.record.pair
    spoken = consular_contacts.raised(chosen.shown.contacts, pair, topics)
    cases, steps = record.consular_cases, record.consular_milestones
    after = consular_contacts.next_steps(spoken, cases, steps, pair)
    if after["days"].notna().sum() == 0:
        return None
    usual = consular_contacts.usual_waits(after, cases, steps, pair)
    return contact_charts.waits(after, usual, chosen.words)
