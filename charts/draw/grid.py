"""A grid of counted cells that can be clicked, for the pictures of contacts."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.draw import theme
from charts.draw.text import LINE_BREAK, plain

TALLEST_ROW = 26
SHORTEST_ROW = 14
BODY_HEIGHT = 720
"""A grid is at most so many pixels high, as long as its rows can be told apart."""

HEAD_HEIGHT = 60
LINE = 13
LETTER = 6
"""Letters on one line of a column's name, and the width of one in pixels."""

SHORT_NAME = 5
"""Letters of a name that fits over the narrowest column."""

MONTH = 6
"""Letters up to which names are set small, so that those of months stand level on a phone."""

MOST_LABELLED = 60
"""Low rows with names of their own (people) up to which all are named."""


@dataclass(frozen=True, eq=False)
class Grid:
    """What a grid shows: whole numbers, the names of its rows and columns, and its words.

    - `counts`: rows and columns are keys, which a click hands back as customdata;
    - `rows`, `columns`: their names, in the same order;
    - `hover`: the hover text of each cell, row by row;
    - `totals`: the total of each row with its hover text, drawn as a last column named
      `totals_name`; a click on it hands back the row's key and None;
    - `blank`: positions (row, column) of which nothing can be known yet: they are left out.
    """

    counts: pd.DataFrame
    rows: Sequence[str]
    columns: Sequence[str]
    hover: Sequence[Sequence[str]]
    totals: Sequence[int] = ()
    totals_hover: Sequence[str] = ()
    totals_name: str = ""
    blank: frozenset[tuple[int, int]] = frozenset()


def draw(grid: Grid) -> go.Figure:
    """Draw the grid: empty cells stay visible, each other cell shows its number.

    Plotly would write numbers in white or grey, whatever the ground: they are a layer of their own.
    Its heatmaps send no click, so a transparent marker lies over each cell; the nearest one
    answers wherever the pointer is.
    """
    height = max(SHORTEST_ROW, min(TALLEST_ROW, BODY_HEIGHT // max(len(grid.rows), 1)))
    names = [*grid.columns, *([grid.totals_name] if grid.totals else [])]
    heads = [textwrap.wrap(name, LINE) or [""] for name in names]
    longest = max((len(line) for lines in heads for line in lines), default=0)
    # The names of the columns stand upright where the window is narrow.
    head = HEAD_HEIGHT + (LETTER * longest if longest > SHORT_NAME else 0)
    figure = theme.figure(
        height * len(grid.rows) + head, clickmode="event+select", hoverdistance=-1
    )
    _draw_cells(figure, grid, height)
    _draw_totals(figure, grid, height)
    _draw_targets(figure, grid, height)
    figure.update_xaxes(
        tickvals=list(range(len(heads))),
        ticktext=[LINE_BREAK.join(plain(line) for line in lines) for lines in heads],
        range=[-0.5, len(heads) - 0.5],
        side="top",
        tickfont={"size": 10 if longest <= MONTH else 12},
        autotickangles=[0, -90],
        ticks="",
    )
    shown = _labelled(grid.rows, height)
    figure.update_yaxes(
        tickvals=shown,
        ticktext=[plain(grid.rows[i]) for i in shown],
        range=[len(grid.rows) - 0.5, -0.5],
        showgrid=False,
        ticks="",
    )
    return figure


def _labelled(rows: Sequence[str], height: int) -> list[int]:
    """Which rows carry their name: all, or where they are low every fifth, the round years."""
    every = list(range(len(rows)))
    if height > SHORTEST_ROW:
        return every
    if all(name.isdigit() for name in rows):
        return [i for i in every if int(rows[i]) % 5 == 0]
    return every[::5] if len(rows) > MOST_LABELLED else every


def _draw_cells(figure: go.Figure, grid: Grid, height: int) -> None:
    """The cells, and their numbers in the colour that the ground of each asks for.

    Nothing has the colour of an empty cell; from 1 up to the most lie the colours of counts.
    """
    values = grid.counts.to_numpy()
    most = max(int(values.max()), 1) if values.size else 1
    edge = 0.5 / most
    figure.add_heatmap(
        x=list(range(len(grid.columns))),
        y=list(range(len(grid.rows))),
        z=[
            [None if (i, j) in grid.blank else n for j, n in enumerate(row)]
            for i, row in enumerate(values.tolist())
        ],
        zmin=0,
        zmax=most,
        colorscale=[
            [0.0, theme.EMPTY_CELL],
            [edge, theme.EMPTY_CELL],
            *([edge + (1 - edge) * position, color] for position, color in theme.COUNT),
        ],
        showscale=False,
        hoverinfo="skip",
        xgap=2,
        ygap=2 if height > SHORTEST_ROW else 1,
    )
    filled = [(j, i, int(n)) for i, row in enumerate(values) for j, n in enumerate(row) if n]
    for ink in (theme.INK, theme.GROUND):
        cells = [
            cell for cell in filled if theme.on_count((cell[2] / most - edge) / (1 - edge)) == ink
        ]
        figure.add_scatter(
            x=[x for x, _y, _n in cells],
            y=[y for _x, y, _n in cells],
            mode="text",
            text=[str(n) for _x, _y, n in cells],
            textfont={"size": min(12, height - 4), "color": ink},
            hoverinfo="skip",
            unselected={"textfont": {"color": ink}},
        )


def _draw_totals(figure: go.Figure, grid: Grid, height: int) -> None:
    if not grid.totals:
        return
    figure.add_scatter(
        x=[len(grid.columns)] * len(grid.totals),
        y=list(range(len(grid.totals))),
        mode="text",
        text=[str(total) if total else "·" for total in grid.totals],
        textfont={"size": min(12, height - 4)},
        hoverinfo="skip",
        selectedpoints=None,
    )


def _draw_targets(figure: go.Figure, grid: Grid, height: int) -> None:
    keys = [
        (j, i, [_json(row), _json(column)], grid.hover[i][j])
        for i, row in enumerate(grid.counts.index)
        for j, column in enumerate(grid.counts.columns)
        if (i, j) not in grid.blank
    ]
    keys += [
        (len(grid.columns), i, [_json(grid.counts.index[i]), None], text)
        for i, text in enumerate(grid.totals_hover)
    ]
    draw_targets(figure, keys, height - 4)


def draw_targets(
    figure: go.Figure,
    cells: Sequence[tuple[Any, Any, list[Any], str]],
    size: int,
    opacity: float = 0.45,
    **at: int,
) -> None:
    """Draw a transparent square on each cell: Plotly's heatmaps send no click of their own.

    A cell is its column, its row, the key that a click returns, and its hover text, already safe;
    `opacity` is that of a cell which is selected.
    """
    figure.add_scatter(
        x=[x for x, _y, _key, _text in cells],
        y=[y for _x, y, _key, _text in cells],
        mode="markers",
        marker={"symbol": "square", "size": size, "opacity": 0, "color": theme.MUTED},
        customdata=[key for _x, _y, key, _text in cells],
        hovertext=[text for _x, _y, _key, text in cells],
        selected={"marker": {"opacity": opacity}},
        unselected={"marker": {"opacity": 0}},
        showlegend=False,
        **at,
    )


def _json(value: object) -> object:
    return int(value) if hasattr(value, "__index__") else value
