"""One visual language: colours, sizes and the Plotly template that every chart shares.

Colours of marks hold a contrast of about 3:1 against both backgrounds, except the neutral middle
of the diverging scale, and stay apart for colour-blind readers. What must differ between light and
dark (text, background, counts) is written as a code, for which the browser puts the colour of the
reader's mode.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from charts.speech.formats import separators

COLD_TO_WARM: tuple[tuple[float, str], ...] = (
    (0.0, "#2B5C9E"),
    (0.25, "#6F9FCF"),
    (0.5, "#B4B4B4"),
    (0.75, "#E58B6B"),
    (1.0, "#B5352E"),
)
"""Diverging, for temperature and intensity: position from coldest (0) to warmest (1), colour."""

INK, GROUND = "#000037", "#000038"
"""Text and the page behind the charts, as the codes of Streamlit's Plotly theme."""

HALO = ", ".join(f"{x}px {y}px 1px {GROUND}" for x in (-1, 1) for y in (-1, 1))
"""A shadow in the colour of the page, in which a text is read that lies across lines."""

SEQUENTIAL = tuple(f"#0000{place}" for place in range(11, 21))
"""Fewest to most, as the codes of Streamlit's Plotly theme."""


def _mode(ink: str, ground: str, *sequential: str) -> dict[str, str]:
    return dict(zip((INK, GROUND, *SEQUENTIAL), (ink, ground, *sequential), strict=True))


LIGHT = _mode(
    *("#262730", "#FFFFFF"),
    *("#F1F4F8", "#DCE4EE", "#C4D2E2", "#A9BDD5", "#8DA7C7"),
    *("#7190B7", "#577AA5", "#446691", "#34527A", "#243D60"),
)
"""What the codes stand for on a light ground: those of .streamlit/config.toml."""

DARK = _mode(
    *("#FAFAFA", "#11151B"),
    *("#1A222D", "#22303F", "#2B3F54", "#35506B", "#426384"),
    *("#51789E", "#668FB8", "#82A8CE", "#A5C3E0", "#CFE0F1"),
)
"""The same on a dark ground, where more is brighter."""

COUNT: tuple[tuple[float, str], ...] = (
    (0.0, SEQUENTIAL[2]),
    (0.49, SEQUENTIAL[4]),
    (0.5, SEQUENTIAL[7]),
    (1.0, SEQUENTIAL[9]),
)
"""Sequential, for counts: position from fewest to most, colour.

The scale passes over the middle tones, on which no number can be read: INK is for numbers up to
half of the most, GROUND for those from there on (see `on_count`).
"""

LINE = "#5B7FA6"
"""A single line that belongs to no side."""

MUTED = "#8A8F98"
"""Zero lines, unknown ends, third parties: readable on light and on dark."""

FAINT = "rgba(138, 143, 152, 0.28)"
"""Grid lines and quiet shading."""

EMPTY_CELL = "rgba(138, 143, 152, 0.10)"
"""A heatmap's cell in which nothing happened: visible, and clearly not a small count."""

ON_BAR = "#0F1624"
"""A number on a bar whose colour is the same on light and on dark."""

MARGIN = {"l": 8, "r": 8, "t": 8, "b": 8}
CLOSE = {"l": 4, "r": 12, "t": 8, "b": 4}
"""The margin beside names of axes, for which Plotly makes room of its own."""
FONT_SIZE = 13

ABOVE: dict[str, Any] = {
    **{"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom"},
    **{"showarrow": False, "font": {"size": 12}},
}
"""A line of text above the left corner of the plot; what differs is put over it."""

AT_ROW: dict[str, Any] = {
    **ABOVE,
    **{"yref": "y", "yanchor": "middle", "align": "left", "font": {"size": 12, "shadow": HALO}},
}
"""The same on the height of a value of the vertical axis, where lines run through it."""

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


AXIS: dict[str, Any] = {"automargin": True, "zeroline": False, "fixedrange": True}
"""What holds for both axes of a figure, which nobody drags; axes beside them say it themselves."""


def figure(height: int, **layout: object) -> go.Figure:
    """An empty Plotly figure in the house style, `height` pixels high."""
    return go.Figure(
        layout={
            "height": height,
            "margin": MARGIN,
            "font": {"size": FONT_SIZE, "color": INK},
            "showlegend": False,
            "hovermode": "closest",
            "hoverlabel": {"align": "left", "font": {"size": FONT_SIZE, "color": INK}},
            "dragmode": False,
            "separators": separators(),
            "xaxis": {**AXIS, "showgrid": False},
            "yaxis": {**AXIS, "gridcolor": FAINT},
            "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.0, "x": 0, "title": ""},
            **layout,
        }
    )


def stroke(figure: go.Figure, x: Any, y: Any, line: dict[str, object], **further: Any) -> None:
    """A line that tells nothing under the pointer; `line` is its look."""
    figure.add_scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", **further)


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


def on_count(share: float) -> str:
    """The colour of a number on a cell of COUNT at this position (0 to 1)."""
    return INK if share < 0.5 else GROUND


def ink_on(color: str) -> str:
    """Black or white, whichever stands out more from this #RRGGBB colour."""
    parts = (part / 255 for part in _rgb(color))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    # Of this luminance, both have the same contrast (WCAG 2).
    return "#000000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 else "#FFFFFF"


def in_ink(figure: go.Figure) -> None:
    """Give the axes of a figure the colour of text, where they have none: Streamlit's is paler."""
    layout = figure.layout
    for letter in "xy":
        number = 1
        while (name := f"{letter}axis{number if number > 1 else ''}") in layout:
            axis = layout[name]
            if axis.tickfont.color is None:
                axis.tickfont.color = INK
            if axis.title.text:
                axis.title.font.color = INK
            number += 1


def tell_alone(figure: go.Figure) -> None:
    """Let hover texts stand alone: without a template Plotly puts places and names beside them."""
    figure.update_traces(
        hovertemplate="%{hovertext}<extra></extra>",
        selector=lambda trace: trace.hovertext is not None and trace.hovertemplate is None,
    )


def colored(text: str, colors: Mapping[str, str]) -> str:
    """The text of a figure with the codes of the theme put as these colours (LIGHT or DARK)."""
    for code, color in colors.items():
        text = text.replace(code, color)
    return text


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
