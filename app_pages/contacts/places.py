"""Where did they meet? A map, and whose ground it was."""

from __future__ import annotations

import pandas as pd

from analysis.contacts import outlines, places
from app_pages.cards import contact
from app_pages.frame import page, state
from app_pages.frame.picture import picture_or_words
from app_pages.frame.state import Selection
from charts.contacts import places as charts
from charts.draw.picture import Picture


def world(chosen: Selection) -> Picture:
    """Where they met, on a map."""
    table = _grounded(chosen)
    found = places.by_place(table, chosen.record.places)
    unplaced = len(table) - int(found["contacts"].sum())
    return charts.world(found, outlines.land(), chosen.words, unplaced, _counted_with(chosen))


def grounds(chosen: Selection) -> Picture:
    """On whose ground they met, period by period."""
    table = places.grounds(_grounded(chosen), chosen.years)
    return charts.grounds(table, chosen.words, _counted_with(chosen))


def _grounded(chosen: Selection) -> pd.DataFrame:
    a, b = chosen.record.pair.sides
    return places.with_ground(chosen.shown.contacts, (a.code, b.code), _also(chosen))


def _counted_with(chosen: Selection) -> str:
    also = _also(chosen)
    counts = places.counted_with(chosen.shown.contacts, also)
    return charts.counted_with(counts, also, chosen.words)


def _also(chosen: Selection) -> dict[str, str]:
    """The side for each further code that stands for its ground."""
    return {code: side.code for side in chosen.record.pair.sides for code in side.also}


@page.fragment
def where() -> None:
    view = state.view()
    chosen = state.selection(view)
    event = picture_or_words(state.result(world, view), "contacts-map")
    if picked := event.selection.get(charts.SELECTION) if event else None:
        table = chosen.shown.contacts
        names = {row.get("place") for row in picked}
        contact.listing(table[table["place_city"].isin(names)], chosen, "contacts-place")
    picture_or_words(state.result(grounds, view), "contacts-grounds", selectable=False)
