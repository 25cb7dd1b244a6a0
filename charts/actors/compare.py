"""A picture of two actors beside each other."""

from __future__ import annotations

import altair as alt
import pandas as pd

from charts.actors.profile import ROLE_HEIGHT, sides_of
from charts.draw import theme, vega
from charts.draw.picture import Picture
from charts.speech.describe import describe
from charts.speech.formats import number
from charts.speech.language import _, plural
from charts.speech.names import Words

OTHER = "#B8467F"
"""The colour of the second of two actors of the same side."""


def compared(counts: pd.DataFrame, actors: tuple[str, str], words: Words) -> Picture:
    """In how many rows does each of two actors appear, year by year?

    `counts` has actor (0 or 1: the place in `actors`), year and rows.
    """
    names = [words.actor(actor) for actor in actors]
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
    colors = alt.Scale(domain=domain, range=_colors(actors, words))
    dashes = alt.Scale(domain=domain, range=[[1, 0], [6, 3]])
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
            color=alt.Color("name:N", scale=colors, legend=legend),
            strokeDash=alt.StrokeDash("name:N", scale=dashes, legend=legend),
            tooltip=vega.tooltips(
                {"name:N": _("Actor"), "year:Q": _("Year"), "rows:Q": _("Rows")}, year="d"
            ),
        )
        .properties(height=ROLE_HEIGHT)
    )
    totals = [int(counts.loc[counts["actor"] == actor, "rows"].sum()) for actor in (0, 1)]
    title = plural(
        "{one} appears in {n} row, {other} in {m}",
        "{one} appears in {n} rows, {other} in {m}",
        totals[0],
        one=names[0],
        other=names[1],
        m=number(totals[1]),
    )
    by_year = drawn.astype({"year": str}).pivot(index="year", columns="actor", values="rows")
    return Picture(
        figure=figure,
        title=title,
        subtitle=_("Events, contacts, statements and cases per year, by date."),
        alt=describe(title, by_year.rename(columns=dict(enumerate(names))).reset_index()),
        table=drawn[["name", "year", "rows"]].set_axis([_("Actor"), _("Year"), _("Rows")], axis=1),
    )


def _colors(actors: tuple[str, str], words: Words) -> list[str]:
    """The colours of their sides, or two others where both belong to the same."""
    one, other = sides_of(list(actors), words)
    colors = vega.parties(words.pair)
    return [theme.LINE, OTHER] if one == other else [colors[one], colors[other]]
