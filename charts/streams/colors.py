"""Which colour stands for which record, and how a picture of an invented sample is marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

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
    """The picture of a sample, which says of itself that nothing in it is real."""
    return replace(
        picture,
        title=_("Invented sample: {title}", title=picture.title),
        alt=_("Invented sample: {title}", title=picture.alt),
    )


def from_stream(picture: Picture, forms: Iterable[str]) -> Picture:
    """The picture with the names of the streams that it rests on, beside the record."""
    told = _("Machine-coded: {streams}.", streams=listed(forms))
    return replace(picture, note=sentences([picture.note, told]))
