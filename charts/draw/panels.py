"""Several panels in one figure, in the house style."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from charts.draw import theme


def panels(
    height: int, rows: int, columns: int = 1, layout: dict[str, Any] | None = None, **grid: Any
) -> go.Figure:
    """An empty figure of `rows` by `columns` panels, `height` pixels high in all.

    `layout` is as for `theme.figure`, `grid` as for `plotly.subplots.make_subplots`.
    """
    figure = make_subplots(rows=rows, cols=columns, **grid)
    # The template comes with the figure already, and copying it takes longer than all the rest.
    style = theme.figure(height, **(layout or {})).to_plotly_json()["layout"]
    for letter in "xy":
        # What the style says of an axis holds for those of all panels, which make_subplots placed.
        axis = style.pop(f"{letter}axis")
        for number in range(1, rows * columns + 1):
            name = f"{letter}axis{number if number > 1 else ''}"
            if name in figure.layout:
                style[name] = axis
    return figure.update_layout({name: style[name] for name in style if name != "template"})


def axis(letter: str, place: int) -> str:
    """The name of a panel's axis as references use it: x, x2, x3; y, y2, y3."""
    return letter if place == 1 else f"{letter}{place}"


def heading(text: str, place: int) -> dict[str, Any]:
    """The annotation that names a panel above its left corner; `text` is already safe."""
    above = f"{axis('y', place)} domain"
    return {**theme.ABOVE, "yref": above, "text": text, "font": {"size": 13}}
