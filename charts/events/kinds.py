"""A picture of how many events there are of each kind."""

from __future__ import annotations

import altair as alt
import pandas as pd

from charts.draw import vega
from charts.draw.picture import Picture
from charts.speech.formats import number
from charts.speech.language import _
from charts.speech.names import Words

BAR_STEP = 22


def bars(counts: pd.DataFrame, column: str, words: Words) -> Picture:
    """How many events of each kind (domain or CAMEO root), and how intense on average?

    `counts` is what `analysis.events.counts.by_value` returns for `column`. A click picks a kind
    (`key`).
    """
    vocabulary = {"root": "cameo_root"}.get(column, column)
    names = words.terms(vocabulary, counts[column])
    drawn = counts.assign(
        key=counts[column].astype(str), name=names, goldstein=counts["goldstein"].round(1)
    )
    base = alt.Chart(drawn).encode(
        y=alt.Y(
            "name:N",
            sort=names,
            title=None,
            axis=alt.Axis(labelLimit=190, ticks=False, domain=False, labelPadding=6),
        ),
        x=alt.X("events:Q", axis=None, scale=alt.Scale(nice=False)),
        tooltip=[
            alt.Tooltip("name:N", title=_kind(column)),
            alt.Tooltip("events:Q", title=_("Events")),
            alt.Tooltip("goldstein:Q", title=_("Mean intensity (−10 to +10)"), format="+.1f"),
        ],
    )
    figure = alt.layer(
        base.mark_bar(height={"band": 0.7})
        .encode(color=vega.intensity())
        .add_params(vega.picker("key")),
        base.mark_text(align="left", dx=4, fontSize=12, color=vega.INK).encode(text="events:Q"),
    ).properties(height=alt.Step(BAR_STEP))
    return Picture(
        figure=figure,
        title=_bars_title(drawn, column),
        subtitle=_("Number of events; colour by mean intensity, −10 (coldest) to +10 (warmest)."),
        note=_("Choose a bar to list its events below."),
        alt=_bars_alt(drawn, column),
        table=pd.DataFrame(
            {
                _kind(column): drawn["name"],
                _("Events"): drawn["events"],
                _("Mean intensity"): drawn["goldstein"],
            }
        ),
    )


def _kind(column: str) -> str:
    return {"domain": _("Domain"), "root": _("Kind of act (CAMEO root)")}[column]


def _bars_title(drawn: pd.DataFrame, column: str) -> str:
    if drawn.empty:
        return _("No event to show")
    top = drawn.iloc[0]
    if column == "domain":
        return _("Most events in: {name} ({n})", name=top["name"], n=number(top["events"]))
    return _("Most frequent act: {name} ({n})", name=top["name"], n=number(top["events"]))


def _bars_alt(drawn: pd.DataFrame, column: str) -> str:
    if drawn.empty:
        return _("No event to show")
    coldest = drawn.loc[drawn["goldstein"].idxmin()]
    warmest = drawn.loc[drawn["goldstein"].idxmax()]
    return _(
        "Bars of {n} kinds ({kind}). The most frequent is {top} with {most} events; the coldest on "
        "average is {coldest}, the warmest {warmest}.",
        n=number(len(drawn)),
        kind=_kind(column),
        top=drawn.iloc[0]["name"],
        most=number(drawn.iloc[0]["events"]),
        coldest=coldest["name"],
        warmest=warmest["name"],
    )
