"""A picture of who appears with an actor in the same rows."""

from __future__ import annotations

import math
from typing import Any

import altair as alt
import pandas as pd

from charts.actors.profile import sides_of
from charts.draw import bars, theme, vega
from charts.draw.picture import Picture
from charts.speech.formats import leading, number
from charts.speech.language import _
from charts.speech.names import Words

ARC_STEP = 24
MOST_ARCS = 60
ARC_POINTS = 17

NODE_AT = "min(0.55, 360 / containerSize()[0])"
"""Where across the chart the dots stand: names to the left of it, arcs to the right."""

COUNT_ROOM = 36
"""Pixels for the number of rows, between a name and its dot."""


def network(partners: pd.DataFrame, links: pd.DataFrame, words: Words, name: str) -> Picture:
    """With whom does this actor appear in the same rows?

    `partners` and `links` are what `analysis.actors.company.together` returns. Partners stand one
    below the other; an arc joins two that also appear together. A click picks a partner (`key`).
    """
    rows = pd.DataFrame(
        {
            "key": partners["actor_id"],
            "row": range(len(partners)),
            "name": [words.actor(actor) for actor in partners["actor_id"]],
            "rows": partners["rows"],
            "count": [number(n) for n in partners["rows"]],
            "side": sides_of(partners["actor_id"], words),
        }
    )
    across = alt.Scale(domain=[0, 1], nice=False)
    beside = (
        alt.Chart(rows)
        .transform_calculate(at=NODE_AT)
        .encode(x=alt.X("at:Q", scale=across, axis=None), y=vega.down("row", len(rows)))
    )
    look: dict[str, Any] = {"align": "right", "fontSize": 12, "color": vega.INK}
    figure = alt.layer(
        alt.Chart(_arcs(links, rows))
        .mark_line(color=theme.MUTED, opacity=0.55, interpolate="catmull-rom")
        .transform_calculate(x=f"{NODE_AT} + (1 - {NODE_AT}) * datum.reach")
        .encode(
            x=alt.X("x:Q", scale=across, axis=None),
            y=vega.down("y", len(rows)),
            detail=alt.Detail("pair:N"),
            order=alt.Order("step:Q"),
            strokeWidth=alt.StrokeWidth(
                "rows:Q", scale=alt.Scale(type="sqrt", range=[0.6, 5]), legend=None
            ),
            tooltip=vega.tooltips({"pair:N": _("Together"), "rows:Q": _("Rows")}),
        ),
        beside.mark_circle(opacity=1)
        .encode(
            size=alt.Size("rows:Q", scale=alt.Scale(type="sqrt", range=[30, 320]), legend=None),
            color=vega.colors("side", vega.parties(words.pair)),
            tooltip=vega.tooltips({"name:N": _("Appears with"), "rows:Q": _("Rows")}),
        )
        .add_params(vega.picker()),
        # The count has its own column, so that a long name does not hide it.
        beside.mark_text(
            **look, dx=-12 - COUNT_ROOM, limit=alt.ExprRef(f"containerSize()[0] * {NODE_AT} - 64")
        ).encode(text=alt.Text("name:N")),
        beside.mark_text(**look, dx=-12).encode(text=alt.Text("count:N")),
    ).properties(height=max(len(rows), 1) * ARC_STEP + bars.PADDING)
    return Picture(
        figure=figure,
        title=_title(rows),
        subtitle=_(
            "Rows in which both take part: events, contacts, statements. Size by rows shared with "
            "{name}; an arc joins two who also appear together. Choose a dot to list the rows.",
            name=name,
        ),
        table=rows[["name", "rows"]].set_axis([_("Appears with"), _("Rows")], axis=1),
    )


def _arcs(links: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The strongest links as half ellipses to the right of the dots, point by point."""
    place = dict(zip(rows["key"], rows["row"], strict=True))
    names = dict(zip(rows["key"], rows["name"], strict=True))
    strongest = links.sort_values("rows", ascending=False, kind="stable").head(MOST_ARCS)
    longest = max(len(rows) - 1, 1)
    points = [
        {
            "pair": f"{names[one]} – {names[other]}",
            "rows": n,
            "step": step,
            "reach": round(0.95 * abs(b - a) / longest * math.sin(turn), 4),
            "y": round((a + b) / 2 - (b - a) / 2 * math.cos(turn), 3),
        }
        for one, other, n in zip(
            strongest["one"], strongest["other"], strongest["rows"], strict=True
        )
        for a, b in [sorted((place[one], place[other]))]
        for step, turn in ((step, math.pi * step / (ARC_POINTS - 1)) for step in range(ARC_POINTS))
    ]
    return pd.DataFrame(points, columns=["pair", "rows", "step", "reach", "y"])


def _title(rows: pd.DataFrame) -> str:
    if rows.empty:
        return _("Appears with nobody else in this selection")
    first = leading(rows["name"], rows["rows"])
    return _("Appears most often with: {name} ({n})", name=first, n=number(rows["rows"].max()))
