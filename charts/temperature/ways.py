"""Each side's acts towards the other as lines, their difference, and the sums of each month."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analysis.temperature.measures import MEASURES, Measure
from charts.draw import theme
from charts.draw.picture import Picture
from charts.draw.text import plain
from charts.draw.time import mark_end
from charts.speech.formats import day, degrees, number, percent, sentences
from charts.speech.language import _
from charts.speech.names import Words
from charts.temperature.layers import Around, canvas, lane_note, mark_zero, scale
from charts.temperature.measures import FULL_COLOR, hover, measure_name, nothing, shown, subtitle

SUM = MEASURES["sum"]
NAME_HEIGHT = 0.1
"""Of the height of the plot, what a name of two lines takes."""

NAME_NUDGE = 15
"""Pixels."""


def each_way(curves: pd.DataFrame, around: Around, words: Words, measure: Measure) -> Picture:
    """How did each side act towards the other?

    `curves` has date, a_to_b and b_to_a: the measure over that direction's events alone.
    """
    if curves.empty:
        return nothing(measure)
    pair = words.pair
    ways = {"a_to_b": pair.a_to_b, "b_to_a": pair.b_to_a}
    names = {column: words.term("direction", way) for column, way in ways.items()}
    figure = _ways_canvas(curves, list(ways), around, words, measure)
    last = curves.iloc[-1]
    aside = _apart(curves, "a_to_b", "b_to_a")
    for column, way in ways.items():
        color = pair.colors()[way]
        _draw_way(figure, curves, column, names[column], color, measure, aside[column])
    return Picture(
        figure=figure,
        title=_(
            "{a}: {a_value}; {b}: {b_value}, on {date}",
            a=names["a_to_b"],
            a_value=shown(last["a_to_b"], measure),
            b=names["b_to_a"],
            b_value=shown(last["b_to_a"], measure),
            date=day(last["date"]),
        ),
        subtitle=subtitle(measure),
        alt=_(
            "Two lines by month from {first} to {last}. {a}: {a_low} to {a_high}, last {a_last}. "
            "{b}: {b_low} to {b_high}, last {b_last}.",
            first=day(curves["date"].iloc[0]),
            last=day(last["date"]),
            a=names["a_to_b"],
            a_low=shown(curves["a_to_b"].min(), measure),
            a_high=shown(curves["a_to_b"].max(), measure),
            a_last=shown(last["a_to_b"], measure),
            b=names["b_to_a"],
            b_low=shown(curves["b_to_a"].min(), measure),
            b_high=shown(curves["b_to_a"].max(), measure),
            b_last=shown(last["b_to_a"], measure),
        ),
        table=_ways_table(curves, names),
        note=sentences(
            part
            for part in (
                _("Mutual acts and acts of third parties belong to neither direction."),
                lane_note(around, words),
            )
            if part
        ),
    )


def asymmetry(curves: pd.DataFrame, around: Around, words: Words, measure: Measure) -> Picture:
    """Which side was the warmer towards the other, and by how much?

    `curves` has date and asymmetry: the first direction's value minus the second's.
    """
    if curves.empty:
        return nothing(measure)
    pair = words.pair
    a, b = words.side(pair.a.code), words.side(pair.b.code)
    figure = _ways_canvas(curves, ["asymmetry"], around, words, measure)
    value = curves["asymmetry"].round(2)
    sides = ((value.clip(lower=0), pair.a.color, a, 1), (value.clip(upper=0), pair.b.color, b, -1))
    for part, color, name, sign in sides:
        figure.add_scatter(
            x=curves["date"],
            y=part,
            mode="lines",
            line={"color": color, "width": 1.6},
            fill="tozeroy",
            fillcolor=theme.translucent(color, 0.35),
            hoverinfo="skip",
        )
        figure.add_annotation(
            x=0.01,
            xref="paper",
            xanchor="left",
            y=1 if sign > 0 else 0,
            yref="y domain",
            yanchor="top" if sign > 0 else "bottom",
            text=_("{side} the warmer", side=plain(name)),
            showarrow=False,
            font={"color": color, "size": 13},
        )
    _draw_way_targets(figure, curves, "asymmetry", _("Difference"), measure)
    last, ahead = curves.iloc[-1], (curves["asymmetry"] > 0).mean()
    return Picture(
        figure=figure,
        title=_asymmetry_title(float(last["asymmetry"]), last["date"], a, b, measure),
        subtitle=_(
            "{a} minus {b}. {measure}",
            a=words.term("direction", pair.a_to_b),
            b=words.term("direction", pair.b_to_a),
            measure=subtitle(measure),
        ),
        alt=_(
            "Area by month from {first} to {last}: {a} was the warmer in {share} of the months. "
            "Between {low} and {high}, last {now}.",
            first=day(curves["date"].iloc[0]),
            last=day(last["date"]),
            a=a,
            share=percent(ahead),
            low=shown(curves["asymmetry"].min(), measure),
            high=shown(curves["asymmetry"].max(), measure),
            now=shown(last["asymmetry"], measure),
        ),
        table=_ways_table(curves, {"asymmetry": _("Difference")}),
        note=lane_note(around, words),
    )


def _asymmetry_title(value: float, when: pd.Timestamp, a: str, b: str, measure: Measure) -> str:
    if round(value, 1) == 0:
        return _("Neither side was the warmer on {date}", date=day(when))
    return _(
        "{warmer} was warmer towards {other} than the reverse by {value}, on {date}",
        warmer=a if value > 0 else b,
        other=b if value > 0 else a,
        value=number(abs(value), 1) + measure.unit,
        date=day(when),
    )


def _ways_canvas(
    curves: pd.DataFrame, columns: list[str], around: Around, words: Words, measure: Measure
) -> go.Figure:
    figure = canvas(around, curves["date"].min(), curves["date"].max(), words)
    bottom, top = float(curves[columns].min().min()), float(curves[columns].max().max())
    room = 0.12 * max(top - bottom, 2.0)
    scale(figure, bottom - room, top + room, measure.unit)
    mark_zero(figure)
    if curves["date"].max() >= around.end:
        mark_end(figure, around.end, above=True)
    return figure


def _apart(curves: pd.DataFrame, one: str, other: str) -> dict[str, int]:
    """By how many pixels to move the names of two lines that end close to each other."""
    span = float(curves[[one, other]].max().max() - curves[[one, other]].min().min())
    last = curves.iloc[-1]
    gap = float(last[one] - last[other])
    if abs(gap) > NAME_HEIGHT * span:
        return {one: 0, other: 0}
    up = NAME_NUDGE if gap >= 0 else -NAME_NUDGE
    return {one: up, other: -up}


def _draw_way(
    figure: go.Figure,
    curves: pd.DataFrame,
    column: str,
    name: str,
    color: str,
    measure: Measure,
    aside: int,
) -> None:
    figure.add_scatter(
        x=curves["date"],
        y=curves[column].round(2),
        mode="lines",
        line={"color": color, "width": 2.4},
        hoverinfo="skip",
    )
    last = curves.iloc[-1]
    figure.add_annotation(
        x=last["date"].isoformat(),
        xanchor="left",
        xshift=6,
        yshift=aside,
        y=round(float(last[column]), 2),
        text=plain(name).replace(" → ", " →<br>"),
        align="left",
        showarrow=False,
        font={"color": color, "size": 11},
    )
    _draw_way_targets(figure, curves, column, name, measure, color)


def _draw_way_targets(
    figure: go.Figure,
    curves: pd.DataFrame,
    column: str,
    name: str,
    measure: Measure,
    color: str = theme.MUTED,
) -> None:
    figure.add_scatter(
        x=curves["date"],
        y=curves[column].round(2),
        mode="markers",
        marker={"size": 12, "opacity": 0, "color": color},
        customdata=[[stamp] for stamp in curves["date"].dt.strftime("%Y-%m-%d")],
        hovertemplate=f"{plain(name)}: %{{y:+.2f}}{measure.unit}<extra></extra>",
        selected={"marker": {"opacity": 0.35}},
        unselected={"marker": {"opacity": 0}},
    )


def _ways_table(curves: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    return (
        curves[["date", *names]]
        .assign(date=curves["date"].dt.strftime("%Y-%m-%d"))
        .round(2)
        .rename(columns={"date": _("Date"), **names})
    )


def sums(curve: pd.DataFrame, around: Around, words: Words) -> Picture:
    """How much good and bad news did each month bring?

    `curve` has date (month ends) and value (sum of Goldstein values), and events (how many).
    """
    if curve.empty:
        return nothing(SUM)
    figure = canvas(around, curve["date"].min(), curve["date"].max(), words)
    bottom, top = min(float(curve["value"].min()), -1.0), max(float(curve["value"].max()), 1.0)
    room = 0.06 * (top - bottom)
    scale(figure, bottom - room, top + room)
    mark_zero(figure)
    figure.add_bar(
        x=curve["date"],
        y=curve["value"].round(1),
        width=26 * 86_400_000,
        marker={
            "color": [theme.intensity_color(v / FULL_COLOR["sum"] * 10) for v in curve["value"]]
        },
        customdata=[
            [stamp, round(float(n), 1)]
            for stamp, n in zip(curve["date"].dt.strftime("%Y-%m-%d"), curve["events"], strict=True)
        ],
        hovertemplate=hover(SUM) + "<extra></extra>",
        unselected={"marker": {"opacity": 0.45}},
    )
    if curve["date"].max() >= around.end:
        mark_end(figure, around.end, above=True)
    lowest, highest = curve.loc[curve["value"].idxmin()], curve.loc[curve["value"].idxmax()]
    return Picture(
        figure=figure,
        title=_(
            "The coldest month sums to {low} ({low_date}), the warmest to {high} ({high_date})",
            low=degrees(lowest["value"]),
            low_date=day(lowest["date"], "month"),
            high=degrees(highest["value"]),
            high_date=day(highest["date"], "month"),
        ),
        subtitle=subtitle(SUM),
        alt=_(
            "Bars by month from {first} to {last}: {up} months above zero, {down} below, {none} "
            "at zero or without an event.",
            first=day(curve["date"].iloc[0], "month"),
            last=day(curve["date"].iloc[-1], "month"),
            up=number((curve["value"] > 0).sum()),
            down=number((curve["value"] < 0).sum()),
            none=number((curve["value"] == 0).sum()),
        ),
        table=_ways_table(
            curve[["date", "value", "events"]],
            {"value": measure_name(SUM), "events": _("Events")},
        ),
        note=lane_note(around, words),
    )
