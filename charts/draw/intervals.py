"""Intervals: a band about a line, and rows of dots each on the line from one end to the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.draw import theme
from charts.speech.language import _


def band(
    figure: go.Figure,
    x: pd.Series,
    low: pd.Series,
    high: pd.Series,
    color: str,
    opacity: float,
    **where: str,
) -> None:
    """The ground between `low` and `high`; `where` names the axes of a panel."""
    figure.add_scatter(
        x=pd.concat([x, x[::-1]]),
        y=pd.concat([high, low[::-1]]).round(2).tolist(),
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=theme.translucent(color, opacity),
        hoverinfo="skip",
        **where,
    )


def ranges(
    figure: go.Figure,
    low: Iterable[float],
    high: Iterable[float],
    color: str = theme.LINE,
    width: int = 3,
) -> None:
    """In each row a line from the lower end to the upper."""
    for row, ends in enumerate(zip(low, high, strict=True)):
        theme.stroke(figure, list(ends), [row, row], {"color": color, "width": width})


def dots(figure: go.Figure, x: pd.Series, hover: str, customdata: Any = None, **look: Any) -> None:
    """In each row a mark; `look` is what differs from a dot in the colour of a line."""
    figure.add_scatter(
        x=x,
        y=list(range(len(x))),
        mode="markers",
        marker={"size": 11, "color": theme.LINE, **look},
        customdata=customdata,
        hovertemplate=f"{hover}<extra></extra>",
        cliponaxis=False,
    )


def name_rows(figure: go.Figure, names: Sequence[str], **settings: Any) -> None:
    """A name before each row, the first on top."""
    figure.update_yaxes(
        tickvals=list(range(len(names))),
        ticktext=names,
        range=[len(names) - 0.5, -0.5],
        **settings,
    )


def correlations(figure: go.Figure) -> None:
    """An axis of rank correlations, with a line at none."""
    theme.lines_up(figure, [0], {"color": theme.MUTED, "width": 1})
    figure.update_xaxes(range=[-1.05, 1.05], tickvals=[-1, -0.5, 0, 0.5, 1], title=_("ρ"))
