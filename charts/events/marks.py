"""What the marks of events share: their words, their look, and the signs of their shapes."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from charts.draw import vega
from charts.speech.formats import day, listed
from charts.speech.language import _
from charts.speech.names import Words


def worded(events: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The events with what `points` draws: also key, when and who, the codes as text."""
    return events.assign(
        key=events["event_id"],
        when=list(map(day, events["date"], events["date_precision"])),
        who=words.terms("direction", events["direction"]),
        direction=events["direction"].astype(str),
        salience=events["salience"].astype(str),
    )


def points(chart: alt.Chart, words: Words, further: list[alt.Tooltip], **look: Any) -> alt.Chart:
    """Marks that a click picks (`key`): colour by intensity, shape by direction, size by salience.

    `further` are lines of the hover box, between who acts and the intensity.
    """
    drawn: alt.Chart = (
        chart.mark_point(filled=True, stroke=vega.GROUND, strokeWidth=0.6, **look)
        .encode(
            color=vega.intensity(vega.intensity_legend()),
            shape=vega.shape(words.pair),
            size=vega.salience_area(),
            tooltip=[
                alt.Tooltip("title:N", title=_("Event")),
                alt.Tooltip("when:N", title=_("Date")),
                alt.Tooltip("who:N", title=_("Who acts")),
                *further,
                alt.Tooltip("goldstein:Q", title=_("Intensity (−10 to +10)"), format="+.1f"),
                alt.Tooltip("salience:N", title=_("Salience (1 to 3)")),
            ],
        )
        .add_params(vega.picker())
    )
    return drawn


def signs(words: Words) -> str:
    """The signs of the shapes, each with the direction that it stands for."""
    return listed(
        f"{sign}\u00a0{words.term('direction', direction)}"
        for direction, sign in vega.direction_sign(words.pair).items()
    )
