"""Pictures that set the temperature beside other series."""

from __future__ import annotations

import pandas as pd

from analysis.temperature_checks import FEWEST_PAIRS, PERMUTATIONS
from charts import theme
from charts.picture import Picture
from charts.temperature_layers import signed_ticks
from charts.text import shortened
from charts.wording import _, day, degrees, listed, number, sentences

HEIGHT = 300
MOST_LABELS = 16
"""With more points than this only some years are written beside them."""

STRONG_RHO, RARE_P = 0.5, 0.05
"""From which rank correlation, and below which p, a comparison is named in the text."""


def comparison(pairs: pd.DataFrame, result: pd.Series, name: str, unit: str) -> Picture:
    """Do the temperature and one other series rise and fall together?

    `pairs` has date, value and temperature, `result` has n, rho and p (see
    `analysis.temperature_checks.compare`). Each point is one observation, joined in order of time.
    """
    figure = theme.figure(HEIGHT, margin={"l": 4, "r": 16, "t": 14, "b": 4})
    step = max(1, -(-len(pairs) // MOST_LABELS))
    years = pairs["date"].dt.strftime("%Y")
    first = ~years.duplicated()
    figure.add_scatter(
        x=pairs["temperature"].round(2),
        y=pairs["value"],
        mode="lines+markers+text",
        line={"color": theme.FAINT, "width": 1.2},
        marker={
            "color": [theme.intensity_color(t / 4 * 10) for t in pairs["temperature"]],
            "size": 9,
            "line": {"color": theme.MUTED, "width": 0.8},
        },
        text=[
            label if new and n % step == 0 else ""
            for n, (label, new) in enumerate(zip(years, first, strict=True))
        ],
        textposition="top center",
        textfont={"size": 10},
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
    room = 0.08 * (float(pairs["value"].max()) - float(pairs["value"].min()) or 1.0)
    figure.update_xaxes(
        title={"text": _("Temperature (°)"), "font": {"size": 12}},
        **signed_ticks(
            float(pairs["temperature"].min()) - 1, float(pairs["temperature"].max()) + 1, "°"
        ),
        fixedrange=True,
        showgrid=True,
        gridcolor=theme.FAINT,
    )
    figure.update_yaxes(
        range=[float(pairs["value"].min()) - room, float(pairs["value"].max()) + 2 * room],
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


def verdict(result: pd.Series, unit: str) -> str:
    """The unit, n, rank correlation and p of a comparison, in words."""
    if pd.isna(result["rho"]):
        return _(
            "Unit: {unit}. n = {n}: too few pairs, or no change, for a rank correlation.",
            unit=unit,
            n=number(result["n"]),
        )
    return _(
        "Unit: {unit}. n = {n}, rank correlation ρ = {rho}, p = {p}.",
        unit=unit,
        n=number(result["n"]),
        rho=degrees(result["rho"], 2),
        p=number(result["p"], 3),
    )


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
