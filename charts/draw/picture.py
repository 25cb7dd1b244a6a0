"""What a chart function returns: the figure, and everything a reader needs beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import altair as alt
import pandas as pd
import plotly.graph_objects as go

from charts.draw import theme, vega


@dataclass(frozen=True, eq=False)
class Picture:
    """A figure with its words and its numbers.

    - `title` states what the picture shows, `subtitle` the measure and its unit;
    - `alt` says in a sentence or two what the picture currently shows, for those who do not see it;
    - `table` holds the numbers drawn, with readable column names;
    - `sources` are ids of the sources table, where the picture rests on few of them;
    - `note` says what to keep in mind.
    """

    figure: go.Figure | alt.TopLevelMixin
    title: str
    subtitle: str
    alt: str
    table: pd.DataFrame
    note: str = ""
    sources: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        if isinstance(self.figure, go.Figure):
            theme.in_ink(self.figure)

    @property
    def is_plotly(self) -> bool:
        """Is the figure drawn by Plotly (else by Altair)?"""
        return isinstance(self.figure, go.Figure)

    @cached_property
    def spec(self) -> dict[str, Any]:
        """An Altair figure as Vega-Lite; made once, however often the picture is drawn."""
        return vega.spec(self.figure)
