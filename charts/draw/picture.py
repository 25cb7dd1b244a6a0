"""What a chart function returns: the figure, and everything a reader needs beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import altair as alt
import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio

from charts.draw import theme, vega
from charts.speech.describe import describe


@dataclass(frozen=True, eq=False)
class Picture:
    """A figure with its words and its numbers.

    - `title` states what the picture shows, `subtitle` the measure and its unit;
    - `table` holds the numbers drawn, with readable column names;
    - `alt` says what the picture currently shows, for those who do not see it: unless given, its
      title and the first rows of its table;
    - `note` says what to keep in mind;
    - `known_by` says how many values of its customdata an address names a mark by: all, or so many.
    """

    figure: go.Figure | alt.TopLevelMixin
    title: str
    subtitle: str
    table: pd.DataFrame
    alt: str = ""
    note: str = ""
    known_by: int | None = None

    def __post_init__(self) -> None:
        if not self.alt:
            object.__setattr__(self, "alt", describe(self.title, self.table))
        if isinstance(self.figure, go.Figure):
            theme.in_ink(self.figure)
            theme.tell_alone(self.figure)

    @property
    def is_plotly(self) -> bool:
        """Is the figure drawn by Plotly (else by Altair)?"""
        return isinstance(self.figure, go.Figure)

    @cached_property
    def drawn(self) -> str:
        """A Plotly figure as JSON, without the template; made once, however often it is drawn."""
        # As a dictionary: a copy of the figure would check every value of it anew.
        bare = self.figure.to_dict()
        bare["layout"].pop("template", None)
        return str(pio.to_json(bare, validate=False))

    @cached_property
    def spec(self) -> dict[str, Any]:
        """An Altair figure as Vega-Lite; made once, however often the picture is drawn."""
        return vega.spec(self.figure)

    def name_of(self, mark: Any) -> list[str]:
        """What an address calls a mark of a Plotly figure, by its customdata."""
        values = [*mark] if isinstance(mark, (list, tuple)) else [mark]
        return [str(value) for value in values[: self.known_by] if value is not None]

    def marks(self, name: Sequence[str]) -> list[tuple[int, int, Any]]:
        """The marks that an address calls so: trace, place in it, customdata."""
        return [
            (at, place, mark)
            for at, trace in enumerate(self.figure.data if name else ())
            for place, mark in enumerate(() if trace.customdata is None else trace.customdata)
            if self.name_of(mark) == [*name]
        ]

    def holds(self, mark: Mapping[str, Any]) -> bool:
        """Does an Altair figure draw anything with these values of its fields?"""
        tables = [each for each in self.spec["datasets"].values() if set(mark) <= set(each)]
        return any((each[list(mark)] == pd.Series(mark)).all(axis=1).any() for each in tables)
