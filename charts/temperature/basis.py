"""Pictures of what the temperature rests on: events and sources by year, and intensities."""

from __future__ import annotations

import pandas as pd

from charts.draw import theme
from charts.draw.picture import Picture
from charts.speech.formats import degrees, labelled, number
from charts.speech.language import _, plural
from charts.temperature.around import mark_thin, mark_zero, scale, signed_ticks

FEW_A_YEAR = 5


def depth(line: pd.DataFrame, years: pd.DataFrame, wall: int | None) -> Picture:
    """Where is the record thin? The line, and below it events and sources by year.

    `line` has date and temperature, `years` year, events and sources; `wall` is the first year of
    the dense record.
    """
    figure = theme.figure(
        420,
        hovermode="x unified",
        barmode="overlay",
        margin={**theme.CLOSE, "t": 22},
    )
    figure.add_scatter(
        x=line["date"],
        y=line["temperature"].round(2),
        mode="lines",
        line={"color": theme.LINE, "width": 2},
        hovertemplate=_("Temperature {value}°", value="%{y:+.2f}") + "<extra></extra>",
    )
    middle = pd.to_datetime(years["year"].astype(str) + "-07-01")
    year = 365 * 86_400_000
    sources = [plural("{n} source", "{n} sources", n) for n in years["sources"]]
    events = [plural("{n} event", "{n} events", n) for n in years["events"]]
    for column, width, color, told in (
        ("sources", 0.86, theme.translucent(theme.LINE, 0.30), sources),
        ("events", 0.5, theme.LINE, events),
    ):
        figure.add_bar(
            x=middle,
            y=years[column],
            yaxis="y2",
            width=year * width,
            marker={"color": color, "line": {"width": 0}},
            hovertext=told,
        )
    low, high = float(line["temperature"].min()) - 0.4, float(line["temperature"].max()) + 0.4
    scale(figure, min(low, -1.0), max(high, 1.0), "°")
    mark_zero(figure)
    mark_thin(figure, line["date"].min(), wall)
    figure.update_layout(
        yaxis={
            "domain": [0.47, 1],
            "showgrid": True,
            **signed_ticks(low, high, "°", 5),
        },
        yaxis2={
            "domain": [0, 0.37],
            "fixedrange": True,
            "gridcolor": theme.FAINT,
            "automargin": True,
            "nticks": 4,
        },
    )
    figure.update_xaxes(**{**theme.DATE_AXIS, "hoverformat": "%Y"}, anchor="y2")
    for y, text in (
        (1, _("Temperature")),
        (0.37, _("Events (narrow bars) and sources (wide bars) by year")),
    ):
        figure.add_annotation({**theme.ABOVE, "y": y, "text": text})
    half = _half_year(years)
    return Picture(
        figure=figure,
        title=_(
            "Half of the {n} acts between the two sides fall in {year} or later",
            n=number(years["events"].sum()),
            year=half,
        ),
        subtitle=_("Temperature in degrees; events, and different sources cited by them, by year."),
        alt=_(
            "Line above bars. The fullest year is {most} with {most_n} events; {thin} of {all} "
            "years have fewer than {few}.",
            most=str(int(years.loc[years["events"].idxmax(), "year"])),
            most_n=number(years["events"].max()),
            thin=number((years["events"] < FEW_A_YEAR).sum()),
            few=number(FEW_A_YEAR),
            all=number(len(years)),
        ),
        table=years.rename(
            columns={"year": _("Year"), "events": _("Events"), "sources": _("Sources")}
        ),
    )


def _half_year(years: pd.DataFrame) -> str:
    reached = years["events"].iloc[::-1].cumsum() >= years["events"].sum() / 2
    return str(int(years.loc[reached.idxmax(), "year"]))


def intensities(codes: pd.DataFrame, left_out: int) -> Picture:
    """Which intensities do the acts carry? `codes` has goldstein and events.

    `left_out` is the number of events that are no acts of the two sides.
    """
    counts = codes.groupby("goldstein", as_index=False)["events"].sum()
    total = counts["events"].sum()
    figure = theme.figure(300, bargap=0.1, margin={**theme.CLOSE, "t": 20})
    figure.add_bar(
        x=counts["goldstein"],
        y=counts["events"],
        width=0.09,
        text=[number(n) if n == counts["events"].max() else "" for n in counts["events"]],
        textposition="outside",
        constraintext="none",
        textangle=0,
        cliponaxis=False,
        marker={"color": [theme.intensity_color(g) for g in counts["goldstein"]]},
        hovertext=[
            labelled(f"{degrees(row.goldstein)}°", plural("{n} event", "{n} events", row.events))
            for row in counts.itertuples()
        ],
    )
    theme.lines_up(figure, [0], {"color": theme.MUTED, "width": 1})
    low, high = theme.GOLDSTEIN_RANGE
    figure.update_xaxes(range=[low - 0.3, high + 0.3], **signed_ticks(low, high, "°", 5))
    figure.update_yaxes(nticks=5)
    cold, warm = counts[counts["goldstein"] < 0], counts[counts["goldstein"] > 0]
    return Picture(
        figure=figure,
        title=_(
            "{warm} acts were cooperative, {cold} conflictual, {none} neither",
            warm=number(warm["events"].sum()),
            cold=number(cold["events"].sum()),
            none=number(total - warm["events"].sum() - cold["events"].sum()),
        ),
        subtitle=_(
            "{n} acts between the two sides, of every year, by intensity; {others} of third "
            "parties left out.",
            n=number(total),
            others=number(left_out),
        ),
        alt=plural(
            "Bars of the number of events at {n} intensity.",
            "Bars of the number of events at {n} intensities.",
            len(counts),
        ),
        table=counts.rename(columns={"goldstein": _("Intensity (°)"), "events": _("Events")}),
    )
