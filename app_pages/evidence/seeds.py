"""The five articles: their claims in our words, what others say, and the rows that hold them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.evidence import seeds
from app_pages.cards import listing, shell
from app_pages.evidence import sources
from app_pages.frame import address, links, lists, page, published, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection, View
from app_pages.frame.text import plain
from charts.draw.picture import Picture
from charts.evidence import seeds as charts
from charts.speech import names
from charts.speech.formats import labelled, number
from charts.speech.language import _, plural

COLORS = {"confirmed": "green", "alone": "gray", "differ": "orange"}
"""The badge of each verdict; its words say the same."""


def held(chosen: Selection, texts: tuple[str, ...]) -> pd.DataFrame:
    """The claims of the digests and the rows that hold them, as known on the chosen day."""
    rows = seeds.resolved(seeds.parse(texts), chosen.record)
    return rows.assign(name=names.by_table(chosen.record, rows, chosen.words))


def judged(chosen: Selection, texts: tuple[str, ...]) -> pd.DataFrame:
    """What others say of each claim, as known on the chosen day."""
    return seeds.judged(seeds.parse(texts), chosen.record)


def digests(view: View) -> tuple[str, ...]:
    """The digests that belong to the tables of the view."""
    folder = published.folder(view.data.partition(published.OF)[2]).parent / seeds.PLACE.name
    return seeds.files(folder) if state.is_published(view.data) and folder.is_dir() else ()


def offered(chosen: Selection, texts: tuple[str, ...]) -> list[str]:
    """The articles that are no later than the chosen day."""
    every = state.result(held, chosen.view, texts=texts)
    known = set(sources.known(chosen)["source_id"])
    return [seed for seed in every["seed"].unique() if seed in known]


def of_article(chosen: Selection, texts: tuple[str, ...], seed: str) -> pd.DataFrame:
    """The rows on record that hold the claims of one article."""
    every = state.result(held, chosen.view, texts=texts)
    return every[(every["seed"] == seed) & every["on_record"]]


def joined(chosen: Selection, texts: tuple[str, ...], seed: str) -> Picture:
    """The claims of an article and the rows that hold them."""
    return charts.seed(of_article(chosen, texts, seed), chosen.words)


@page.fragment
def section() -> None:
    """One digest of those that belong to the tables shown, not later than the chosen day."""
    chosen = state.selection(state.view())
    texts = digests(chosen.view)
    every = state.result(held, chosen.view, texts=texts)
    articles = sources.known(chosen).set_index("source_id", drop=False)
    ids = offered(chosen, texts)
    if not ids:
        st.info(_("No article is as old as that."), icon=":material/history:")
        return
    verdicts = state.measure(judged, chosen.view, texts=texts)
    verdicts = verdicts[verdicts["seed"].isin(ids)]
    counted = verdicts["verdict"].value_counts().reindex(list(seeds.VERDICTS), fill_value=0)
    said = " ".join(
        f":{COLORS[verdict]}-badge[{labelled(charts.verdict_name(verdict), number(n))}]"
        for verdict, n in counted.items()
    )
    st.markdown(
        plural(
            "The articles with which the record began make {n} claim: {verdicts}",
            "The articles with which the record began make {n} claims: {verdicts}",
            len(verdicts),
            verdicts=said,
        ),
        help=_(
            "Confirmed: a row that holds the claim cites another source, reposts and the other "
            "articles left out. Others differ: sources give another value."
        ),
    )
    seed = address.choose(
        st.selectbox, _("Article"), ids, key="seed", text=articles["title"].__getitem__
    )
    st.markdown(shell.source_text(articles.loc[seed].to_dict(), chosen))
    own = every[every["seed"] == seed]
    there = of_article(chosen, texts, seed)
    verdict_of = verdicts.set_index("claim")["verdict"]
    for claim, group in own.groupby("claim", sort=False):
        _claim(group, str(verdict_of[claim]), chosen)
    if missing := len(own) - len(there):
        st.caption(
            plural(
                "{n} row is not on record as of that day.",
                "{n} rows are not on record as of that day.",
                missing,
            )
        )
    shown = state.result(joined, chosen.view, texts=texts, seed=seed)
    drawn = picture(shown, "seed-links", selectable=True)
    for key in lists.clicked(drawn):
        table, _colon, row_id = key.partition(":")
        listing.opened((table, row_id), ())


def _claim(group: pd.DataFrame, verdict: str, chosen: Selection) -> None:
    """One claim in our words, what others say of it, and the rows that hold it."""
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
    badge = f":{COLORS[verdict]}-badge[{charts.verdict_name(verdict)}]"
    st.markdown("\n".join([f"{place}. {plain(says)} {badge}", *rows]))
