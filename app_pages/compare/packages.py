"""The packages that are compared: the server's own, those of other pairs, and a reader's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from analysis.compare import episodes as found
from analysis.tables.dataset import Dataset
from app_pages.cards import shell
from app_pages.frame import links, lists, published, state, uploaded
from app_pages.frame.state import Selection, View
from app_pages.frame.text import plain, small
from charts.compare import names
from charts.speech import names as speech
from charts.speech.formats import clauses, day, listed
from charts.speech.language import _, plural
from charts.speech.names import Words

Keys = tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class Packages:
    """The tables and the names of each pair, by its name, and the episodes in them."""

    records: Mapping[str, Dataset]
    words: Mapping[str, Words]
    episodes: pd.DataFrame

    def called(self, rows: pd.DataFrame) -> list[str]:
        """The name of each row that `pair`, `table` and `row_id` name; "" where they name none."""
        found = pd.Series("", index=rows.index, dtype=object)
        for pair, own in rows[rows["table"] != ""].groupby("pair"):
            of = str(pair)
            found[own.index] = speech.by_table(self.records[of], own, self.words[of])
        return list(map(str, found))


def public() -> Keys:
    """Which tables everybody compares: the name of each pair, and the key of its tables."""
    editions = {name: published.current(name) for name in ("", *published.others())}
    return tuple((name, edition.key) for name, edition in editions.items() if edition)


def keys() -> Keys:
    """The same, and those that the reader brought."""
    own = ((links.OWN, state.data_key()),) if uploaded.shown() else ()
    return (*public(), *own)


def packages(chosen: Selection, tables: Keys) -> Packages:
    """Everything that is compared, as known on the chosen day."""
    view = chosen.view.record
    of = {name: state.selection(View(key, view.filters, view.language)) for name, key in tables}
    records = {name: each.record for name, each in of.items()}
    words = {name: each.words for name, each in of.items()}
    return Packages(records, words, found.episodes(records))


def given() -> Packages:
    """The same for the view of this session."""
    return state.result(packages, state.view().record, tables=keys())


def choose_row(
    shown: pd.DataFrame,
    rows: pd.DataFrame,
    key: str,
    config: dict[str, Any] | None = None,
    **settings: Any,
) -> None:
    """Rows of several pairs, in words; choosing one opens its card, in its pair.

    `rows` says of each of `shown` which it is: pair, table and row_id.
    """
    ids = list(map(":".join, rows[["pair", "table", "row_id"]].itertuples(index=False)))
    if picked := lists.choose(shown, ids, key, config=config, taken=lambda: shown, **settings):
        open_card(*picked.split(":", 2))


def open_card(pair: str, table: str, row_id: str, **settings: Any) -> None:
    """Open the card of a row that has just been chosen, in its pair."""
    elsewhere = None if pair == links.OWN else (pair, dict(keys())[pair])
    shell.choose(table, row_id, elsewhere=elsewhere, **settings)


def foot(compared: Packages) -> None:
    """Which packages have no episode, what is compared, and by which rule."""
    rule = links.page("method", whole=True, method_section="episodes")
    if lacking := found.lacking(compared.records):
        pairs = listed(names.pair(compared.words[name]) for name in lacking)
        st.caption(plain(_("Without an episode on record: {pairs}.", pairs=pairs)))
    st.caption(plain(_records(compared)))
    small(links.markdown(_("Which episodes are in, and which are not"), rule))


def _records(compared: Packages) -> str:
    """What is compared, and how much is on record."""
    told = [
        _(
            "{pair}, version {version}, {events}, to {date}",
            pair=names.pair(compared.words[name]),
            version=record.package.version,
            events=plural("{n} event", "{n} events", len(record.events)),
            date=day(record.end),
        )
        for name, record in compared.records.items()
    ]
    return _("Records: {records}.", records=clauses(told))
