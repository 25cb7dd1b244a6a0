"""What stands around a line over time: names of levels, marks of events, grounds, breaks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.draw import theme
from charts.draw.text import lines, plain, wrapped
from charts.speech.formats import day, degrees
from charts.speech.language import _
from charts.speech.names import Words

TICK = 11
"""Pixels at both ends of the plot that a tick takes: names of events begin further in."""

MARKER_SIZE = {"1": 3.0, "2": 5.0, "3": 9.0}
MARKER_OPACITY = {"1": 0.6, "2": 0.9, "3": 1.0}
MARKER_RING = {"1": 0.0, "2": 0.5, "3": 1.2}
MOST_MARKS = 900
"""More dots than this run together: the weightiest are kept, and the note says so."""

Level = tuple[str, float, float]


@dataclass(frozen=True, eq=False)
class Around:
    """What stands around a line, cut to the window and to what was known.

    `end` is the end of coverage. `events` are the acts of the two sides, marked on the line, and
    those of `landmarks` (with impact, greatest first) are named beside it; `context` are acts of
    third parties, marked and not measured. `terms` has lane, side, office, actor_id, start and end,
    `breaks` is what `analysis.temperature.certainty.breaks.breaks` gives, and `silences` has start
    and end. `wall` is the first year of the dense record. `filtered` says that only some events
    count, `told` that the page tells where the temperature of all events stands.
    """

    end: pd.Timestamp
    events: pd.DataFrame = field(default_factory=pd.DataFrame)
    landmarks: pd.DataFrame = field(default_factory=pd.DataFrame)
    terms: pd.DataFrame = field(default_factory=pd.DataFrame)
    breaks: pd.DataFrame = field(default_factory=pd.DataFrame)
    silences: pd.DataFrame = field(default_factory=pd.DataFrame)
    context: pd.DataFrame = field(default_factory=pd.DataFrame)
    wall: int | None = None
    filtered: bool = False
    told: bool = False


def name_levels(
    figure: go.Figure,
    levels: Sequence[tuple[str, Level]],
    low: float,
    high: float,
    last: tuple[str, str],
) -> None:
    """The names of bands or levels in the right margin, and a tick at both ends of each bound.

    `levels` holds (words, (name, bottom, top)); `last` is the name of the band in which the line
    ends, and its value in words.
    """
    bounds = [bottom for _text, (_name, bottom, _top) in levels if low < bottom < high and bottom]
    _tick_bounds(figure, bounds)
    names: list[dict[str, object]] = []
    for text, (name, bottom, top) in levels:
        seen_bottom, seen_top = max(bottom, low), min(top, high)
        here = name == last[0]
        if seen_top - seen_bottom < (high - low) * 0.045 and not here:
            continue
        middle = (seen_bottom + seen_top) / 2
        names.append(
            {
                "x": 1,
                "xref": "paper",
                "xanchor": "left",
                "xshift": 6,
                "y": middle,
                "text": f"<b>{text}<br>{last[1]}</b>" if here else text,
                "align": "left",
                "showarrow": False,
                "font": {"size": 13 if here else 12},
            }
        )
    figure.layout.annotations = [*figure.layout.annotations, *names]


def _tick_bounds(figure: go.Figure, bounds: Sequence[float]) -> None:
    """Short ticks: lines across the whole plot would strike the names of events."""
    ticks = [
        {
            "type": "line",
            "xref": "paper",
            "xsizemode": "pixel",
            "xanchor": edge,
            "x0": -TICK * edge,
            "x1": TICK * (1 - edge),
            "y0": bound,
            "y1": bound,
            "line": {"color": theme.MUTED, "width": 1},
        }
        for bound in bounds
        for edge in (0, 1)
    ]
    figure.layout.shapes = [*figure.layout.shapes, *ticks]


def scale(figure: go.Figure, low: float, high: float, unit: str = "") -> None:
    """The vertical axis: its range, and whole signed numbers with their unit."""
    figure.update_layout(
        yaxis={"range": [low, high], "showgrid": False, **signed_ticks(low, high, unit)}
    )


def signed_ticks(low: float, high: float, unit: str = "", most: int = 9) -> dict[str, object]:
    """Whole signed numbers between two values, at most so many, as an axis takes them."""
    steps = (f * 10**n for n in range(12) for f in (1, 2, 5))
    step = next(s for s in steps if (high - low) / s <= most)
    ticks = range(math.ceil(low / step) * step, math.floor(high / step) * step + 1, step)
    return {"tickvals": list(ticks), "ticktext": [degrees(tick, 0) + unit for tick in ticks]}


def mark_zero(figure: go.Figure) -> None:
    """The line of neutrality."""
    theme.lines_across(figure, [0], {"color": theme.MUTED, "width": 1})


def mark_breaks(figure: go.Figure, breaks: pd.DataFrame) -> None:
    """A line at each break: solid where it is firm, dashed where it is weaker."""
    for firm, dash in ((True, "solid"), (False, "dash")):
        if not breaks.empty:
            days = [date.isoformat() for date in breaks.loc[breaks["firm"] == firm, "date"]]
            theme.lines_up(figure, days, {"color": theme.LINE, "width": 1.5, "dash": dash})


def mark_thin(figure: go.Figure, first: pd.Timestamp, wall: int | None) -> None:
    """A grey ground over the years before the record is dense, and its name."""
    if wall is None or first.year >= wall:
        return
    begin, end = first.isoformat(), pd.Timestamp(wall, 1, 1).isoformat()
    figure.add_shape(
        type="rect",
        x0=begin,
        x1=end,
        y0=0,
        y1=1,
        yref="y domain",
        layer="below",
        line={"width": 0},
        fillcolor=theme.translucent(theme.MUTED, 0.10),
    )
    figure.add_annotation(
        # From the left edge, where a narrow ground leaves it room on a phone as well.
        x=begin,
        xanchor="left",
        y=0,
        yref="y domain",
        yanchor="bottom",
        text=_("thin record before {year}", year=str(wall)),
        showarrow=False,
        font={"size": 11},
    )


def mark_silences(figure: go.Figure, silences: pd.DataFrame, low: float, high: float) -> None:
    """A hatched ground where no minister or leader had met for a year, named where it fits."""
    if silences.empty:
        return
    figure.add_bar(
        x=(silences["start"] + (silences["end"] - silences["start"]) / 2).tolist(),
        width=((silences["end"] - silences["start"]) / pd.Timedelta(milliseconds=1)).tolist(),
        base=low,
        y=[high - low] * len(silences),
        marker={
            "color": "rgba(0, 0, 0, 0)",
            "line": {"width": 0},
            "pattern": {
                "shape": "/",
                "fillmode": "overlay",
                "fgcolor": theme.FAINT,
                "bgcolor": "rgba(0, 0, 0, 0)",
                "size": 7,
            },
        },
        text=[_("no minister met")] * len(silences),
        textposition="inside",
        insidetextanchor="start",
        textangle=0,
        insidetextfont={"color": theme.INK, "size": 11},
        hoverinfo="skip",
        unselected={"marker": {"opacity": 1}},
    )


def mark_context(
    figure: go.Figure, events: pd.DataFrame, heights: Sequence[float], words: Words
) -> None:
    """An open diamond for each act of a third party, which is shown and does not count."""
    if events.empty:
        return
    hover = [
        lines([event_hover(event, words), _("Context: does not count")])
        for event in events.itertuples()
    ]
    marker = {"symbol": "diamond-open", "size": 7, "color": theme.MUTED}
    _draw_marks(figure, events, heights, hover, marker)


def marked(events: pd.DataFrame) -> pd.DataFrame:
    """The events that get a dot: all of them, or the weightiest where there are too many."""
    if len(events) <= MOST_MARKS:
        return events
    return events.sort_values(["weight", "date"], ascending=False, kind="stable").head(MOST_MARKS)


def mark_events(
    figure: go.Figure, events: pd.DataFrame, heights: Sequence[float], words: Words
) -> None:
    """A dot for each event, sized by salience and coloured by intensity; a click selects it."""
    if events.empty:
        return
    salience = events["salience"].astype(str)
    marker = {
        "size": salience.map(MARKER_SIZE).to_numpy(),
        # Numbers on a scale, not colours: half the size, and quicker to check.
        "color": events["goldstein"].to_numpy(dtype=float),
        "colorscale": [list(stop) for stop in theme.COLD_TO_WARM],
        "cmin": theme.GOLDSTEIN_RANGE[0],
        "cmax": theme.GOLDSTEIN_RANGE[1],
        "opacity": salience.map(MARKER_OPACITY).to_numpy(),
        "line": {"color": theme.GROUND, "width": salience.map(MARKER_RING).to_numpy()},
    }
    hover = [event_hover(event, words) for event in events.itertuples()]
    _draw_marks(figure, events, heights, hover, marker)


def _draw_marks(
    figure: go.Figure,
    events: pd.DataFrame,
    heights: Sequence[float],
    hover: list[str],
    marker: dict[str, Any],
) -> None:
    figure.add_scatter(
        x=events["date"],
        y=np.round(heights, 2),
        mode="markers",
        marker=marker,
        customdata=events["event_id"].tolist(),
        hovertext=hover,
        unselected={"marker": {"opacity": 0.75}},
        selected={"marker": {"opacity": 1}},
    )


def event_hover(event: object, words: Words) -> str:
    """The hover box of an event: title, date, who acted on whom, intensity with its unit."""
    e = event
    return lines(
        [
            f"<b>{wrapped(words.told(e.title), 44)}</b>",  # type: ignore[attr-defined]
            _(
                "{date} · {direction} · {value}°",
                date=plain(day(e.date, e.date_precision)),  # type: ignore[attr-defined]
                direction=plain(words.term("direction", e.direction)),  # type: ignore[attr-defined]
                value=degrees(e.goldstein),  # type: ignore[attr-defined]
            ),
        ]
    )
