"""Cards of the page of the evidence: a source with what rests on it, and a row without a page."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.tables.links import citing, claims_on
from analysis.tables.links import rows as rows_of
from app_pages.cards import shell
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.draw.text import shortened
from charts.speech import names
from charts.speech.formats import labelled, number
from charts.speech.language import _, plural
from charts.speech.listing import readable

MOST_ROWS = 60
"""Rows resting on a source that its card lists for each table; the rest is counted."""


def source(source_id: str, chosen: Selection) -> None:
    """Everything on record about a source, and the rows that rest on it."""
    found = chosen.record.sources[chosen.record.sources["source_id"] == source_id]
    if found.empty:
        shell.missing(_("No source “{id}” is on record as of {date}."), source_id, chosen)
        return
    row = found.iloc[0]
    words = chosen.words
    with st.container(border=True, key=f"source-{source_id}"):
        st.markdown(f"#### {plain(row['title'])}")
        st.markdown(shell.source_text(row.to_dict(), chosen))
        st.caption(plain(words.term("source_kind", row["kind"])))
        resting = citing(chosen.record, source_id)
        st.markdown(
            plural("{n} row rests on it:", "{n} rows rest on it:", len(resting))
            if len(resting)
            else _("No row rests on it as of that day; claims may.")
        )
        for table, group in resting.groupby("table", sort=False):
            label = _("{table} ({n})", table=words.term("table", table), n=number(len(group)))
            items = [
                f"- [{plain(shortened(name, shell.LONGEST))}]({shell.link_to(str(table), row_id)})"
                for row_id, name in zip(
                    group["row_id"],
                    names.by_id(chosen.record, str(table), group["row_id"], words),
                    strict=True,
                )
            ][:MOST_ROWS]
            if len(group) > MOST_ROWS:
                more = len(group) - MOST_ROWS
                items.append(f"- {plural('and {n} more', 'and {n} more', more)}")
            with st.expander(label, expanded=len(resting) <= shell.MOST_LINKS):
                st.markdown("\n".join(items))
        _said(source_id, chosen)
        shell.permalink("sources", source_id)


def _said(source_id: str, chosen: Selection) -> None:
    """What the source says of fields, each linked to its row."""
    claims = chosen.record.claims
    own = claims[claims["source_id"] == source_id]
    if own.empty:
        return
    items = [
        _(
            "- [{row}]({address}), {field}: {value}",
            field=plain(claim.field.replace("_", " ")),
            row=plain(claim.row_id),
            address=shell.link_to(str(claim.table), claim.row_id),
            value=plain(claim.value),
        )
        for claim in own.head(MOST_ROWS).itertuples()
    ]
    with st.expander(_("What it says of single fields ({n})", n=number(len(own)))):
        st.markdown("\n".join(items))


def row(asked: str, chosen: Selection) -> None:
    """A row of a table that has no page of its own: every column, sources, disagreements."""
    table, _colon, row_id = asked.partition(":")
    found = rows_of(chosen.record, table, row_id)
    if found.empty:
        shell.missing(_("No row “{id}” is on record as of {date}."), asked, chosen)
        return
    words = chosen.words
    spec = chosen.record.package.tables[table]
    columns = [f.name for f in spec.fields if f.name not in {"sources", "source_id"}]
    shown = readable(found, table, columns, words, chosen.record.sources)
    with st.container(border=True, key="row-card"):
        st.markdown(f"#### {labelled(plain(words.term('table', table)), plain(row_id))}")
        for place in range(len(shown)):
            facts = shown.iloc[place]
            st.markdown(
                "\n".join(
                    "- " + labelled(plain(str(name)), plain(str(value)))
                    for name, value in facts.items()
                    if str(value) not in {"", "nan", "<NA>"}
                )
            )
        claims = claims_on(chosen.record, table, row_id)
        shell.disagreements(claims[claims["disagree"]], chosen.words)
        shell.details(claims[~claims["disagree"]], chosen.words)
        cited = _sources_of(found)
        known = chosen.record.sources
        shell.sources(known[known["source_id"].isin(cited)], chosen)


def _sources_of(rows: pd.DataFrame) -> set[str]:
    """The ids of the sources that these rows cite."""
    cited = {source for cell in rows.get("sources", ()) for source in cell}
    return cited | set(rows.get("source_id", ()))
