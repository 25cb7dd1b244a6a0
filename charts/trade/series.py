"""How a series of figures is drawn on an axis of time: its line, its gaps and its values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from babel.numbers import format_compact_decimal

from charts.draw import theme
from charts.draw.labels import NARROW, PLACES, Box, seat
from charts.draw.time import Window, iso
from charts.speech.formats import day, labelled, listed, number
from charts.speech.language import _, language, locale
from charts.speech.names import Words

ABBREVIATED_FROM, WHOLE_FROM = 10_000, 100_000
"""Values from which on a label is abbreviated, and from which on it has no decimals."""

MOST_TOLD = 7
"""Series of more figures than these tell only their first, last, highest and lowest."""

ROOM_FOR_VALUE = 18.0
DOT, RING = 7, 16
"""Sizes in pixels of a figure's mark, and of the ring round one that is compared."""

FONT = {"size": 11, "shadow": theme.HALO}


@dataclass(frozen=True, eq=False)
class Drawn:
    """One series to draw.

    `figures` is what `analysis.trade.series.values` returns; the figures dated on a day of `ringed`
    have a ring, because they are compared.
    """

    figures: pd.DataFrame
    color: str
    dash: str = "solid"
    ringed: frozenset[pd.Timestamp] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Panel:
    """A panel of the picture: its vertical axis, the values at both ends, its height in pixels."""

    axis: str
    low: float
    high: float
    height: float


def panel(axis: str, figures: Iterable[pd.DataFrame], height: float) -> Panel:
    """An axis from nothing (or the lowest value below it) that leaves room for the values."""
    values = pd.concat([pd.Series([0.0]), *(f["value"] for f in figures)])
    low, high = float(values.min()), float(values.max())
    room = ((high - low) or 1.0) * ROOM_FOR_VALUE / (height - 2 * ROOM_FOR_VALUE)
    lowest = float(values.iloc[1:].min()) if len(values) > 1 else 0.0
    return Panel(axis, min(low, lowest - room), high + room, height)


def series_name(series: Mapping[str, Any], words: Words) -> str:
    """What a series is called."""
    return words.series(str(series["series_id"]), str(series["name"]))


def period_name(series: Mapping[str, Any]) -> str:
    """What stretch of time a figure covers, and on which basis trade is counted."""
    period = {
        "year": _("calendar years"),
        "crop-year": _("crop years, August to July"),
        "part-year": _("parts of years"),
        "quarter": _("quarters"),
        "month": _("months"),
        "irregular": _("irregular dates"),
    }[str(series["period"])]
    basis = {
        "customs": _("customs basis"),
        "balance-of-payments": _("balance-of-payments basis, not comparable with customs figures"),
    }.get(str(series["basis"]), "")
    return listed(part for part in (period, basis) if part)


def digits(figures: pd.DataFrame) -> int:
    """How many decimals the figures of a series need."""
    values = figures["value"]
    return next((n for n in (0, 1, 2) if (values.round(n) == values).all()), 2)


def middle(figures: pd.DataFrame) -> pd.Series:
    """The middle of the stretch of time that each figure covers: there it is drawn."""
    return figures["begin"] + (figures["date"] - figures["begin"]) / 2


def draw(figure: go.Figure, several: Sequence[Drawn], on: Panel, window: Window) -> None:
    """Draw series of one unit: solid where figures follow each other, dotted across gaps.

    Each figure stands at the middle of the time that it covers; one dated after the end of the
    record has an open mark. Values stand where they touch nothing; one without room is left to
    the hover box and the table.
    """
    filled = [one for one in several if len(one.figures)]
    for one, (texts, places) in zip(filled, _values(filled, on, window), strict=True):
        _draw_line(figure, one, on.axis)
        _draw_marks(figure, one, on.axis, window, texts, places)


def _draw_line(figure: go.Figure, one: Drawn, axis: str) -> None:
    at = middle(one.figures)
    values, runs = one.figures["value"], one.figures["run"]
    if runs.nunique() > 1:
        theme.stroke(
            figure,
            [iso(d) for d in at],
            values,
            {"color": theme.translucent(one.color, 0.55), "width": 1, "dash": "dot"},
            yaxis=axis,
        )
    by_run = [rows.index for _run, rows in one.figures.groupby("run")]
    theme.stroke(
        figure,
        [when for run in by_run for when in (*map(iso, at[run]), None)],
        [value for run in by_run for value in (*values[run], None)],
        {"color": one.color, "width": 2.2, "dash": one.dash},
        yaxis=axis,
    )


