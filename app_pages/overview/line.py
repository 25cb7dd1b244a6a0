"""The line and its controls; a click on a dot or a month opens what lies there."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.contacts.silence import at_or_above, long
from analysis.temperature import acts
from analysis.temperature.accumulated import STEP
from analysis.temperature.line import landmarks
from analysis.temperature.measures import MEASURES, Measure, each_way
from analysis.temperature.terms import terms
from app_pages.cards import listing, shell
from app_pages.frame import address, lists, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from app_pages.overview import headline, moved, zoom
from app_pages.temperature import controls
from app_pages.temperature.line import (
    Formula,
    breaks_found,
    curve,
    measured,
    of_some,
    unsure,
    wall,
    window,
)
from charts.draw.picture import Picture
from charts.speech.formats import day
from charts.speech.language import _, plural
from charts.temperature import line as line_charts
from charts.temperature import ways
from charts.temperature.around import Around
from charts.temperature.measures import short_name

WAYS = ("all", "each", "asymmetry")
SHADINGS = ("governments", "breaks", "both", "none")
MOST_CARDS = 2
"""Cards opened for a month; its other events are listed."""

EVENT_COLUMNS = ("date", "title", "direction", "domain", "cameo", "salience", "sources")


def over_time(
    chosen: Selection,
    measure: str,
    way: str,
    formula: Formula,
    score_step: float,
    with_terms: bool,
    with_breaks: bool,
) -> Picture:
    """The measure over the window: of all events, of each direction, or their difference."""
    at, words = window(chosen), chosen.words
    used = MEASURES[measure]
    around = _around(chosen, at, used, way, formula, with_terms, with_breaks)
    if way != "all":
        events, sure = measured(chosen, formula), unsure(chosen, formula)
        curves = each_way(used, events, at, chosen.record.pair, formula.half_life, score_step, sure)
        draw = ways.each_way if way == "each" else ways.asymmetry
        return of_some(draw(curves, around, words, used), chosen)
    every = curve(chosen, measure, formula, score_step)
    shown = every[every["date"].isin(at)].reset_index(drop=True)
    if not used.levels:
        return of_some(ways.sums(shown, around, words), chosen)
    return line_charts.line(shown, around, words, used)


def _around(
    chosen: Selection,
    at: pd.DatetimeIndex,
    measure: Measure,
    way: str,
    formula: Formula,
    with_terms: bool,
    with_breaks: bool,
) -> Around:
    """What stands around the line of this window."""
    record = chosen.record
    if at.empty:
        return Around(record.end)
    first, last = at[0], at[-1]
    alone = way == "all" and bool(measure.levels)
    shown = chosen.shown.events
    around = shown[(shown["date"] >= first - pd.offsets.MonthBegin(1)) & (shown["date"] <= last)]
    inside = acts.between(around, record.pair)
    weighty = inside[inside["salience"] == "3"] if alone else inside.iloc[:0]
    return Around(
        end=record.end,
        events=inside,
        landmarks=landmarks(
            measured(chosen, formula),
            formula.half_life,
            # Assigned as it is, a column would bring its rows along where there are none.
            among=weighty.assign(
                goldstein=measured(chosen, formula)["goldstein"].reindex(weighty.index)
            ),
        ),
        terms=state.measure(governed, chosen.view.record, first=first, last=last)
        if with_terms
        else pd.DataFrame(),
        breaks=_breaks(chosen, formula.scale, first, last)
        if with_breaks and alone and measure.certainty
        else pd.DataFrame(),
        silences=long(
            at_or_above(record.contacts, "minister"), record.events["date"].min(), first, last
        )
        if alone
        else pd.DataFrame(),
        context=acts.context(around, record.pair) if alone else around.iloc[:0],
        wall=wall(chosen),
        filtered=chosen.partial("events"),
        told=formula == Formula(),
    )


def governed(chosen: Selection, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Who held the highest offices of each side between two days."""
    return terms(chosen.record.offices, chosen.record.actors, chosen.record.pair, first, last)


