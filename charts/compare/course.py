"""The temperature of each pair in a panel of its own, on one axis of time."""

from __future__ import annotations

import pandas as pd

from analysis.compare.course import comparable
from charts.compare import names
from charts.compare.names import Named
from charts.draw import intervals, theme
from charts.draw.panels import axis, heading, panels
from charts.draw.picture import Picture
from charts.draw.text import plain
from charts.speech.formats import day, degrees, labelled, number
from charts.speech.language import _, plural

PANEL, HEAD = 120, 60


def measure_name(measure: str) -> str:
    """What is drawn."""
    return {"temperature": _("Mean of acts (°)"), "sum": _("Monthly sum (Goldstein)")}[measure]


def lines(found: pd.DataFrame, densities: pd.Series, measure: str, words: Named) -> Picture:
    """How warm was each pair? `found` is what `analysis.compare.course.courses` returns."""
    pairs = list(dict.fromkeys(found["pair"]))
    figure = panels(
        HEAD + PANEL * len(pairs),
        max(len(pairs), 1),
        shared_xaxes=True,
        vertical_spacing=0.3 / max(len(pairs), 1),
    )
    for place, pair in enumerate(pairs, 1):
        own = found[found["pair"] == pair]
        at = own["date"].dt.strftime("%Y-%m-%d")
        where = {"xaxis": axis("x", place), "yaxis": axis("y", place)}
        if measure == "temperature":
            intervals.band(figure, at, own["low"], own["high"], theme.LINE, 0.2, **where)
        figure.add_scatter(
            x=at,
            y=own[measure].round(2),
            mode="lines",
            line={"color": theme.LINE, "width": 2},
            hovertemplate=labelled("%{x}", "%{y:+.2f}<extra></extra>"),
            **where,
        )
        figure.add_annotation(heading(plain(_heading(pair, densities, words)), place))
    # The same scale in every panel, or the eye would compare what is not alike.
    reach = found[["low", "high"] if measure == "temperature" else [measure]].abs().max().max()
    top = 1.0 if pd.isna(reach) else float(reach) * 1.05
    unit = "°" if measure == "temperature" else ""
    figure.update_yaxes(range=[-top, top], nticks=4, ticksuffix=unit)
    figure.update_yaxes(zeroline=True, zerolinecolor=theme.MUTED)
    figure.update_xaxes(**theme.DATE_AXIS)
    figure.update_layout(margin={**theme.MARGIN, "t": 28})
    return Picture(
        figure=figure,
        title=_title(found, densities, measure, words),
        subtitle=_subtitle(measure),
        table=pd.DataFrame(
            {
                _("Pair"): [names.pair(words[pair]) for pair in found["pair"]],
                _("Date"): found["date"].dt.strftime("%Y-%m-%d"),
                measure_name("temperature"): found["temperature"].round(2),
                _("State, lower end"): found["low"].round(2),
                _("State, upper end"): found["high"].round(2),
                measure_name("sum"): found["sum"].round(1),
            }
        ),
        note=_(
            "A record that took up fewer events is not a calmer relationship: read each panel by "
            "itself."
        ),
    )


def _subtitle(measure: str) -> str:
    if measure == "temperature":
        return _(
            "Month by month, acts between the two sides with a half-life of 180 days; shaded: the "
            "band of the state, 90%. Beside each name, the acts a year on record."
        )
    return _(
        "The sum of the acts of each month, in Goldstein points. Beside each name, the acts a "
        "year on record: a sum grows with them."
    )


def _heading(pair: str, densities: pd.Series, words: Named) -> str:
    return _(
        "{pair}: {n} acts a year",
        pair=names.pair(words[pair]),
        n=number(densities.get(pair, 0.0), 1),
    )


def _title(found: pd.DataFrame, densities: pd.Series, measure: str, words: Named) -> str:
    """The pair whose band lay above every other on the last day that all records reach, if any."""
    if not comparable(densities):
        times = densities.max() / densities.min() if densities.min() else float("nan")
        return plural(
            "No order among the {n} pair compared here: the densest record has {times} times the "
            "acts of the thinnest",
            "No order among the {n} pairs compared here: the densest record has {times} times the "
            "acts of the thinnest",
            len(densities),
            times=number(times, 1),
        )
    if measure == "sum":
        return _("No order among the pairs compared here: a sum grows with the acts on record")
    shared = found[found.groupby("date")["pair"].transform("size") == found["pair"].nunique()]
    if shared.empty:
        return _("The records compared here have no month in common")
    date = shared["date"].max()
    states = shared[shared["date"] == date].set_index("pair")
    warmest = states["low"].idxmax()
    if not states.at[warmest, "low"] > states["high"].drop(warmest).max():
        return _(
            "No pair compared here is surely the warmest on {date}: the bands overlap",
            date=day(date),
        )
    return _(
        "Of the pairs compared here {pair} is the warmest on {date}: {value}",
        pair=names.pair(words[str(warmest)]),
        date=day(date),
        value=degrees(states.at[warmest, "temperature"], 1),
    )
