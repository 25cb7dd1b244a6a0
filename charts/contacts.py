"""Pictures of who met whom, and how often."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts import theme
from charts.picture import Picture
from charts.wording import Words, _, month_names, number, plural

ROW_HEIGHT = 26
MIN_HEIGHT = 240


def frequency(
    counts: pd.DataFrame, words: Words, rows: str = "year", columns: str = "month"
) -> Picture:
    """How often did the two governments meet, by two properties of the contact?

    `counts` is what `analysis.contacts.counts` returns for (rows, columns). Each cell shows its
    number; empty cells and empty years stay visible. A click selects the transparent marker over
    the cell, whose customdata is [row value, column value].
    """
    table = counts.pivot(index=rows, columns=columns, values="contacts")
    row_labels = [_value(rows, v, words) for v in table.index]
    column_labels = [_value(columns, v, words) for v in table.columns]
    figure = theme.figure(max(MIN_HEIGHT, ROW_HEIGHT * len(table) + 90), clickmode="event+select")
    _draw_cells(figure, table, row_labels, column_labels)
    _draw_targets(figure, table, row_labels, column_labels)
    figure.update_xaxes(type="category", side="top", fixedrange=True)
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False, fixedrange=True)
    return Picture(
        figure=figure,
        title=_frequency_title(counts, rows, columns, words),
        subtitle=_("Number of contacts. Choose a cell to list its contacts below."),
        alt=_frequency_alt(counts, rows, columns, words),
        table=counts[counts["contacts"] > 0]
        .assign(
            **{
                rows: [_value(rows, v, words) for v in counts.loc[counts["contacts"] > 0, rows]],
                columns: [
                    _value(columns, v, words) for v in counts.loc[counts["contacts"] > 0, columns]
                ],
            }
        )
        .rename(columns={rows: _axis(rows), columns: _axis(columns), "contacts": _("Contacts")}),
    )


def _draw_cells(
    figure: go.Figure, table: pd.DataFrame, rows: list[str], columns: list[str]
) -> None:
    figure.add_heatmap(
        x=columns,
        y=rows,
        z=[[0] * len(columns) for _row in rows],
        colorscale=[[0, theme.EMPTY_CELL], [1, theme.EMPTY_CELL]],
        showscale=False,
        hoverinfo="skip",
        xgap=2,
        ygap=2,
    )
    figure.add_heatmap(
        x=columns,
        y=rows,
        z=table.where(table > 0).to_numpy(dtype=float),
        zmin=1,
        zmax=max(int(table.max().max()), 2) if table.size else 2,
        colorscale=[list(stop) for stop in theme.COUNT],
        texttemplate="%{z}",
        textfont={"size": 12},
        hoverinfo="skip",
        xgap=2,
        ygap=2,
        colorbar={
            "title": {"text": _("Contacts"), "side": "right"},
            "tickformat": "d",
            "dtick": _whole_step(table),
            "thickness": 10,
            "outlinewidth": 0,
        },
    )


def _whole_step(table: pd.DataFrame) -> int:
    return max(1, round(float(table.max().max() if table.size else 1) / 5))


def _draw_targets(
    figure: go.Figure, table: pd.DataFrame, rows: list[str], columns: list[str]
) -> None:
    """One transparent marker a cell: Plotly heatmaps send no click of their own."""
    cells = [
        (row, column, table.index[i], table.columns[j], int(table.iloc[i, j]))
        for i, row in enumerate(rows)
        for j, column in enumerate(columns)
    ]
    figure.add_scatter(
        x=[c[1] for c in cells],
        y=[c[0] for c in cells],
        mode="markers",
        marker={"symbol": "square", "size": ROW_HEIGHT - 4, "opacity": 0, "color": theme.MUTED},
        customdata=[[_json(c[2]), _json(c[3])] for c in cells],
        hovertext=[
            plural(
                "{row}, {column}: {n} contact",
                "{row}, {column}: {n} contacts",
                c[4],
                row=c[0],
                column=c[1],
            )
            for c in cells
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 0.35}},
        unselected={"marker": {"opacity": 0}},
    )


def _json(value: object) -> object:
    return int(value) if hasattr(value, "__index__") else value  # type: ignore[call-overload]


def _value(column: str, value: object, words: Words) -> str:
    if column == "month":
        return month_names()[int(str(value)) - 1]
    if column == "year":
        return str(value)
    return words.term("rank" if column == "level" else column, value)


def _axis(column: str) -> str:
    return {
        "year": _("Year"),
        "month": _("Month"),
        "level": _("Level"),
        "format": _("Format"),
        "requested_by": _("Asked for by"),
    }[column]


def _frequency_title(counts: pd.DataFrame, rows: str, columns: str, words: Words) -> str:
    total = int(counts["contacts"].sum())
    by_row = counts.groupby(rows, observed=True)["contacts"].sum()
    most = by_row.idxmax()
    return plural(
        "{n} contact on record; most in {row} ({most})",
        "{n} contacts on record; most in {row} ({most})",
        total,
        row=_value(rows, most, words),
        most=number(by_row[most]),
    )


def _frequency_alt(counts: pd.DataFrame, rows: str, columns: str, words: Words) -> str:
    top = counts.loc[counts["contacts"].idxmax()]
    return _(
        "Heatmap of {total} contacts by {rows} and {columns}. The fullest cell is {row}, {column} "
        "with {n}.",
        total=number(counts["contacts"].sum()),
        rows=_axis(rows).lower(),
        columns=_axis(columns).lower(),
        row=_value(rows, top[rows], words),
        column=_value(columns, top[columns], words),
        n=number(top["contacts"]),
    )
