"""The part of a text around what a search found, its matches marked."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from analysis.tables.search import Query
from analysis.tables.spelling import fold


def marked(text: str, asked: Query) -> list[tuple[str, bool]]:
    """The text cut into pieces, each with whether it is a match; joined they give the text."""
    folded, places = _folded_with_places(text)
    places.append(len(text))
    spans = sorted(
        (places[match.start()], _end(text, places, match.end()))
        for _spellings, pattern in asked.tests
        for match in pattern.finditer(folded)
        if match.end() > match.start()
    )
    pieces: list[tuple[str, bool]] = []
    done = 0
    for start, end in spans:
        if end <= done:
            continue
        begin = max(start, done)
        pieces += [(text[done:begin], False), (text[begin:end], True)]
        done = end
    return [piece for piece in [*pieces, (text[done:], False)] if piece[0]]


def _end(text: str, places: Sequence[int], end: int) -> int:
    """Where a match ends in the text: after its last sign and the accents that follow it."""
    place = places[end - 1] + 1
    while place < len(text) and unicodedata.combining(text[place]):
        place += 1
    return place


def snippet(pieces: Sequence[tuple[str, bool]], width: int) -> list[tuple[str, bool]]:
    """The pieces around the first match, cut to about `width` signs, with ellipses where cut."""
    length = sum(len(piece) for piece, _match in pieces)
    if length <= width:
        return list(pieces)
    before = 0
    for piece, match in pieces:
        if match:
            break
        before += len(piece)
    start = max(0, min(before - width // 3, length - width)) if before < length else 0
    kept: list[tuple[str, bool]] = []
    at = 0
    for piece, match in pieces:
        part = piece[max(0, start - at) : max(0, start + width - at)]
        at += len(piece)
        if part:
            kept.append((part, match))
    front, back = start > 0, start + width < length
    return [*([("…", False)] if front else []), *kept, *([("…", False)] if back else [])]


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its signs the place in the text that it comes from."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        folded = fold(sign)
        signs.append(folded)
        places.extend([place] * len(folded))
    return "".join(signs), places
