"""Text from the tables, made safe to stand in hover boxes: it is text, never markup."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable
from html import escape

LINE_BREAK = "<br>"
ELLIPSIS = "…"

WIDE = "\u2e80"
"""The first sign that is full-width."""

_PIECES = re.compile(
    rf"[（「『【《]*(?:[{WIDE}-\uffff]|[^\s{WIDE}-\uffff]+)[、。，．；：！？）」』】》·]*\s*"
)
"""Between these a line of full-width signs may break: brackets, stops stay with their words."""

LETTER, SIGN = 6.2, 11.0
"""Room in pixels of one letter, and of one full-width sign."""

# Embeddings, overrides and isolates reorder what follows them, to the end of the paragraph.
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# A no-break space is meant: French puts one before its colons.
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_LEADING_ON = re.compile(
    "a|after|against|an|and|as|at|before|between|by|for|from|in|into|its|of|on|or|over|the|their|to"
    "|under|until|with"
    "|à|au|aux|avec|dans|de|des|du|en|et|la|le|les|ou|par|pour|que|qui|sur|un|une",
    re.IGNORECASE,
)
_ISOLATED = "\u2068{}\u2069"


def settled(text: str) -> str:
    """The text on one line, in the order in which it is written.

    Signs that reorder the text around them are taken out; text with letters or marks that run
    from right to left is isolated, so that it leaves its neighbours in place.
    """
    line = _REORDERING.sub("", _BLANKS.sub(" ", text))
    if line.isascii():
        return line
    if any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in line):
        return _ISOLATED.format(line)
    return line


def plain(text: str) -> str:
    """The text as Plotly shows it letter for letter."""
    return escape(settled(text), quote=False)


def wrapped(text: str, width: int = 60) -> str:
    """The text broken into lines of at most `width` letters, and made safe."""
    return LINE_BREAK.join(plain(part) for part in folded(text, width))


def folded(text: str, letters: int, signs: int = 0) -> list[str]:
    """The text in lines of so many letters or, where it has any, so many full-width signs.

    As many of them as are as wide, unless told.
    """
    if all(sign < WIDE for sign in text):
        return textwrap.wrap(text, letters) or [""]
    signs = signs or round(letters * LETTER / SIGN)
    share = signs / letters
    found = [""]
    for piece in _PIECES.findall(text):
        line = found[-1] + piece.rstrip()
        if found[-1] and sum(1 if sign >= WIDE else share for sign in line) > signs:
            found.append("")
        found[-1] += piece
    return [line.strip() for line in found]


def cut(text: str, letters: int, most: int, signs: int = 0) -> list[str]:
    """The text in at most so many lines, with an ellipsis where it is cut."""
    found = folded(text, letters, signs)
    return found if len(found) <= most else [*found[: most - 1], hung(found[most - 1] + ELLIPSIS)]


def lines(parts: Iterable[str]) -> str:
    """Lines of a hover box; empty ones are left out. The parts are already safe."""
    return LINE_BREAK.join(part for part in parts if part)


def shortened(text: str, width: int) -> str:
    """The text cut at a word to at most `width` letters, with an ellipsis where cut.

    A cut does not leave a preposition or an article hanging.
    """
    if any(sign >= WIDE for sign in text):
        return cut(text, width, 1)[0]
    if len(text) <= width:
        return text
    return hung(textwrap.shorten(text, width, placeholder=ELLIPSIS))


def hung(cut: str) -> str:
    """A text that ends in an ellipsis, without the little words before it."""
    words = cut.removesuffix(ELLIPSIS).split(" ")
    while len(words) > 1 and _LEADING_ON.fullmatch(words[-1]):
        words.pop()
    return " ".join(words).rstrip(",;:") + ELLIPSIS
