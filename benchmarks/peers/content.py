"""What the two compared pages show, with the dashboard's own analysis and chart functions.

A plain page computes what it draws when it is asked to draw it: between calls only what hangs on
the record alone is kept (how sure it is, and from which year it is dense).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.tables import dataset, filters
from analysis.tables.filters import Filters
from analysis.tables.offices import with_level
from analysis.temperature.accumulated import STEP
from app_pages.contacts import often
from app_pages.frame import published
from app_pages.frame.state import Selection, View
from app_pages.overview import headline, line, moved
from app_pages.temperature.line import Formula
from charts.draw.picture import Picture
from charts.speech.formats import day, degrees, listed, number
from charts.speech.listing import readable
from charts.speech.names import Words

FIRST_YEAR = 2015
ROWS = 200
CONTACT_COLUMNS = ("date", "side_a", "side_b", "format", "place_city", "occasion", "requested_by")
EVENT_COLUMNS = ("date", "title", "sources")
LATEST = 8


@dataclass(frozen=True, eq=False)
class Content:
    """A page: its title, its figures in words, its charts, and the rows below them."""

    title: str
    facts: tuple[str, ...]
    pictures: tuple[Picture, ...]
    rows: pd.DataFrame


@dataclass(frozen=True)
class Choice:
    """What a reader may choose: years, actors and domains."""

    years: tuple[int, int]
    actors: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def record() -> dataset.Dataset:
    """The package, loaded once, with the level of each contact."""
    tables = dataset.load()
    return tables.with_tables(contacts=with_level(tables.contacts, tables.offices))


@lru_cache(maxsize=1)
def words() -> Words:
    """The names that the tables give."""
    tables = record()
    return Words(
        *(tables.package, tables.pair, tables.actors, tables.places, tables.goods),
        tables.translations,
    )


def years() -> tuple[int, int]:
    """The first and the last year of the record."""
    tables = record()
    return int(tables.events["date"].dt.year.min()), tables.end.year


def opening() -> Choice:
    """What the pages open with."""
    return Choice((FIRST_YEAR, years()[1]))


def actors() -> dict[str, str]:
    """Every actor's id and its name as the lists show it."""
    return {actor: words().actor_label(actor) for actor in record().actors["actor_id"]}


def domains() -> dict[str, str]:
    """Every domain and its name."""
    return {d: words().term("domain", d) for d in record().events["domain"].cat.categories}


def selection(choice: Choice) -> Selection:
    """The tables behind a choice."""
    chosen = Filters(years=choice.years, actors=choice.actors, domains=choice.domains)
    return Selection(
        view=View(published.FIRST, chosen, "en"),
        shown=filters.apply(record(), chosen),
        history=filters.apply(record(), chosen.all_years()),
        record=record(),
        words=words(),
    )


def overview(choice: Choice) -> Content:
    """The state of the relationship, the line, what moved it, and the latest events."""
    chosen, formula = selection(choice), Formula()
    now = headline.figures(chosen)
    drawn = line.over_time(
        chosen,
        measure="temperature",
        way="all",
        formula=formula,
        score_step=STEP,
        with_terms=True,
        with_breaks=False,
    )
    start, end = moved.first_days(chosen)[moved.IN_VIEW], moved.last_day(chosen)
    changed = moved.what_moved(chosen, start=start, end=end, formula=formula)
    contacts = [
        f"{row['days_least'].iloc[0]} days ago ({day(row['date'].iloc[0])})"
        for row in (now.last_leader, now.last_minister)
        if len(row)
    ]
    facts = (
        *headline.told(now),
        f"{degrees(now.change.value)}° in a year",
        f"Leaders and ministers last spoke {listed(contacts)}",
        f"Restrictions {now.restrictions.to_dict('index')}",
        f"Consular cases open {number(len(now.cases))}",
    )
    latest = chosen.shown.events.sort_values("date", ascending=False, kind="stable").head(LATEST)
    return Content(
        words().title(), facts, (drawn, changed), _rows(latest, "events", EVENT_COLUMNS, chosen)
    )


def contacts(choice: Choice) -> Content:
    """How often the two sides met, and the contacts."""
    chosen = selection(choice)
    picture = often.frequency(chosen, cut="year-month", measure="contacts", who="anyone")
    table = chosen.shown.contacts.sort_values("date", ascending=False, kind="stable").head(ROWS)
    return Content("Contacts", (), (picture,), _rows(table, "contacts", CONTACT_COLUMNS, chosen))


def _rows(
    table: pd.DataFrame, name: str, columns: tuple[str, ...], chosen: Selection
) -> pd.DataFrame:
    shown = readable(table, name, columns, chosen.words, chosen.record.sources)
    return shown.reset_index(drop=True)


PAGES = {"overview": overview, "contacts": contacts}
