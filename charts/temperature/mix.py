"""Mix or tone: how many acts are mutual, and how warm the acts of one side are."""

from __future__ import annotations

import pandas as pd

from analysis.temperature.certainty.differences import Difference
from charts.draw import theme
from charts.draw.picture import Picture
from charts.speech.formats import day, degrees, labelled, listed
from charts.speech.language import _
from charts.temperature.around import signed_ticks
from charts.temperature.measures import nothing

HEIGHT = 380


def mix(
    parts: pd.DataFrame,
    explained: dict[str, Difference],
    moved: Difference,
    start: pd.Timestamp,
    end: pd.Timestamp,
) -> Picture:
    """Did the temperature move because fewer acts were mutual, or because acts grew colder?

    `parts` has date, share and one_way; `explained` says what mix, tone and depth make of the
    change `moved` between the two days.
    """
    if parts.empty:
        return nothing()
    figure = theme.figure(HEIGHT, hovermode="x unified", margin={**theme.CLOSE, "t": 22})
    names = {"share": _("Share of mutual acts"), "one_way": _("Mean of one-way acts (°)")}
    for n, (column, form) in enumerate((("share", "%{y:.0%}"), ("one_way", "%{y:+.1f}°"))):
        figure.add_scatter(
            x=parts["date"],
            y=parts[column].round(3),
            yaxis="y2" if n else "y",
            mode="lines",
            line={"color": theme.LINE, "width": 2.2},
            hovertemplate=labelled(names[column], form) + "<extra></extra>",
        )
        figure.add_annotation({**theme.ABOVE, "y": 0.44 if n else 1, "text": names[column]})
    # Acts of one side may be missing.
    reach = parts["one_way"].agg(["min", "max"]).fillna(0)
    figure.update_layout(
        yaxis={"domain": [0.56, 1], "range": [0, 1], "tickformat": ".0%"},
        yaxis2={
            "domain": [0, 0.43],
            "gridcolor": theme.FAINT,
            "fixedrange": True,
            "zeroline": True,
            "zerolinecolor": theme.MUTED,
            **signed_ticks(reach["min"] - 0.5, reach["max"] + 0.5, "°", 5),
        },
    )
    theme.lines_up(
        figure,
        [start.isoformat(), end.isoformat()],
        {"color": theme.MUTED, "width": 1, "dash": "dot"},
    )
    figure.update_xaxes(**theme.DATE_AXIS, anchor="y2")
    kinds = {"mix": _("Mix"), "tone": _("Tone"), "depth": _("Depth of the record")}
    return Picture(
        figure=figure,
        title=_title(explained, moved, start, end),
        subtitle=_(
            "Mix: more or fewer of the acts are mutual. Tone: acts of either kind grow warmer or "
            "colder. Depth: more or less is on record. With age all fade, as in the line; dotted: "
            "the two days."
        ),
        table=pd.DataFrame(
            {
                _("Part"): [kinds[kind] for kind in kinds],
                _("Change (°)"): [degrees(explained[kind].value, 2) for kind in kinds],
                _("Lower end"): [degrees(explained[kind].low, 2) for kind in kinds],
                _("Upper end"): [degrees(explained[kind].high, 2) for kind in kinds],
            }
        ),
    )


def _title(
    explained: dict[str, Difference], moved: Difference, start: pd.Timestamp, end: pd.Timestamp
) -> str:
    facts = {
        "start": day(start),
        "end": day(end),
        "by": degrees(moved.value),
        "low": degrees(moved.low),
        "high": degrees(moved.high),
    }
    if not moved.sure:
        return _(
            "Between {start} and {end} the temperature moved by {by}° ({low} to {high}): too "
            "little to tell mix from tone",
            **facts,
        )
    names = {"mix": _("mix"), "tone": _("tone"), "depth": _("depth of the record")}
    told = [
        _(
            "{part} {value}° ({low} to {high})",
            part=names[kind],
            value=degrees(part.value),
            low=degrees(part.low),
            high=degrees(part.high),
        )
        for kind, part in explained.items()
        if part.sure
    ]
    if not told:
        return _(
            "Mix and tone of the change of {by}° between {start} and {end} cannot be told apart",
            **facts,
        )
    if len(told) == len(explained):
        return _(
            "Of the change of {by}° between {start} and {end}: {parts}",
            parts=listed(told),
            **facts,
        )
    return _(
        "Of the change of {by}° between {start} and {end}: {parts}; the rest may be chance",
        parts=listed(told),
        **facts,
    )
