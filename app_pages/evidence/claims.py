"""Where sources differ, and what the seed articles claim: each linked to the rows that hold it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.events import counts
from analysis.evidence import seeds
from analysis.evidence.disagreements import KINDS
from analysis.tables.links import claims_on
from app_pages.cards import event, shell
from app_pages.evidence import steps
from app_pages.frame import address, links, lists, page, published, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain, target
from charts.evidence import seeds as seed_charts
from charts.evidence import support
from charts.speech.formats import labelled
from charts.speech.language import _, plural

LISTED = 2000


@page.fragment
def disagreements() -> None:
    """Where sources differ, by table and kind; each linked to its row."""
    view = state.view()
    chosen = state.selection(view)
    found = state.result(steps.disagreed, view)
    picture(state.result(steps.disagreements_picture, view), "disagreements")
    which = address.choose(
        st.segmented_control,
        _("List"),
        ["differ", "all"],
        key="claims_which",
        text=lambda value: {"differ": _("Disagreements"), "all": _("All claims")}[value],
        label_visibility="collapsed",
    )
    if which == "all":
        _claims(chosen)
        return
    if found.empty:
        return
    kept = _narrowed(found, chosen)
    if kept.empty:
        st.info(_("No disagreement is behind this choice."), icon=":material/filter_alt_off:")
        return
    st.caption(
        plural(
            "{n} detail. Choose its row to see who says what.",
            "{n} details. Choose a row to see who says what.",
            len(kept),
        )
    )
    shown = steps.disagreement_table(chosen, kept)
    head = kept.head(LISTED)
    ids = [":".join(key) for key in zip(head["table"], head["row_id"], head["field"], strict=True)]
    opened = lists.choose(
        shown.head(LISTED),
        ids,
        "disagreement-rows",
        _("Table of {n} disagreements", n=len(shown)),
        _columns(),
    )
    lists.download(lambda: shown, "disagreements")
    if opened:
        _one(head.iloc[ids.index(opened)], chosen)


def _columns() -> dict[str, Any]:
    """How wide the columns are: what is said begins on the first screen of a phone."""
    return {
        _("Row"): st.column_config.Column(width=150),
        _("Field"): st.column_config.Column(width=80),
        _("What sources say"): st.column_config.Column(width=250),
        _("What the source says"): st.column_config.Column(width=250),
        _("On record here"): st.column_config.Column(width=190),
        _("Kind"): st.column_config.Column(width=110),
        _("Table"): st.column_config.Column(width=100),
        _("Card"): st.column_config.LinkColumn(display_text=_("open"), width=60),
    }


def _claims(chosen: Selection) -> None:
    """Everything that sources say of single fields, whether others differ or not."""
    claims = state.result(steps.claims_in_words, chosen.view)
    text = st.text_input(
        _("Search the claims"), key="claims_find", bind="query-params", icon=":material/search:"
    )
    if text:
        folded = state.result(steps.claims_haystack, chosen.view)
        claims = counts.matching(claims, folded, text)
    if claims.empty:
        st.info(_("No claim is behind this choice."), icon=":material/filter_alt_off:")
        return
    st.caption(
        plural(
            "{n} claim. Choose its row to see what else is said of that field.",
            "{n} claims. Choose a row to see what else is said of that field.",
            len(claims),
        )
    )
    head = claims.head(LISTED)
    opened = lists.choose(
        steps.claim_table(chosen, head),
        head["claim_id"].to_list(),
        "claim-rows",
        _("Table of {n} claims", n=len(head)),
        _columns(),
    )
    lists.download(lambda: steps.claim_table(chosen, claims), "claims")
    if opened:
        _one(head[head["claim_id"] == opened].iloc[0], chosen)


def _narrowed(found: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """The disagreements of the chosen tables, kinds and words."""
    words = chosen.words
    left, middle, right = st.columns(3)
    with left:
        tables = address.choose_many(
            st.multiselect,
            _("Tables"),
            sorted(found["table"].unique()),
            key="differ_tables",
            text=lambda name: words.term("table", name),
            placeholder=_("Any"),
        )
    with middle:
        kinds = address.choose_many(
            st.multiselect,
            _("Kinds"),
            list(KINDS),
            key="differ_kinds",
            text=support.kind_name,
            placeholder=_("Any"),
        )
    with right:
        text = st.text_input(
            _("Search"), key="differ_find", bind="query-params", icon=":material/search:"
        )
    kept = found[
        (found["table"].isin(tables) if tables else True)
        & (found["kind"].isin(kinds) if kinds else pd.Series(True, index=found.index))
    ]
    if text:
        columns = ("name", "field", "row_id", "own", "choice")
        kept = counts.matching(kept, counts.haystack(kept, columns), text)
    return kept


def _one(row: pd.Series, chosen: Selection) -> None:
    """One disagreement: what each source says, what the row says, and the way to the row."""
    claims = claims_on(chosen.record, row["table"], row["row_id"])
    with st.container(border=True, key="disagreement-card"):
        st.markdown(f"**{links.markdown(row['name'], links.row(row['table'], row['row_id']))}**")
        shell.disagreements(claims[claims["field"] == row["field"]], chosen.words)


def seed_digests() -> None:
    """The seed articles: their claims in our words, and the rows that hold them."""
    view = state.view()
    folder = published.folder().parent / seeds.PLACE.name
    texts = seeds.files(folder) if state.is_published(view.data) and folder.is_dir() else ()
    if not texts:
        st.info(_("No seed digest belongs to these tables."), icon=":material/eco:")
        return
    _seed(texts)


@page.fragment
def _seed(texts: tuple[str, ...]) -> None:
    view = state.view()
    chosen = state.selection(view)
    held = state.result(steps.seed_rows, view, texts=texts)
    known = chosen.record.sources.set_index("source_id")
    ids = steps.known_seeds(chosen, held)
    if not ids:
        st.info(_("No seed article is as old as that."), icon=":material/history:")
        return
    seed = address.choose(
        st.selectbox,
        _("Seed article"),
        ids,
        key="seed",
        text=lambda name: known["title"].get(name) or name,
    )
    if seed in known.index:
        source = {"source_id": seed, **known.loc[seed].to_dict()}
        st.markdown(shell.source_text(source, chosen))
    own = held[held["seed"] == seed]
    there = own[own["on_record"]]
    shown = seed_charts.seed(there, chosen.words)
    drawn = picture(shown, "seed-links", selectable=True)
    marks = drawn.selection.get("picked") if drawn else None
    if marks:
        table, _colon, row_id = str(marks[0]["key"]).partition(":")
        _open_row(table, row_id, there, chosen)
    left_out = len(own) - len(there)
    if left_out:
        st.caption(
            plural(
                "{n} row is not on record as of that day.",
                "{n} rows are not on record as of that day.",
                left_out,
            )
        )
    st.markdown(f"### {_('The claims')}")
    for _id, group in own.groupby("claim", sort=False):
        _claim(group, chosen)


def _open_row(table: str, row_id: str, held: pd.DataFrame, chosen: Selection) -> None:
    """The row that was chosen: an event's card at once, any other by its address."""
    if table == "events":
        event.show(row_id, chosen, "seed")
        return
    name = held.loc[(held["table"] == table) & (held["row_id"] == row_id), "name"].iloc[0]
    st.markdown(
        _(
            "Open: [{name}]({address})",
            name=plain(name),
            address=target(links.row(table, row_id)),
        )
    )


def _claim(group: pd.DataFrame, chosen: Selection) -> None:
    """One claim in our words, with the rows that hold it."""
    held = group[group["on_record"]]
    rows = [
        "    - "
        + labelled(
            plain(chosen.words.term("table", table)),
            links.markdown(name, links.row(table, row_id)),
        )
        for table, row_id, name in zip(held["table"], held["row_id"], held["name"], strict=True)
    ]
    place, says = group["number"].iloc[0], group["says"].iloc[0]
    st.markdown("\n".join([f"{place}. {plain(says)}", *rows]))
