"""What the colours of a picture mean, and the hatching of what is not known."""

from __future__ import annotations

from collections.abc import Iterable

import plotly.graph_objects as go

from charts.draw import theme
from charts.draw.text import LINE_BREAK, plain

EM_SPACE = "\u2003"
KEY_LETTERS, KEY_LINE = 48, 18
"""Letters of a line of a key that the narrowest window holds, and its height in pixels."""


def key(figure: go.Figure, entries: Iterable[tuple[str, str] | tuple[str, str, bool]]) -> None:
    """What the colours mean, in lines at the left edge above the plot: colour, name, hatched?

    A legend of Plotly's own would begin where the plot does, beside the names of the rows.
    """
    rows: list[list[str]] = [[]]
    used = 0
    for color, name, *is_hatched in entries:
        if used and used + len(name) + 4 > KEY_LETTERS:
            rows.append([])
            used = 0
        sign = "▨" if any(is_hatched) else "■"
        rows[-1].append(f'<span style="color:{color}">{sign}</span>\u00a0{plain(name)}')
        used += len(name) + 4
    # Streamlit's theme sets titles in bold.
    lines = [f'<span style="font-weight:400">{EM_SPACE.join(row)}</span>' for row in rows]
    figure.update_layout(
        title={
            "text": LINE_BREAK.join(lines),
            "font": {"size": 12, "color": theme.INK},
            "x": 0,
            "xref": "container",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            # Plotly sets a title by the middle of its lines.
            "pad": {"l": 2, "t": 6 + KEY_LINE * (len(rows) - 1) / 2},
        },
        margin_t=14 + KEY_LINE * len(rows),
    )


def hatched(on: bool) -> dict[str, object]:
    """The pattern of a bar's marker: hatched over its colour, so that numbers stay readable."""
    return {
        "shape": "/" if on else "",
        "fillmode": "overlay",
        "fgcolor": "rgba(255, 255, 255, 0.3)",
        "size": 7,
        "solidity": 0.25,
    }
