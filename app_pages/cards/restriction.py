"""The card of a restriction: everything on record about one phase, with every link resolved."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.trade.measures import RestrictionLinks, of_restriction
from analysis.trade.responses import how_told
from app_pages.cards import shell
from app_pages.frame.state import Selection
from app_pages.frame.text import plain, told
from charts.speech.formats import day, labelled, listed
from charts.speech.language import _, plural
from charts.speech.names import Words
from charts.trade import goods
from charts.trade.steps import link_words


def from_address(chosen: Selection) -> None:
    """The card that the address asks for, if any, with a way to close it."""
    shell.from_address("trade_restrictions", chosen, show)


def show(restriction_id: str, chosen: Selection, place: str) -> None:
    """Everything on record about a phase, as known on the chosen day.

    `place` tells apart the cards of one phase in several places of a page.
    """
    linked = of_restriction(chosen.record, restriction_id)
    if linked is None:
        shell.missing(restriction_id, chosen)
        return
    words = chosen.words
    with st.container(border=True, key=f"restriction-{place}-{restriction_id}"):
        told(linked.restriction["product"], "#### ")
        st.caption(plain(_headline(linked.restriction, words)))
        st.markdown("\n".join(f"- {fact}" for fact in _facts(linked, words)))
        left, right = st.columns(2)
        with left:
            shell.linked_rows(_("Answers"), "events", linked.answers, chosen)
            shell.linked_rows(_("Said about it"), "statements", linked.statements, chosen)
        with right:
            shell.linked_rows(_("Replaces"), "trade_restrictions", linked.replaces, chosen)
            shell.linked_rows(_("Replaced by"), "trade_restrictions", linked.replaced_by, chosen)
        shell.disagreements(linked.claims[linked.claims["disagree"]], chosen.words)
        shell.details(linked.claims[~linked.claims["disagree"]], chosen.words)
        shell.cited(linked.sources, chosen)
        shell.permalink("trade_restrictions", restriction_id)


def _headline(row: pd.Series, words: Words) -> str:
    return " · ".join(
        part
        for part in (
            _(
                "{by} on {on}",
                by=words.country(row["imposed_by"]),
                on=words.country(row["imposed_on"]),
            ),
            words.term("product_group", row["product_group"]),
            goods.measure(row, words),
            goods.span(row),
            words.term("restriction_status", row["status"]),
        )
        if part
    )


def _facts(linked: RestrictionLinks, words: Words) -> list[str]:
    """What the table says of it, line by line; what is not known is said where it matters."""
    row = linked.restriction
    unknown = _("not on record")
    facts = [
        (_("Announced"), day(row["announced"], row["announced_precision"])),
        (_("In effect"), day(row["effective"], row["effective_precision"])),
        (_("Ended"), day(row["ended"], row["ended_precision"])),
        (_("Stated reason"), row["stated_reason"] or unknown),
        (_("Link to what it answers"), _link(linked)),
        (_("Trade value stated"), goods.value(row)),
        (_("HS headings"), listed(row["hs"])),
        (_("Note"), row["note"]),
    ]
    return [
        labelled(plain(label), plain(unknown if fact == "–" else fact))
        for label, fact in facts
        if fact
    ]


def _link(linked: RestrictionLinks) -> str:
    """How it is told that it answers something, and by whose words."""
    if linked.answers.empty:
        return ""
    how = link_words("answers", how_told(pd.Series([linked.restriction["stated_reason"]])).iloc[0])
    publishers = listed(linked.sources["publisher"].drop_duplicates())
    return plural(
        "{how} (source: {who})",
        "{how} (sources: {who})",
        len(linked.sources),
        how=how,
        who=publishers,
    )
