"""The seed articles: their claims in our words, and the rows that hold them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.evidence import seeds
from app_pages.cards import event, shell
from app_pages.evidence import sources
from app_pages.frame import address, links, lists, page, published, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain, target
from charts.evidence import seeds as charts
from charts.speech import names
from charts.speech.formats import labelled
from charts.speech.language import _, plural


def held(chosen: Selection, texts: tuple[str, ...]) -> pd.DataFrame:
    """The claims of the digests and the rows that hold them, as known on the chosen day."""
    rows = seeds.resolved(seeds.parse(texts), chosen.record)
    return rows.assign(name=names.by_table(chosen.record, rows, chosen.words))


def section() -> None:
    """The digests that belong to the tables shown."""
    folder = published.folder().parent / seeds.PLACE.name
    shown = state.is_published(state.view().data) and folder.is_dir()
    texts = seeds.files(folder) if shown else ()
    if not texts:
        st.info(_("No seed digest belongs to these tables."), icon=":material/eco:")
        return
    _digest(texts)


@page.fragment
def _digest(texts: tuple[str, ...]) -> None:
    """One digest, of an article that is not later than the chosen day."""
    chosen = state.selection(state.view())
    every = state.result(held, chosen.view, texts=texts)
    articles = sources.known(chosen).set_index("source_id", drop=False)
    ids = [seed for seed in every["seed"].unique() if seed in articles.index]
    if not ids:
        st.info(_("No seed article is as old as that."), icon=":material/history:")
        return
    seed = address.choose(
        st.selectbox, _("Seed article"), ids, key="seed", text=articles["title"].__getitem__
    )
    st.markdown(shell.source_text(articles.loc[seed].to_dict(), chosen))
    own = every[every["seed"] == seed]
    there = own[own["on_record"]]
    drawn = picture(charts.seed(there, chosen.words), "seed-links", selectable=True)
    for key in lists.clicked(drawn):
        _open(key, there, chosen)
    if missing := len(own) - len(there):
        st.caption(
            plural(
                "{n} row is not on record as of that day.",
                "{n} rows are not on record as of that day.",
                missing,
            )
        )
    st.markdown(f"### {_('The claims')}")
    for _id, group in own.groupby("claim", sort=False):
        _claim(group, chosen)


def _open(key: str, there: pd.DataFrame, chosen: Selection) -> None:
    """The row that was chosen: an event's card at once, any other by its address."""
    table, _colon, row_id = key.partition(":")
    if table == "events":
        event.show(row_id, chosen, "seed")
        return
    name = there.loc[(there["table"] == table) & (there["row_id"] == row_id), "name"].iloc[0]
    st.markdown(
        _(
            "Open: [{name}]({address})",
            name=plain(name),
            address=target(links.row(table, row_id)),
        )
    )


def _claim(group: pd.DataFrame, chosen: Selection) -> None:
    """One claim in our words, with the rows that hold it."""
    there = group[group["on_record"]]
    rows = [
        "    - "
        + labelled(
            plain(chosen.words.term("table", table)),
            links.markdown(name, links.row(table, row_id)),
        )
        for table, row_id, name in zip(there["table"], there["row_id"], there["name"], strict=True)
    ]
    place, says = group["number"].iloc[0], group["says"].iloc[0]
    st.markdown("\n".join([f"{place}. {plain(says)}", *rows]))
