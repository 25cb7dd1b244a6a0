"""When the level changed: the events, the mean between breaks, and how sure each date is."""

from __future__ import annotations

import pandas as pd

from analysis.tables.dates import iso
from analysis.temperature.certainty.breaks import CHANCE, INTERVAL
from charts.draw import theme
from charts.draw.picture import Picture
from charts.speech.formats import day, degrees, listed, number, percent, sentences
from charts.speech.language import _, plural_if
from charts.temperature.around import mark_breaks, mark_zero, signed_ticks
from charts.temperature.measures import nothing

HEIGHT = 360
FOOT, STEP = 11.0, 1.1
"""At which height of the axis of intensities the interval of the first date lies, and the next."""


def breaks(events: pd.DataFrame, found: pd.DataFrame, levels: pd.DataFrame) -> Picture:
    """When did the level of the events change beyond chance?

    `events` has date and goldstein; `found` is what `analysis.temperature.certainty.breaks.breaks`
    gives, with drift_p; `levels` has start, end and mean.
    """
    if events.empty:
        return nothing()
    figure = theme.figure(HEIGHT, margin=theme.CLOSE)
    figure.add_scatter(
        x=events["date"],
        y=events["goldstein"],
        mode="markers",
        marker={
            "size": 4,
            "opacity": 0.55,
            "color": [theme.intensity_color(g) for g in events["goldstein"]],
        },
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[d for row in levels.itertuples() for d in (row.start, row.end, None)],
        y=[m for mean in levels["mean"].round(2) for m in (mean, mean, None)],
        mode="lines",
        line={"color": theme.LINE, "width": 3},
        hovertemplate=_("Mean {value}°", value="%{y:+.2f}") + "<extra></extra>",
    )
    for n, row in enumerate(found.itertuples()):
        figure.add_scatter(
            x=[row.low, row.high],
            y=[FOOT + n * STEP] * 2,
            mode="lines",
            line={"color": theme.LINE, "width": 7, "dash": "solid" if row.firm else "dot"},
            hovertemplate=_told(row) + "<extra></extra>",
        )
    mark_zero(figure)
    mark_breaks(figure, found)
    figure.update_xaxes(**theme.DATE_AXIS)
    figure.update_yaxes(range=[-10.5, FOOT + len(found) * STEP], **signed_ticks(-10, 10, "°", 5))
    return Picture(
        figure=figure,
        title=_title(found),
        subtitle=_(
            "Each act’s intensity in degrees. Steps: weighted means between breaks. Bars: the "
            "{level} interval of each date (dotted: weaker).",
            level=percent(INTERVAL),
        ),
        table=pd.DataFrame(
            {
                _("Break"): iso(found["date"]),
                _("From"): iso(found["low"]),
                _("To"): iso(found["high"]),
                _("Mean before (°)"): [degrees(m, 2) for m in levels["mean"].iloc[:-1]],
                _("Mean after (°)"): [degrees(m, 2) for m in levels["mean"].iloc[1:]],
                _("p against chance"): [number(p, 3) for p in found["p"]],
                _("p against drift"): [number(p, 2) for p in found["drift_p"]],
            }
        ),
    )


def _told(row: object) -> str:
    return _(
        "{date}, between {low} and {high}; p = {p}",
        date=day(row.date),  # type: ignore[attr-defined]
        low=day(row.low),  # type: ignore[attr-defined]
        high=day(row.high),  # type: ignore[attr-defined]
        p=number(row.p, 3),  # type: ignore[attr-defined]
    )


def _title(found: pd.DataFrame) -> str:
    firm = found[found["firm"]]
    if firm.empty:
        return _("No change of level is firm beyond chance")
    if len(firm) == 1:
        return _("The level changed beyond chance {spans}", spans=spans(firm))
    return _(
        "The level changed beyond chance {n} times: {months}",
        n=number(len(firm)),
        months=listed(day(date, "month") for date in firm["date"]),
    )


def spans(found: pd.DataFrame) -> str:
    """Between which months each break lies."""
    return listed(
        _("between {low} and {high}", low=day(low, "month"), high=day(high, "month"))
        for low, high in zip(found["low"], found["high"], strict=True)
    )


def verdict(found: pd.DataFrame, fall: tuple[pd.Timestamp, float, float] | None) -> str:
    """What the breaks say, and whether any is sharper than a slow drift.

    `fall` is what `analysis.temperature.certainty.breaks.drop_against_drift` returns, if anything.
    """
    weaker = found[~found["firm"]]
    sharper = found[found["drift_p"] <= CHANCE]
    said = [
        plural_if("{n} weaker change is dotted.", "{n} weaker changes are dotted.", len(weaker)),
        _("No change of level is larger than a slow drift without jumps would show.")
        if sharper.empty
        else _(
            "Larger than a slow drift would show: {dates}.",
            dates=listed(day(d, "month") for d in sharper["date"]),
        ),
    ]
    if fall is not None:
        said.append(_fall(*fall))
    return sentences(said)


def _fall(when: pd.Timestamp, by: float, p: float) -> str:
    facts = {"date": day(when, "month"), "by": degrees(by), "p": number(p, 2)}
    if p <= CHANCE:
        return _("The fall of {date} ({by}° in a month) is sharper than drift (p = {p}).", **facts)
    return _(
        "Perhaps the fall of {date} ({by}° in a month) is no sharper than drift (p = {p}).",
        **facts,
    )
