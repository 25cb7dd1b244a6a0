"""Pictures that set the temperature beside other series."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.temperature.comparison import FEWEST_PAIRS, PERMUTATIONS
from charts.draw import theme
from charts.draw.picture import Picture
from charts.draw.text import shortened
from charts.speech.formats import day, degrees, listed, number, sentences
from charts.speech.language import _
from charts.temperature.layers import signed_ticks

HEIGHT = 300
PLOT = (300.0, 215.0)
"""Pixels of the plot on a phone; on a wider one labels keep still farther apart."""

DOT, LETTER, LINE = 5.0, 6.2, 14.0
"""Pixels: half a dot, a letter and a line of a label."""

LONGEST_GAP = pd.Timedelta(days=366)
Box = tuple[float, float, float, float]

MOST_LABELS = 16
"""With more points than this only some years are written beside them."""

STRONG_RHO, RARE_P = 0.5, 0.05
"""From which rank correlation, and below which p, a comparison is named in the text."""


def comparison(
    pairs: pd.DataFrame, result: pd.Series, name: str, unit: str, monthly: bool = False
) -> Picture:
    """Do the temperature and one other series rise and fall together?

    `pairs` has date, value and temperature, `result` is a row of
    `analysis.temperature.comparison.correlations`. Each point is one observation, joined in order
    of time, except across a gap of a `monthly` series.
    """
    figure = theme.figure(HEIGHT, margin={"l": 4, "r": 16, "t": 14, "b": 4})
    x, y = pairs["temperature"].round(2), pairs["value"]
    figure.add_scatter(
        **_joined(pairs, monthly),
        mode="lines",
        line={"color": theme.FAINT, "width": 1.2},
        hoverinfo="skip",
    )
    span = max(float(x.max() - x.min()), 0.5)
    left, right = float(x.min()) - 0.12 * span, float(x.max()) + 0.12 * span
    low, high = _heights(y)
    dots = [
        (float(a - left) / (right - left) * PLOT[0], float(high - b) / (high - low) * PLOT[1])
        for a, b in zip(x, y, strict=True)
    ]
    texts = _labels(pairs["date"], monthly)
    sides = placed(dots, texts)
    figure.add_scatter(
        x=x,
        y=y,
        mode="markers+text",
        marker={
            "color": [theme.intensity_color(t / 4 * 10) for t in pairs["temperature"]],
            "size": 9,
            "line": {"color": theme.MUTED, "width": 0.8},
        },
        text=[text if side else "" for text, side in zip(texts, sides, strict=True)],
        textposition=[side or "top center" for side in sides],
        textfont={"size": 11},
        customdata=pairs["date"].dt.strftime("%Y-%m-%d"),
        hovertemplate=_(
            "{date}: temperature {t}°, {value}",
            date="%{customdata}",
            t="%{x:+.2f}",
            value="%{y}",
        )
        + "<extra></extra>",
        cliponaxis=False,
    )
    figure.update_xaxes(
        title={"text": _("Temperature (°)"), "font": {"size": 12}},
        range=[left, right],
        **signed_ticks(left, right, "°"),
        fixedrange=True,
        showgrid=True,
        gridcolor=theme.FAINT,
    )
    figure.update_yaxes(
        range=[low, high],
        fixedrange=True,
        nticks=6,
        separatethousands=True,
    )
    return Picture(
        figure=figure,
        title=shortened(name, 90),
        subtitle=verdict(result, unit),
        alt=_(
            "Scatter of {n} observations from {first} to {last} against the temperature. {verdict}",
            n=number(len(pairs)),
            first=day(pairs["date"].min()),
            last=day(pairs["date"].max()),
            verdict=verdict(result, unit),
        ),
        table=pairs[["date", "temperature", "value"]]
        .assign(date=pairs["date"].dt.strftime("%Y-%m-%d"))
        .round(2)
        .rename(
            columns={"date": _("Date"), "temperature": _("Temperature (°)"), "value": unit or name}
        ),
    )


def _heights(values: pd.Series) -> tuple[float, float]:
    """The ends of the vertical axis, with room for labels."""
    room = 0.1 * (float(values.max() - values.min()) or 1.0)
    return float(values.min()) - room, float(values.max()) + room


def _joined(pairs: pd.DataFrame, monthly: bool) -> dict[str, list[float | None]]:
    """The line through the points; that of a monthly series ends where over a year is missing."""
    x: list[float | None] = []
    y: list[float | None] = []
    after_gap = pairs["date"].diff() > LONGEST_GAP
    for t, value, gap in zip(
        pairs["temperature"].round(2).tolist(), pairs["value"].tolist(), after_gap, strict=True
    ):
        if gap and monthly:
            x.append(None)
            y.append(None)
        x.append(t)
        y.append(value)
    return {"x": x, "y": y}


def _labels(dates: pd.Series, monthly: bool) -> list[str]:
    """What to write beside the points: the year once, or the month; some where there are many."""
    texts = dates.dt.strftime("%Y-%m" if monthly else "%Y")
    step = max(1, -(-len(texts) // MOST_LABELS))
    new = ~texts.duplicated()
    return [text if new.iat[n] and n % step == 0 else "" for n, text in enumerate(texts)]


def placed(dots: Sequence[tuple[float, float]], texts: Sequence[str]) -> list[str]:
    """On which side of its dot does each label touch neither a dot nor another label?

    `dots` are in pixels. Returns positions as Plotly names them, "" where no side is free.
    """
    boxes = [(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in dots]
    sides = [""] * len(dots)
    for n, ((x, y), text) in enumerate(zip(dots, texts, strict=True)):
        wide = LETTER * len(text)
        for side, (left, top) in {
            "top center": (x - wide / 2, y - DOT - LINE),
            "bottom center": (x - wide / 2, y + DOT),
            "middle right": (x + DOT, y - LINE / 2),
            "middle left": (x - DOT - wide, y - LINE / 2),
        }.items():
            box = (left, top, left + wide, top + LINE)
            others = (other for m, other in enumerate(boxes) if m != n)
            inside = left >= 0 and left + wide <= PLOT[0] and 0 <= top <= PLOT[1] - LINE
            if text and inside and not any(_touch(box, other) for other in others):
                sides[n] = side
                boxes.append(box)
                break
    return sides


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def verdict(result: pd.Series, unit: str) -> str:
    """The unit, n, rank correlation and p of a comparison, in words."""
    if pd.isna(result["rho"]):
        return _(
            "Unit: {unit}. n = {n}: too few pairs, or no change, for a rank correlation.",
            unit=unit,
            n=number(result["n"]),
        )
    said = _(
        "Unit: {unit}. n = {n}, rank correlation ρ = {rho}, p = {p}.",
        unit=unit,
        n=number(result["n"]),
        rho=degrees(result["rho"], 2),
        p=number(result["p"], 3),
    )
    # An equation stays on one line.
    return said.replace(" = ", "\u00a0=\u00a0")


def caution(results: pd.DataFrame, names: dict[str, str]) -> str:
    """What may be read from the comparisons, and what may not."""
    strong = results[(results["rho"].abs() >= STRONG_RHO) & (results["p"] < RARE_P)]
    found = (
        _(
            "Ranks go together beyond chance (p below {p}, ρ of {rho} or more either way) for: "
            "{series}.",
            p=number(RARE_P, 2),
            rho=number(STRONG_RHO, 1),
            series=listed(names[i] for i in strong["series_id"]),
        )
        if len(strong)
        else _("For none of these series do ranks go together beyond chance.")
    )
    return sentences(
        [
            found,
            _(
                "None of this says that the temperature moved opinion, votes or trade, or the "
                "reverse: the same events move both, trade also grows with prices and years, and "
                "neighbouring observations are not independent, so that p is smaller than it "
                "should be. Below {few} pairs no figure is given; p comes from {orders} random "
                "orders.",
                few=number(FEWEST_PAIRS),
                orders=number(PERMUTATIONS),
            ),
        ]
    )
