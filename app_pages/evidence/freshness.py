"""How far the record reaches, and the newest row of each table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.evidence.freshness import freshness
from app_pages.evidence import rows, sources
from app_pages.frame import lists, page, state
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.speech.formats import day, listed, number
from charts.speech.language import _


def newest(chosen: Selection) -> pd.DataFrame:
    """The newest row of each table: its date and how long before the end of the record it is."""
    words = chosen.words
    fresh = freshness(chosen.record.with_tables(sources=sources.known(chosen)))
    days = fresh["days"].where(fresh["days"] >= 0)
    return pd.DataFrame(
        {
            _("Table"): words.terms("table", fresh["table"]),
            _("Rows"): fresh["rows"],
            _("Newest row"): [day(newest) for newest in fresh["newest"]],
            _("Days before end"): days.astype("Int64"),
            _("Dated by"): [
                listed(words.field(table, column) for column in columns)
                for table, columns in zip(fresh["table"], fresh["columns"], strict=True)
            ],
        }
    )


def section() -> None:
    """How far the record reaches, the newest rows, and the rows that are counted."""
    chosen = state.selection(state.view())
    st.markdown(
        _(
            "The tables cover {start} to {end}. Nothing on record after that does not mean that "
            "nothing happened.",
            start=plain(day(chosen.record.package.start)),
            end=plain(day(chosen.record.end)),
        )
    )
    fresh = state.result(newest, chosen.view)
    # Numbers as the language of the page writes them, not that of the browser.
    counted = [_("Rows"), _("Days before end")]
    in_words = {name: ["" if pd.isna(n) else number(n) for n in fresh[name]] for name in counted}
    config = {
        **lists.widths({_("Table"): 200, _("Newest row"): 106}),
        **lists.figures(_("Rows"), width=52),
        **lists.figures(_("Days before end"), width=98),
    }
    lists.table(fresh.assign(**in_words), "freshness", config, height="content", taken=fresh)
    st.caption(
        _(
            "No days where the newest row lies after the end of the record, as a measure "
            "announced ahead may."
        )
    )
    st.markdown(f"## {_('The rows of each table')}")
    _every_row()


@page.fragment
def _every_row() -> None:
    """The rows that are counted, table by table."""
    chosen = state.selection(state.view())
    tables = chosen.record.tables()
    for name in chosen.record.package.tables:
        if name in tables:
            rows.drawer(tables[name], name, chosen)
