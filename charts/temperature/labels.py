"""The names of a few events beside a line over time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.draw import theme
from charts.draw.text import cut, plain
from charts.speech.names import Words
from charts.temperature.lanes import PLOT_HEIGHT


@dataclass(frozen=True)
class Names:
    """How many names a picture of this width takes, and the room of each.

    `share` is the part of the window that a name may take: it is hidden where that is too narrow.
    """

    most: int
    share: float
    letters: int
    signs: int


WIDE = Names(8, 0.115, 19, 8)
NARROW = Names(4, 0.37, 15, 7)
"""On a phone: fewer. They are in every figure, and drawn where the picture is narrow."""

NAME_LINES = 3
NAME_LINE = 14
"""Pixels of one line of a name."""

NAME_GAP = 7
"""Pixels between a name and the line."""


def name_landmarks(
    figure: go.Figure,
    landmarks: pd.DataFrame,
    curve: pd.DataFrame,
    low: float,
    high: float,
    words: Words,
) -> None:
    """The names of a few events above (rising) or below (falling) the line, where there is room.

    Each name is the outside text of a bar without colour, as wide as the room it has: Plotly
    hides it where it does not fit, which no annotation can do. `curve` has date and value.
    """
    if landmarks.empty or curve.empty:
        return
    for names in (WIDE, NARROW):
        figure.add_traces(_bars(names, landmarks, curve, low, high, words))


def _bars(
    names: Names,
    landmarks: pd.DataFrame,
    curve: pd.DataFrame,
    low: float,
    high: float,
    words: Words,
) -> list[dict[str, object]]:
    first, last = curve["date"].min(), curve["date"].max()
    half = (last - first) * names.share / 2
    x = curve["date"].to_numpy().astype("datetime64[s]").astype(int)
    y = curve["value"].to_numpy(dtype=float)
    chosen = _with_room(landmarks, first + half, last - half, half * 2, names.most)
    look = {
        # A name for narrow pictures is hidden until the browser knows that the picture is.
        **({"visible": False, "meta": "narrow"} if names is NARROW else {"meta": "wide"}),
        "width": [half * 2 / pd.Timedelta(milliseconds=1)],
        "marker": {"color": "rgba(0, 0, 0, 0)"},
        "textposition": "outside",
        "textangle": 0,
        "outsidetextfont": {"size": 11},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": theme.INK}},
    }
    bars: list[dict[str, object]] = []
    for event in chosen.itertuples():
        rising = event.goldstein > 0
        own = float(np.interp(event.date.to_datetime64().astype("datetime64[s]").astype(int), x, y))
        near = y[(curve["date"] >= event.middle - half) & (curve["date"] <= event.middle + half)]
        reach = float(np.max(near, initial=own) if rising else np.min(near, initial=own))
        name = cut(words.told(event.title), names.letters, NAME_LINES, names.signs)
        foot = _clear_of_zero(reach, len(name), (high - low) / PLOT_HEIGHT, rising)
        bars.append(
            {
                "type": "bar",
                "x": [event.middle.isoformat()],
                "base": [round(own, 2)],
                "y": [round(foot - own, 2)],
                "text": ["<br>".join(plain(part) for part in name)],
                **look,
            }
        )
    return bars


def _clear_of_zero(reach: float, rows: int, pixel: float, rising: bool) -> float:
    """Where a name begins, above (rising) or below the line, so that neutrality does not strike it.

    `reach` is the line's end below or above the name, `pixel` the height of a pixel of the axis.
    """
    way = 1 if rising else -1
    begin = reach + way * NAME_GAP * pixel
    end = begin + way * (rows * NAME_LINE + NAME_GAP) * pixel
    return way * NAME_GAP * pixel / 2 if begin * way < 0 < end * way else begin


def _with_room(
    landmarks: pd.DataFrame,
    first: pd.Timestamp,
    last: pd.Timestamp,
    width: pd.Timedelta,
    most: int,
) -> pd.DataFrame:
    """The greatest landmarks whose names stand clear of greater ones, with each name's middle."""
    rows = landmarks.assign(middle=landmarks["date"].clip(first, last))
    middle = rows["middle"].to_numpy().astype("datetime64[s]")
    rising = rows["goldstein"].to_numpy(dtype=float) > 0
    reach = width.to_timedelta64().astype("timedelta64[s]")
    kept: list[int] = []
    for n in range(len(rows)):
        near = np.abs(middle[kept] - middle[n]) < reach
        if not (near & (rising[kept] == rising[n])).any():
            kept.append(n)
        if len(kept) == most:
            break
    return rows.iloc[kept]
