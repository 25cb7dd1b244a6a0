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
    placed = figure.to_plotly_json()["layout"]
    style = theme.figure(height, **(layout or {})).to_plotly_json()["layout"]
    # What the style says of an axis holds for those of all panels, which make_subplots placed.
    for letter in "xy":
        axis = style.pop(f"{letter}axis")
        placed |= {name: {**placed[name], **axis} for name in placed if name.startswith(letter)}
    # The template comes with every layout, and copying it takes longer than all the rest. Set
    # whole, for updating looks up each value on its own.
    figure.layout = {n: value for n, value in {**placed, **style}.items() if n != "template"}
    return figure


def axis(letter: str, place: int) -> str:
    """The name of a panel's axis as references use it: x, x2, x3; y, y2, y3."""
    return letter if place == 1 else f"{letter}{place}"


def heading(text: str, place: int) -> dict[str, Any]:
    """The annotation that names a panel above its left corner; `text` is already safe."""
    above = f"{axis('y', place)} domain"
    return {**theme.ABOVE, "yref": above, "text": text, "font": {"size": 13}}
