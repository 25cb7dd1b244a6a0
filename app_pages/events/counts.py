"""What happened when: events over time, how many there are of each kind, and the events."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.events.counts import by_value
from app_pages.cards import shell
from app_pages.events import rows
from app_pages.frame import lists, page, state
from app_pages.frame.picture import answered, picture
from app_pages.frame.state import Selection
from charts.draw import vega
from charts.draw.picture import Picture
from charts.events import counts, kinds
from charts.speech.formats import day
from charts.speech.language import _, plural

HEIGHT = 196
"""Pixels of a list under which the picture begins on the first screen: its head, four rows and a
half, so that one sees that there are more."""

Span = tuple[pd.Timestamp, pd.Timestamp] | None
"""First and last day of a brushed span, or none."""


def lanes(chosen: Selection) -> Picture:
    """The events of the chosen years, as far as the record goes."""
    first, last = chosen.years
    events = chosen.shown.events
    start = max(pd.Timestamp(first, 1, 1), events["date"].min().to_period("M").start_time)
    end = max(min(pd.Timestamp(last, 12, 31), chosen.record.end), start)
    return counts.lanes(events, start, end, chosen.words)


def bars(chosen: Selection, column: str, span: Span) -> Picture:
    """How many events of each kind there are in the span."""
    return kinds.bars(by_value(in_span(chosen, span), column), column, chosen.words)


def in_span(chosen: Selection, span: Span) -> pd.DataFrame:
    """The events shown, in the brushed span if there is one."""
    events = chosen.shown.events
    return events if span is None else events[events["date"].between(*span)]


@page.fragment
def section() -> None:
    """The events, and the lanes, on which a brushed span narrows the rest of the page."""
    chosen = state.selection(state.view())
    listed = st.container()
    # A span that was drawn on other years is none of these.
    years = "-{}-{}-{:%Y-%m-%d}".format(*chosen.years, chosen.record.end)
    drawn = picture(state.result(lanes, chosen.view), "event-lanes", selectable=True, of=years)
    shell.clicked(drawn, "events")
    span = brushed(drawn.selection if drawn else {}, st.context.timezone)
    events = in_span(chosen, span)
    if span:
        said = plural(
            "From {first} to {last}: {n} event in the bars and the table.",
            "From {first} to {last}: {n} events in the bars and the table.",
            len(events),
            first=day(span[0]),
            last=day(span[1]),
        )
        st.info(said, icon=":material/date_range:")
    picked: list[str] = []
    for place, column in zip(st.columns(2), ("domain", "root"), strict=True):
        with place:
            shown = state.result(bars, chosen.view, column=column, span=span)
            for kind in lists.clicked(picture(shown, f"event-{column}s", selectable=True)):
                events = events[events[column].astype(str) == kind]
                picked.append(kind)
    with listed, answered(tuple(picked), "events-of-bar"):
        _search(events, chosen)


def brushed(selection: Any, zone: str | None) -> Span:
    """The span of time that is brushed on the lanes, in whole days of the reader's time zone."""
    bounds = selection.get(vega.BRUSH, {}).get("month") if selection else None
    if not bounds:
        return None
    # The browser counts from its own midnight.
    moments = pd.to_datetime(sorted(bounds), unit="ms", utc=True).tz_convert(zone or "UTC")
    first, last = moments.tz_localize(None).round("D")
    return first, last


def _search(events: pd.DataFrame, chosen: Selection) -> None:
    """The events of the span and the chosen bars, to be searched and opened."""
    found = lists.search(
        events.assign(told=events["title"].map(chosen.words.told)),
        ("title", "told", "summary", "location"),
        _("Search the events"),
        "events_find",
        _("Search the events"),
        label_visibility="collapsed",
    )
    found = found.sort_values("date", ascending=False, kind="stable")
    rows.table(found, chosen, "event-rows", HEIGHT)
