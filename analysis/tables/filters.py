"""What a reader chose to see, and the tables cut down to it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from analysis.tables import as_of
from analysis.tables.dataset import Dataset
from analysis.tables.dates import last_day


@dataclass(frozen=True)
class Filters:
    """A view of the record. An empty choice means all.

    - `years`: first and last calendar year that are drawn and listed.
    - `actors`: rows in which one of them takes part; a state stands for its people,
      organisations and companies too unless `people_of_states` is off.
    - `domains`: events of these domains, and the contacts that belong to them.
    - `directions`: events of these directions; restrictions and statements by the side that acts.
    - `as_of`: the last day that is known; everything later is removed.
    """

    years: tuple[int, int] | None = None
    actors: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()
    as_of: pd.Timestamp | None = None
    people_of_states: bool = True

    def all_years(self) -> Filters:
        """The same view without its window of years: what a measure with a memory draws on."""
        return replace(self, years=None)

    def only_as_of(self) -> Filters:
        """The whole record as it stood on the chosen day."""
        return Filters(as_of=self.as_of)


def apply(dataset: Dataset, filters: Filters) -> Dataset:
    """Which rows of each table does the view hold?

    Returns a Dataset with the same columns. Each filter removes rows on its own account, so the
    order in which they are applied does not matter. Sources, series, places, actors and codes
    are never removed: they say what the other rows mean.
    """
    if filters.as_of is not None:
        dataset = as_of.as_of(dataset, filters.as_of)
    if filters.actors:
        dataset = of_actors(dataset, filters.actors, filters.people_of_states)
    if filters.domains:
        dataset = of_domains(dataset, filters.domains)
    if filters.directions:
        dataset = of_directions(dataset, filters.directions)
    if filters.years is not None:
        dataset = in_years(dataset, *filters.years)
    return dataset


def in_years(dataset: Dataset, first: int, last: int) -> Dataset:
    """Which rows touch the years from `first` to `last`, both included?

    Restrictions and cases last: they are kept when any of their days lies in the window.
    """
    start, end = pd.Timestamp(first, 1, 1), pd.Timestamp(last, 12, 31)

    def begun(table: pd.DataFrame, column: str = "date") -> pd.DataFrame:
        return table[table[column].between(start, end)]

    def lasting(begin: pd.Series, finish: pd.Series) -> pd.Series:
        return ~(begin > end) & ~(finish < start)

    restrictions, cases = dataset.trade_restrictions, dataset.consular_cases
    kept_cases = cases[
        lasting(cases["detained"], last_day(cases["released"], cases["released_precision"]))
    ]
    return dataset.with_tables(
        events=begun(dataset.events),
        contacts=begun(dataset.contacts),
        statements=begun(dataset.statements),
        observations=begun(dataset.observations),
        trade_restrictions=restrictions[
            lasting(
                restrictions["effective"].fillna(restrictions["announced"]),
                last_day(restrictions["ended"], restrictions["ended_precision"]),
            )
        ],
        consular_cases=kept_cases,
        consular_milestones=as_of.of_cases(dataset.consular_milestones, kept_cases),
    )


def of_actors(dataset: Dataset, actors: tuple[str, ...], people_of_states: bool = True) -> Dataset:
    """In which rows does one of the actors take part?

    Events by initiator or target; contacts by either side or a third party; statements by
    speaker or subject; cases by the person held; restrictions, which name states only, by the
    states themselves and by the actors of the event that they answer.
    """
    wanted = expand(dataset.actors, actors) if people_of_states else frozenset(actors)
    chosen = dataset.actors[dataset.actors["actor_id"].isin(actors)]
    codes = set(chosen.loc[chosen["kind"] == "state", "country"])
    events, contacts, statements = dataset.events, dataset.contacts, dataset.statements
    part_in_event = involves(events, wanted, ("initiator", "target"))
    restrictions = dataset.trade_restrictions
    answered = frozenset(events.loc[part_in_event, "event_id"])
    cases = dataset.consular_cases
    kept_cases = cases[cases["person"].isin(wanted) | cases["held_by"].isin(codes)]
    return dataset.with_tables(
        events=events[part_in_event],
        contacts=contacts[involves(contacts, wanted, ("side_a", "side_b", "third_party"))],
        statements=statements[involves(statements, wanted, ("speaker", "about"))],
        trade_restrictions=restrictions[
            restrictions["imposed_by"].isin(codes)
            | restrictions["imposed_on"].isin(codes)
            | involves(restrictions, answered, ("responds_to",))
        ],
        consular_cases=kept_cases,
        consular_milestones=as_of.of_cases(dataset.consular_milestones, kept_cases),
    )


def of_domains(dataset: Dataset, domains: tuple[str, ...]) -> Dataset:
    """Which events are of these domains, and which contacts belong to such an event?"""
    events = dataset.events[dataset.events["domain"].isin(domains)]
    contacts = dataset.contacts
    return dataset.with_tables(
        events=events, contacts=contacts[contacts["event_id"].isin(events["event_id"])]
    )


def of_directions(dataset: Dataset, directions: tuple[str, ...]) -> Dataset:
    """Which acts are by the chosen side: events, restrictions and statements?

    Contacts have two sides by nature and cases are kept: neither is an act of one side.
    """
    restrictions, statements = dataset.trade_restrictions, dataset.statements
    by = restrictions["imposed_by"].astype(str) + "-" + restrictions["imposed_on"].astype(str)
    speakers = {
        dataset.pair.a.code: dataset.pair.a_to_b,
        dataset.pair.b.code: dataset.pair.b_to_a,
    }
    spoken = statements["side"].astype(str).map(lambda side: speakers.get(side, side))
    return dataset.with_tables(
        events=dataset.events[dataset.events["direction"].isin(directions)],
        trade_restrictions=restrictions[by.isin(directions)],
        statements=statements[spoken.isin(directions)],
    )


def expand(actors: pd.DataFrame, chosen: tuple[str, ...]) -> frozenset[str]:
    """The chosen actors and, for each state among them, everyone who belongs to it."""
    picked = actors[actors["actor_id"].isin(chosen)]
    countries = picked.loc[picked["kind"] == "state", "country"]
    belonging = actors.loc[actors["country"].isin(countries), "actor_id"]
    return frozenset(chosen) | frozenset(belonging)


def involves(table: pd.DataFrame, ids: frozenset[str], columns: tuple[str, ...]) -> pd.Series:
    """In which rows does one of the ids stand in one of these columns, of ids or of lists?"""
    kept = pd.Series(False, index=table.index)
    for column in columns:
        cells = [(cell,) if isinstance(cell, str) else cell for cell in table[column]]
        kept |= pd.Series([not ids.isdisjoint(cell) for cell in cells], index=table.index)
    return kept
