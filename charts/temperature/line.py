"""The temperature of the relationship as a line, or its sister the accumulated score."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.temperature.certainty.record import LEVEL
from analysis.temperature.line import THIN_EVENTS
from analysis.temperature.measures import Measure
from charts.draw import intervals, theme
from charts.draw.picture import Picture
from charts.draw.time import mark_end
from charts.speech.formats import day, degrees, number, percent, sentences
from charts.speech.language import _, plural
from charts.speech.names import Words
from charts.temperature.around import (
    MOST_MARKS,
    Around,
    mark_breaks,
    mark_context,
    mark_events,
    mark_silences,
    mark_thin,
    mark_zero,
    marked,
    name_levels,
    scale,
)
from charts.temperature.labels import name_landmarks
from charts.temperature.lanes import canvas, lane_note
from charts.temperature.measures import (
    FULL_COLOR,
    TEMPERATURE,
    hover,
    level_name,
    measure_name,
    nothing,
    shown,
    subtitle,
)


def line(
    curve: pd.DataFrame, around: Around, words: Words, measure: Measure = TEMPERATURE
) -> Picture:
    """How warm was the relationship, and which events mark the line?

    `curve` has date and value, and where known low and high (the record band), state, state_low
    and state_high, events (how many stand behind a point) and thin (too few). `measure` has levels.
    """
    if curve.empty:
        return nothing(measure)
    right = 66 if measure is TEMPERATURE else 104
    figure = canvas(around, curve["date"].min(), curve["date"].max(), words, right)
    low, high = _limits(curve, measure)
    _name_axis(figure, measure, low, high, float(curve["value"].iloc[-1]))
    mark_thin(figure, curve["date"].min(), around.wall)
    mark_silences(figure, around.silences, low, high)
    for least, most, opacity in (("state_low", "state_high", 0.13), ("low", "high", 0.26)):
        if least in curve:
            dates = curve["date"]
            intervals.band(figure, dates, curve[least], curve[most], theme.MUTED, opacity)
    _fill(figure, curve, measure)
    mark_zero(figure)
    mark_breaks(figure, around.breaks)
    _draw_line(figure, curve)
    name_landmarks(figure, around.landmarks, curve, low, high, words)
    _draw_targets(figure, curve, measure)
    dots = marked(around.events)
    mark_context(figure, around.context, _height_at(around.context, curve), words)
    mark_events(figure, dots, _height_at(dots, curve), words)
    if curve["date"].max() >= around.end:
        mark_end(figure, around.end, above=True)
    return Picture(
        known_by=1,
        figure=figure,
        title=_line_title(curve, around, measure),
        subtitle=subtitle(measure, band="low" in curve),
        alt=_line_alt(curve, measure),
        table=_line_table(curve, measure),
        note=_note(curve, around, words),
    )


def _limits(curve: pd.DataFrame, measure: Measure) -> tuple[float, float]:
    """The range of the axis: the line, nearly all of its band, and room for names, more below."""
    least = 0.15 * FULL_COLOR[measure.name]
    bottom, top = float(curve["value"].min()), float(curve["value"].max())
    for lower, upper, share in (("low", "high", 0.03), ("state_low", "state_high", 0.15)):
        if lower in curve:
            bottom = min(bottom, float(curve[lower].quantile(share)))
            top = max(top, float(curve[upper].quantile(1 - share)))
    bottom, top = min(bottom, -least), max(top, least)
    room = 0.18 * (top - bottom)
    return max(bottom - 1.5 * room, -measure.bound), min(top + room, measure.bound)


def _name_axis(figure: go.Figure, measure: Measure, low: float, high: float, last: float) -> None:
    levels = [(level_name(level[0]), level) for level in measure.levels]
    name_levels(figure, levels, low, high, (measure.level(last), shown(last, measure)))
    scale(figure, low, high, measure.unit)


def _fill(figure: go.Figure, curve: pd.DataFrame, measure: Measure) -> None:
    """A tint between the line and neutral, deeper the further it goes."""
    full = FULL_COLOR[measure.name]
    cold, warm = theme.COLD_TO_WARM[0][1], theme.COLD_TO_WARM[-1][1]
    figure.add_scatter(
        x=curve["date"],
        y=curve["value"].round(2),
        mode="lines",
        line={"width": 0},
        fill="tozeroy",
        fillgradient={
            "type": "vertical",
            "start": -full,
            "stop": full,
            "colorscale": [
                [0, theme.translucent(cold, 0.70)],
                [0.25, theme.translucent(cold, 0.42)],
                [0.5, theme.translucent("#B4B4B4", 0.06)],
                [0.75, theme.translucent(warm, 0.42)],
                [1, theme.translucent(warm, 0.70)],
            ],
        },
        hoverinfo="skip",
    )


def _draw_line(figure: go.Figure, curve: pd.DataFrame) -> None:
    """The line, solid where enough events stand behind it and dotted where few do."""
    thin = curve["thin"].to_numpy(dtype=bool) if "thin" in curve else np.zeros(len(curve), bool)
    # A step between a solid point and a thin one is drawn once, dotted.
    beside = thin | np.append(thin[1:], False) | np.insert(thin[:-1], 0, False)
    for drawn, dash, width in ((~thin, "solid", 2.4), (thin.any() & beside, "dot", 1.8)):
        if drawn.any():
            theme.stroke(
                figure,
                curve["date"],
                curve["value"].round(2).where(drawn),
                {"color": theme.LINE, "width": width, "dash": dash},
            )


def _draw_targets(figure: go.Figure, curve: pd.DataFrame, measure: Measure) -> None:
    """A transparent mark on each point: it carries the hover box and takes the click."""
    rows = [hover(measure)]
    data = [curve["date"].dt.strftime("%Y-%m-%d")]
    if "low" in curve:
        rows += [
            _(
                "Record {low}° to {high}° ({level})",
                level=percent(LEVEL),
                low="%{customdata[1]:+.2f}",
                high="%{customdata[2]:+.2f}",
            ),
            _(
                "State {low}° to {high}° ({level})",
                level=percent(LEVEL),
                low="%{customdata[4]:+.2f}",
                high="%{customdata[5]:+.2f}",
            ),
            _("Events behind it: {n}", n="%{customdata[3]}"),
        ]
        bands = ["low", "high", "events", "state_low", "state_high"]
        data += [curve[name].round(2) for name in bands]
    figure.add_scatter(
        x=curve["date"],
        y=curve["value"].round(2),
        mode="markers",
        marker={"size": 12, "opacity": 0, "color": theme.MUTED},
        customdata=list(zip(*(part.tolist() for part in data), strict=True)),
        hovertemplate="<br>".join(rows) + "<extra></extra>",
        selected={"marker": {"opacity": 0.35}},
        unselected={"marker": {"opacity": 0}},
    )


def _height_at(events: pd.DataFrame, curve: pd.DataFrame) -> list[float]:
    if events.empty:
        return []
    x = curve["date"].to_numpy().astype("datetime64[s]").astype("int64")
    at = events["date"].to_numpy().astype("datetime64[s]").astype("int64")
    return list(np.interp(at, x, curve["value"].to_numpy(dtype=float)))


def _line_title(curve: pd.DataFrame, around: Around, measure: Measure) -> str:
    last = curve.iloc[-1]
    whole = last["date"] >= around.end and not around.filtered
    if whole and around.told and measure is TEMPERATURE:
        years = dict.fromkeys((curve["date"].iloc[0].year, last["date"].year))
        return _("Temperature, {years}", years="–".join(map(str, years)))
    facts = {"value": standing(last, measure), "date": day(last["date"])}
    if around.filtered:
        return _("The events that pass the filters alone, on {date}: {value}", **facts)
    if last["date"] < around.end:
        return _("The relationship stood on {date} at {value}", **facts)
    return _("The relationship stands on {date} at {value}", **facts)


def standing(point: pd.Series, measure: Measure = TEMPERATURE) -> str:
    """A value, its name and its bands: +1.5°, mild; record +0.2 to +2.7 (neutral to warm) …"""
    value = _(
        "{value}, {name}",
        value=shown(point["value"], measure),
        name=level_name(measure.level(point["value"])),
    )
    if "low" not in point:
        return value
    touched = [level_name(measure.level(point[end])) for end in ("low", "high")]
    return _(
        "{value}; record {low} to {high} ({names}); state {state_low} to {state_high}",
        value=value,
        low=degrees(point["low"]),
        high=degrees(point["high"]),
        names=touched[0]
        if touched[0] == touched[1]
        else _("{first} to {last}", first=touched[0], last=touched[1]),
        state_low=degrees(point["state_low"]),
        state_high=degrees(point["state_high"]),
    )


def _line_alt(curve: pd.DataFrame, measure: Measure) -> str:
    last = curve.iloc[-1]
    return _(
        "Line by month from {first} to {last}, between {low} and {high}; last {now}.",
        first=day(curve["date"].iloc[0]),
        last=day(last["date"]),
        low=shown(curve["value"].min(), measure),
        high=shown(curve["value"].max(), measure),
        now=standing(last, measure),
    )


def _line_table(curve: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    columns = {
        "date": _("Date"),
        "value": measure_name(measure),
        "low": _("Record, lower end (°)"),
        "high": _("Record, upper end (°)"),
        "state_low": _("State, lower end (°)"),
        "state_high": _("State, upper end (°)"),
        "events": _("Events behind it"),
    }
    kept = [name for name in columns if name in curve]
    names = _("Range") if measure is TEMPERATURE else _("Level")
    return (
        curve[kept]
        .assign(date=curve["date"].dt.strftime("%Y-%m-%d"))
        .round(2)
        .rename(columns=columns)
        .assign(**{names: [level_name(measure.level(value)) for value in curve["value"]]})
    )


def _note(curve: pd.DataFrame, around: Around, words: Words) -> str:
    """How many events stand behind the line, where it is thin, and what the lanes hold.

    What the marks mean is told beside the picture, for who asks.
    """
    acts = number(len(around.events))
    said = [_("Acts between the two sides in this window: {n}.", n=acts)]
    if len(around.events) > MOST_MARKS:
        said.append(_("The {n} weightiest have a dot.", n=number(MOST_MARKS)))
    if "thin" in curve:
        if thin := int(curve["thin"].sum()):
            said.append(
                _(
                    "Dotted in {thin} of {all} months: fewer than {few} stand behind the line.",
                    thin=number(thin),
                    all=number(len(curve)),
                    few=number(THIN_EVENTS),
                )
            )
        behind = int(curve["events"].iloc[-1])
        said.append(
            plural("{n} stands behind its last point.", "{n} stand behind its last point.", behind)
        )
    said.append(lane_note(around, words))
    return sentences(said)
