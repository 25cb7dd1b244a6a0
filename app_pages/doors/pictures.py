"""Every picture of every page by its key, for those who ask for it by its address.

A door is a line: how the page's own step makes the picture of a view, and which parameters of the
page's address set it. To add a picture to a page, add its line; a test holds the two lists equal.
A key that ends with a dash stands for several pictures: what follows it says which.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analysis.streams import StreamError
from app_pages.compare.packages import packages, public
from app_pages.doors import record, relationship
from app_pages.doors.choices import Choices, Door
from app_pages.frame import state
from app_pages.frame.state import Selection
from app_pages.server.view import Asked, RefusedError
from app_pages.temperature.line import Formula, measured
from charts.draw.picture import Picture
from charts.speech.language import _

DOORS: Mapping[str, Mapping[str, Door]] = {
    "overview": relationship.OVERVIEW,
    "events": relationship.EVENTS,
    "contacts": relationship.CONTACTS,
    "trade": relationship.TRADE,
    "consular": relationship.CONSULAR,
    "statements": relationship.STATEMENTS,
    "actors": relationship.ACTORS,
    "compare": record.COMPARE,
    "streams": record.STREAMS,
    "evidence": record.EVIDENCE,
    "method": record.METHOD,
}

NEEDS: dict[str, Callable[[Selection], bool]] = {
    "overview": lambda c: measured(c, Formula()).empty,
    "events": lambda c: c.shown.events.empty,
    "contacts": lambda c: c.shown.contacts.empty,
    "consular": lambda c: c.shown.consular_cases.empty,
    "statements": lambda c: c.shown.statements.empty,
    "compare": lambda c: packages(c, public()).episodes.empty,
    "method": lambda c: measured(c, Formula()).empty,
}
"""Where these rows are missing, a page says so and draws nothing."""


def of(asked: Asked, page: str, key: str, *, whole: bool = False) -> Picture:
    """The picture of this key as the page shows it in the view; `whole`: without its filters.

    Raises RefusedError where there is none.
    """
    doors = DOORS.get(page, {})
    several = next((each for each in doors if each.endswith("-") and key.startswith(each)), "")
    door = doors.get(key) or doors.get(several)
    if door is None:
        raise RefusedError("There is no such picture here. See /api/openapi.json.")
    chosen = state.selection(asked.view.record if whole else asked.view)
    if page in NEEDS and NEEDS[page](chosen):
        raise RefusedError(_("With these filters there is nothing to draw."))
    try:
        made = door(chosen, Choices(asked.choices, asked.ignored, key.removeprefix(several)))
    except StreamError as error:
        raise RefusedError(str(error)) from error
    if made is None:
        raise RefusedError(_("With these filters there is nothing to draw."))
    return made
