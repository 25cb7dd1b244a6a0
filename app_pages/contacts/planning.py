"""Who asked, was it planned, how long did it last?"""

from __future__ import annotations

from analysis.contacts import often, planning
from app_pages.cards import contact, shell
from app_pages.frame import lists, page, state
from app_pages.frame.picture import answered, picture_or_words
from app_pages.frame.state import Selection
from charts.contacts import planning as charts
from charts.draw.picture import Picture


def known_by(chosen: Selection, answer: str, by: str) -> Picture:
    """How many contacts of each kind have which answer."""
    return charts.known_by(planning.known_by(chosen.shown.contacts, answer, by), chosen.words)


def durations(chosen: Selection) -> Picture:
    """How long they lasted."""
    table = chosen.shown.contacts
    return charts.durations(planning.durations(table), len(table), chosen.words)


@page.fragment
def asked_and_planned() -> None:
    view = state.view()
    chosen = state.selection(view)
    for answer, by in (("requested_by", "level"), ("scheduled", "format")):
        key = f"contacts-{answer}"
        shown = state.result(known_by, view, answer=answer, by=by)
        if part := lists.clicked(picture_or_words(shown, key)):
            kind, which = part
            with answered(part, key):
                table = chosen.shown.contacts
                rows = often.answered(table[table[by] == kind], answer, which)
                contact.listing(rows, chosen, key)
    shell.clicked(picture_or_words(state.result(durations, view), "contacts-durations"), "contacts")
