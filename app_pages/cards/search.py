"""The search: one box in the sidebar of every page, and what it found at the top of the page."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.actors.profile import terms
from analysis.tables import kinds, search
from analysis.tables.spelling import fold
from app_pages.cards import shell
from app_pages.frame import address, state
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.actors.profile import titles
from charts.speech.formats import aside, number
from charts.speech.language import _, plural

KEY = "q"

LONGEST = 200
"""Signs that a search takes."""

FIRST = 3
"""Results of each kind that are shown at first."""

MORE = 60
"""Results of each kind that are shown at most."""

WIDTH = 200
"""Signs of a text that are shown around its first match."""


def box() -> None:
    """The search box; who goes on to another page has done with what was found."""
    if address.switched() and not address.changed(KEY):
        st.session_state[KEY] = ""
    words = st.text_input(
        _("Search the record"),
        key=KEY,
        bind="query-params",
        max_chars=LONGEST,
        placeholder=_("Search: words, names, a month"),
        icon=":material/search:",
        label_visibility="collapsed",
    )
    address.write(KEY, [words] if words else [])


def results() -> None:
    """What the search found, by kind, the best first; nothing where nothing is asked."""
    words = str(st.session_state.get(KEY) or "").strip()
    if not words:
        return
    with st.container(border=True, key="search-results"):
        _found(words)
        st.button(
            _("Close the search"), on_click=_close, key="search-close", icon=":material/close:"
        )


def _close() -> None:
    st.session_state[KEY] = ""


def _index(chosen: Selection) -> search.Index:
    return search.index(chosen.record, chosen.view.language)


@state.fragment
def _found(words: str) -> None:
    chosen = state.selection(state.view())
    ready = state.result(_index, chosen.view.record)
    asked = search.with_near_misses(ready, search.query(words, ready))
    if asked.empty:
        st.info(_("Write at least one letter or digit to search for."))
        return
    hits = search.ranked(ready, asked)
    shown = {table: _shown(chosen, table) for table in hits["table"].unique()}
    places = zip(hits["table"], hits["row"], strict=True)
    inside = hits.loc[[row in shown[table].index for table, row in places]]
    _told(chosen, asked)
    if inside.empty:
        st.info(_("Nothing that passes the filters holds these words."))
    for table in search.SEARCHED:
        rows = inside.loc[inside["table"] == table, "row"]
        if len(rows):
            _group(table, shown[table].loc[rows], asked, chosen)
    if outside := len(hits) - len(inside):
        st.caption(
            plural(
                "{n} more result lies outside the filters.",
                "{n} more results lie outside the filters.",
                outside,
            )
        )


def _shown(chosen: Selection, table: str) -> pd.DataFrame:
    """The rows that filters keep, where they remove any of this table, and that were known."""
    kind, until = kinds.of(table), chosen.view.filters.as_of
    if kind.filtered:
        return chosen.shown.tables()[table]
    rows = chosen.record.tables()[table]
    return rows if until is None or not kind.dated_by else rows[~(kind.known(rows) > until)]


def _told(chosen: Selection, asked: search.Query) -> None:
    """How the words were understood, where that is not as they were written."""
    said = [
        _("“{word}” is not on record; searched for “{meant}”.", word=word, meant=meant[0])
        for word, meant in asked.meant
    ]
    if asked.actors:
        who = chosen.words.actor_names(asked.actors)
        said.insert(0, _("Searched under every name of {actors}.", actors=who))
    for each in said:
        st.caption(plain(each))


def _group(table: str, rows: pd.DataFrame, asked: search.Query, chosen: Selection) -> None:
    # In its own word: a row of a table may be one phase of a measure.
    st.markdown(f"**{plain(aside(chosen.words.term('table', table), number(len(rows))))}**")
    _list(table, rows.head(FIRST), asked, chosen)
    rest = rows.iloc[FIRST:MORE]
    if len(rest):
        with st.expander(plural("{n} more", "{n} more", len(rest))):
            _list(table, rest, asked, chosen)


def _list(table: str, rows: pd.DataFrame, asked: search.Query, chosen: Selection) -> None:
    kind, words = kinds.of(table), chosen.words
    named = shell.named(table, rows, chosen)
    for row, (row_id, when, name) in zip(rows.to_dict("records"), named, strict=True):
        title = _pieces(snippet(marked(name, asked), WIDTH))
        label = " · ".join(part for part in (plain(when), title) if part)
        if table not in shell.DRAWN:
            shell.link(label, table, row_id)
        elif st.button(label, type="tertiary", key=f"found-{table}-{row_id}"):
            shell.open_card((table, row_id), [(table, each) for each, *_said in named])
        said = row | {"location": words.location(row.get("location", ""))}
        own = [str(said[column]) for column in kind.texts if said[column]]
        if table == "actors":
            own = titles(terms(chosen.record.offices, [row_id], chosen.record.end), words)
        texts = [text for text in dict.fromkeys([*map(words.told, own), *own]) if text not in name]
        if text := _best(texts, asked):
            st.caption(text)


def _best(texts: list[str], asked: search.Query) -> str:
    """The part of the texts with the most matches; nothing where no text holds one."""
    cut = [marked(text, asked) for text in texts]
    best = max(cut, key=lambda pieces: len({p for p, match in pieces if match}), default=[])
    return _pieces(snippet(best, WIDTH)) if any(match for _p, match in best) else ""


def _pieces(pieces: Sequence[tuple[str, bool]]) -> str:
    """The pieces as Markdown: their text as text, the matches on a coloured ground."""
    return "".join(
        f":orange-background[{plain(piece)}]" if match else plain(piece) for piece, match in pieces
    )


def marked(text: str, asked: search.Query) -> list[tuple[str, bool]]:
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
