"""How much machines report, and how many events that makes."""

from __future__ import annotations

import pandas as pd

from charts.draw import legend, theme
from charts.draw.picture import Picture
from charts.speech.describe import describe
from charts.speech.formats import day, number, percent, sentences
from charts.speech.language import _, plural
from charts.streams.colors import MACHINE

HEIGHT = 300


def volume(months: pd.DataFrame) -> Picture:
    """How many reports are there by month, and how many events are they about?

    `months` has month (its first day), reports, events, repeated and mirrored, with one row at
    least.
    """
    figure = theme.figure(
        HEIGHT,
        barmode="overlay",
        hovermode="x unified",
        margin={**theme.CLOSE, "t": 24},
    )
    for column, color, text in (
        ("reports", theme.MUTED, _("Reports: {n}", n="%{y:,}")),
        ("events", MACHINE, _("Folded events: {n}", n="%{y:,}")),
    ):
        figure.add_bar(
            x=months["month"],
            y=months[column],
            marker={"color": color, "line": {"width": 0}},
            hovertemplate=text + "<extra></extra>",
        )
    figure.update_xaxes(**{**theme.DATE_AXIS, "hoverformat": "%Y-%m"})
    figure.update_yaxes(nticks=5, rangemode="tozero")
    legend.key(figure, [(theme.MUTED, _("Reports")), (MACHINE, _("Folded events"))])
    sums = months[["reports", "events", "repeated", "mirrored"]].sum()
    table = pd.DataFrame(
        {
            _("Month"): months["month"].dt.strftime("%Y-%m"),
            _("Reports"): months["reports"],
            _("Folded events"): months["events"],
            _("Repeated rows"): months["repeated"],
            _("Mirrored reports"): months["mirrored"],
        }
    )
    title = _(
        "{reports} reports of {events} events, {ratio} for each",
        reports=number(sums["reports"]),
        events=number(sums["events"]),
        ratio=number(sums["reports"] / max(sums["events"], 1), 1),
    )
    busiest = months.loc[months["reports"].idxmax()]
    return Picture(
        figure=figure,
        title=title,
        subtitle=_(
            "By month. One event is all that is reported of a day, a direction, a CAMEO root and a "
            "place, or by the same address."
        ),
        alt=describe(title, table.loc[months["reports"].nlargest(12).index]),
        table=table,
        note=sentences(
            [
                _(
                    "Most in {month}: {n} reports.",
                    month=day(busiest["month"], "month"),
                    n=number(busiest["reports"]),
                ),
                plural(
                    "{n} row repeats one that was there.",
                    "{n} rows repeat one that was there.",
                    int(sums["repeated"]),
                ),
                _(
                    "{n} reports ({share}) tell a meeting again from the other side: counted, and "
                    "folded into one event.",
                    n=number(sums["mirrored"]),
                    share=percent(sums["mirrored"] / max(sums["reports"], 1), 1),
                ),
            ]
        ),
    )
