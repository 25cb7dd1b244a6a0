"""Cards of the page of the evidence: a source with what rests on it, and a row without a page."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from analysis.evidence.classes import classes
from analysis.tables.links import cited, citing, rows
from app_pages.cards.shell import LONGEST, MOST_LINKS, TITLE, card, lead, of, source_text
from app_pages.frame import links, state
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.draw.text import shortened
from charts.evidence.sources import class_name
from charts.speech import names
from charts.speech.formats import labelled, number
from charts.speech.language import _, plural
from charts.speech.listing import readable

MOST_ROWS = 60
"""Rows resting on a source that its card lists for each table; the rest is counted."""


@of("sources")
def show(source_id: str, chosen: Selection) -> None:
    """Everything on record about a source, and the rows that rest on it."""
    none = chosen.record.sources.head(0)
    body = partial(_source, chosen=chosen)
    card("sources", source_id, chosen, body, sources=none)


@state.once("record")
def _cited(chosen: Selection) -> pd.DataFrame:
    return cited(chosen.record)


def _source(row: pd.Series, chosen: Selection) -> None:
    words = chosen.words
    st.markdown(f"{TITLE}{plain(row['title'])}")
    st.markdown(source_text(row.to_dict(), chosen))
    judged = classes(row.to_frame().T, chosen.record.pair).iloc[0]
    st.caption(plain(class_name(judged)))
    resting = citing(_cited(chosen), row["source_id"])
    st.markdown(
        plural("{n} row rests on it:", "{n} rows rest on it:", len(resting))
        if len(resting)
        else _("No row rests on it as of that day; claims may.")
    )
    for table, group in resting.groupby("table", sort=False):
        label = _("{table} ({n})", table=words.term("table", table), n=number(len(group)))
        shown = group["row_id"].head(MOST_ROWS)
        named = names.by_id(chosen.record, str(table), shown, words)
        with st.expander(label, expanded=len(resting) <= MOST_LINKS):
            for row_id, name in zip(shown, named, strict=True):
                lead(plain(shortened(name, LONGEST)), str(table), row_id)
            if more := len(group) - len(shown):
                st.caption(plural("and {n} more", "and {n} more", more))
    _said(row["source_id"], chosen)


def _said(source_id: str, chosen: Selection) -> None:
    """What the source says of fields, each linked to its row."""
    claims = chosen.record.claims
    own = claims[claims["source_id"] == source_id]
    if own.empty:
        return
    items = [
        "- "
        + _(
            "{row}, {field}: {value}",
            field=plain(claim.field.replace("_", " ")),
            row=links.markdown(claim.row_id, links.row(str(claim.table), claim.row_id)),
            value=plain(claim.value),
        )
        for claim in own.head(MOST_ROWS).itertuples()
    ]
    with st.expander(_("What it says of single fields ({n})", n=number(len(own)))):
        st.markdown("\n".join(items))


@of("claims")
def row(asked: str, chosen: Selection) -> None:
    """A row of a table that has no page of its own: every column, sources, disagreements.

    `asked` is the name of the table and the id of the row, as in the address of the card.
    """
    table, _colon, row_id = asked.partition(":")
    card(table, row_id, chosen, partial(_row, table=table, row_id=row_id, chosen=chosen))


def _row(_first: pd.Series, table: str, row_id: str, chosen: Selection) -> None:
    """Every row of this id, column by column: several where a compound id is shared."""
    words, spec = chosen.words, chosen.record.package.tables[table]
    columns = [f.name for f in spec.fields if f.name not in {"sources", "source_id"}]
    found = rows(chosen.record, table, row_id)
    st.markdown(f"{TITLE}{labelled(plain(words.term('table', table)), plain(row_id))}")
    for facts in readable(found, table, columns, words, chosen.record.sources).to_dict("records"):
        st.markdown(
            "\n".join(
                "- " + labelled(plain(str(name)), plain(str(value)))
                for name, value in facts.items()
                if str(value) not in {"", "nan", "<NA>"}
            )
        )
