"""What the sections of the contacts page show: tables of the view, made into pictures.

Every function takes the selection and plain options, so that its result can be kept for a view.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.contacts import accounts as contact_accounts
from analysis.contacts import often as contacts
from analysis.contacts import people as contact_people
from analysis.contacts import places as contact_places
from analysis.contacts import planning, silence
from analysis.contacts import topics as contact_topics
from analysis.tables import outlines
from app_pages.frame.state import Selection
from charts.contacts import accounts as contacts_accounts
from charts.contacts import often as frequency_charts
from charts.contacts import people as contacts_people
from charts.contacts import places as contacts_places
from charts.contacts import planning as contacts_planning
from charts.contacts import silence as contacts_silence
from charts.contacts import topics as contacts_topics
from charts.contacts.names import named
from charts.draw.picture import Picture
from charts.speech.formats import capital, listed
from charts.speech.language import _
from charts.speech.names import Words

CUTS = {
    "year-month": ("year", "month"),
    "year-level": ("year", "level"),
    "year-format": ("year", "format"),
    "level-format": ("level", "format"),
}
"""The two properties by which the heatmap counts, by the name of the cut in the address."""

ANYONE = "anyone"
TOPICS = 12
"""Topics that the heatmap of topics shows."""

PEOPLE = (12, 25, 60)
"""How many people of each side a matrix or a network can hold."""


def asked(chosen: Selection, who: str) -> pd.DataFrame:
    """The contacts shown, or those of them that this side asked for."""
    shown = chosen.shown.contacts
    return shown if who == ANYONE else contacts.asked_for_by(shown, who)


def frequency(chosen: Selection, cut: str, measure: str, who: str) -> Picture:
    """How often did they meet?"""
    table, by = asked(chosen, who), CUTS[cut]
    counts = contacts.counts(table, by, measure, chosen.years)
    totals = contacts.counts(table, by[:1], measure, chosen.years)
    held = contacts.on_days(table, chosen.years)
    total = len(table) if measure == "contacts" else held["date"].nunique()
    longest = int(held.groupby("row").size().max()) if len(held) else 1
    end = chosen.record.end
    return frequency_charts.frequency(counts, totals, int(total), chosen.words, longest, end)


def in_cell(
    chosen: Selection, cut: str, measure: str, who: str, cell: tuple[object, object]
) -> pd.DataFrame:
    """The contacts of one cell of the heatmap; None as second value stands for the whole row."""
    values = {name: value for name, value in zip(CUTS[cut], cell, strict=True) if value is not None}
    return contacts.in_cell(asked(chosen, who), values, measure, chosen.years)


def cell_name(chosen: Selection, cut: str, cell: tuple[object, object]) -> str:
    """What a cell of the heatmap is called."""
    names = [
        frequency_charts.value(name, value, chosen.words)
        for name, value in zip(CUTS[cut], cell, strict=True)
        if value is not None
    ]
    return listed(names)


@dataclass(frozen=True, eq=False)
class Silence:
    """The silences of one group of contacts: drawn, the longest, the present one, what they were.

    `top` and `present` have the columns of `analysis.contacts.silence.silences`; `total` counts
    the silences on record; `names` tells what each contact was.
    """

    picture: Picture
    top: pd.DataFrame
    present: pd.DataFrame
    total: int
    names: dict[str, str]


def window(chosen: Selection) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and last day that is drawn: the years, no further than the record reaches."""
    first, last = chosen.years
    return pd.Timestamp(first, 1, 1), min(pd.Timestamp(last, 12, 31), chosen.record.end)


def level_silence(chosen: Selection, level: str) -> Silence:
    """The silences of contacts at this level or above."""
    table = silence.at_or_above(chosen.history.contacts, level)
    label = chosen.words.term("rank", level)
    highest = level == silence.LEVELS[0]
    who = label if highest else _("{level} or above", level=label)
    return _silence(chosen, table, who)


def visit_silence(chosen: Selection, visit: str) -> Silence:
    """The silences of visits of one office to one city (see `visit_options`)."""
    _side, office, city = visit.split("|")
    table = silence.visits_of(_visits(chosen), office, city)
    return _silence(chosen, table, visit_name(visit, chosen.words), visits=True)


def visit_name(visit: str, words: Words) -> str:
    """What the visits of an office to a city are called."""
    _side, office, city = visit.split("|")
    return _("{office} in {city}", office=capital(words.office(office)), city=words.place(city))


def visit_options(chosen: Selection) -> list[str]:
    """Offices that were received in a city, as side|office|city, the most visited first."""
    found = silence.offices_received(_visits(chosen))
    return [
        f"{row.side}|{row.office}|{row.place_city}"
        for row in found.itertuples()
        if "|" not in f"{row.office}{row.place_city}"
    ]


def _visits(chosen: Selection) -> pd.DataFrame:
    a, b = chosen.record.pair.sides
    hosts = {"side_a": (b.code, *b.also), "side_b": (a.code, *a.also)}
    return silence.visits(chosen.history.contacts, chosen.record.offices, hosts)


def _silence(chosen: Selection, table: pd.DataFrame, who: str, *, visits: bool = False) -> Silence:
    start, end = window(chosen)
    silences = silence.silences(table, chosen.record.end)
    seen = silence.within(silences, start, end)
    ids = [*seen["before"], *seen["ended_by"]]
    names = named(table, chosen.words, ids)
    teeth = silence.saw_tooth(silences, chosen.record.end)
    return Silence(
        picture=contacts_silence.saw_tooth(teeth, seen, (start, end), names, who, visits=visits),
        top=silence.longest(seen),
        present=silence.current(silences),
        total=len(silences),
        names=names,
    )


