"""Which stream the page shows: the imported folder, or the invented sample, and what to say of it.

DASHBOARD_STREAMS names the folder; else it is `streams/` inside the folder of the tables.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st

from analysis.streams import StreamError, engine, manifest, measures, misses, sample
from analysis.streams.columns import BOTH_WAYS
from analysis.streams.manifest import Manifest
from analysis.streams.measures import Counted
from analysis.tables import dataset
from analysis.tables.dates import month_ends
from analysis.temperature.line import PRIOR_WEIGHT
from app_pages.frame import page, published, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from app_pages.temperature.line import Formula, whole
from charts.draw.picture import Picture
from charts.speech.formats import day, labelled, number, sentences
from charts.speech.language import _, plural_if
from charts.streams.colors import from_stream, invented

VARIABLE = "DASHBOARD_STREAMS"


@dataclass(frozen=True)
class Stream:
    """The stream in view: its folder (empty for the sample) and when that was last written."""

    folder: str = ""
    stamp: int = 0

    @property
    def is_invented(self) -> bool:
        """Is the sample shown?"""
        return not self.folder


def folder(data: str) -> Path:
    """Where the imported rows that belong to the tables of this key are looked for."""
    other = data.partition(published.OF)[2]
    return Path(os.environ.get(VARIABLE) or published.folder(other) / "streams")


def place_name(place: Path) -> str:
    """The folder as a reader may know it: never where it lies on the machine."""
    root = dataset.FOLDER.parent
    if os.environ.get(VARIABLE):
        return f"${VARIABLE}"
    return str(place.relative_to(root) if place.is_relative_to(root) else Path(*place.parts[-2:]))


def said(error: StreamError, place: Path) -> str:
    """What is wrong with the folder, in the same words of it."""
    return str(error).replace(str(place), place_name(place))


def stream(chosen: Selection) -> Stream:
    """The stream that this server shows for the pair in view."""
    return _stream(chosen)[0]


def _stream(chosen: Selection) -> tuple[Stream, str]:
    """The same, and why a folder that is there is not shown."""
    place, pair = folder(chosen.view.data), chosen.record.pair
    try:
        stamp = (place / manifest.FILE).stat().st_mtime_ns
    except OSError:
        # A folder that was asked for by name, and is not there, is a fault; else there is none.
        missing = _("{folder} holds no imported rows.", folder=place_name(place))
        return Stream(), missing if os.environ.get(VARIABLE) else ""
    found = Stream(str(place), stamp)
    try:
        held = _manifest(chosen, found)
    except StreamError as error:
        return Stream(), said(error, place)
    if {held.sides.a, held.sides.b} != {pair.a.code, pair.b.code}:
        other = _(
            "{folder} holds the rows of {a} and {b}, which are not the two sides of this record.",
            folder=place_name(place),
            a=held.sides.a,
            b=held.sides.b,
        )
        return Stream(), other
    return found, ""


@state.once("record")
def _manifest(_chosen: Selection, shown: Stream) -> Manifest:
    return manifest.load(Path(shown.folder))


@state.once("record")
def counts(chosen: Selection, shown: Stream) -> Counted:
    """What the machine counts, folded, up to the chosen day. Raises StreamError."""
    pair = chosen.record.pair
    with engine.tried(shown.folder or engine.DEFAULT):
        rows = (
            engine.opened(Path(shown.folder))
            if shown.folder
            else engine.local(sample.rows(pair.a.code, pair.b.code, chosen.record.end))
        )
        if chosen.view.filters.as_of is not None:
            rows = rows.filter(rows.day.cast("date") <= chosen.view.filters.as_of.date())
        scale = chosen.record.cameo_goldstein
        return measures.counted(measures.reports(rows, pair.a.code, pair.b.code, scale))


@state.once("record")
def line(chosen: Selection, shown: Stream, half_life: float) -> pd.DataFrame:
    """The machine's line by month, with its band. Raises StreamError."""
    days = counts(chosen, shown).days
    if days.empty:
        return pd.DataFrame(columns=["date", "temperature", "weight", "low", "high"])
    at = month_ends(days["day"].min(), days["day"].max())
    return measures.line(days, at, half_life, PRIOR_WEIGHT)


