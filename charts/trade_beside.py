"""Picture of travel, study and opinion under the temperature, on one axis of time."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts import theme
from charts.picture import Picture
from charts.text import LINE_BREAK, plain, shortened
from charts.trade_flow import digits, draw_series, period_name
from charts.trade_time import Window, iso, mark_end
from charts.wording import Words, _, clauses, day, degrees, plural

PANEL, NAME, TOP = 96, 17, 150
"""Height of a panel, of a series' name above it, and of the temperature, in pixels."""

LOOKS = ((theme.LINE, "solid"), (theme.MUTED, "dash"))
"""The first and second series of a panel; more than two would not be told apart."""

MOST_PANELS = 10


def beside(
    temperature: pd.DataFrame,
    panels: list[list[tuple[pd.Series, pd.DataFrame]]],
    window: Window,
    words: Words,
) -> Picture:
    """How did travel, study and opinion move while the temperature moved?

    `temperature` has date and temperature; each panel is a list of (series, figures) that share
    theme, publisher, unit, period and basis (see `analysis.series.beside`). At most two series of
    a panel are drawn; the numbers hold those that are.
    """
    drawn = [panel[: len(LOOKS)] for panel in panels[:MOST_PANELS]]
    heads = [NAME * (len(panel) + 1) for panel in drawn]
    total = TOP + NAME + sum(PANEL + head for head in heads)
    figure = theme.figure(total + 50)
    figure.update_layout(margin={**theme.MARGIN, "r": 30, "b": 34})
    _draw_temperature(figure, temperature, (1 - TOP / total, 1 - NAME / total), window)
    top = 1 - TOP / total
    for place, (panel, head) in enumerate(zip(drawn, heads, strict=True)):
        bottom = top - (PANEL + head) / total
        _draw_panel(
            figure,
            panel,
            f"y{place + 2}",
            (bottom + 6 / total, top - (head + 14) / total),
            window,
            words,
        )
        top = bottom
    figure.update_xaxes(
        **theme.DATE_AXIS,
        range=[iso(window.start), iso(window.end + window.length * 0.01)],
        fixedrange=True,
        showgrid=True,
        gridcolor=theme.FAINT,
        anchor=f"y{len(drawn) + 1}" if drawn else "y",
    )
    if window.record_ends:
        mark_end(figure, window.end)
    count = sum(len(panel) for panel in drawn)
    return Picture(
        figure=figure,
        title=_title(temperature, count),
        subtitle=_(
            "Temperature in degrees on top; below, each panel one unit, one publisher and one kind "
            "of date. Nothing shares a scale with another panel; only time is shared."
        ),
        alt=_alt(temperature, drawn),
        table=_table(drawn, words),
        note=_(
            "Lines that move together prove no cause. Few figures stand behind most of these "
            "series, and a dotted line bridges years without one."
        ),
    )


def _draw_temperature(
    figure: go.Figure, temperature: pd.DataFrame, domain: tuple[float, float], window: Window
) -> None:
    figure.update_layout(
        yaxis={
            "domain": list(domain),
            "ticksuffix": "°",
            "nticks": 4,
            "gridcolor": theme.FAINT,
            "fixedrange": True,
            "zeroline": True,
            "zerolinecolor": theme.MUTED,
        }
    )
    figure.add_scatter(
        x=[iso(d) for d in temperature["date"]],
        y=temperature["temperature"].round(2),
        mode="lines",
        line={"color": theme.LINE, "width": 2},
        hovertemplate="%{x|%Y-%m-%d}: %{y:+.1f}°<extra></extra>",
    )
    _head(figure, domain[1], [f"<b>{plain(_('Temperature (°)'))}</b>"])


def _draw_panel(
    figure: go.Figure,
    panel: list[tuple[pd.Series, pd.DataFrame]],
    axis: str,
    domain: tuple[float, float],
    window: Window,
    words: Words,
) -> None:
    figure.update_layout(
        {
            axis.replace("y", "yaxis"): {
                "domain": list(domain),
                "anchor": "x",
                "rangemode": "tozero",
                "visible": False,
                "fixedrange": True,
            }
        }
    )
    first = panel[0][0]
    unit = words.term("unit", first["unit"])
    names = [
        "<b>"
        + plain(
            _(
                "{publisher}: {unit}, {period}",
                publisher=shortened(first["publisher"], 34),
                unit=unit,
                period=period_name(first),
            )
        )
        + "</b>"
    ]
    means = [figures["value"].mean() for _series, figures in panel]
    for place, ((series, figures), (color, dash)) in enumerate(zip(panel, LOOKS, strict=False)):
        mark = "━" if dash == "solid" else "╍"
        names.append(
            f'<span style="color:{color}">{mark}</span> {plain(shortened(series["name"], 52))}'
        )
        low = len(panel) > 1 and means[place] == min(means)
        draw_series(figure, figures, axis, color, window, digits(figures), dash, low)
    _head(figure, domain[1], names)


def _head(figure: go.Figure, top: float, names: list[str]) -> None:
    figure.add_annotation(
        x=0,
        xref="paper",
        xanchor="left",
        align="left",
        y=top,
        yref="paper",
        yanchor="bottom",
        yshift=12 if len(names) > 1 else 0,
        text=LINE_BREAK.join(names),
        showarrow=False,
        font={"size": 12},
    )


def _title(temperature: pd.DataFrame, count: int) -> str:
    if temperature.empty:
        return plural(
            "{n} series of travel, study and opinion",
            "{n} series of travel, study and opinion",
            count,
        )
    coldest = temperature.loc[temperature["temperature"].idxmin()]
    return plural(
        "{n} series beside the temperature, which was lowest ({low}°) on {date}",
        "{n} series beside the temperature, which was lowest ({low}°) on {date}",
        count,
        low=degrees(coldest["temperature"]),
        date=day(coldest["date"]),
    )


def _alt(temperature: pd.DataFrame, drawn: list[list[tuple[pd.Series, pd.DataFrame]]]) -> str:
    names = [series["name"] for panel in drawn for series, _figures in panel]
    return _(
        "Small charts one above the other on one axis of time: the temperature, then {names}.",
        names=clauses(names) or "–",
    )


def _table(drawn: list[list[tuple[pd.Series, pd.DataFrame]]], words: Words) -> pd.DataFrame:
    tables = [
        pd.DataFrame(
            {
                _("Series"): series["name"],
                _("Date"): figures["date"],
                _("Value"): figures["value"],
                _("Unit"): words.term("unit", series["unit"]),
                _("Source"): figures["source_id"],
            }
        )
        for panel in drawn
        for series, figures in panel
    ]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
