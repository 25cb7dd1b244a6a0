"""The rows behind a figure of the evidence, with links to their cards."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analysis.tables import kinds
from app_pages.cards import listing
from app_pages.frame import page
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.speech.formats import number
from charts.speech.language import _


def listed(
    rows: pd.DataFrame,
    table: str,
    chosen: Selection,
    key: str,
    *,
    without: tuple[str, ...] = (),
    widths: Mapping[str, int] | None = None,
) -> None:
    """Rows of a table and what they rest on; `without` names columns that are left out."""
    if rows.empty:
        st.info(_("No row is behind this choice."), icon=":material/filter_alt_off:")
        return
    shown = [*kinds.of(table).columns, *(["sources"] if "sources" in rows else [])]
    columns = [column for column in shown if column not in without]
    listing.rows(rows, table, columns, chosen, key, widths=widths)


def drawer(rows: pd.DataFrame, table: str, chosen: Selection) -> None:
    """Rows of a table with every column, listed when asked for."""
    label = _(
        "The rows: {table} ({n})", table=chosen.words.term("table", table), n=number(len(rows))
    )
    with page.drawer(plain(label), f"rows-of-{table}") as opened:
        if opened:
            columns = [field.name for field in chosen.record.package.tables[table].fields]
            listing.rows(rows, table, columns, chosen, f"all-{table}")
