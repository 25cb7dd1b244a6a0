"""A picture of how many events there are of each kind."""

from __future__ import annotations

import altair as alt
import pandas as pd

from charts.draw import vega
from charts.draw.picture import Picture
from charts.speech.formats import leading, number
from charts.speech.language import _
from charts.speech.names import Words

BAR_STEP = 22


def bars(counts: pd.DataFrame, column: str, words: Words) -> Picture:
    """How many events of each kind (domain or CAMEO root), and how intense on average?

    `counts` is what `analysis.events.counts.by_value` returns for `column`. A click picks a kind
    (`key`).
    """
    kind = {"domain": _("Domain"), "root": _("Kind of act (CAMEO root)")}[column]
    names = words.terms({"root": "cameo_root"}.get(column, column), counts[column])
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
            alt.Tooltip("name:N", title=kind),
            alt.Tooltip("events:Q", title=_("Events")),
            alt.Tooltip("goldstein:Q", title=_("Mean intensity (−10 to +10)"), format="+.1f"),
        ],
    )
    figure = alt.layer(
        base.mark_bar(height={"band": 0.7})
        .encode(color=vega.intensity())
        .add_params(vega.picker()),
        base.mark_text(align="left", dx=4, fontSize=12, color=vega.INK).encode(
            text=alt.Text("events:Q")
        ),
    ).properties(height=alt.Step(BAR_STEP))
    return Picture(
        figure=figure,
        title=_title(drawn, column),
        subtitle=_("Number of events; colour by mean intensity, −10 (coldest) to +10 (warmest)."),
        note=_("Choose a bar: the list above then holds its events."),
        table=drawn[["name", "events", "goldstein"]].set_axis(
            [kind, _("Events"), _("Mean intensity")], axis=1
        ),
    )


def _title(drawn: pd.DataFrame, column: str) -> str:
    if drawn.empty:
        return _("No event to show")
    name, n = leading(drawn["name"], drawn["events"]), number(drawn["events"].max())
    if column == "domain":
        return _("Most events in: {name} ({n})", name=name, n=n)
    return _("Most frequent act: {name} ({n})", name=name, n=n)
