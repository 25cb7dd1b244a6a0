"""Cells of a heatmap that show their number and can be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.draw import grid, theme
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
    """Draw what makes the cells answer a click with their keys, and a hover with their texts.

    `cells` is what `filled` returns.
    """
    told = [
        (names[1][j], names[0][i], key, plain(text))
        for (i, j, _n), key, text in zip(cells, keys, texts, strict=True)
    ]
    grid.draw_targets(figure, told, size, 0.35, **at)
