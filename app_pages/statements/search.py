"""The search over statements, events and contacts: one box, results by table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analysis.tables import kinds, search
from analysis.tables.dates import iso
from app_pages.frame import links, page, state
from app_pages.frame.state import Selection
from app_pages.frame.text import plain, target
from app_pages.statements import steps
from charts.speech.language import _, plural
from charts.speech.names import Words

LONGEST = 200
"""Signs that a search takes."""

FIRST = 6
"""Results of each table that are shown at first."""

MORE = 60
"""Results of each table that are shown at most; the events page and the files hold the rest."""

WIDTH = 260
"""Signs of a text that are shown around its first match."""

Row = Mapping[str, Any]


@page.fragment
def box() -> None:
    """The search box, and what it found."""
    here = state.view()
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
        _results(state.selection(here), words)


def _results(chosen: Selection, words: str) -> None:
    ready = state.result(steps.index, chosen.view.with_filters(**_ONLY_AS_OF))
    found = steps.found(chosen, ready, words)
    if found.asked.empty:
        st.info(_("Write at least one letter or digit to search for."))
        return
    if found.asked.actors:
        st.caption(
            plain(
                _(
                    "Searched under every name of {actors}.",
                    actors=chosen.words.actor_names(found.asked.actors),
                )
            )
        )
    total = sum(len(rows) for rows in found.rows.values())
    if not total:
        st.info(_("Nothing that passes the filters holds these words."))
    for name, rows in found.rows.items():
        if len(rows):
            _group(name, rows, found.asked, chosen)
    if found.outside:
        st.caption(
            plural(
                "{n} more result lies outside the filters.",
                "{n} more results lie outside the filters.",
                found.outside,
            )
        )


_ONLY_AS_OF: dict[str, Any] = {"years": None, "actors": (), "domains": (), "directions": ()}
"""The filters under which the index is kept: it holds the record as it stood."""


def _group(name: str, rows: pd.DataFrame, asked: search.Query, chosen: Selection) -> None:
    labels: dict[str, Callable[[], str]] = {
        "statements": lambda: plural("{n} statement", "{n} statements", len(rows)),
        "events": lambda: plural("{n} event", "{n} events", len(rows)),
        "contacts": lambda: plural("{n} contact", "{n} contacts", len(rows)),
    }
    st.markdown(f"##### {plain(labels[name]())}")
    _list(name, rows.head(FIRST), asked, chosen)
    if len(rows) > FIRST:
        rest = rows.iloc[FIRST:MORE]
        with st.expander(plural("{n} more", "{n} more", len(rest))):
            _list(name, rest, asked, chosen)


def _list(name: str, rows: pd.DataFrame, asked: search.Query, chosen: Selection) -> None:
    precision = rows.get("date_precision")
    dates = iso(rows["date"], precision)
    items = [
        f"- {_result(name, row, when, asked, chosen.words)}"
        for row, when in zip(rows.to_dict("records"), dates, strict=True)
    ]
    st.markdown("\n".join(items))


def _result(name: str, row: Row, when: str, asked: search.Query, words: Words) -> str:
    if name == "statements":
        title = _link(_marked(words.actor_names(row["speaker"]), asked), name, row["statement_id"])
    elif name == "events":
        title = _link(_marked(row["title"], asked), name, row["event_id"])
    else:
        title = _link(
            _marked(words.actor_names([*row["side_a"], *row["side_b"]]), asked),
            name,
            row["contact_id"],
        )
    texts = [row[column] for column in kinds.of(name).texts if row[column]]
    text = _best([t for t in texts if t != row.get("title")], asked)
    stance = words.term("stance", row["stance"]) if name == "statements" else ""
    head = " · ".join(part for part in (plain(when), title, plain(stance)) if part)
    return f"{head}  \n  {text}" if text else head


def _best(texts: list[str], asked: search.Query) -> str:
    """The part of the texts with the most matches, or the beginning of the first."""
    cut = [search.marked(text, asked) for text in texts]
    if not cut:
        return ""
    best = max(cut, key=lambda pieces: len({piece for piece, match in pieces if match}))
    return _pieces(search.snippet(best, WIDTH))


def _marked(text: str, asked: search.Query) -> str:
    return _pieces(search.marked(text, asked))


def _pieces(pieces: list[tuple[str, bool]]) -> str:
    """The pieces as Markdown: their text as text, the matches on a coloured ground."""
    return "".join(
        f":orange-background[{plain(piece)}]" if match else plain(piece) for piece, match in pieces
    )


def _link(text: str, name: str, row_id: str) -> str:
    return f"[{text}]({target(links.row(name, row_id))})"
