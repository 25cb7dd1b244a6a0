"""What a reader chose to see, and the tables cut down to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from analysis.tables import as_of, kinds, search
from analysis.tables.dataset import Dataset, as_lists
from analysis.tables.dates import last_day
from analysis.tables.spelling import fold

NARROWED = {
    "years": (*("events", "contacts", "statements"), "trade_restrictions", "consular_cases"),
    "actors": (*("events", "contacts", "statements"), "trade_restrictions", "consular_cases"),
    "topics": ("events", "contacts", "statements"),
    "domains": ("events", "contacts"),
    "directions": ("events", "statements", "trade_restrictions"),
}
"""The tables that each filter narrows; of the others every row is kept."""


@dataclass(frozen=True)
class Filters:
    """A view of the record. An empty choice means all.

    - `years`: first and last calendar year that are drawn and listed.
    - `actors`: rows in which one of them (all of them with `together`) takes part, or is named
      in the texts unless `named` is off; a state stands for its people, organisations and
      companies too unless `people_of_states` is off.
    - `topics`: events, contacts and statements on one of these topics.
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
    together: bool = False
    named: bool = True
    topics: tuple[str, ...] = ()

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
        dataset = of_actors(dataset, filters)
    if filters.topics:
        dataset = of_topics(dataset, filters.topics)
    if filters.domains:
        dataset = of_domains(dataset, filters.domains)
    if filters.directions:
        dataset = of_directions(dataset, filters.directions)
    if filters.years is not None:
        dataset = in_years(dataset, *filters.years)
    return dataset


def in_years(dataset: Dataset, first: int, last: int) -> Dataset:
    """Which rows touch the years from `first` to `last`, both included?

    Restrictions and cases last: they are kept when any of their days lies in the window. A case
    of which no end is on record lasts to the end of the record.
    """
    start, end = pd.Timestamp(first, 1, 1), pd.Timestamp(last, 12, 31)

    def begun(table: pd.DataFrame) -> pd.DataFrame:
        return table[table["date"].between(start, end)]

    def lasting(begin: pd.Series, finish: pd.Series) -> pd.Series:
        return ~(begin > end) & ~(finish < start)

    restrictions, cases = dataset.trade_restrictions, dataset.consular_cases
    steps = dataset.consular_milestones
    ended = as_of.endings(cases, steps)
    until = as_of.looked_up(cases["case_id"], last_day(ended["date"], ended["precision"]))
    taken = as_of.beginnings(cases, steps)["date"]
    kept_cases = cases[lasting(taken, until.fillna(dataset.end))]
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
        consular_milestones=as_of.of_cases(steps, kept_cases),
    )


def of_actors(dataset: Dataset, chosen: Filters) -> Dataset:
    """In which rows does one of the chosen actors (all of them with `together`) take part?

    Events by initiator or target; contacts by either side or a third party; statements by
    speaker or subject; cases by the person held; restrictions, which name states only, by the
    states themselves and by the actors of the event that they answer. With `named` also where
    the texts name an actor (see `naming`).
    """
    groups = [(actor,) for actor in chosen.actors] if chosen.together else [chosen.actors]
    masks = [_with_one_of(dataset, group, chosen) for group in groups]
    kept = {
        name: dataset.tables()[name][np.logical_and.reduce([mask[name] for mask in masks])]
        for name in NARROWED["actors"]
    }
    milestones = as_of.of_cases(dataset.consular_milestones, kept["consular_cases"])
    return dataset.with_tables(**kept, consular_milestones=milestones)


def _with_one_of(
    dataset: Dataset, actors: tuple[str, ...], chosen: Filters
) -> dict[str, pd.Series]:
    """Which rows of each table has one of the actors, by the choices beside them?"""
    wanted = expand(dataset.actors, actors) if chosen.people_of_states else frozenset(actors)
    own = dataset.actors[dataset.actors["actor_id"].isin(actors)]
    codes = set(own.loc[own["kind"] == "state", "country"])
    tables = dataset.tables()
    kept = {
        name: involves(tables[name], wanted, kinds.of(name).roles)
        for name in ("events", "contacts", "statements")
    }
    restrictions, cases = dataset.trade_restrictions, dataset.consular_cases
    answered = frozenset(dataset.events.loc[kept["events"], "event_id"])
    kept["trade_restrictions"] = (
        restrictions["imposed_by"].isin(codes)
        | restrictions["imposed_on"].isin(codes)
        | involves(restrictions, answered, ("responds_to",))
    )
    kept["consular_cases"] = cases["person"].isin(wanted) | cases["held_by"].isin(codes)
    if chosen.named:
        spoken = naming(dataset, actors)
        kept = {name: rows | spoken[name] for name, rows in kept.items()}
    return kept


