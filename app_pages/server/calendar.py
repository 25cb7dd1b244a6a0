"""The dates of any view as a calendar: `/calendar.ics?domains=trade`, with the pages' filters.

Contacts, the steps of cases before courts, the days on which trade measures begin and end, and
the anniversaries of the weightiest events. What is known to the month or the year is left out: a
calendar would give it a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pandas as pd
from starlette.routing import Route

from analysis.files import export
from app_pages.frame import links
from app_pages.frame.state import Selection
from app_pages.server import view
from charts.speech import language, names
from charts.speech.formats import labelled
from charts.speech.language import _

KIND = "text/calendar; charset=utf-8"

COURT = ("hearing", "trial", "verdict", "appeal")
"""The steps of a case that stand in a calendar."""

MOST_SALIENT = "3"
"""Events of this salience have their anniversaries in it."""

MOST = 2000
"""A calendar holds so many entries, the latest."""


class Day(NamedTuple):
    """One entry: its row and the column that dates it, its days, what it says, if it returns."""

    table: str
    row_id: str
    column: str
    start: pd.Timestamp
    end: pd.Timestamp
    name: str
    text: str = ""
    where: str = ""
    yearly: bool = False


def routes() -> list[Route]:
    """The address of the calendar."""
    return [view.route(links.CALENDAR, view.followed(calendar, KIND))]


def calendar(chosen: Selection, about: str, root: str, query: tuple[tuple[str, str], ...]) -> bytes:
    """The days of the view as an iCalendar file."""
    # Its library brings every time zone; most readers need none of them.
    from icalendar import Calendar, Event

    links.carry(list(query))
    package = chosen.record.package
    stamp = pd.Timestamp(str(package.descriptor["created"])[:10], tz="UTC").to_pydatetime()
    made = Calendar()
    made.add("prodid", f"-//{package.name}//{package.version}//{language.tag()}")
    made.add("version", "2.0")
    made.add("x-wr-calname", chosen.words.title())
    made.add("x-wr-caldesc", about)
    for day in sorted(days(chosen), key=lambda day: day.start)[-MOST:]:
        entry = Event()
        entry.add("uid", f"{day.table}/{day.row_id}/{day.column}@{package.name}")
        entry.add("dtstamp", stamp)
        entry.add("dtstart", day.start.date())
        # The day after the last, as RFC 5545 counts.
        entry.add("dtend", (day.end + pd.Timedelta(days=1)).date())
        entry.add("transp", "TRANSPARENT")
        entry.add("summary", day.name)
        entry.add("categories", [chosen.words.term("table", day.table)])
        # A path alone is no address for who reads the file elsewhere.
        url = f"{root}/{links.row(day.table, day.row_id)}" if urlsplit(root).netloc else ""
        for name, value in (("description", day.text), ("location", day.where), ("url", url)):
            if value:
                entry.add(name, value)
        if day.yearly:
            entry.add("rrule", {"freq": "yearly"})
        made.add_component(entry)
    sent: bytes = made.to_ical()
    return sent


def days(chosen: Selection) -> list[Day]:
    """Every entry of the view; of what lasts through its years, the days that lie in them."""
    every = (_contacts, _hearings, _measures, _anniversaries)
    first, last = chosen.view.filters.years or (0, 9999)
    found = [day for made in every for day in made(chosen)]
    return [day for day in found if first <= day.end.year and day.start.year <= last]


def _contacts(chosen: Selection) -> Iterator[Day]:
    words, rows = chosen.words, _exact(chosen.shown.contacts)
    for row in rows.to_dict("records"):
        sides = [words.actor_names(row[side]) for side in ("side_a", "side_b")]
        name = _("{a} with {b}", a=sides[0], b=sides[1])
        where, text = words.place(row["place_city"]), words.told(row["occasion"])
        last = row["date"] if pd.isna(row["end_date"]) else row["end_date"]
        yield Day("contacts", row["contact_id"], "date", row["date"], last, name, text, where)


def _hearings(chosen: Selection) -> Iterator[Day]:
    milestones = chosen.shown.consular_milestones
    rows = _exact(milestones[milestones["kind"].isin(COURT)])
    ids = export.keys(rows, chosen.words.package.tables["consular_milestones"])
    for row, row_id in zip(rows.to_dict("records"), ids, strict=True):
        what = chosen.words.term("milestone_kind", row["kind"])
        name = labelled(chosen.words.actor(row["case_id"]), what)
        text = chosen.words.told(row["detail"])
        yield Day("consular_milestones", row_id, "date", row["date"], row["date"], name, text)


def _measures(chosen: Selection) -> Iterator[Day]:
    for column, said in (("effective", _("Begins")), ("ended", _("Ends"))):
        rows = _exact(chosen.shown.trade_restrictions, column)
        called = names.of_rows(rows, "trade_restrictions", chosen.words)
        for row, name in zip(rows.to_dict("records"), called, strict=True):
            day, text = row[column], chosen.words.told(row["stated_reason"])
            what = ("trade_restrictions", row["restriction_id"], column)
            yield Day(*what, day, day, labelled(said, name), text)


def _anniversaries(chosen: Selection) -> Iterator[Day]:
    events = chosen.shown.events
    rows = _exact(events[events["salience"] == MOST_SALIENT])
    for row in rows.to_dict("records"):
        words = chosen.words
        name = _("{year}: {title}", year=row["date"].year, title=words.told(row["title"]))
        text = words.told(row["summary"])
        what = ("events", row["event_id"], "date")
        yield Day(*what, row["date"], row["date"], name, text, yearly=True)


def _exact(rows: pd.DataFrame, column: str = "date") -> pd.DataFrame:
    """The rows whose date is known to the day."""
    known: Any = rows.get(f"{column}_precision", "day")
    return rows[rows[column].notna() & (known == "day")]
