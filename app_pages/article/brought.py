"""The article: pasted or dropped, what it says of itself, and how the record holds it.

It lives in the session alone; what is kept for all readers is made from the record only.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from analysis.article import days, intake, rows
from analysis.article import held as holding
from analysis.article.coding import Coder, learn
from analysis.article.held import Held
from analysis.article.intake import Article, RefusedError
from analysis.article.rows import Rows
from app_pages.frame import published, state
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.speech.formats import language_name, number
from charts.speech.language import _

TEXT, FILE = "article-text", "article-file"
ABOUT = ("title", "publisher", "published", "url", "language")
REFUSED, HELD, CORRECTED = "article-refused", "article-held", "article-corrected"
DONE = "article-done"
"""Of which drafts of this text the row was accepted."""


def article() -> Article | None:
    """The text and what is known of it; None where there is nothing to read yet."""
    st.text_area(_("Text of an article"), key=TEXT, height=140, on_change=_pasted)
    st.file_uploader(
        _(
            "or a file: {endings}; at most {megabytes} MB",
            endings=", ".join(intake.ENDINGS),
            megabytes=intake.MOST_FILE // 1024**2,
        ),
        type=[ending.removeprefix(".") for ending in intake.ENDINGS],
        key=FILE,
        max_upload_size=intake.MOST_FILE // 1024**2,
        on_change=_dropped,
        help=_("At most {kilobytes} kB of text.", kilobytes=number(intake.MOST_TEXT / 1000)),
    )
    st.button(_("Check it against the record"), key="article-read")
    refused = st.session_state.get(REFUSED)
    if refused:
        st.error(reasons()[refused], icon=":material/error:")
        return None
    text = st.session_state.get(TEXT, "")
    if not text.strip():
        return None
    return _about(Article(text.replace("\r\n", "\n")))


def reasons() -> dict[str, str]:
    """Why a file or a text gives no article, in words."""
    return {
        "empty": _("There is no text in it."),
        "scanned": _("The PDF holds pictures of its pages and no text: recognise the text first."),
        "long": _("The text is too long: at most {n} kB.", n=number(intake.MOST_TEXT / 1000)),
        "large": _("The file is too large: at most {n} MB.", n=intake.MOST_FILE // 1024**2),
        "ending": _("Expected a file ending with {endings}.", endings=", ".join(intake.ENDINGS)),
        "damaged": _("The file is damaged, or not what its name says."),
        "encoding": _("The letters of the file could not be read: save it as UTF-8."),
        "locked": _("The file is locked with a password."),
        "bomb": _("Unpacked the file would be too large."),
        "bound": _("Reading the file took too long, or too much memory."),
    }


def _pasted() -> None:
    """What a new text says of itself (a callback)."""
    text = st.session_state[TEXT]
    _take(lambda: intake.pasted(text) if text.strip() else None)


def _dropped() -> None:
    """The text of a file, put into the field where it can be read and changed (a callback)."""
    file: Any = st.session_state[FILE]
    if file is not None:
        _take(lambda: intake.of_file(file.name, file.getvalue()))


def _take(read: Any) -> None:
    st.session_state.pop(REFUSED, None)
    st.session_state[CORRECTED] = {}
    st.session_state.pop(DONE, None)
    try:
        found: Article | None = read()
    except RefusedError as error:
        st.session_state[REFUSED] = error.kind
        return
    if found is not None:
        st.session_state[TEXT] = found.text
        for name in ABOUT:
            value = getattr(found, name)
            st.session_state[f"article-{name}"] = "" if value is None else str(value)


def _about(read: Article) -> Article:
    """What the article says of itself, to be corrected."""
    known = {name: st.session_state.get(f"article-{name}", "") for name in ABOUT}
    day = days.parse(known["published"])
    with st.expander(
        _("Title, publisher, date, language"), expanded=day is None, icon=":material/edit:"
    ):
        one, two = st.columns(2)
        with one:
            st.text_input(_("Title"), key="article-title")
            st.text_input(
                _("Date of the article"), key="article-published", placeholder=_("YYYY-MM-DD")
            )
            st.text_input(_("Address"), key="article-url")
        with two:
            st.text_input(_("Publisher"), key="article-publisher")
            st.selectbox(
                _("Language of the article"),
                intake.LANGUAGES,
                key="article-language",
                format_func=language_name,
            )
    day = days.parse(st.session_state["article-published"])
    if day is None or not day.exact:
        st.warning(
            _("Without its date, days such as Tuesday and titles such as minister are not read."),
            icon=":material/event_busy:",
        )
    return replace(
        read,
        title=st.session_state["article-title"].strip(),
        publisher=st.session_state["article-publisher"].strip(),
        published=day.first if day and day.exact else None,
        url=st.session_state["article-url"].strip(),
        language=st.session_state["article-language"] or "en",
    )


def index_of(chosen: Selection, language: str) -> Rows:
    """The record made ready for articles of a language."""
    return rows.index(chosen.record, language)


def coder_of(chosen: Selection, language: str) -> Coder | None:
    """What the coded events of the record, and of other pairs, teach."""
    others = [published.current(name) for name in published.others()]
    tables = [each.tables for each in others if each and each.tables is not chosen.record]
    return learn([chosen.record, *tables], language)


def index(language: str) -> Rows:
    """The same, made when first needed; it does not depend on the reader's language."""
    return state.result(index_of, replace(state.view().record, language="en"), language=language)


def coder(language: str) -> Coder | None:
    """The same."""
    with st.spinner(_("Learning from the coded events …")):
        return state.result(
            coder_of, replace(state.view().record, language="en"), language=language
        )


def held(read: Article) -> list[Held]:
    """Each sentence with the rows that hold it; worked out once for the same text."""
    view, corrected = state.view().record, st.session_state.setdefault(CORRECTED, {})
    key = (read, tuple(sorted(corrected.items())), view.data, repr(view.filters))
    kept = st.session_state.get(HELD)
    if kept is None or kept[0] != key:
        with st.spinner(_("Reading …")):
            kept = (key, holding.hold(read, index(read.language), corrected))
        st.session_state[HELD] = kept
    found: list[Held] = kept[1]
    return found


def told(text: str) -> str:
    """Words of the article as Markdown: text, never markup."""
    return plain(" ".join(text.split()))