def naming(dataset: Dataset, actors: tuple[str, ...]) -> dict[str, pd.Series]:
    """In which rows do the texts name one of the actors, whoever takes part?

    By a whole name in any language, or a person by that part of the name by which texts call
    them: one that at most one other actor bears, or, of a name that begins with the family name,
    that one if nobody else bears it. It is no common word, and stands alone: not before another
    name, nor within the name of another actor.
    """
    tables, texts = dataset.tables(), _texts(dataset)
    written = "\n".join(text for each in texts.written.values() for text in each)
    full = search.Query((tuple(name for actor in actors for name in texts.names.get(actor, ())),))
    leaders = dataset.offices.loc[dataset.offices["rank"] == "leader", "actor_id"]
    parts = _called(dataset.actors, actors, written, frozenset(leaders))
    return {
        name: pd.Series(
            [
                any(found["part"] for found in parts.finditer(text)) or full.matches(folded)
                for text, folded in zip(each, texts.folded[name], strict=True)
            ],
            index=tables[name].index,
            dtype=bool,
        )
        for name, each in texts.written.items()
    }


class _Texts(NamedTuple):
    """The texts of each row of each table, as written and folded, and all names of each actor."""

    written: dict[str, list[str]]
    folded: dict[str, list[str]]
    names: dict[str, tuple[str, ...]]


_kept: WeakKeyDictionary[Dataset, _Texts] = WeakKeyDictionary()
"""Kept as long as the tables are: to fold every text takes longer than to look through them."""


def _texts(dataset: Dataset) -> _Texts:
    if dataset not in _kept:
        tables = dataset.tables()
        written = {
            name: [
                "\n".join(map(str, cells))
                for cells in tables[name][list(kinds.of(name).texts)].itertuples(index=False)
            ]
            for name in NARROWED["actors"]
        }
        folded = {name: list(map(fold, each)) for name, each in written.items()}
        _kept[dataset] = _Texts(written, folded, search.names_of(dataset.actors))
    return _kept[dataset]


def _called(
    actors: pd.DataFrame, chosen: tuple[str, ...], written: str, leaders: frozenset[str]
) -> re.Pattern[str]:
    """Finds, as its group `part`, the parts of names by which these texts call chosen persons.

    A name that several bear is that of the one leader among them, if there is one. The names of
    other actors that hold such a part are found whole, outside the group.
    """
    names = actors["name"].str.split()
    called = pd.Series(list(map(_parts, actors["actor_id"], names)), index=actors.index)
    bearers = called.explode().value_counts()
    leading = called[actors["actor_id"].isin(leaders)].explode().value_counts()
    own = actors["actor_id"].isin(chosen)
    people = actors.index[own & (actors["kind"] == "person")]
    parts = {
        word
        for actor, name, words in zip(
            actors["actor_id"][people], names[people], called[people], strict=True
        )
        # What is no proper name throughout is a description.
        if all(word[0].isupper() or len(word) <= 3 for word in name)
        for word in words
        if word[0].isupper()
        and (
            bearers[word] <= (1 if len(words) == 1 else 2)
            or (actor in leaders and leading[word] == 1)
        )
        and not re.search(rf"\b{re.escape(word.lower())}\b", written)
    }
    if not parts:
        return re.compile("(?!)")
    others = actors.loc[~own, ["name", "aliases"]].explode("aliases").stack().dropna()
    namesakes = {name for name in others if not parts.isdisjoint(name.split())} - parts
    whole = [re.escape(name) for name in sorted(namesakes, key=len, reverse=True)]
    part = rf"(?P<part>{'|'.join(map(re.escape, parts))})(?!\s+[A-Z])"
    return re.compile(rf"\b(?:{'|'.join([*whole, part])})\b")


def _parts(actor_id: str, name: list[str]) -> list[str]:
    """The parts by which texts may call somebody: the family name alone where it stands first.

    An id begins with the family name.
    """
    return name[:1] if actor_id.startswith(f"{fold(name[0])}-") else name


def of_topics(dataset: Dataset, topics: tuple[str, ...]) -> Dataset:
    """Which events, contacts and statements are on one of these topics?"""
    tables, wanted = dataset.tables(), frozenset(topics)
    return dataset.with_tables(
        **{
            name: tables[name][involves(tables[name], wanted, kinds.of(name).topics)]
            for name in NARROWED["topics"]
        }
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
        inside = [not ids.isdisjoint(cell) for cell in as_lists(table[column])]
        kept |= pd.Series(inside, index=table.index)
    return kept
