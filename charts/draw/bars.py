"""Horizontal bars with their names above them: readable at any width, however long the names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from charts.draw import theme, vega
from charts.speech.formats import number
from charts.speech.language import _

STEP = 34
BAR = 9
WRITTEN_BAR = 15
"""The height of a bar that has words in it."""

PADDING = 22
"""What Streamlit leaves free below a chart is taken from its height."""

LEGEND = 54
UPRIGHT = 240
LETTER, BESIDE = 6, 4
"""Pixels of a letter of the value, and between it and the name, which has the rest of the width."""


def named(
    rows: pd.DataFrame,
    tooltip: Mapping[str, str],
    *,
    colors: Mapping[str, str] | None = None,
    top: float | None = None,
    pick: bool = False,
) -> alt.TopLevelMixin:
    """One bar a row, its name above it on the left, its value in words on the right.

    `rows` has name, value (a number from 0) and label (the value in words), and where `colors` is
    given (colour by value) the column `color`; with `pick` a click picks its `key`. `tooltip`
    gives the title of each column of the hover box. `top` is the value of a full bar.
    """
    drawn = rows.reset_index(drop=True).assign(row=range(len(rows)))
    base = alt.Chart(drawn).encode(y=vega.down("row", len(drawn)))
    full = top or (float(drawn["value"].max()) if len(drawn) else 1.0) or 1.0
    length = alt.X("value:Q", scale=alt.Scale(domain=[0, full], nice=False), axis=None)
    color = vega.colors("color", colors) if colors else alt.ColorValue(theme.LINE)
    bars = base.mark_bar(orient="horizontal", height=BAR, yOffset=9).encode(
        x=length,
        x2=alt.X2Datum(0),
        color=color,
        tooltip=vega.tooltips(tooltip),
    )
    chart: alt.TopLevelMixin = alt.layer(
        base.mark_bar(
            orient="horizontal", height=BAR, yOffset=9, color=theme.MUTED, opacity=0.14
        ).encode(x=alt.XValue(0), x2=alt.X2Value("width")),
        bars.add_params(vega.picker()) if pick else bars,
        *captions(base),
    ).properties(height=max(len(drawn), 1) * STEP + PADDING)
    return chart


def stacked(
    rows: pd.DataFrame,
    tooltip: Mapping[str, str],
    colors: Mapping[str, str],
    legend: Mapping[str, str] | None = None,
    *,
    top: float | None = None,
) -> alt.TopLevelMixin:
    """Bars made of parts: `rows` has name, part (a key of `colors`), value and label.

    The label of a bar stands in each of its rows, and where there is a column `inside`, its words
    stand in the parts; bars come in the order of their first row, parts in that of `colors`.
    `legend` names the parts above the chart. The tooltip and `top` are those of `named`.
    """
    order = {name: place for place, name in enumerate(dict.fromkeys(rows["name"]))}
    parts = list(colors)
    drawn = rows.assign(
        row=rows["name"].map(order), part_order=rows["part"].map(parts.index)
    ).sort_values(["row", "part_order"], kind="stable")
    end = drawn.groupby("row")["value"].cumsum()
    drawn = drawn.assign(end=end, start=end - drawn["value"])
    bars = drawn.drop_duplicates("row")
    written = "inside" in rows
    bar, step = (WRITTEN_BAR, STEP + WRITTEN_BAR - BAR) if written else (BAR, STEP)
    down = 9 + (bar - BAR) // 2
    y = vega.down("row", len(order))
    full = top or (float(end.max()) if len(end) else 1.0) or 1.0
    x = alt.X("start:Q", scale=alt.Scale(domain=[0, full], nice=False), axis=None)
    parts_drawn = (
        alt.Chart(drawn)
        .mark_bar(orient="horizontal", height=bar, yOffset=down)
        .encode(
            x=x,
            x2=alt.X2("end:Q"),
            y=y,
            color=vega.colors("part", colors, vega.key(legend) if legend else None),
            tooltip=vega.tooltips(tooltip),
        )
    )
    chart: alt.TopLevelMixin = alt.layer(
        parts_drawn,
        *([_inside(drawn, colors, y, down)] if written else []),
        *captions(alt.Chart(bars).encode(y=y)),
    ).properties(height=max(len(order), 1) * step + PADDING + (LEGEND if legend else 0))
    return chart


def upright(
    rows: pd.DataFrame,
    tooltip: Mapping[str, str],
    colors: Mapping[str, str],
    legend: Mapping[str, str],
    axis: alt.Axis,
) -> alt.TopLevelMixin:
    """Bars that stand beside each other, as for years: `rows` and the rest as for `stacked`.

    `axis` is that of the values.
    """
    chart: alt.TopLevelMixin = (
        alt.Chart(rows.assign(part_order=rows["part"].map(list(colors).index)))
        .mark_bar(width={"band": 0.85})
        .encode(
            x=alt.X("name:O", axis=alt.Axis(title=None, labelOverlap="greedy", labelAngle=0)),
            y=alt.Y("value:Q", axis=axis, stack="zero"),
            color=vega.colors("part", colors, vega.key(legend)),
            order=alt.Order("part_order:Q"),
            tooltip=vega.tooltips(tooltip),
        )
        .properties(height=UPRIGHT + LEGEND)
    )
    return chart


def captions(base: alt.Chart) -> list[alt.Chart]:
    """The words above each bar: its name on the left, its value (`label`) on the right."""
    above: dict[str, Any] = {"dy": -6, "fontSize": 12, "color": vega.INK}
    limit = alt.ExprRef(f"containerSize()[0] - {LETTER} * length(datum.label) - {BESIDE}")
    return [
        base.mark_text(align="left", limit=limit, **above).encode(
            x=alt.XValue(1), text=alt.Text("name:N")
        ),
        base.mark_text(align="right", **above).encode(
            x=alt.XValue("width"), text=alt.Text("label:N")
        ),
    ]


def first_of(what: str, shown: int, total: int) -> str:
    """What is drawn, and of how many bars the first only are."""
    if shown >= total:
        return what
    return _("{what} The first {n} of {total}.", what=what, n=number(shown), total=number(total))


def _inside(drawn: pd.DataFrame, colors: Mapping[str, str], y: alt.Y, down: int) -> alt.Chart:
    """The words in the parts of bars, dark or light as each part's colour asks for."""
    shown = drawn[drawn["inside"] != ""]
    placed = shown.assign(
        middle=(shown["start"] + shown["end"]) / 2,
        ink=[theme.ink_on(colors[part]) for part in shown["part"]],
    )
    chart: alt.Chart = (
        alt.Chart(placed)
        .mark_text(dy=down + 0.5, baseline="middle", fontSize=vega.LABEL_SIZE)
        .encode(
            x=alt.X("middle:Q"),
            y=y,
            text=alt.Text("inside:N"),
            color=alt.Color("ink:N", scale=None),
        )
    )
    return chart
