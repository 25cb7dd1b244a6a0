"""Each side's acts towards the other as lines, their difference, and the sums of each month."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analysis.temperature.certainty.record import LEVEL
from analysis.temperature.measures import MEASURES, Measure
from charts.draw import intervals, theme
from charts.draw.picture import Picture
from charts.draw.text import plain
from charts.draw.time import mark_end
from charts.speech.formats import day, degrees, labelled, listed, number, percent, sentences
from charts.speech.language import _, plural
from charts.speech.names import Words
from charts.temperature.around import Around, mark_zero, scale
from charts.temperature.lanes import canvas, lane_note
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
                _("Mutual acts belong to neither direction."),
                _difference_note(curves),
                lane_note(around, words),
            )
            if part
        ),
    )


def _difference_note(curves: pd.DataFrame) -> str:
    last = curves.iloc[-1]
    if "sure" not in last or pd.isna(last["asymmetry"]):
        return ""
    return _(
        "The last difference is {value}° ({low} to {high}).",
        value=degrees(last["asymmetry"]),
        low=degrees(last["low"]),
        high=degrees(last["high"]),
    )


def asymmetry(curves: pd.DataFrame, around: Around, words: Words, measure: Measure) -> Picture:
    """Which side was the warmer towards the other, by how much, and can that be told?

    `curves` has date and asymmetry (the first direction's value minus the second's), and where
    known low, high, sure, a_acts and b_acts; see `analysis.temperature.measures.each_way`.
    """
    if curves.empty:
        return nothing(measure)
    pair = words.pair
    a, b = words.side(pair.a.code), words.side(pair.b.code)
    drawn = [name for name in ("asymmetry", "low", "high") if name in curves]
    figure = _ways_canvas(curves, drawn, around, words, measure)
    if "low" in curves:
        gap = curves["low"].isna()
        for _run, part in curves[~gap].groupby(gap.cumsum()):
            band = (part["date"], part["low"], part["high"])
            intervals.band(figure, *band, theme.MUTED, 0.22)
    for color, name, sign in ((pair.a.color, a, 1), (pair.b.color, b, -1)):
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
    theme.stroke(
        figure, curves["date"], curves["asymmetry"].round(2), {"color": theme.LINE, "width": 2.4}
    )
    _draw_way_targets(figure, curves, "asymmetry", _("Difference"), measure)
    title = _asymmetry_title(curves.iloc[-1], words, measure)
    return Picture(
        figure=figure,
        title=title,
        subtitle=_(
            "{a} minus {b}. {measure}",
            a=words.term("direction", pair.a_to_b),
            b=words.term("direction", pair.b_to_a),
            measure=subtitle(measure),
        ),
        alt=_(
            "Line by month from {first} to {last}. {title}.",
            first=day(curves["date"].iloc[0]),
            last=day(curves["date"].iloc[-1]),
            title=title,
        ),
        table=_ways_table(
            curves,
            {"asymmetry": _("Difference"), "low": _("Lower end"), "high": _("Upper end")},
        ),
        note=sentences([_sure_note(curves), lane_note(around, words)]),
    )


def _sure_note(curves: pd.DataFrame) -> str:
    if "sure" not in curves:
        return _("This measure has no interval: the difference may be chance.")
    acted = curves[curves["asymmetry"].notna()]
    if acted.empty:
        return _("In no month do acts of both sides count within two half-lives.")
    return _(
        "Grey: the {level} interval, from the same resampled records for both sides, where acts "
        "of both count within two half-lives. In {share} of these months it holds 0: neither "
        "side is surely the warmer.",
        level=percent(LEVEL),
        share=percent(1 - acted["sure"].mean()),
    )


def _asymmetry_title(last: pd.Series, words: Words, measure: Measure) -> str:
    pair = words.pair
    a, b = words.side(pair.a.code), words.side(pair.b.code)
    value, when = float(last["asymmetry"]), day(last["date"])
    if "sure" not in last:
        return _(
            "{a} less {b}: {value}, on {date}", a=a, b=b, value=shown(value, measure), date=when
        )
    if pd.isna(value):
        ways = {"a_acts": pair.a_to_b, "b_acts": pair.b_to_a}
        silent = [way for acts, way in ways.items() if last[acts] == 0]
        return _(
            "Neither side is surely the warmer on {date}: no act {ways} counts in the two "
            "half-lives before",
            date=when,
            ways=listed(words.terms("direction", silent)),
        )
    facts = {
        "value": shown(value, measure),
        "low": degrees(last["low"]),
        "high": degrees(last["high"]),
        "date": when,
    }
    if not last["sure"]:
        return _("Neither side is surely the warmer on {date} ({value}, {low} to {high})", **facts)
    return _(
        "{warmer} was warmer towards {other} than the reverse on {date} ({value}, {low} to {high})",
        warmer=a if value > 0 else b,
        other=b if value > 0 else a,
        **facts,
    )


def _ways_canvas(
    curves: pd.DataFrame, columns: list[str], around: Around, words: Words, measure: Measure
) -> go.Figure:
    figure = canvas(around, curves["date"].min(), curves["date"].max(), words)
    values = curves[columns].fillna(0.0)
    bottom, top = float(values.min().min()), float(values.max().max())
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
    theme.stroke(figure, curves["date"], curves[column].round(2), {"color": color, "width": 2.4})
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
        hovertemplate=labelled(plain(name), f"%{{y:+.2f}}{measure.unit}") + "<extra></extra>",
        selected={"marker": {"opacity": 0.35}},
        unselected={"marker": {"opacity": 0}},
    )


def _ways_table(curves: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    return (
        curves[["date", *(name for name in names if name in curves)]]
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
            [stamp, plural("{n} event", "{n} events", n)]
            for stamp, n in zip(curve["date"].dt.strftime("%Y-%m-%d"), curve["events"], strict=True)
        ],
        hovertemplate=hover(SUM) + "<extra></extra>",
        unselected={"marker": {"opacity": 0.45}},
    )
    if curve["date"].max() >= around.end:
        mark_end(figure, around.end, above=True)
    return Picture(
        known_by=1,
        figure=figure,
        title=_sums_title(curve),
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


def _sums_title(curve: pd.DataFrame) -> str:
    last, before = curve.iloc[-1], curve["value"].iloc[:-1]
    facts = {"date": day(last["date"]), "value": degrees(last["value"])}
    if before.empty:
        return _("The month to {date} sums to {value}", **facts)
    return _(
        "The month to {date} sums to {value}; the months before lie between {low} and {high}",
        low=degrees(before.min()),
        high=degrees(before.max()),
        **facts,
    )