def within(rows: pd.DataFrame, column: str, chosen: Selection) -> pd.DataFrame:
    """The rows inside the chosen years; the last year of the record leaves the end open."""
    first, last = chosen.years
    end = pd.Timestamp.max if last >= chosen.record.end.year else pd.Timestamp(last, 12, 31)
    return rows[rows[column].between(pd.Timestamp(first, 1, 1), end)]


def acts(chosen: Selection, days: pd.DataFrame) -> pd.DataFrame:
    """The curated acts of the chosen years that the stream can be held against, with their day."""
    pair = chosen.record.pair
    between = (pair.a_to_b, pair.b_to_a, measures.MUTUAL)
    known = misses.compared(whole(chosen, Formula()), between, days["day"].min(), days["day"].max())
    return within(known, "date", chosen).assign(day=lambda rows: rows["date"])


def draw(made: Picture | None, key: str, shown: Stream) -> None:
    """A picture of the stream, or a word where it has none in these years."""
    if made is None:
        st.info(_("The stream has no event in these years."))
        return
    picture(named(made, shown, state.selection(state.view())), key)


def named(made: Picture, shown: Stream, chosen: Selection) -> Picture:
    """The picture with the name of its stream; that of the sample says that it is invented."""
    if shown.is_invented:
        return invented(made)
    return from_stream(made, _manifest(chosen, shown).licences())


def told(chosen: Selection) -> None:
    """What the page shows, or what to download to see more than the sample."""
    shown, fault = _stream(chosen)
    if fault:
        st.error(plain(fault))
    if shown.is_invented:
        _how(chosen)
        return
    held = _manifest(chosen, shown)
    first, last = (pd.Timestamp(each) if each else None for each in held.days())
    st.caption(
        plain(
            sentences(
                [
                    _(
                        "{forms}: {kept} reports from {first} to {last}, out of {rows} rows.",
                        forms=" · ".join(held.licences()),
                        kept=number(held.total("kept")),
                        first=day(first),
                        last=day(last),
                        rows=number(held.total("rows")),
                    ),
                    plural_if(
                        "{n} row was refused.",
                        "{n} rows were refused.",
                        sum(held.refused().values()),
                    ),
                    plural_if(
                        "{n} of these names each side as actor and as target.",
                        "{n} of these name each side as actor and as target.",
                        held.refused().get(BOTH_WAYS, 0),
                    ),
                    # The terms are those of the source, in its own words.
                    *(labelled(form, terms) + "." for form, terms in held.licences().items()),
                ]
            )
        )
    )


def _how(chosen: Selection) -> None:
    """That the sample is invented, and the way to a real stream."""
    pair, place = chosen.record.pair, folder(chosen.view.data)
    st.warning(
        _("**The machine’s figures below are invented**, to show how this page works."),
        icon=":material/casino:",
    )
    st.markdown(_("For real figures, import a stream’s files:"))
    st.code(
        f"python -m analysis streams import {_('FILES')} --pair {pair.a.code} {pair.b.code} "
        f"--to {place_name(place)}",
        language=None,
        wrap_lines=True,
    )
    with page.drawer(_("Where streams are published"), "streams-how") as is_open:
        if not is_open:
            return
        streams = [
            _(
                "GDELT 2.0 events, since February 2015, every 15 minutes: about 0.15 MB a file, "
                "some 5 GB a year, listed in {address}",
                address="<http://data.gdeltproject.org/gdeltv2/masterfilelist.txt>",
            ),
            _(
                "GDELT 1.0 events, since 1979, a file a day from April 2013: {address}",
                address="<http://data.gdeltproject.org/events/index.html>",
            ),
            _(
                "ICEWS, 1995 to April 2023, more than 18 million rows: {address}",
                address="<https://doi.org/10.7910/DVN/28075>",
            ),
            _(
                "POLECAT, since 2018, a file a week and an archive a year: {address}",
                address="<https://doi.org/10.7910/DVN/AJGVIT>",
            ),
        ]
        st.markdown("\n".join(f"- {each}" for each in streams))
        st.markdown(
            _(
                "Files are read as they are published, packed or not. Of ten million rows a pair "
                "keeps some thousands: a folder of a few megabytes."
            )
        )
        st.caption(
            _(
                "With another folder, start the dashboard with {variable}=FOLDER.",
                variable=plain(VARIABLE),
            )
        )
