"""Text of the tables on a page: it is text, and no sign of it is read as markup."""

from __future__ import annotations

import re
from urllib.parse import quote

import streamlit as st

from charts.draw.text import settled
from charts.speech.language import language
from charts.speech.names import Words

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


def english(text: str) -> str:
    """A text of the tables as Markdown, marked as English where the reader's language is another.

    A screen reader then speaks it as English. The mark is HTML; of the text itself, `plain` puts
    every sign of it out of action.
    """
    return plain(text) if language() == "en" else f'<span lang="en">{plain(text)}</span>'


def spoken(text: str, words: Words) -> str:
    """A text of the tables as Markdown: its translation, or the English, marked as such."""
    return english(text) if words.told(text) == text else plain(words.told(text))


def told(text: str, words: Words, head: str = "") -> None:
    """Write a text of the tables; `head` is Markdown to stand before it."""
    st.markdown(head + spoken(text, words), unsafe_allow_html=language() != "en")


def small(markdown: str) -> None:
    """Write a remark that holds a link or code: a caption would pale them too much to be read."""
    st.markdown(f":small[{markdown}]")


def in_markdown(lines: list[str]) -> str:
    """Lines of a list as Markdown: items, bold headings, and no other markup."""
    written = []
    for line in lines:
        if line.startswith("- "):
            written.append(f"- {plain(line[2:])}")
        elif line.startswith("#"):
            written.append(f"\n**{plain(line.lstrip('# '))}**\n")
        else:
            written.append(f"\n{plain(line)}\n")
    return "\n".join(written).strip()


def target(url: str) -> str:
    """The address of a link as Markdown takes it, whatever signs it holds."""
    return f"<{quote(url, safe=_ADDRESS)}>"
