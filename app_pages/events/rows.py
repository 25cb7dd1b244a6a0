"""Lists of events, and of acts and answers; each row leads to its card."""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd
import streamlit as st

from analysis.tables.dataset import SALIENCE_WEIGHT
from analysis.tables.dates import iso
from app_pages.cards import listing, shell
from app_pages.frame import lists
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.speech.formats import clauses, labelled
from charts.speech.language import _, plural
from charts.speech.listing import both, headings, readable

COLUMNS = ("date", "title", "direction", "domain", "salience", "sources", "initiator", "cameo")

WIDTHS = {"date": 95, "title": 395, "direction": 120, "domain": 100, "salience": 75, "sources": 70}
"""Pixels of the columns that are shown; the file has the others, and the card."""


def table(
    events: pd.DataFrame, chosen: Selection, key: str, height: int | Literal["auto"] = "auto"
) -> None:
    """Events in words, with salience as dots and sources counted; a row opens its card."""
    if events.empty:
        st.info(_("No event is behind this choice."), icon=":material/filter_alt_off:")
        return
    words = chosen.words
    shown = readable(events, "events", COLUMNS, words, chosen.record.sources)
    shown.insert(3, _("Intensity"), events["goldstein"])
    heads = {name: words.field("events", name) for name in COLUMNS}
    levels = list(SALIENCE_WEIGHT)
    dots = {level: "●" * place for place, level in enumerate(levels, start=1)}
    meanings = zip(dots.values(), words.terms("salience", levels), strict=True)
    config: dict[str, Any] = {
        _("Intensity"): st.column_config.NumberColumn(
            format="localized", width=75, help=_("Goldstein's scale, −10 to +10")
        ),
        **{
            head: st.column_config.Column(width=WIDTHS[name]) if name in WIDTHS else None
            for name, head in heads.items()
        },
        heads["salience"]: st.column_config.Column(
            width=WIDTHS["salience"],
            help=clauses(labelled(dot, plain(meaning)) for dot, meaning in meanings),
        ),
    }
    ids = events["event_id"].to_list()
    label = plural("Table of {n} event", "Table of {n} events", len(events))
    opened = lists.choose(
        shown.assign(
            **{
                heads["salience"]: events["salience"].astype(str).map(dots),
                heads["sources"]: events["sources"].map(len),
            }
        ),
        ids,
        f"rows-{key}",
        label,
        config,
        height=height,
    )
    said = headings("events", COLUMNS, words)
    counted = plural(
        "{n} event. Choose its row to open its card.",
        "{n} events. Choose a row to open its card.",
        len(events),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(counted, width="content")
        lists.download(lambda: both(shown, events, said, words), key, ids=ids)
    shell.choose("events", opened)


def answers(pairs: pd.DataFrame, chosen: Selection, key: str) -> None:
    """Acts and answers with the days between, the latest first; a row opens the card of the answer.

    That card leads to the one of the act.
    """
    pairs = pairs.sort_values("date", ascending=False, kind="stable")
    shown = pd.DataFrame(
        {
            _("Date of the act"): iso(pairs["date_act"], pairs["date_precision_act"]),
            _("Act"): pairs["title_act"].map(chosen.words.told),
            _("Date of the answer"): iso(pairs["date"], pairs["date_precision"]),
            _("Answer"): pairs["title"].map(chosen.words.told),
            _("Who answers"): chosen.words.terms("direction", pairs["direction"]),
            _("Days between"): pairs["days"],
        }
    )
    said = {_("Act"): "title_act", _("Answer"): "title"}
    opened = [("events", event_id) for event_id in pairs["answer"]]
    listing.listed(shown, opened, key, taken=lambda: both(shown, pairs, said, chosen.words))
