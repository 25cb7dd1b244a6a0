"""The sources: how many of which kind, how rows rest on them, and the list of all."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from analysis.evidence.classes import NOT_NAMED, best_first, on_reposts_alone
from analysis.evidence.sources import counts, rows_per_source
from analysis.tables.links import written
from app_pages.cards import shell
from app_pages.evidence import rows as rows_of
from app_pages.evidence import support
from app_pages.frame import address, lists, page, state
from app_pages.frame.picture import adjust, picture
from app_pages.frame.state import Selection
from charts.draw.picture import Picture
from charts.evidence import sources as charts
from charts.speech.formats import language_name
from charts.speech.language import _, plural

WHICH = ("selected", "all")


def known(chosen: Selection) -> pd.DataFrame:
    """All sources, without those later than the chosen day."""
    sources, as_of = chosen.record.sources, chosen.view.filters.as_of
    return sources if as_of is None else sources[~(sources["published"] > as_of)]


def carrying(chosen: Selection, everything: bool) -> pd.DataFrame:
    """The sources that the selection rests on (or all), those that carry most rows first.

    Adds `rows`, how many rows of the selection each carries, and `class`.
    """
    cited = state.measure(support.citations, chosen.view)
    rows = best_first(known(chosen), chosen.record.pair)
    if not everything:
        rows = rows[rows["source_id"].isin(cited["source_id"])]
    carried = rows["source_id"].map(rows_per_source(cited)).fillna(0).astype("int64")
    return rows.assign(rows=carried).sort_values(
        ["rows", "source_id"], ascending=[False, True], kind="stable"
    )


def by_property(chosen: Selection, by: str, everything: bool) -> Picture:
    found = carrying(chosen, everything)
    undated = int(found["published"].isna().sum())
    return charts.sources(counts(found, by), by, undated, chosen.words)


def section() -> None:
    """The sources by a property, the list of them, and how the rows rest on them."""
    _sources()
    support.section()
    _reposted()


def reposted(chosen: Selection) -> pd.DataFrame:
    """The rows of the selection that rest on reposts alone."""
    cited = state.measure(support.citations, chosen.view)
    return on_reposts_alone(cited, chosen.record.sources, chosen.record.pair)


@page.fragment
def _reposted() -> None:
    """The rows that nobody can cite by their sources, table by table."""
    chosen = state.selection(state.view())
    found = state.measure(reposted, chosen.view)
    label = plural(
        "{n} row rests on reposts or aggregators alone",
        "{n} rows rest on reposts or aggregators alone",
        len(found),
    )
    with page.drawer(label, "open-reposted") as opened:
        if not opened or found.empty:
            return
        table = st.selectbox(
            _("Table"),
            found["table"].unique().tolist(),
            format_func=lambda name: chosen.words.term("table", name),
            key="reposted_table",
        )
        here = found.loc[found["table"] == table, "position"]
        whole = chosen.shown.tables()[table]
        rows_of.listed(whole.iloc[here.to_list()], table, chosen, "reposted-rows")


@page.fragment
def _sources() -> None:
    chosen = state.selection(state.view())
    which = {"selected": _("In the selection"), "all": _("All sources")}
    with adjust("sources-adjust"):
        by = address.choose(
            st.segmented_control,
            _("By"),
            list(charts.PROPERTIES),
            key="sources_by",
            text=charts.property_name,
        )
        asked = address.choose(st.segmented_control, _("Which"), which, key="sources_which")
    everything = asked == "all"
    shown = state.result(by_property, chosen.view, by=by, everything=everything)
    picture(shown, "sources-by")
    st.markdown(f"## {_('The sources')}")
    found = _narrowed(state.measure(carrying, chosen.view, everything=everything), chosen)
    if found.empty:
        st.info(_("No source is behind this choice."), icon=":material/filter_alt_off:")
        return
    st.caption(
        plural(
            "{n} source. Choose its row to see what rests on it.",
            "{n} sources, those that carry most rows first. Choose a row to see what rests on it.",
            len(found),
        )
    )
    table, ids = in_words(found, chosen), found["source_id"].to_list()
    opened = lists.choose(
        table,
        ids,
        "source-rows",
        plural("Table of {n} source", "Table of {n} sources", len(found)),
        {
            _("Rows"): st.column_config.NumberColumn(width=60, format="localized"),
            _("Title"): st.column_config.TextColumn(width=300),
            _("Publisher"): st.column_config.TextColumn(width=150),
            _("Page"): st.column_config.LinkColumn(display_text=_("open"), width="small"),
        },
    )
    lists.download(lambda: table, "sources", ids=ids)
    shell.choose("sources", opened)


def _narrowed(found: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """The sources that hold the words and have the properties that the reader asks for."""
    term = chosen.words.term
    by = {
        "side": ("sources_side", _("Whose voice"), partial(term, "source_side")),
        "class": ("sources_class", _("Class"), charts.class_name),
        "language": ("sources_language", _("Language"), language_name),
    }
    search, choices = st.container(), st.columns(3)
    kept = lists.narrow(found, by, choices)
    with search:
        return lists.search(
            kept,
            ("title", "publisher", "url", "source_id"),
            _("Search the sources"),
            "sources_find",
            _("Words of the title, the publisher or the address"),
        )


def in_words(sources: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """Sources in words: rows, title, publisher, date, voice, class, language and link."""
    words = chosen.words
    languages = {code: language_name(code) for code in sources["language"].unique()}
    return pd.DataFrame(
        {
            _("Rows"): sources["rows"],
            _("Title"): sources["title"],
            _("Publisher"): sources["publisher"].replace({NOT_NAMED: _("publisher not named")}),
            _("Published"): written(sources, "published"),
            _("Whose voice"): words.terms("source_side", sources["side"]),
            _("Class"): sources["class"].astype(str).map(charts.class_name),
            _("Language"): sources["language"].map(languages),
            _("Page"): sources["url"].where(sources["url"].str.match(r"https?://"), ""),
        }
    )
