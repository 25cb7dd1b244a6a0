"""Demands, conditions and offers, and what followed them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.statements import followed
from app_pages.cards import shell, statement
from app_pages.frame import lists, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from charts.draw.picture import Picture
from charts.speech.language import _
from charts.statements import followed as charts


def asked(chosen: Selection) -> pd.DataFrame:
    """The demands, conditions and offers, the latest first."""
    return followed.ledger(chosen.shown.statements)


def lanes(chosen: Selection) -> Picture | None:
    """The demands, conditions and offers on a time line; None where there is none."""
    rows = asked(chosen)
    return charts.lanes(rows, chosen.words) if len(rows) else None


def in_words(chosen: Selection) -> pd.DataFrame:
    """Each of them in words, with the first answer and the next event on its topic.

    What followed may lie beyond the filters: it is a matter of record.
    """
    rows = asked(chosen).reset_index(drop=True)
    first = followed.first_followed(followed.followed(chosen.record, rows))
    following = first.set_index("statement_id").reindex(rows["statement_id"])
    return charts.with_followed(rows, following.reset_index(drop=True), chosen.words)


@page.fragment
def ledger() -> None:
    """Demands, conditions and offers; choosing one shows what followed it."""
    chosen = state.selection(state.view())
    st.markdown(f"## {_('Demands, conditions and offers, and what followed')}")
    shown = state.result(lanes, chosen.view)
    if shown is None:
        st.info(_("No demand, condition or offer passes the filters."))
        return
    shell.clicked(picture(shown, "statements-ledger", selectable=True), "statements")
    table = state.result(in_words, chosen.view)
    st.caption(
        _(
            "An answer is an event that is stated, or widely reported, to answer what the "
            "statement is about. Choose a row to see all that followed."
        )
    )
    text = st.column_config.Column(width=125)
    days = _("Counted where both dates are known to the day.")
    config = {
        **statement.widths(),
        _("What was said"): st.column_config.Column(width=185),
        _("First answer"): text,
        _("Days to it"): st.column_config.NumberColumn(width=80, help=days),
        _("Next on the topic"): text,
        _("Days to next"): st.column_config.NumberColumn(width=95, help=days),
    }
    said = state.measure(asked, chosen.view)
    statement.choose(table, said, chosen, "statements-asked", config, lists.lines(4))
