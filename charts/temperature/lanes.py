"""The plot of a line over time, and the lanes below it: who governed, and when breaks came."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from charts.draw import theme
from charts.draw.text import plain
from charts.speech.formats import day, listed
from charts.speech.language import _
from charts.speech.names import Words
from charts.temperature.around import Around

PLOT_HEIGHT = 310
LANE_HEIGHT = 27


def canvas(
    around: Around, first: pd.Timestamp, last: pd.Timestamp, words: Words, right: int = 66
) -> go.Figure:
    """An empty plot over the window, with a lane below it for each office and for the breaks.

    `right` is the margin, in pixels, for names at the right.
    """
    lanes = _lanes(around, words)
    height = PLOT_HEIGHT + LANE_HEIGHT * len(lanes)
    share = LANE_HEIGHT * len(lanes) / height
    figure = theme.figure(
        height,
        hovermode="x unified",
        clickmode="event+select",
        hoverdistance=30,
        barmode="overlay",
        uniformtext={"minsize": 10, "mode": "hide"},
        margin={**theme.CLOSE, "r": right, "t": 20},
    )
    edge = (last - first) * 0.012
    figure.update_xaxes(
        **theme.DATE_AXIS,
        range=[(first - edge).isoformat(), (last + edge).isoformat()],
        ticks="outside",
        tickcolor=theme.FAINT,
        anchor="y2" if lanes else "y",
    )
    figure.update_yaxes(domain=[share + 0.015 if lanes else 0, 1])
    if lanes:
        _draw_lanes(figure, lanes, share)
    return figure


def _lanes(around: Around, words: Words) -> list[tuple[str, pd.DataFrame]]:
    """Each lane's name, and its bars: start, end, text and color."""
    lanes = []
    if not around.breaks.empty:
        lanes.append((_("Break"), _break_bars(around.breaks)))
    if not around.terms.empty:
        for _lane, held in around.terms.groupby("lane"):
            side = str(held["side"].iloc[0])
            lanes.append((words.side(side), _term_bars(held, words.pair.colors()[side], words)))
    return lanes


def _break_bars(breaks: pd.DataFrame) -> pd.DataFrame:
    """The interval of the date of each break; a weaker one is drawn hollow."""
    return pd.DataFrame(
        {
            "start": breaks["low"],
            "end": breaks["high"],
            "text": [day(date, "month") for date in breaks["date"]],
            "color": [
                theme.translucent(theme.LINE, 0.55 if firm else 0.15) for firm in breaks["firm"]
            ],
        }
    )


def _term_bars(held: pd.DataFrame, color: str, words: Words) -> pd.DataFrame:
    return held.assign(
        text=[plain(words.actor(actor)) for actor in held["actor_id"]],
        color=[theme.translucent(color, 0.14 + 0.12 * (n % 2)) for n in range(len(held))],
    )


def _draw_lanes(figure: go.Figure, lanes: Sequence[tuple[str, pd.DataFrame]], share: float) -> None:
    for n, (_name, bars) in enumerate(lanes):
        figure.add_bar(
            orientation="h",
            yaxis="y2",
            y=[n] * len(bars),
            base=[start.isoformat() for start in bars["start"]],
            x=((bars["end"] - bars["start"]) / pd.Timedelta(milliseconds=1)).tolist(),
            width=0.86,
            marker={"color": bars["color"].tolist(), "line": {"width": 0}},
            text=bars["text"].tolist(),
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            insidetextfont={"color": theme.INK, "size": 11},
            hoverinfo="skip",
            unselected={"marker": {"opacity": 1}},
        )
    figure.update_layout(
        yaxis2={
            "domain": [0, share],
            "range": [len(lanes) - 0.5, -0.5],
            "tickvals": list(range(len(lanes))),
            "ticktext": _named_once([plain(name) for name, _bars in lanes]),
            "tickfont": {"size": 11},
            "showgrid": False,
            **theme.AXIS,
        }
    )


def _named_once(names: Sequence[str]) -> list[str]:
    """The names, left out where they say the same as the one before."""
    return [name if n == 0 or names[n - 1] != name else "" for n, name in enumerate(names)]


def lane_note(around: Around, words: Words) -> str:
    """Which offices the lanes below a line show."""
    if around.terms.empty:
        return ""
    offices = around.terms.drop_duplicates("lane", keep="last")["office"]
    return _(
        "Bars below the line: {offices}.",
        offices=listed(words.office(office) for office in offices),
    )
