"""The search over statements, events and contacts: one box, results by table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.tables import kinds, search
from analysis.tables.dates import iso
from app_pages.frame import links, page, state
from app_pages.frame.state import Selection
from app_pages.frame.text import plain, target
from charts.speech.language import _, plural

LONGEST, WIDTH = 200, 260
"""Signs that a search takes, and of a text that are shown around its first match."""

FIRST, MOST = 6, 60
"""Results of each table that are shown at first, and at most: the files hold the rest."""


def index(chosen: Selection) -> search.Index:
    """The record as it stood, made ready for searching."""
    return search.index(chosen.record)


@page.fragment
def box() -> None:
    """The search box, and what it found."""
    words = st.text_input(
        _("Search statements, events and contacts"),
        key="q",
        bind="query-params",
        max_chars=LONGEST,
        placeholder=_("Words, names in any language, or a phrase in quotes"),
        icon=":material/search:",
        help=_(
            "Case and accents do not matter. All words must be found; words in double quotes must "
            "follow each other. A name finds its bearer under every name on record."
        ),
    )
    if words and words.strip():
        _results(state.selection(state.view()), words)


def _results(chosen: Selection, words: str) -> None:
    ready = state.result(index, chosen.view.record)
    asked = search.query(words, ready)
    if asked.empty:
        st.info(_("Write at least one letter or digit to search for."))
        return
    found, outside = search.among(chosen.shown.tables(), search.find(ready, asked))
    if asked.actors:
        names = chosen.words.actor_names(asked.actors)
        st.caption(plain(_("Searched under every name of {actors}.", actors=names)))
    if not any(map(len, found.values())):
        st.info(_("Nothing that passes the filters holds these words."))
    for name, rows in found.items():
        if len(rows):
            _group(name, rows, asked, chosen)
    if outside:
        st.caption(
            plural(
                "{n} more result lies outside the filters.",
                "{n} more results lie outside the filters.",
                outside,
            )
        )


def _group(name: str, rows: pd.DataFrame, asked: search.Query, chosen: Selection) -> None:
    label = {
        "statements": plural("{n} statement", "{n} statements", len(rows)),
        "events": plural("{n} event", "{n} events", len(rows)),
        "contacts": plural("{n} contact", "{n} contacts", len(rows)),
    }[name]
    st.markdown(f"##### {plain(label)}")
    _list(name, rows.head(FIRST), asked, chosen)
    rest = rows.iloc[FIRST:MOST]
    if len(rest):
        with st.expander(plural("{n} more", "{n} more", len(rest))):
            _list(name, rest, asked, chosen)


def _list(name: str, rows: pd.DataFrame, asked: search.Query, chosen: Selection) -> None:
    """Each result: its day, who or what (linked to its card), and a text that holds a match."""
    words, items = chosen.words, []
    dates = iso(rows["date"], rows.get("date_precision"))
    cards = links.rows(rows, name, chosen.record)
    for row, card, when in zip(rows.to_dict("records"), cards, dates, strict=True):
        if name == "events":
            title = row["title"]
        else:
            title = words.actor_names(row.get("speaker") or [*row["side_a"], *row["side_b"]])
        linked = f"[{_pieces(search.marked(title, asked))}]({target(card)})"
        stance = plain(words.term("stance", row.get("stance")))
        texts = [row[column] for column in kinds.of(name).texts if row[column] not in ("", title)]
        head = " · ".join(part for part in (plain(when), linked, stance) if part)
        items.append("  \n  ".join(part for part in (f"- {head}", _best(texts, asked)) if part))
    st.markdown("\n".join(items))


def _best(texts: list[str], asked: search.Query) -> str:
    """The part of the texts with the most matches, or the beginning of the first."""
    cut = [search.marked(text, asked) for text in texts]
    best = max(cut, key=lambda pieces: len({piece for piece, match in pieces if match}), default=[])
    return _pieces(search.snippet(best, WIDTH))


def _pieces(pieces: list[tuple[str, bool]]) -> str:
    """The pieces as Markdown: their text as text, the matches on a coloured ground."""
    return "".join(
        f":orange-background[{plain(piece)}]" if match else plain(piece) for piece, match in pieces
    )