def _draw_marks(
    figure: go.Figure, one: Drawn, axis: str, window: Window, texts: list[str], places: list[str]
) -> None:
    figures, decimals = one.figures, digits(one.figures)
    at, values = [iso(d) for d in middle(figures)], figures["value"].tolist()
    ringed = [date in one.ringed for date in figures["date"]]
    shared: dict[str, Any] = {"yaxis": axis, "mode": "markers+text", "textfont": FONT}
    figure.add_scatter(
        x=at,
        y=values,
        marker={
            "color": one.color,
            "size": DOT,
            "symbol": ["circle-open" if d > window.end else "circle" for d in figures["date"]],
        },
        text=["" if ring else text for text, ring in zip(texts, ringed, strict=True)],
        textposition=places,
        cliponaxis=False,
        hovertext=[
            labelled(_stretch(begin, end), number(value, decimals))
            for begin, end, value in zip(figures["begin"], figures["date"], values, strict=True)
        ],
        **shared,
    )
    if not any(ringed):
        return
    kept = [place for place, ring in enumerate(ringed) if ring]
    figure.add_scatter(
        x=[at[i] for i in kept],
        y=[values[i] for i in kept],
        marker={"symbol": "circle-open", "size": RING, "color": theme.MUTED, "line": {"width": 2}},
        text=[texts[i] for i in kept],
        textposition=[places[i] for i in kept],
        cliponaxis=False,
        hoverinfo="skip",
        **shared,
    )


def _stretch(begin: pd.Timestamp, end: pd.Timestamp) -> str:
    if begin >= end:
        return day(end)
    if (begin.month, begin.day, end.month, end.day) == (1, 1, 12, 31) and begin.year == end.year:
        return day(end, "year")
    return _("{begin} to {end}", begin=day(begin), end=day(end))


def short(value: float, decimals: int) -> str:
    """A figure short enough to stand beside its point: thousands and more are abbreviated."""
    if abs(value) < ABBREVIATED_FROM:
        return number(value, decimals)
    # Here one counts by ten thousands: without decimals, two digits would be left.
    whole = WHOLE_FROM * (10 if language() == "zh" else 1)
    kept = 0 if whole <= abs(value) < 1_000_000 else 1
    return str(format_compact_decimal(value, locale=locale(), fraction_digits=kept))


def _told(values: list[float]) -> list[int]:
    """Which figures of a series tell their value, the weightiest first."""
    if not values:
        return []
    order = sorted(range(len(values)), key=lambda i: values[i])
    first = list(dict.fromkeys([len(values) - 1, 0, order[-1], order[0]]))
    return first if len(values) > MOST_TOLD else list(dict.fromkeys([*first, *order]))


def _values(
    several: Sequence[Drawn], on: Panel, window: Window
) -> list[tuple[list[str], list[str]]]:
    """For each series its labels, and where each stands beside its mark."""
    points = [_points(one, on, window) for one in several]
    segments = [pair for line in points for pair in pairwise(line)]
    marks = [(x - 4, y - 4, x + 4, y + 4) for line in points for x, y in line]
    taken: list[Box] = []
    result = []
    for one, line in zip(several, points, strict=True):
        values = one.figures["value"].tolist()
        texts, places = [""] * len(values), [PLACES[0]] * len(values)
        for i in _told(values):
            text = short(values[i], digits(one.figures))
            size = RING if one.figures["date"].iloc[i] in one.ringed else DOT
            order = _order(values, i)
            if found := seat(line[i], text, size, taken, segments, marks=marks, places=order):
                texts[i], places[i] = text, found[0]
                taken.append(found[1])
        result.append((texts, places))
    return result


def _points(one: Drawn, on: Panel, window: Window) -> list[tuple[float, float]]:
    part = (middle(one.figures) - window.start) / window.length * NARROW
    height = (one.figures["value"] - on.low) / ((on.high - on.low) or 1.0) * on.height
    return list(zip(part.tolist(), height.tolist(), strict=True))


def _order(values: list[float], i: int) -> list[str]:
    """Below first where the line turns upwards; else above."""
    before = values[i - 1] if i else values[i]
    after = values[i + 1] if i + 1 < len(values) else values[i]
    if before >= values[i] <= after and not before == values[i] == after:
        return sorted(PLACES, key=lambda place: not place.startswith("bottom"))
    return list(PLACES)
