"""One visual language: colours, sizes and the Plotly template that every chart shares.

Text, grid and background colours are left to Streamlit's theme, which follows the reader's light
or dark mode; the colours here hold a contrast of 3:1 or more against both backgrounds and stay
apart for colour-blind readers.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from charts.wording import separators

COLD_TO_WARM: tuple[tuple[float, str], ...] = (
    (0.0, "#2B5C9E"),
    (0.25, "#6F9FCF"),
    (0.5, "#B4B4B4"),
    (0.75, "#E58B6B"),
    (1.0, "#B5352E"),
)
"""Diverging, for temperature and intensity: position from coldest (0) to warmest (1), colour."""

COUNT: tuple[tuple[float, str], ...] = (
    (0.0, "#DCE9F2"),
    (0.25, "#A5CADF"),
    (0.5, "#5FA2C6"),
    (0.75, "#2C7398"),
    (1.0, "#12425F"),
)
"""Sequential, for counts: position from fewest to most, colour."""

LINE = "#5B7FA6"
"""A single line that belongs to no side."""

MUTED = "#8A8F98"
"""Zero lines, unknown ends, third parties: readable on light and on dark."""

FAINT = "rgba(138, 143, 152, 0.28)"
"""Grid lines and quiet shading."""

EMPTY_CELL = "rgba(138, 143, 152, 0.10)"
"""A heatmap's cell in which nothing happened: visible, and clearly not a small count."""

MARGIN = {"l": 8, "r": 8, "t": 8, "b": 8}
FONT_SIZE = 13

GOLDSTEIN_RANGE = (-10.0, 10.0)

# Plotly knows the names of the months in English alone, so dates on axes are numbers.
DATE_AXIS: dict[str, Any] = {
    "type": "date",
    "hoverformat": "%Y-%m-%d",
    "tickformatstops": [
        {"dtickrange": [None, 20 * 86_400_000], "value": "%Y-%m-%d"},
        {"dtickrange": ["M1", "M11"], "value": "%Y-%m"},
        {"dtickrange": ["M12", None], "value": "%Y"},
    ],
}
"""An axis of dates that reads the same in every language: years, months or days."""


def figure(height: int, **layout: object) -> go.Figure:
    """An empty Plotly figure in the house style, `height` pixels high."""
    return go.Figure(
        layout={
            "height": height,
            "margin": MARGIN,
            "font": {"size": FONT_SIZE},
            "showlegend": False,
            "hovermode": "closest",
            "hoverlabel": {"align": "left", "font": {"size": FONT_SIZE}},
            "dragmode": False,
            "separators": separators(),
            "xaxis": {"automargin": True, "showgrid": False, "zeroline": False},
            "yaxis": {"automargin": True, "gridcolor": FAINT, "zeroline": False},
            "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.0, "x": 0, "title": ""},
            **layout,
        }
    )


def lines_across(figure: go.Figure, values: Sequence[float], line: dict[str, object]) -> None:
    """A line across the whole plot at each of these values, below everything else.

    All of them at once: each `add_hline` would make every shape of the figure anew.
    """
    _add_lines(
        figure, [{"y0": y, "y1": y, "x0": 0, "x1": 1, "xref": "x domain"} for y in values], line
    )


def lines_up(figure: go.Figure, values: Sequence[object], line: dict[str, object]) -> None:
    """The same from the bottom of the plot to its top."""
    _add_lines(
        figure, [{"x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "y domain"} for x in values], line
    )


def _add_lines(figure: go.Figure, ends: list[dict[str, object]], line: dict[str, object]) -> None:
    added = [{"type": "line", "layer": "below", "line": line, **end} for end in ends]
    figure.layout.shapes = [*figure.layout.shapes, *added]


def intensity_color(goldstein: float) -> str:
    """The colour of an intensity (-10 to +10), from cold to warm."""
    low, high = GOLDSTEIN_RANGE
    return _at(COLD_TO_WARM, (goldstein - low) / (high - low))


def translucent(color: str, alpha: float) -> str:
    """A #RRGGBB colour as rgba() with this opacity."""
    red, green, blue = _rgb(color)
    return f"rgba({red}, {green}, {blue}, {alpha:g})"


def _rgb(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _at(scale: tuple[tuple[float, str], ...], position: float) -> str:
    position = min(max(position, 0.0), 1.0)
    for (x0, c0), (x1, c1) in pairwise(scale):
        if position <= x1:
            part = (position - x0) / (x1 - x0)
            mixed = (round(u + (v - u) * part) for u, v in zip(_rgb(c0), _rgb(c1), strict=True))
            return "#{:02X}{:02X}{:02X}".format(*mixed)
    return scale[-1][1]
