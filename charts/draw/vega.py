"""What every Altair chart shares: scales, axes and marks in the house style.

Streamlit's theme gives text, grid and background their colours; names of selections are fixed
here, because pages read them.

Channels are given as what they are (`alt.Text("name:N")`, `alt.XValue(0)`): what is left to Altair
to wrap ("name:N", `alt.value(0)`) costs it several milliseconds each.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from threading import Lock
from typing import Any

import altair as alt
import pandas as pd
from altair.utils import schemapi

from analysis.tables.pair import Pair
from charts.draw import theme
from charts.draw.text import settled
from charts.speech.formats import number, percent, separators
from charts.speech.language import _

# Altair would check each part against the schema as it is made; the tests check every chart whole.
schemapi.disable_debug_mode()

BRUSH = "brush"
"""The selection of a span of time."""

PICKED = "picked"
"""The selection of one mark."""

INK = alt.ExprRef("luminance(background) > 0.4 ? '#26303E' : '#D5DAE2'")
"""The colour of words inside a chart: Streamlit tells Vega its background, not its text colour."""

GROUND = alt.ExprRef("background")
"""The colour of the page: the edge between marks that touch."""

CHARACTER = 5.6
"""Width of a letter of a label in pixels, on average."""

AXIS = 44
"""The height that a labelled axis takes from a chart."""

LABEL_SIZE = 11

LABEL_APART, TICK_ROOM = 10, 75
"""Pixels that dates on an axis keep from each other, and that each of them may take."""

WIDE_KEY = 600
"""From so many pixels on, a row above a chart holds the names of four colours; else of two."""

SALIENCE_AREA = {"1": 75, "2": 115, "3": 200}
"""Area of a mark in square pixels, by salience."""

# Months are numbers, so that the axis reads the same in every language; a year stands alone.
DATE_LABEL = (
    "timeFormat(datum.value, month(datum.value) == 0 && date(datum.value) == 1 ? '%Y'"
    " : date(datum.value) == 1 ? '%Y-%m' : '%Y-%m-%d')"
)


def intensity(
    legend: alt.Legend | None = None, most: float = theme.GOLDSTEIN_RANGE[1]
) -> alt.Color:
    """Colour by intensity, cold to warm, and at its fullest from `most` on."""
    scale = alt.Scale(
        domain=[most * (2 * at - 1) for at, _color in theme.COLD_TO_WARM],
        range=[color for _at, color in theme.COLD_TO_WARM],
        clamp=True,
    )
    return alt.Color("goldstein:Q", scale=scale, legend=legend)


def intensity_legend() -> alt.Legend:
    """A strip of the colours of intensity, above the chart."""
    low, high = theme.GOLDSTEIN_RANGE
    return alt.Legend(
        title=_("Intensity"),
        orient="top",
        direction="horizontal",
        gradientLength=160,
        gradientThickness=8,
        values=[low, 0, high],
        labelExpr="(datum.value > 0 ? '+' : '') + datum.label",
        offset=4,
        padding=0,
    )


def direction_shape(pair: Pair) -> dict[str, str]:
    """The shape of a mark by direction.

    An arrowhead to the right for side a's acts, to the left for side b's, a disc for mutual ones,
    a square for third parties'.
    """
    return {
        pair.a_to_b: "triangle-right",
        pair.b_to_a: "triangle-left",
        "mutual": "circle",
        "third-party": "square",
    }


def direction_sign(pair: Pair) -> dict[str, str]:
    """The same shapes as signs, for the words under a chart."""
    return {pair.a_to_b: "▶", pair.b_to_a: "◀", "mutual": "●", "third-party": "■"}


def shape(pair: Pair) -> alt.Shape:
    """Shape by direction, without a legend: the words under the chart say which is which."""
    shapes = direction_shape(pair)
    return alt.Shape(
        "direction:N",
        scale=alt.Scale(domain=list(shapes), range=list(shapes.values())),
        legend=None,
    )


def salience_area() -> alt.Size:
    """Area by salience."""
    return alt.Size(
        "salience:N",
        scale=alt.Scale(domain=list(SALIENCE_AREA), range=list(SALIENCE_AREA.values())),
        legend=None,
    )


def colors(column: str, named: Mapping[str, str], legend: alt.Legend | None = None) -> alt.Color:
    """Colour by the values of a column, as `named` has it; without a legend unless given."""
    scale = alt.Scale(domain=list(named), range=list(named.values()))
    return alt.Color(f"{column}:N", scale=scale, legend=legend)


def parties(pair: Pair) -> dict[str, str]:
    """The colours of the two sides and of third parties."""
    every = pair.colors()
    return {party: every[party] for party in (pair.a.code, pair.b.code, "third-party")}


def down(column: str, rows: int) -> alt.Y:
    """The place of so many rows, numbered from 0, one below the other."""
    scale = alt.Scale(domain=[-0.5, max(rows, 1) - 0.5], reverse=True, nice=False)
    return alt.Y(f"{column}:Q", scale=scale, axis=None)


def tooltips(titles: Mapping[str, str], **formats: str) -> list[alt.Tooltip]:
    """The lines of a hover box: a title for each column, and how some numbers are written."""
    return [
        alt.Tooltip(
            column, title=title, format=formats.get(column.partition(":")[0], alt.Undefined)
        )
        for column, title in titles.items()
    ]


def time_axis(**settings: Any) -> alt.Axis:
    """An axis of dates, written as numbers, which read the same in every language."""
    return alt.Axis(
        **{
            "title": None,
            "labelExpr": DATE_LABEL,
            "labelOverlap": "greedy",
            "labelSeparation": LABEL_APART,
            "tickCount": alt.ExprRef(f"ceil(containerSize()[0] / {TICK_ROOM})"),
            "labelFlush": True,
            "grid": False,
            **settings,
        }
    )


def key(names: Mapping[str, str]) -> alt.Legend:
    """The names of colours above a chart, in rows that a phone holds."""
    return alt.Legend(
        title=None,
        orient="top",
        direction="horizontal",
        columns=alt.ExprRef(f"containerSize()[0] < {WIDE_KEY} ? 2 : 4"),
        symbolType="square",
        symbolStrokeWidth=0,
        labelExpr=f"{json.dumps(dict(names), ensure_ascii=False)}[datum.label]",
        labelLimit=320,
        labelFontSize=12,
    )


def picker() -> alt.Parameter:
    """A click on a mark selects it by its key; a click beside the marks selects nothing."""
    return alt.selection_point(
        name=PICKED, fields=["key"], on="click", toggle=False, empty=False, clear="dblclick"
    )


def fitted(chart: alt.TopLevelMixin) -> alt.TopLevelMixin:
    """The chart as wide as its place on the page, labels and all, also when it is composed."""
    return chart.properties(autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))


def spec(chart: alt.TopLevelMixin, *, validate: bool = False) -> dict[str, Any]:
    """The chart as Vega-Lite, with its tables as they are under `datasets`.

    With `validate` it is checked against the schema, as the tests do with every chart: that takes
    as long as all the rest. How Altair treats tables is a setting of the whole process; hence the
    lock.
    """
    frames: dict[str, pd.DataFrame] = {}
    with (
        _settings,
        alt.theme.enable("none"),
        alt.data_transformers.enable("by-name", frames=frames),
    ):
        made: dict[str, Any] = chart.to_dict(validate=validate)
    # What a chart brings along by name, such as outlines of land, stays.
    brought = made.pop("datasets", {})
    config = made.pop("config", {})
    words = {"labelColor": INK.to_dict(), "titleColor": INK.to_dict()}
    return {
        **_themed(made),
        "datasets": {**brought, **frames},
        "config": {
            # Streamlit's theme would move the first and the last label off their ticks.
            "axis": {**words, "labelFlush": False},
            "legend": words,
            # Streamlit's theme would show the names of columns over marks without a hover box.
            "mark": {"tooltip": None},
            **config,
            "locale": {"number": number_signs()},
        },
    }


def _themed(part: Any) -> Any:
    """The specification with the codes of the theme told to Vega, which knows its background."""
    if isinstance(part, dict):
        return {name: _themed(value) for name, value in part.items()}
    if isinstance(part, list):
        return [_themed(value) for value in part]
    if isinstance(part, str) and part in theme.LIGHT:
        light, dark = theme.LIGHT[part], theme.DARK[part]
        return {"expr": f"luminance(background) > 0.4 ? '{light}' : '{dark}'"}
    return part


def number_signs() -> dict[str, Any]:
    """How numbers are written in the language of the run, as Vega takes it."""
    signs = separators()
    return {
        "decimal": signs[0],
        "thousands": signs[1],
        "grouping": [3],
        "currency": ["", ""],
        "percent": percent(1).removeprefix(number(100)),
    }


_settings = Lock()


def _by_name(data: pd.DataFrame, frames: dict[str, pd.DataFrame]) -> dict[str, str]:
    name = f"table-{len(frames)}"
    texts = data.select_dtypes(["object", "string"]).columns
    frames[name] = data.assign(**{column: data[column].map(_settled) for column in texts})
    return {"name": name}


def _settled(value: object) -> object:
    """Text on one line and in its own order, whatever signs the tables hold; the rest as it is."""
    return settled(value) if isinstance(value, str) else value


alt.data_transformers.register("by-name", _by_name)


def stamp(day: pd.Timestamp) -> alt.DateTime:
    """A day as a bound of a scale."""
    return alt.DateTime(year=day.year, month=day.month, date=day.day)
