"""The axis of time: the stretch that is drawn, its axis, and where the record ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.draw import theme
from charts.draw.text import plain
from charts.speech.formats import day
from charts.speech.language import _


@dataclass(frozen=True)
class Window:
    """The stretch of time that is drawn, and whether the record ends with it."""

    start: pd.Timestamp
    end: pd.Timestamp
    record_ends: bool

    @classmethod
    def of_years(cls, first: int, last: int, record_end: pd.Timestamp) -> Window:
        """These years, up to the end of the record; thirty days at least."""
        end = min(pd.Timestamp(last, 12, 31), record_end)
        start = min(pd.Timestamp(first, 1, 1), end - pd.Timedelta(days=30))
        return cls(start, end, end == record_end)

    @property
    def length(self) -> pd.Timedelta:
        """How long it is."""
        return self.end - self.start

    def axis(self, beyond: float = 0.0, **settings: Any) -> dict[str, Any]:
        """The settings of an axis over the window and, past its end, a part of its length."""
        last = self.end + self.length * beyond
        return {
            **theme.DATE_AXIS,
            "range": [iso(self.start), iso(last)],
            "fixedrange": True,
        } | settings


def label_above(figure: go.Figure, at: Sequence[Any], text: Sequence[str], y: float) -> None:
    """The labels of an axis once more, above the first row: tall pictures are read from the top."""
    figure.add_scatter(
        x=at,
        y=[y] * len(at),
        mode="text",
        text=text,
        textfont={"size": 11},
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )


def mark_end(figure: go.Figure, end: pd.Timestamp, *, above: bool = False) -> None:
    """Mark the day on which the record ends, through every panel, with words below the axis.

    With `above` the line runs through the first panel alone, and the words stand over it.
    """
    at: dict[str, Any] = {
        "x": end.isoformat(),
        "yref": "y domain" if above else "paper",
        "showarrow": False,
    }
    figure.add_shape(
        type="line",
        x0=at["x"],
        x1=at["x"],
        y0=0,
        y1=1,
        yref=at["yref"],
        line={"color": theme.MUTED, "width": 1, "dash": "dash"},
        layer="below",
    )
    words = plain(_("record ends {date}", date=day(end)))
    if above:
        at |= {"y": 1, "yanchor": "bottom", "xshift": 4, "font": {"size": 11}}
    else:
        at |= {"y": 0, "yanchor": "top", "yshift": -28, "font": {"size": 11, "color": theme.MUTED}}
    figure.add_annotation(text=words, xanchor="right", **at)


def iso(at: pd.Timestamp) -> str:
    """A day as Plotly takes it."""
    return str(at.strftime("%Y-%m-%d"))
