"""Where texts can stand beside marks on a chart, so that they touch neither others nor lines.

Places are sought at the width of a phone: on a wider screen the same texts take less of the time
that the chart shows, and what did not touch there does not touch here.
"""

from __future__ import annotations

from collections.abc import Sequence

from charts.draw.text import LETTER, SIGN, WIDE

NARROW = 300.0
"""The width in pixels at which texts must run neither into each other nor into lines."""

LINE = 13.0
"""Room in pixels of a line of text."""

PLACES = (
    "top center",
    "bottom center",
    "top left",
    "top right",
    "bottom left",
    "bottom right",
    "middle right",
    "middle left",
)
"""Where a value can stand beside its mark, the most usual first."""

Box = tuple[float, float, float, float]
Segment = tuple[tuple[float, float], tuple[float, float]]

TOO_MUCH, CROSSED = 1000.0, 20.0
"""What it costs to run into another text, and to be crossed by a line."""


def width_of(text: str) -> float:
    """About how wide a text is, in pixels."""
    return sum(SIGN if sign >= WIDE else LETTER for sign in text)


def box_of(at: tuple[float, float], place: str, text: str, size: int) -> Box:
    """Where a text stands, as Plotly sets it: left, bottom, right and top, in pixels."""
    up, along = place.split()
    away, width = size / 1.6 + 1, width_of(text)
    left = at[0] + {"left": -away - width, "center": -width / 2, "right": away}[along]
    bottom = at[1] + {"top": away, "middle": -LINE / 2, "bottom": -away - LINE}[up]
    return left, bottom, left + width, bottom + LINE


def seat(
    at: tuple[float, float],
    text: str,
    size: int,
    taken: list[Box],
    segments: Sequence[Segment],
    *,
    marks: Sequence[Box] = (),
    places: Sequence[str] = PLACES,
) -> tuple[str, Box] | None:
    """The best place of a text beside its mark, and the room it takes; None where all are bad.

    `at` is the mark and `size` its width; `taken` are the texts that stand already, `segments` the
    lines; the first of `places` are preferred. A place that costs TOO_MUCH or more is refused.
    """
    near = [s for s in segments if s[1][0] > at[0] - 90 and s[0][0] < at[0] + 90]
    cost, place, box = min(
        (_cost(box, taken, marks, near) + rank, place, box)
        for rank, place in enumerate(places)
        for box in [box_of(at, place, text, size)]
    )
    return (place, box) if cost < TOO_MUCH else None


def _cost(
    box: Box, taken: Sequence[Box], marks: Sequence[Box], segments: Sequence[Segment]
) -> float:
    """How much a place is to be avoided: it may hit texts, marks, lines, or leave the picture."""
    outside = box[0] < -10 or box[2] > NARROW + 24
    return (
        TOO_MUCH * sum(_touch(box, other) for other in taken)
        + 100 * sum(_touch(box, mark) for mark in marks)
        + CROSSED * sum(_crosses(segment, box) for segment in segments)
        + 60 * outside
    )


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _crosses(segment: Segment, box: Box) -> bool:
    """Does a line run through a box? (Clipped to the box, side by side.)"""
    (x0, y0), (x1, y1) = segment
    begin, end = 0.0, 1.0
    for start, move, low, high in ((x0, x1 - x0, box[0], box[2]), (y0, y1 - y0, box[1], box[3])):
        if move == 0:
            if not low < start < high:
                return False
            continue
        first, last = sorted(((low - start) / move, (high - start) / move))
        begin, end = max(begin, first), min(end, last)
    return begin < end
