"""Text of the tables on a page: it is text, and no sign of it is read as markup."""

from __future__ import annotations

import re
from urllib.parse import quote

import streamlit as st

from charts.draw.text import settled
from charts.speech.language import language

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$~:@&=^])")

# What the browser rewrites after the escapes are gone: addresses, icons, emoji, arrows. A word
# joiner, which nobody sees, keeps each from being found.
_REWRITTEN = re.compile(
    r"(?<=:)(?=//|material[/_]|streamlit:|[\w+-]+:)"
    r"|(?<=www)(?=\.)"
    r"|(?<=[\w.+-])(?=@)"
    r"|(?<=[-<>~])(?=[-=>])",
    re.IGNORECASE,
)
_WORD_JOINER = "\u2060"

# Every sign that an address may hold by RFC 3986, and the percent sign of those already coded.
_ADDRESS = ":/?#[]@!$&'()*+,;=-._~%"


def plain(text: str) -> str:
    """The text with every sign that Markdown would read as markup put out of action."""
    return _MARKDOWN.sub(r"\\\1", _REWRITTEN.sub(_WORD_JOINER, settled(text)))


def told(text: str, head: str = "") -> None:
    """Write a text of the tables, marked as English where the reader's language is another.

    `head` is Markdown to stand before it. A screen reader then speaks the text as English.
    """
    if language() == "en":
        st.markdown(head + plain(text))
    else:
        # The text itself stays text: `plain` puts every sign of HTML out of action.
        st.markdown(f'{head}<span lang="en">{plain(text)}</span>', unsafe_allow_html=True)


def target(url: str) -> str:
    """The address of a link as Markdown takes it, whatever signs it holds."""
    return f"<{quote(url, safe=_ADDRESS)}>"
