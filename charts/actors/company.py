"""Pictures of who appears with whom, and of two actors beside each other."""

from __future__ import annotations

import math
from typing import Any

import altair as alt
import pandas as pd

from charts.actors.profile import ROLE_HEIGHT, side_colors, sides_of
from charts.draw import bars, theme, vega
from charts.draw.picture import Picture
from charts.speech.formats import aside, clauses, number
from charts.speech.language import _
from charts.speech.names import Words

ARC_STEP = 24
MOST_ARCS = 60
ARC_POINTS = 17


def network(partners: pd.DataFrame, links: pd.DataFrame, words: Words, name: str) -> Picture:
    """With whom does this actor appear in the same rows, and they with each other?

    `partners` and `links` are what `analysis.actors.profile.together` returns. Partners stand one
    below the other; an arc joins two that also appear together. A click picks a partner (`key`).
    """
    rows = pd.DataFrame(
        {
            "key": partners["actor_id"],
            "row": range(len(partners)),
            "name": [words.actor(actor) for actor in partners["actor_id"]],
            "rows": partners["rows"],
            "side": sides_of(partners["actor_id"], words),
        }
    )
    rows["count"] = [number(n) for n in rows["rows"]]
    height = max(len(rows), 1) * ARC_STEP + bars.PADDING
    y = alt.Scale(domain=[-0.5, max(len(rows), 1) - 0.5], reverse=True, nice=False)
    x = alt.Scale(domain=[0, 1], nice=False)
    arcs = _arcs(links, rows)
    colors = side_colors(words)
    look: dict[str, Any] = {"align": "right", "fontSize": 12, "color": vega.INK}
    beside = (
        alt.Chart(rows)
        .transform_calculate(at=NODE_AT)
        .encode(x=alt.X("at:Q", scale=x, axis=None), y=alt.Y("row:Q", scale=y, axis=None))
    )
    figure = alt.layer(
        alt.Chart(arcs)
        .mark_line(color=theme.MUTED, opacity=0.55, interpolate="catmull-rom")
        .transform_calculate(x=f"{NODE_AT} + (1 - {NODE_AT}) * datum.reach")
        .encode(
            x=alt.X("x:Q", scale=x, axis=None),
            y=alt.Y("y:Q", scale=y, axis=None),
            detail="pair:N",
            order="step:Q",
            strokeWidth=alt.StrokeWidth(
                "rows:Q", scale=alt.Scale(type="sqrt", range=[0.6, 5]), legend=None
            ),
            tooltip=[
                alt.Tooltip("pair:N", title=_("Together")),
                alt.Tooltip("rows:Q", title=_("Rows")),
            ],
        ),
        alt.Chart(rows)
        .mark_circle(opacity=1)
        .encode(
            x=alt.X("at:Q", scale=x, axis=None),
            y=alt.Y("row:Q", scale=y, axis=None),
            size=alt.Size("rows:Q", scale=alt.Scale(type="sqrt", range=[30, 320]), legend=None),
            color=alt.Color(
                "side:N",
                scale=alt.Scale(domain=list(colors), range=list(colors.values())),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip("name:N", title=_("Appears with")),
                alt.Tooltip("rows:Q", title=_("Rows")),
            ],
        )
        .transform_calculate(at=NODE_AT)
        .add_params(vega.picker("key")),
        # The count has a place of its own, so that a long name does not push it out.
        beside.mark_text(
            **look, dx=-12 - COUNT_ROOM, limit=alt.ExprRef(f"containerSize()[0] * {NODE_AT} - 64")
        ).encode(text="name:N"),
        beside.mark_text(**look, dx=-12).encode(text="count:N"),
    ).properties(height=height)
    return Picture(
        figure=figure,
        title=_network_title(rows),
        subtitle=_(
            "Rows in which both take part: events, contacts, statements. Size by rows shared with "
            "{name}; an arc joins two who also appear together. Choose a dot to list the rows.",
            name=name,
        ),
        alt=_network_alt(rows, links),
        table=rows[["name", "rows"]].set_axis([_("Appears with"), _("Rows")], axis=1),
    )


NODE_AT = "min(0.55, 360 / containerSize()[0])"
"""Where across the chart the dots stand: names to the left of it, arcs to the right."""

COUNT_ROOM = 36
"""Pixels for the number of rows, between a name and its dot."""


