"""Tables whose rows stand for rows on record: choosing one opens the card of that row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analysis.tables import kinds
from analysis.tables.dataset import row_ids
from app_pages import pages
from app_pages.cards import shell
from app_pages.frame import lists, state
from app_pages.frame.state import Selection
from charts.speech.listing import both, headings, readable


def rows(
    frame: pd.DataFrame,
    table: str,
    columns: Sequence[str],
    chosen: Selection,
    key: str,
    *,
    widths: Mapping[str, int] | None = None,
) -> None:
    """Rows of a table in words, with a file to take away; choosing one opens its card.

    `widths` holds pixels by the name of a column, where a long one would push others out of sight.
    """
    words = chosen.words
    shown = readable(frame, table, columns, words, chosen.record.sources)
    config = lists.widths({words.field(table, n): width for n, width in (widths or {}).items()})
    ids = row_ids(frame, chosen.record.package.tables[table])
    said = headings(table, columns, words)
    listed(
        shown,
        [(table, row_id) for row_id in ids],
        key,
        config,
        taken=lambda: both(shown, frame, said, words),
    )


def listed(
    shown: pd.DataFrame,
    of: Sequence[shell.Row | None],
    key: str,
    config: dict[str, Any] | None = None,
    *,
    taken: Callable[[], pd.DataFrame] | None = None,
    **settings: Any,
) -> None:
    """A table whose rows stand each for a row on record; choosing one opens what tells of that row.

    `of` holds these rows, in the same order, None for one that is no more on record; `taken` makes
    what the file holds, where that is more than is shown.
    """
    told = [row and _told_on(row) for row in of]
    ids = [":".join(row or ()) for row in told]
    picked = lists.choose(shown, ids, key, config=config, **settings)
    lists.download(taken or (lambda: shown), key, ids=[row and row[1] for row in of])
    opened(of[ids.index(picked)] if picked else None, told)


def opened(picked: shell.Row | None, among: Sequence[shell.Row | None]) -> None:
    """Open what tells of a row that has just been chosen, if one has: a card, or a page."""
    if st.session_state.pop(state.AMONG, None) is None or not picked:
        return
    table, row_id = _told_on(picked)
    if table in shell.DRAWN:
        shell.open_card((table, row_id), [row for row in dict.fromkeys(among) if row])
    else:
        kind = kinds.of(table)
        st.switch_page(str(pages.page(kind.page).script), query_params={kind.parameter: row_id})


def _told_on(row: shell.Row) -> shell.Row:
    """The row whose card tells of this one: itself, or what it belongs to."""
    table, row_id = row
    kind = kinds.of(table)
    same = (each for each in shell.DRAWN if kinds.of(each).parameter == kind.parameter)
    return next(same, table), kind.value(table, row_id)
