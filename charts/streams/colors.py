"""Which colour stands for which record, and how a picture of an invented sample is marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import plotly.graph_objects as go

from charts.draw import theme
from charts.draw.picture import Picture
from charts.speech.formats import listed, sentences
from charts.speech.language import _

CURATED = theme.LINE
MACHINE = "#9A6324"
"""The machine's record: apart from the curated line, from both sides and for the colour-blind."""


def names() -> dict[str, str]:
    """What each record is called, by its colour."""
    return {CURATED: _("Curated record"), MACHINE: _("Machine record")}


def invented(picture: Picture) -> Picture:
    """The picture of a sample: it says so across the plot, and its title tells no finding."""
    figure = go.Figure(picture.figure)
    figure.add_annotation(
        text=f"<b>{_('INVENTED')}</b>",
        x=0.5,
        y=0.5,
        xref="paper",
        yref="paper",
        showarrow=False,
        font={"size": 30, "color": theme.FAINT},
    )
    return replace(
        picture,
        figure=figure,
        title=_("Invented sample, not a finding"),
        alt=_("Invented sample: {title}", title=picture.alt),
    )


def from_stream(picture: Picture, forms: Iterable[str]) -> Picture:
    """The picture with the names of the streams that it rests on, beside the record."""
    told = _("Machine-coded: {streams}.", streams=listed(forms))
    return replace(picture, note=sentences([picture.note, told]))
