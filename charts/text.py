"""Text from the tables, made safe to stand in hover boxes: it is text, never markup."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from html import escape

LINE_BREAK = "<br>"


def plain(text: str) -> str:
    """The text as Plotly shows it letter for letter."""
    return escape(text, quote=False)


def wrapped(text: str, width: int = 60) -> str:
    """The text broken into lines of at most `width` characters, and made safe."""
    return LINE_BREAK.join(plain(part) for part in textwrap.wrap(text, width)) or ""


def lines(parts: Iterable[str]) -> str:
    """Lines of a hover box; empty ones are left out. The parts are already safe."""
    return LINE_BREAK.join(part for part in parts if part)


def shortened(text: str, width: int) -> str:
    """The text cut at a word to at most `width` characters, with an ellipsis where cut."""
    return textwrap.shorten(text, width, placeholder="…") if len(text) > width else text