def _arcs(links: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The strongest links as half ellipses to the right of the dots, point by point."""
    place = dict(zip(rows["key"], rows["row"], strict=True))
    names = dict(zip(rows["key"], rows["name"], strict=True))
    strongest = links.sort_values("rows", ascending=False, kind="stable").head(MOST_ARCS)
    longest = max(len(rows) - 1, 1)
    points = [
        {
            "pair": f"{names[link.one]} – {names[link.other]}",
            "rows": int(link.rows),
            "step": step,
            "reach": round(0.95 * abs(b - a) / longest * math.sin(turn), 4),
            "y": round((a + b) / 2 - (b - a) / 2 * math.cos(turn), 3),
        }
        for link in strongest.itertuples()
        for a, b in [sorted((place[link.one], place[link.other]))]
        for step, turn in ((step, math.pi * step / (ARC_POINTS - 1)) for step in range(ARC_POINTS))
    ]
    return pd.DataFrame(points, columns=["pair", "rows", "step", "reach", "y"])


def _network_title(rows: pd.DataFrame) -> str:
    if rows.empty:
        return _("Appears with nobody else on record")
    top = rows.iloc[0]
    return _("Appears most often with: {name} ({n})", name=top["name"], n=number(top["rows"]))


def _network_alt(rows: pd.DataFrame, links: pd.DataFrame) -> str:
    return _(
        "Network of {n} partners with {links} links among them. Most rows: {names}.",
        n=number(len(rows)),
        links=number(len(links)),
        names=clauses(
            aside(name, n) for name, n in rows[["name", "count"]].head(5).itertuples(index=False)
        )
        or "–",
    )


def compared(counts: pd.DataFrame, actors: tuple[str, str], words: Words) -> Picture:
    """In how many rows does each of two actors appear, year by year?

    `counts` has actor (0 or 1: the place in `actors`), year and rows.
    """
    names = tuple(words.actor(actor) for actor in actors)
    drawn = counts.assign(name=[names[actor] for actor in counts["actor"]])
    domain = list(dict.fromkeys(names))
    legend = alt.Legend(
        title=None,
        orient="top",
        labelLimit=260,
        symbolType="stroke",
        symbolSize=400,
        symbolStrokeWidth=2,
        columns=alt.ExprRef("containerSize()[0] < 560 ? 1 : 2"),
    )
    color = alt.Color(
        "name:N", scale=alt.Scale(domain=domain, range=_two_colors(actors, words)), legend=legend
    )
    dash = alt.StrokeDash(
        "name:N", scale=alt.Scale(domain=domain, range=[[1, 0], [6, 3]]), legend=legend
    )
    figure = (
        alt.Chart(drawn)
        .mark_line(point=True, strokeWidth=2)
        .encode(
            x=alt.X(
                "year:Q",
                scale=alt.Scale(nice=False, padding=14),
                axis=alt.Axis(title=None, format="d", grid=False, tickMinStep=1),
            ),
            y=alt.Y("rows:Q", axis=alt.Axis(title=None, tickMinStep=1)),
            color=color,
            strokeDash=dash,
            tooltip=[
                alt.Tooltip("name:N", title=_("Actor")),
                alt.Tooltip("year:Q", title=_("Year"), format="d"),
                alt.Tooltip("rows:Q", title=_("Rows")),
            ],
        )
        .properties(height=ROLE_HEIGHT)
    )
    totals = [int(counts.loc[counts["actor"] == actor, "rows"].sum()) for actor in (0, 1)]
    return Picture(
        figure=figure,
        title=_(
            "{one} appears in {n} records, {other} in {m}",
            one=names[0],
            n=number(totals[0]),
            other=names[1],
            m=number(totals[1]),
        ),
        subtitle=_("Events, contacts, statements and cases per year, by date."),
        alt=_(
            "Two lines of rows per year: {one} with {n} in all, {other} with {m}.",
            one=names[0],
            n=number(totals[0]),
            other=names[1],
            m=number(totals[1]),
        ),
        table=drawn[["name", "year", "rows"]].set_axis([_("Actor"), _("Year"), _("Rows")], axis=1),
    )


def _two_colors(actors: tuple[str, str], words: Words) -> list[str]:
    """The colours of their sides, or two others where both belong to the same."""
    sides = sides_of(list(actors), words)
    if sides[0] == sides[1]:
        return [theme.LINE, "#B8467F"]
    return [side_colors(words)[side] for side in sides]
