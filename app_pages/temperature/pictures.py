"""What the overview shows, step by step: tables of a selection in, pictures out."""

from __future__ import annotations

import pandas as pd

from analysis.headline import Headline, headline
from analysis.tables.dataset import Dataset
from analysis.tables.dates import last_day, month_ends
from analysis.temperature import line
from analysis.temperature.accumulated import STEP, accumulated_at, monthly_sum
from analysis.temperature.band import band
from analysis.temperature.regimes import regimes
from analysis.temperature.terms import terms
from app_pages.frame.state import Selection
from charts.draw.picture import Picture
from charts.temperature import change, ways
from charts.temperature import line as line_charts
from charts.temperature.layers import Around

WAYS = ("all", "each", "asymmetry")
TOP_MOVERS = 10
MOVING = ["event_id", "title", "date", "date_precision", "weight", "goldstein"]
"""What of an event the picture of what moved the temperature tells."""


def figures(chosen: Selection) -> Headline:
    """The headline figures of the whole record."""
    return headline(chosen.record)


def window(chosen: Selection) -> pd.DatetimeIndex:
    """The month ends of the window of years, from the first event on and not beyond the record."""
    first, last = chosen.years
    start = max(pd.Timestamp(first, 1, 31), first_event(chosen.history))
    end = min(pd.Timestamp(last, 12, 31), chosen.record.end)
    return month_ends(start, end) if start <= end else pd.DatetimeIndex([], dtype="datetime64[s]")


def first_event(dataset: Dataset) -> pd.Timestamp:
    """The first day on which an event is known to have happened."""
    known = last_day(dataset.events["date"], dataset.events["date_precision"])
    return min(known.min(), dataset.end)


def over_time(
    chosen: Selection,
    measure: str,
    way: str,
    half_life: float,
    score_step: float | None,
    with_terms: bool,
    with_regimes: bool,
) -> Picture:
    """The measure over the window: of all events, of each direction, or their difference."""
    at = window(chosen)
    around = _around(chosen, at, measure, way, half_life, with_terms, with_regimes)
    if way != "all":
        curves = _each_way(chosen, at, measure, half_life, score_step)
        draw = ways.each_way if way == "each" else ways.asymmetry
        return draw(curves, around, chosen.words, measure)
    curve = _values(chosen.history.events, at, measure, half_life, score_step)
    if measure == "sum":
        return ways.sums(curve, around, chosen.words)
    if measure == "temperature":
        curve = curve.assign(
            **band(chosen.history.events, at, half_life)[["low", "high"]],
            **line.support(chosen.history.events, at, half_life)[["events", "thin"]],
        )
    return line_charts.line(curve, around, chosen.words, measure)


def _values(
    events: pd.DataFrame, at: pd.DatetimeIndex, measure: str, half_life: float, step: float | None
) -> pd.DataFrame:
    """Date and value of a measure at each point (and events, for the sums of months)."""
    if measure == "accumulated":
        return accumulated_at(events, at, step or STEP).rename(columns={"score": "value"})
    if measure == "sum":
        months = pd.DataFrame({"date": at, "month": at.to_period("M")})
        sums = monthly_sum(events).assign(month=lambda s: s["date"].dt.to_period("M"))
        found = months.merge(sums.drop(columns="date"), on="month", how="left")
        return found.fillna({"goldstein": 0.0, "events": 0.0}).rename(
            columns={"goldstein": "value"}
        )[["date", "value", "events"]]
    return line.line(events, at, half_life).rename(columns={"temperature": "value"})


def _each_way(
    chosen: Selection, at: pd.DatetimeIndex, measure: str, half_life: float, step: float | None
) -> pd.DataFrame:
    events, pair = chosen.history.events, chosen.record.pair
    if measure == "temperature":
        return line.by_direction(events, at, pair, half_life)
    a, b = (
        _values(events[events["direction"] == way], at, measure, half_life, step)["value"]
        for way in (pair.a_to_b, pair.b_to_a)
    )
    return pd.DataFrame({"date": at, "a_to_b": a, "b_to_a": b, "asymmetry": a - b})


def _around(
    chosen: Selection,
    at: pd.DatetimeIndex,
    measure: str,
    way: str,
    half_life: float,
    with_terms: bool,
    with_regimes: bool,
) -> Around:
    """What stands around the line of this window."""
    record = chosen.record
    if at.empty:
        return Around(record.end)
    first, last = at[0], at[-1]
    alone = way == "all" and measure != "sum"
    shown = chosen.shown.events
    inside = shown[(shown["date"] >= first - pd.offsets.MonthBegin(1)) & (shown["date"] <= last)]
    weighty = inside[inside["salience"] == "3"] if alone else inside.iloc[:0]
    return Around(
        end=record.end,
        events=inside,
        landmarks=line.landmarks(chosen.history.events, half_life, among=weighty),
        terms=terms(record.offices, record.actors, record.pair, first, last)
        if with_terms
        else pd.DataFrame(),
        regimes=_regimes(chosen, first, last, half_life)
        if with_regimes and alone and measure == "temperature"
        else pd.DataFrame(),
        filtered=len(chosen.history.events) < len(record.events),
    )


def all_regimes(chosen: Selection, half_life: float) -> pd.DataFrame:
    """The regimes of the whole line, so that the window does not change them."""
    events = chosen.history.events
    at = month_ends(first_event(chosen.history), chosen.record.end)
    return regimes(line.line(events, at, half_life))


def _regimes(
    chosen: Selection, first: pd.Timestamp, last: pd.Timestamp, half_life: float
) -> pd.DataFrame:
    found = all_regimes(chosen, half_life)
    inside = found[(found["end"] >= first) & (found["start"] <= last)]
    return inside.assign(
        start=inside["start"].clip(lower=first), end=inside["end"].clip(upper=last)
    )


def what_moved(
    chosen: Selection, start: pd.Timestamp, end: pd.Timestamp, half_life: float
) -> Picture:
    """The events that moved the temperature from one day to another."""
    events = chosen.history.events[MOVING]
    changes = line.change(events, start, end, half_life)
    at = pd.DatetimeIndex([start, end])
    before, after = line.line(events, at, half_life)["temperature"]
    largest, others = line.movers(changes, TOP_MOVERS)
    return change.change(largest, others, start, end, float(before), float(after), chosen.words)


def in_month(chosen: Selection, day: pd.Timestamp) -> pd.DataFrame:
    """The events shown of a month, the weightiest first."""
    events = chosen.shown.events
    month = events[events["date"].dt.to_period("M") == day.to_period("M")]
    order = (month["weight"] * month["goldstein"].abs()).sort_values(ascending=False, kind="stable")
    return month.loc[order.index]
