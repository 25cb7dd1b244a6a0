"""The lines of a figure over time as a still drawing, for where no script runs yet."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pandas as pd
import plotly.graph_objects as go

SIDE = 1000
"""Width and height of the drawing in units of its own; it is stretched to its place."""


def sketch(figure: go.Figure) -> str:
    """The bands and lines of a figure as an SVG that fills the place of its plot, without words.

    The axes are the figure's own, so that the figure itself can take the place of the drawing.
    """
    layout, day = figure.layout, pd.Timestamp("1970-01-01")
    left, right = (pd.Timestamp(end) - day for end in layout.xaxis.range)
    low, high = layout.yaxis.range
    bottom, top = layout.yaxis.domain or (0, 1)

    def place(x: Any, y: float) -> str:
        across = (pd.Timestamp(x) - day - left) / (right - left)
        up = bottom + (top - bottom) * (min(max(y, low), high) - low) / (high - low)
        return f"{SIDE * across:.0f},{SIDE * (1 - up):.0f}"

    drawn = []
    for trace in figure.data:
        if trace.type != "scatter" or trace.mode != "lines" or trace.yaxis not in (None, "y"):
            continue
        points = list(zip(trace.x, trace.y, strict=True))
        if trace.fill == "toself":
            outline = " ".join(place(x, y) for x, y in points)
            drawn.append(f'<polygon points="{outline}" fill="{trace.fillcolor}"/>')
        elif trace.line.width:
            dash = ' stroke-dasharray="2 3"' if trace.line.dash == "dot" else ""
            for known, part in groupby(points, lambda point: pd.notna(point[1])):
                if known:
                    course = " ".join(place(x, y) for x, y in part)
                    drawn.append(
                        f'<polyline points="{course}" fill="none" stroke="{trace.line.color}" '
                        f'stroke-width="{trace.line.width}"{dash} '
                        'vector-effect="non-scaling-stroke"/>'
                    )
    box = f'viewBox="0 0 {SIDE} {SIDE}" preserveAspectRatio="none"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{"".join(drawn)}</svg>'