def matrix(chosen: Selection, people: int) -> Picture:
    """Who met whom, as a matrix."""
    table, pairs, shown, links = _people(chosen, people)
    counts = contact_people.matrix(links, shown)
    unnamed = contact_people.without_names(table, pairs)
    outside = contact_people.outside(pairs, links)
    alone = len(shown) - sum(counts.shape)
    return contacts_people.matrix(counts, links, chosen.words, unnamed, outside, alone)


def network(chosen: Selection, people: int) -> Picture:
    """Who met whom, as a network."""
    table, pairs, shown, links = _people(chosen, people)
    placed = contact_people.layout(shown, links)
    unnamed = contact_people.without_names(table, pairs)
    outside = contact_people.outside(pairs, links)
    return contacts_people.network(placed, links, chosen.words, unnamed, outside)


def _people(
    chosen: Selection, people: int
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    table = chosen.shown.contacts
    pairs = contact_people.pairs(table, chosen.record.actors)
    everyone = contact_people.people(pairs, chosen.record.offices)
    shown = contact_people.busiest(everyone, people)
    return table, pairs, shown, contact_people.links(pairs, shown)


def with_people(chosen: Selection, people: tuple[str, ...]) -> pd.DataFrame:
    """The contacts shown in which all of these people took part."""
    table = chosen.shown.contacts
    both = table["side_a"] + table["side_b"]
    return table[[set(people) <= set(actors) for actors in both]]


def _also(chosen: Selection) -> dict[str, str]:
    """The side for each further code that stands for its ground."""
    return {code: side.code for side in chosen.record.pair.sides for code in side.also}


def _grounded(chosen: Selection) -> pd.DataFrame:
    a, b = chosen.record.pair.sides
    return contact_places.with_ground(chosen.shown.contacts, (a.code, b.code), _also(chosen))


def _counted_with(chosen: Selection) -> str:
    also = _also(chosen)
    counts = contact_places.counted_with(chosen.shown.contacts, also)
    return contacts_places.counted_with(counts, also, chosen.words)


def _heard(chosen: Selection) -> pd.DataFrame:
    """The contacts of which both sides' own accounts are on record."""
    return contact_accounts.both(chosen.shown.contacts, chosen.record.pair)


def world(chosen: Selection) -> Picture:
    """Where they met, on a map."""
    table = _grounded(chosen)
    places = contact_places.by_place(table, chosen.record.places)
    unplaced = len(table) - int(places["contacts"].sum())
    note = _counted_with(chosen)
    return contacts_places.world(places, outlines.land(), chosen.words, unplaced, note)


def grounds(chosen: Selection) -> Picture:
    """On whose ground they met, period by period."""
    table = contact_places.grounds(_grounded(chosen), chosen.years)
    return contacts_places.grounds(table, chosen.words, _counted_with(chosen))


def topics(chosen: Selection) -> Picture:
    """What was raised in which year, and by whom."""
    raised = contact_topics.raised(chosen.shown.contacts)
    top = contact_topics.busiest(raised, TOPICS)
    counts = contact_topics.by_year(raised, top)
    others = raised["topic"].nunique() - len(top)
    return contacts_topics.by_year(counts, top, chosen.years, chosen.words, others)


def on_topic(chosen: Selection, topic: str, year: int, who: str) -> pd.DataFrame:
    """The contacts of one cell of the heatmap of topics."""
    raised = contact_topics.raised(chosen.shown.contacts)
    cell = raised[
        (raised["topic"] == topic) & (raised["raised_by"] == who) & (raised["date"].dt.year == year)
    ]
    return _rows(chosen.shown.contacts, cell["contact_id"])


def left_out(chosen: Selection) -> Picture:
    """Which topics one side names and the other leaves out."""
    heard = _heard(chosen)
    table = contact_topics.left_out(heard)
    return contacts_topics.left_out(table, len(heard), chosen.words)


def only_one_names(chosen: Selection, topic: str, column: str) -> pd.DataFrame:
    """The contacts in which only one side (only_a, only_b) names the topic."""
    sets = contact_topics.compared(_heard(chosen))
    return sets[[topic in names for names in sets[column]]]


def accounts(chosen: Selection) -> Picture:
    """Whose account is known, year by year."""
    table = contact_accounts.by_year(chosen.shown.contacts, chosen.years, chosen.record.pair)
    return contacts_accounts.by_year(table, chosen.words)


def two_accounts(chosen: Selection, apart: bool) -> pd.DataFrame:
    """The contacts with both accounts, the latest first; `apart`: each side alone names a topic."""
    heard = contact_topics.compared(_heard(chosen))
    if apart:
        heard = heard[(heard["only_a"].str.len() > 0) & (heard["only_b"].str.len() > 0)]
    return heard.sort_values("date", ascending=False, kind="stable")


def known_by(chosen: Selection, answer: str, by: str) -> Picture:
    """How many contacts of each kind have which answer."""
    table = planning.known_by(chosen.shown.contacts, answer, by)
    return contacts_planning.known_by(table, chosen.words)


def answered(chosen: Selection, answer: str, by: str, kind: str, which: str) -> pd.DataFrame:
    """The contacts of one kind that have this answer, or none on record."""
    table = chosen.shown.contacts
    given = table[answer].isna() if which == contacts.UNKNOWN else table[answer] == which
    return table[(table[by] == kind) & given]


def durations(chosen: Selection) -> Picture:
    """How long they lasted."""
    table = chosen.shown.contacts
    known = planning.durations(table)
    return contacts_planning.durations(known, len(table), chosen.words)


def _rows(table: pd.DataFrame, ids: pd.Series) -> pd.DataFrame:
    return table[table["contact_id"].isin(ids)]
