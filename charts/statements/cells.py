"""Cells of a heatmap that show their number and can be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.draw import theme
from charts.draw.text import plain

TEXT = {"size": 11, "color": theme.INK}
GAP = 2

Names = tuple[Sequence[Any], Sequence[Any]]
"""The names of the rows and those of the columns."""


def draw(figure: go.Figure, names: Names, values: pd.DataFrame, **settings: Any) -> None:
    """Draw one layer of cells; a missing value draws none.

    Every layer has every row: Plotly fails on a heatmap of some of an axis's categories.
    """
    figure.add_heatmap(
        **{
            "x": list(names[1]),
            "y": list(names[0]),
            "z": values.to_numpy(dtype=float),
            "showscale": False,
            "hoverinfo": "skip",
            "xgap": GAP,
            "ygap": GAP,
            **settings,
        }
    )


def draw_ground(figure: go.Figure, names: Names, values: pd.DataFrame, **at: int) -> None:
    """Draw the background of every cell, which shows where a cell is empty."""
    empty = [[end, theme.EMPTY_CELL] for end in (0, 1)]
    draw(figure, names, values.mul(0), colorscale=empty, **at)


def filled(values: pd.DataFrame) -> list[tuple[int, int, int]]:
    """The row, the column and the number of each cell that holds any."""
    rows, columns = values.shape
    cells = ((i, j, values.iat[i, j]) for i in range(rows) for j in range(columns))
    return [(i, j, int(n)) for i, j, n in cells if n > 0]


def draw_targets(
    figure: go.Figure,
    names: Names,
    cells: Sequence[tuple[int, int, int]],
    keys: Iterable[list[Any]],
    texts: Iterable[str],
    size: int,
    **at: int,
) -> None:
    """Draw one transparent marker a cell: Plotly heatmaps send no click of their own.

    `cells` is what `filled` returns; a click returns the cell's key, a hover shows its text.
    """
    figure.add_scatter(
        x=[names[1][j] for _i, j, _n in cells],
        y=[names[0][i] for i, _j, _n in cells],
        mode="markers",
        marker={"symbol": "square", "size": size, "opacity": 0, "color": theme.MUTED},
        customdata=list(keys),
        hovertext=[plain(text) for text in texts],
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 0.35}},
        unselected={"marker": {"opacity": 0}},
        showlegend=False,
        **at,
    )
