"""What else the record says of a case: events, contacts, statements, and where sources differ."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from analysis.consular.cases import dates_given
from analysis.consular.spoken import TOPICS
from analysis.tables.as_of import beginnings, endings
from analysis.tables.dataset import Dataset, all_names
from analysis.tables.dates import iso
from analysis.tables.filters import involves
from analysis.tables.links import claims_on


@dataclass(frozen=True, eq=False)
class CaseLinks:
    """A case, and the rows of every table that belong to it.

    `steps` are in order. `contacts` are those in which people held were spoken of (see
    `analysis.consular.spoken.TOPICS`); `named` says whether the record of the contact names
    this person, or only that the case was open. `given` holds the dates that sources
    give (see `analysis.consular.cases.dates_given`), `claims` what they say of other fields (see
    `analysis.tables.links.claims_on`).
    """

    case: pd.Series
    steps: pd.DataFrame
    events: pd.DataFrame
    contacts: pd.DataFrame
    statements: pd.DataFrame
    given: pd.DataFrame
    claims: pd.DataFrame
    sources: pd.DataFrame


def of_case(dataset: Dataset, case_id: str) -> CaseLinks | None:
    """Which rows belong to this case? None where the tables hold no such case."""
    found = dataset.consular_cases[dataset.consular_cases["case_id"] == case_id]
    if found.empty:
        return None
    case = without_later_notes(dataset.with_tables(consular_cases=found)).iloc[0]
    steps = dataset.consular_milestones
    steps = steps[steps["case_id"] == case_id].sort_values("date", kind="stable")
    events = _events(dataset, case["person"])
    cited = {s for row in [*steps["sources"], case["sources"]] for s in row}
    given = dates_given(dataset)
    return CaseLinks(
        case=case,
        steps=steps,
        events=events,
        contacts=_contacts(dataset, found, steps, events),
        statements=_statements(dataset, case, events),
        given=given[given["case_id"] == case_id],
        claims=_claims(dataset, case_id, steps, events),
        sources=dataset.sources[dataset.sources["source_id"].isin(cited)],
    )


def mentions(texts: pd.Series, person: str, actors: pd.DataFrame) -> pd.Series:
    """Which texts name this person?

    By any name or alias of the tables, in any language; where that is part of the name of another
    actor, such as a surname, only texts that do not name the other in full.
    """
    found = pd.Series(False, index=texts.index)
    for actor in actors[actors["actor_id"] == person].to_dict("records"):
        for name in all_names(actor):
            found |= _called(texts, name, actors.loc[actors["actor_id"] != person, "name"])
    return found


def _called(texts: pd.Series, name: str, others: pd.Series) -> pd.Series:
    # A single word of letters stands by itself: "Meng" is not in "Mengniu".
    pattern = rf"\b{re.escape(name)}\b" if name.isascii() and name.isalpha() else re.escape(name)
    called = texts.str.contains(pattern)
    namesakes = others[others.str.contains(pattern)]
    if len(namesakes):
        called &= ~texts.str.contains("|".join(re.escape(other) for other in namesakes))
    return called


def _events(dataset: Dataset, person: str) -> pd.DataFrame:
    events = dataset.events
    part = involves(events, frozenset([person]), ("initiator", "target"))
    named = mentions(events["title"] + " " + events["summary"], person, dataset.actors)
    return events[part | named].sort_values("date", kind="stable")


def _contacts(
    dataset: Dataset, case: pd.DataFrame, steps: pd.DataFrame, events: pd.DataFrame
) -> pd.DataFrame:
    contacts = dataset.contacts
    text = contacts[["occasion", "outcome", "account_a", "account_b"]].agg(" ".join, axis=1)
    named = mentions(text, case["person"].iloc[0], dataset.actors)
    named |= contacts["event_id"].isin(events["event_id"]) & contacts["event_id"].ne("")
    raised = involves(contacts, frozenset(TOPICS), ("topics_a", "topics_b", "topics_shared"))
    begun, ended = beginnings(case, steps)["date"].min(), endings(case, steps)["date"].max()
    within = (contacts["date"] >= begun) & ~(contacts["date"] > ended)
    kept = raised & (named | within)
    return contacts[kept].assign(named=named[kept]).sort_values("date", kind="stable")


def _statements(dataset: Dataset, case: pd.Series, events: pd.DataFrame) -> pd.DataFrame:
    """Statements about the case or the person, and on people held about one of its events."""
    statements = dataset.statements
    person = case["person"]
    own = events[involves(events, frozenset([person]), ("initiator", "target"))]
    direct = frozenset([case["case_id"], person, *own["event_id"]])
    on_topic = involves(statements, frozenset(TOPICS), ("topics",))
    said = (
        involves(statements, direct, ("about",))
        | mentions(statements["paraphrase"], person, dataset.actors)
        | (on_topic & involves(statements, frozenset(events["event_id"]), ("about",)))
    )
    return statements[said].sort_values("date", kind="stable")


def _claims(
    dataset: Dataset, case_id: str, steps: pd.DataFrame, events: pd.DataFrame
) -> pd.DataFrame:
    """What sources say of the case, of its steps and of the events that the person is part of."""
    claims = dataset.claims
    keys = case_id + "@" + iso(steps["date"]).drop_duplicates()
    rows = [
        ("consular_cases", case_id),
        *(("consular_milestones", key) for key in keys),
        *(("events", event_id) for event_id in events["event_id"]),
    ]
    known = set(zip(claims["table"].astype(str), claims["row_id"], strict=True))
    found = [claims_on(dataset, *row) for row in rows if row in known]
    if not found:
        return claims_on(dataset, "events", "")
    return told_by_then(pd.concat(found, ignore_index=True), dataset)


def told_by_then(claims: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """The claims that were certainly made by the end of the tables.

    Where the tables were cut to an earlier day, a claim of a source without a date of publication
    may have been made after it, and is left out.
    """
    if dataset.end >= dataset.package.end:
        return claims
    published = claims["source_id"].map(dataset.sources.set_index("source_id")["published"])
    return claims[published <= dataset.end]


def without_later_notes(dataset: Dataset) -> pd.DataFrame:
    """The cases, without notes that rest on a source that was not out by the end of the tables.

    A note is free text that is kept up to date, so on an earlier day it may tell what came later.
    """
    cases = dataset.consular_cases
    if dataset.end >= dataset.package.end:
        return cases
    published = dataset.sources.set_index("source_id")["published"]
    known = pd.Series(
        [all(published.get(s, pd.NaT) <= dataset.end for s in row) for row in cases["sources"]],
        index=cases.index,
        dtype=bool,
    )
    return cases.assign(note=cases["note"].where(known, ""))
