"""Lists of statements, and the card of one: what was said, about what, and what followed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zlib import crc32

import pandas as pd
import streamlit as st

from analysis.statements import tone
from analysis.tables.links import claims_on
from app_pages.cards import shell
from app_pages.frame import links, lists, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain, target, told
from charts.speech.formats import day, degrees, listed
from charts.speech.language import _, plural
from charts.speech.names import Words
from charts.statements import followed
from charts.statements.followed import basis_name, said_table
from charts.statements.tone import tone_name

PARAMETER = "statement"
"""The parameter of the address that opens a card: `statements?statement=ID`."""

LISTED = 200
"""Rows that a list shows at most; the file holds them all."""


def from_address(chosen: Selection) -> None:
    """The card that the address asks for, if any, with a way to close it."""
    asked = st.query_params.get(PARAMETER)
    if not asked:
        return
    show(asked, chosen, "address")
    shell.close(PARAMETER)


def listing(rows: pd.DataFrame, chosen: Selection, key: str) -> None:
    """Statements in words, the latest first; choosing one opens its card below."""
    ordered = rows.sort_values(["date", "statement_id"], ascending=[False, True])
    head = ordered.head(LISTED)
    if len(head) < len(ordered):
        st.caption(
            _("The latest {shown} of {total} statements.", shown=len(head), total=len(ordered))
        )
    else:
        st.caption(
            plural(
                "{n} statement. Choose its row to open its card.",
                "{n} statements. Choose a row to open its card.",
                len(ordered),
            )
        )
    words = chosen.words
    picked = pick(said_table(head, words), head["statement_id"], key, widths())
    lists.download(lambda: said_table(ordered, words), key)
    for statement_id in picked:
        show(statement_id, chosen, key)


def widths() -> dict[str, Any]:
    """How wide the texts of a list are: what was said begins on the first screen of a phone."""
    return {
        _("Speaker"): st.column_config.Column(width=110),
        _("What was said"): st.column_config.Column(width=260),
    }


def pick(
    shown: pd.DataFrame, ids: pd.Series, key: str, config: dict[str, Any] | None = None
) -> list[str]:
    """Rows to choose from; the ids of those that are chosen."""
    # Other rows are another table: a choice made among the former ones must not carry over.
    rows_key = crc32("|".join(ids).encode())
    with st.container(key=f"rows-{key}"):
        picked = st.dataframe(
            shown,
            hide_index=True,
            column_config=config or {},
            on_select="rerun",
            selection_mode="single-row",
            placeholder="",
            key=f"rows-{key}-{rows_key}",
            alt=_("Table of {n} rows", n=len(shown)),
        )
    return [str(ids.iloc[row]) for row in picked.selection.rows if row < len(ids)]


def follows(chosen: Selection, statement_id: str) -> pd.DataFrame:
    """What followed one statement, whatever the filters (a step)."""
    rows = chosen.record.statements
    return tone.followed(chosen.record, rows[rows["statement_id"] == statement_id])


def show(statement_id: str, chosen: Selection, place: str) -> None:
    """Everything on record about a statement, as known on the chosen day.

    `place` tells apart the cards of one statement in several places of a page.
    """
    found = chosen.record.statements
    found = found[found["statement_id"] == statement_id]
    if found.empty:
        st.info(
            _(
                "No statement “{id}” is on record as of {date}.",
                id=plain(statement_id),
                date=day(chosen.record.end),
            )
        )
        return
    row = found.to_dict("records")[0]
    with st.container(border=True, key=f"statement-{place}-{statement_id}"):
        said(row, chosen.words)
        _about(row, chosen)
        _followed(statement_id, chosen, place)
        claims = claims_on(chosen.record, "statements", statement_id)
        shell.disagreements(claims[claims["disagree"]], chosen.words)
        known = chosen.record.sources
        shell.cited(known[known["source_id"].isin(row["sources"])], chosen)
        st.markdown(f"[{_('Link to this card')}](statements?{PARAMETER}={statement_id})")


def said(row: Mapping[str, Any], words: Words) -> None:
    """Who said what, when and where, in which stance."""
    st.markdown(f"**{plain(words.actor_names(row['speaker']))}**")
    facts = (
        day(row["date"], row["date_precision"]),
        words.term("source_side", row["side"]),
        words.term("stance", row["stance"]),
        tone_name(tone.TONE_OF[str(row["stance"])]),
        row["forum"],
        listed(words.terms("topic", row["topics"])),
    )
    st.caption(" · ".join(plain(fact) for fact in facts if fact))
    told(row["paraphrase"])


def _about(row: Mapping[str, Any], chosen: Selection) -> None:
    subjects = tone.about(chosen.record, row["about"])
    if not subjects:
        return
    items = [f"- {_subject(row_id, *named, chosen.words)}" for row_id, named in subjects.items()]
    st.markdown("\n".join([f"**{plain(_('About'))}**", "", *items]))


def _subject(row_id: str, table: str, name: str, words: Words) -> str:
    text = plain(words.actor(name) if table in {"actors", "consular_cases"} else name or row_id)
    return f"[{text}]({target(links.row(table, row_id))})"


def _followed(statement_id: str, chosen: Selection, place: str) -> None:
    rows = state.result(follows, chosen.view, statement_id=statement_id)
    if rows.empty:
        st.caption(_("Nothing on record followed it."))
        return
    key = f"followed-{place}-{statement_id}"
    picture(followed.followed(rows, chosen.words), key, level=4)
    st.markdown("\n".join(f"- {_follow(event, chosen.words)}" for event in rows.itertuples()))


def _follow(event: Any, words: Words) -> str:
    after = plural("after {n} day", "after {n} days", int(event.days))
    facts = " · ".join(
        plain(fact)
        for fact in (
            day(event.date, event.date_precision),
            words.term("direction", event.direction),
            f"{degrees(event.goldstein)}°",
            basis_name(event.basis),
        )
    )
    return f"**{plain(after)}**: [{plain(event.title)}](events?event={event.event_id}) ({facts})"