def _breaks(chosen: Selection, scale: str, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    found = breaks_found(chosen, scale)
    inside = found[found["date"].between(first, last)]
    return inside.assign(low=inside["low"].clip(lower=first), high=inside["high"].clip(upper=last))


def in_month(chosen: Selection, day: pd.Timestamp) -> pd.DataFrame:
    """The events shown of a month, the weightiest first."""
    events = chosen.shown.events
    month = events[events["date"].dt.to_period("M") == day.to_period("M")]
    order = (month["weight"] * month["goldstein"].abs()).sort_values(ascending=False, kind="stable")
    return month.loc[order.index]


def way_label(way: str) -> str:
    """The name of a choice of direction."""
    return {"all": _("All"), "each": _("Each way"), "asymmetry": _("Asymmetry")}[way]


def shading_label(shading: str) -> str:
    """The name of a choice of what is shaded."""
    return {
        "governments": _("Governments"),
        "breaks": _("Breaks"),
        "both": _("Both"),
        "none": _("None"),
    }[shading]


@page.fragment
def section() -> None:
    """The line and its controls; a click on a dot or a month opens what lies there."""
    view = state.view()
    chosen = state.selection(view)
    with st.container(horizontal=True, horizontal_alignment="right"):
        zoom.back(chosen)
        help_ = st.popover(_("How to read this"), icon=":material/help:", key="how-to-read")
        adjust = st.popover(_("Adjust"), icon=":material/tune:", key="adjust")
    with adjust:
        measure = address.choose(
            st.segmented_control,
            _("Indicator"),
            list(MEASURES),
            key="measure",
            text=short_name,
        )
        way = address.choose(st.segmented_control, _("Direction"), WAYS, key="way", text=way_label)
        formula = controls.formula(chosen)
        step = controls.step() if MEASURES[measure].dial == "step" else STEP
        shading = address.choose(
            st.selectbox,
            _("Shading"),
            SHADINGS,
            key="shading",
            text=shading_label,
            help=_("Who governed, and when the level of the events changed beyond chance."),
        )
    if MEASURES[measure].dial == "half_life":
        controls.propose_long(chosen, formula.half_life)
    shown = state.result(
        over_time,
        view,
        measure=measure,
        way=way,
        formula=formula,
        score_step=step,
        with_terms=shading in {"governments", "both"},
        with_breaks=shading in {"breaks", "both"},
    )
    with help_:
        headline.how_to_read(chosen, shown.note)
    # What the line needs to be read stands in the box above it.
    drawn = picture(shown, "temperature-line", selectable=True, noted=False, brushed=zoom.zoom)
    _open(lists.clicked(drawn), chosen)
    moved.section(formula)


def _open(keys: tuple[Any, ...], chosen: Selection) -> None:
    """The card of a clicked event, or cards of a clicked month; the rest of the month as rows."""
    if not keys:
        return
    events = chosen.record.events.set_index("event_id")["date"]
    here = [key for key in keys if key in events.index]
    day_chosen = events[here[0]] if here else pd.to_datetime(keys[0], errors="coerce")
    if pd.isna(day_chosen):
        return
    month = in_month(chosen, day_chosen)
    carded = here[:1] or month["event_id"].head(MOST_CARDS).tolist()
    if not here:
        title = plural(
            "{month}: {n} event passes the filters",
            "{month}: {n} events pass the filters",
            len(month),
            month=day(day_chosen, "month"),
        )
        st.markdown(f"**{plain(title)}**")
    for event_id in carded:
        shell.choose("events", event_id)
    others = month[~month["event_id"].isin(carded)]
    if others.empty:
        return
    st.caption(
        plural(
            "{n} other event of {month}",
            "{n} other events of {month}",
            len(others),
            month=day(day_chosen, "month"),
        )
    )
    listing.rows(others, "events", EVENT_COLUMNS, chosen, "month-events")
