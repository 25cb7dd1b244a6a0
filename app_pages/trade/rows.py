"""Rows of restrictions, and what a reader chose on a picture of them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from app_pages.frame import links, lists
from app_pages.frame.state import Selection
from charts.speech.language import _
from charts.speech.listing import readable
from charts.trade import goods as trade_words

COLUMNS = ("announced", "effective", "ended", "status", "stated_reason", "note", "sources")
"""What rows of restrictions tell beside side, goods, measure and rate."""


def clicked(event: object) -> str:
    """The id that the chosen mark stands for; empty where none is chosen."""
    return next(iter(lists.clicked(event)), "")


def rows(
    table: pd.DataFrame, columns: tuple[str, ...], chosen: Selection, key: str, first: int = 0
) -> None:
    """Restrictions in words: who, how, on what, the columns asked for, and the card.

    The `first` of those columns stand before the goods, so that a narrow screen shows them.
    """
    words, link, goods = chosen.words, _("Card"), _("Goods")
    who = {
        _("Side"): [words.country(code) for code in table["imposed_by"]],
        _("Measure"): [trade_words.measure(row, words) for row in table.itertuples()],
    }
    others = readable(table, "trade_restrictions", columns, words, chosen.record.sources)
    shown = pd.DataFrame(who, index=table.index).join(others.iloc[:, :first])
    shown = shown.assign(**{goods: table["product"]}).join(others.iloc[:, first:])
    cards_at = links.rows(table, "trade_restrictions", chosen.record)
    amount = words.field("trade_restrictions", "trade_value")
    lists.table(
        shown.assign(**{link: cards_at}),
        key,
        {
            _("Measure"): st.column_config.Column(width=150),
            goods: st.column_config.Column(width=240),
            amount: st.column_config.NumberColumn(format="localized"),
            link: st.column_config.LinkColumn(link, display_text=_("open")),
        },
    )


def latest_first(table: pd.DataFrame) -> pd.DataFrame:
    """The phases by day of effect, the latest first."""
    return table.sort_values("effective", ascending=False, kind="stable")
