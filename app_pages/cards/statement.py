"""Lists of statements, and the card of one: what was said, about what, and what followed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analysis.statements import followed
from app_pages.cards import shell
from app_pages.frame import links, lists, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain, told
from charts.speech.formats import aside, day, days_range, degrees, labelled, listed, number
from charts.speech.language import _, plural
from charts.speech.listing import both
from charts.speech.names import Words
from charts.statements import followed as charts
from charts.statements.tone import tone_of

LISTED = 200
"""Rows that a list shows at most; the file holds them all."""


def listing(rows: pd.DataFrame, chosen: Selection, key: str) -> None:
    """Statements in words, the latest first; choosing one opens its card beside the page."""
    ordered = rows.sort_values(["date", "statement_id"], ascending=[False, True])
    if len(ordered) > LISTED:
        shown, total = number(LISTED), number(len(ordered))
        said = _("The latest {shown} of {total} statements.", shown=shown, total=total)
    else:
        said = plural(
            "{n} statement. Choose its row to open its card.",
            "{n} statements. Choose a row to open its card.",
            len(ordered),
        )
    st.caption(said)
    table = charts.said_table(ordered, chosen.words)
    choose(table, ordered, chosen, key, widths(), lists.lines(3))


def widths() -> dict[str, Any]:
    """How wide the texts of a list are: what was said begins on the first screen of a phone."""
    return lists.widths({_("Speaker"): 110, _("What was said"): 300})


def choose(
    table: pd.DataFrame,
    rows: pd.DataFrame,
    chosen: Selection,
    key: str,
    config: dict[str, Any],
    row_height: int,
) -> None:
    """Statements in words, one of which can be chosen to open its card; the file holds all."""
    head = table.head(LISTED)
    ids = rows["statement_id"].tolist()
    picked = lists.choose(head, ids[:LISTED], f"rows-{key}", config=config, row_height=row_height)
    said = {_("What was said"): "paraphrase"}
    lists.download(lambda: both(table, rows, said, chosen.words), key, ids=ids)
    shell.choose("statements", picked)


def follows(chosen: Selection, statement_id: str) -> pd.DataFrame:
    """What followed one statement, whatever the filters."""
    rows = chosen.record.statements
    return followed.followed(chosen.record, rows[rows["statement_id"] == statement_id])


@shell.of("statements")
def show(statement_id: str, chosen: Selection) -> None:
    """Everything on record about a statement, as known on the chosen day."""

    def body(row: pd.Series) -> None:
        said(row, chosen.words)
        _about(row, chosen)
        _followed(statement_id, chosen)

    shell.card("statements", statement_id, chosen, body)


def said(row: Mapping[str, Any], words: Words) -> None:
    """Who said what, when and where, in which stance."""
    st.markdown(f"**{plain(words.actor_names(row['speaker']))}**")
    facts = (
        day(row["date"], row["date_precision"]),
        words.term("source_side", row["side"]),
        words.term("stance", row["stance"]),
        tone_of(str(row["stance"])),
        row["forum"],
        listed(words.terms("topic", row["topics"])),
    )
    st.caption(" · ".join(plain(fact) for fact in facts if fact))
    told(row["paraphrase"], words)


def _about(row: pd.Series, chosen: Selection) -> None:
    subjects = followed.about(chosen.record, row["about"])
    items = [_subject(row_id, *named, chosen.words) for row_id, named in subjects.items()]
    shell.bullets(plain(_("About")), items)


def _subject(row_id: str, table: str, name: str, words: Words) -> str:
    text = (
        words.actor(name) if table in {"actors", "consular_cases"} else words.told(name or row_id)
    )
    return links.markdown(text, links.row(table, row_id))


def _followed(statement_id: str, chosen: Selection) -> None:
    rows = state.result(follows, chosen.view, statement_id=statement_id)
    if rows.empty:
        st.caption(_("Nothing on record followed it."))
        return
    key = f"followed-{statement_id}"
    picture(charts.followed(rows, chosen.words), key, level=3)
    st.markdown("\n".join(f"- {_follow(event, chosen.words)}" for event in rows.itertuples()))


def _follow(event: Any, words: Words) -> str:
    after = _("after {days}", days=days_range(event.days_least, event.days_most))
    facts = (
        day(event.date, event.date_precision),
        words.term("direction", event.direction),
        f"{degrees(event.goldstein)}°",
        charts.basis_name(event.basis),
    )
    linked = links.markdown(words.told(event.title), links.row("events", event.event_id))
    return labelled(f"**{plain(after)}**", aside(linked, " · ".join(map(plain, facts))))
