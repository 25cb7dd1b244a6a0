"""The axis of time that the pictures of trade share."""

from __future__ import annotations

from dataclasses import dataclass

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

    @property
    def length(self) -> pd.Timedelta:
        """How long it is."""
        return self.end - self.start


def mark_end(figure: go.Figure, end: pd.Timestamp) -> None:
    """Mark the day on which the record ends, through every panel."""
    figure.add_shape(
        type="line",
        x0=end.isoformat(),
        x1=end.isoformat(),
        y0=0,
        y1=1,
        yref="paper",
        line={"color": theme.MUTED, "width": 1, "dash": "dash"},
        layer="below",
    )
    figure.add_annotation(
        x=end.isoformat(),
        y=0,
        yref="paper",
        yanchor="top",
        xanchor="right",
        yshift=-28,
        text=plain(_("record ends {date}", date=day(end))),
        showarrow=False,
        font={"size": 11, "color": theme.MUTED},
    )


def iso(at: pd.Timestamp) -> str:
    """A day as Plotly takes it."""
    return str(at.strftime("%Y-%m-%d"))
