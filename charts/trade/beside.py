"""Picture of travel, study and opinion under the temperature, on one axis of time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.draw import theme
from charts.draw.picture import Picture
from charts.draw.text import LINE_BREAK, folded, plain
from charts.draw.time import Window, iso, mark_end
from charts.speech.describe import describe
from charts.speech.formats import degrees, labelled, sentences
from charts.speech.language import _, plural, plural_if
from charts.speech.names import Words
from charts.trade.series import Drawn, draw, period_name, series_name
from charts.trade.series import panel as panel_for

PANEL, NAME, TOP = 96, 17, 150
"""Height of a panel, of a line of names above it, and of the temperature, in pixels."""

YEARS = 22
"""Pixels under the temperature for its years."""

LETTERS, SIGNS = 52, 22
"""Letters or full-width signs of a line of names that the width of a phone holds."""

LOOKS = ((theme.LINE, "solid"), (theme.MUTED, "dash"))
"""The first and second series of a panel; more than two could not be distinguished."""

MOST_PANELS = 10

Panel = list[tuple[Mapping[str, Any], pd.DataFrame]]
"""The series of a panel (rows of `analysis.trade.series.beside`), each with its figures."""


def beside(
    temperature: pd.DataFrame,
    panels: list[Panel],
    window: Window,
    words: Words,
    filtered: bool = False,
) -> Picture:
    """How did travel, study and opinion move while the temperature moved?

    `temperature` has date and temperature; each panel is a list of (series, figures) that share
    theme, publisher, unit, period and basis (see `analysis.trade.series.beside`). At most two
    series of a panel are drawn; the numbers hold those that are. With `filtered` only some events
    count in the temperature.
    """
    drawn = [panel[: len(LOOKS)] for panel in panels[:MOST_PANELS]]
    names = [_names(panel, words) for panel in drawn]
    heads = [NAME * len(lines) for lines in names]
    top = TOP + YEARS
    total = top + NAME + sum(PANEL + head for head in heads)
    figure = theme.figure(total + 56)
    figure.update_layout(margin={**theme.MARGIN, "r": 30, "b": 48})
    _draw_temperature(figure, temperature, (1 - TOP / total, 1 - NAME / total))
    reached = 1 - top / total
    for place, (panel, head, lines) in enumerate(zip(drawn, heads, names, strict=True)):
        bottom = reached - (PANEL + head) / total
        domain = (bottom + 6 / total, reached - (head + 14) / total)
        _draw_panel(figure, panel, f"y{place + 2}", domain, window)
        _head(figure, domain[1], lines)
        reached = bottom
    figure.update_xaxes(**window.axis(0.01, showgrid=True, gridcolor=theme.FAINT))
    if window.record_ends:
        mark_end(figure, window.end)
    figure.update_layout(
        xaxis={"anchor": f"y{len(drawn) + 1}" if drawn else "y"},
        xaxis2={"anchor": "y", "matches": "x"},
    )
    count = sum(map(len, drawn))
    left = sum(map(len, panels)) - count
    title = _title(temperature, count)
    table = _table(drawn, words)
    latest = table.drop_duplicates(_("Series"), keep="last")
    return Picture(
        figure=figure,
        title=title,
        subtitle=_(
            "Temperature in degrees on top; below, each panel one unit, one publisher and one kind "
            "of date. Nothing shares a scale with another panel; only time is shared."
        ),
        alt=describe(title, latest.drop(columns=_("Source"))),
        table=table,
        note=_note(left, filtered),
    )


def _note(left: int, filtered: bool) -> str:
    said = [
        _(
            "Lines that move together prove no cause. Few figures stand behind most of these "
            "series, and a dotted line bridges years without one."
        ),
        plural_if(
            "{n} further series is not drawn for want of room.",
            "{n} further series are not drawn for want of room.",
            left,
        ),
    ]
    if filtered:
        said.append(_("In the temperature only events that pass the filters count."))
    return sentences(said)


def _draw_temperature(
    figure: go.Figure, temperature: pd.DataFrame, domain: tuple[float, float]
) -> None:
    """The temperature, on an axis of time of its own, with the years under it."""
    figure.update_layout(
        yaxis={
            "domain": list(domain),
            "anchor": "x2",
            "ticksuffix": "°",
            "nticks": 4,
            "gridcolor": theme.FAINT,
            "zeroline": True,
            "zerolinecolor": theme.MUTED,
        },
        xaxis2={"showgrid": False},
    )
    figure.add_scatter(
        x=[iso(d) for d in temperature["date"]],
        y=temperature["temperature"].round(2),
        xaxis="x2",
        mode="lines",
        line={"color": theme.LINE, "width": 2},
        hovertemplate=labelled("%{x|%Y-%m-%d}", "%{y:+.1f}°<extra></extra>"),
    )
    _head(figure, domain[1], [f"<b>{plain(_('Temperature (°)'))}</b>"])


def _names(panel: Panel, words: Words) -> list[str]:
    """The lines above a panel: publisher, unit and period, then each series with its mark."""
    first = panel[0][0]
    said = _(
        "{publisher}: {unit}, {period}",
        publisher=first["publisher"],
        unit=words.term("unit", first["unit"]),
        period=period_name(first),
    )
    names = [f"<b>{plain(part)}</b>" for part in folded(said, LETTERS, SIGNS)]
    for (series, _figures), (color, dash) in zip(panel, LOOKS, strict=False):
        mark = "━" if dash == "solid" else "╍"
        parts = [plain(part) for part in folded(series_name(series, words), LETTERS, SIGNS)]
        names += [f'<span style="color:{color}">{mark}</span> {parts[0]}', *parts[1:]]
    return names


def _draw_panel(
    figure: go.Figure,
    panel: Panel,
    axis: str,
    domain: tuple[float, float],
    window: Window,
) -> None:
    on = panel_for(axis, [figures for _series, figures in panel], PANEL - 20)
    figure.update_layout(
        {
            axis.replace("y", "yaxis"): {
                "domain": list(domain),
                "anchor": "x",
                "range": [on.low, on.high],
                "visible": False,
                "fixedrange": True,
            }
        }
    )
    looks = zip(panel, LOOKS, strict=False)
    several = [Drawn(figures, color, dash) for (_series, figures), (color, dash) in looks]
    draw(figure, several, on, window)


def _head(figure: go.Figure, top: float, names: list[str]) -> None:
    shift = 12 if len(names) > 1 else 0
    text = LINE_BREAK.join(names)
    figure.add_annotation({**theme.ABOVE, "align": "left", "y": top, "yshift": shift, "text": text})


def _title(temperature: pd.DataFrame, count: int) -> str:
    if temperature.empty:
        return plural(
            "{n} series of travel, study and opinion",
            "{n} series of travel, study and opinion",
            count,
        )
    return plural(
        "{n} series beside the temperature, which lay between {low}° and {high}°",
        "{n} series beside the temperature, which lay between {low}° and {high}°",
        count,
        low=degrees(temperature["temperature"].min()),
        high=degrees(temperature["temperature"].max()),
    )


def _table(drawn: list[Panel], words: Words) -> pd.DataFrame:
    tables = [
        pd.DataFrame(
            {
                _("Series"): series_name(series, words),
                _("Date"): figures["date"],
                _("Value"): figures["value"],
                _("Unit"): words.term("unit", series["unit"]),
                _("Source"): figures["source_id"],
            }
        )
        for panel in drawn
        for series, figures in panel
    ]
    none = pd.DataFrame(columns=[_("Series"), _("Source")])
    return pd.concat(tables, ignore_index=True) if tables else none
