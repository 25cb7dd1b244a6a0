"""The sources: how many of which kind, what rests on them, and the list of all."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analysis.events import counts
from analysis.evidence.support import SUPPORT
from analysis.tables import kinds
from app_pages.cards import source
from app_pages.evidence import steps
from app_pages.frame import address, lists, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from charts.evidence import support
from charts.speech.formats import language_name, number
from charts.speech.language import _, plural

LISTED = 2000

SUPPORTED = (
    "events",
    "contacts",
    "trade_restrictions",
    "consular_cases",
    "consular_milestones",
    "statements",
    "offices",
)


def sources() -> None:
    """Which sources there are, how rows rest on them, and the list of all."""
    _sources()
    _support()


@page.fragment
def _sources() -> None:
    """The sources by a property, and the list that can be searched."""
    view = state.view()
    chosen = state.selection(view)
    by = address.choose(
        st.segmented_control,
        _("By"),
        list(support.PROPERTIES),
        key="sources_by",
        text=support.property_name,
    )
    which = address.choose(
        st.segmented_control,
        _("Which"),
        ["selected", "all"],
        key="sources_which",
        text=lambda value: {"selected": _("In the selection"), "all": _("All sources")}[value],
    )
    everything = which == "all"
    shown = state.result(steps.sources_by, view, by=by, everything=everything)
    picture(shown, "sources-by")
    _source_list(chosen, everything)


def _source_list(chosen: Selection, everything: bool) -> None:
    view = chosen.view
    listed = state.result(steps.sources, view, everything=everything)
    words = chosen.words
    st.markdown(f"### {_('The sources')}")
    found = st.text_input(
        _("Search the sources"),
        key="sources_find",
        bind="query-params",
        icon=":material/search:",
        placeholder=_("Words of the title, the publisher or the address"),
    )
    narrowing = {
        "side": (_("Whose voice"), lambda v: words.term("source_side", v)),
        "kind": (_("Kind"), lambda v: words.term("source_kind", v)),
        "language": (_("Language"), language_name),
    }
    for place, (column, (label, text)) in zip(st.columns(3), narrowing.items(), strict=True):
        options = sorted(listed[column].astype(str).unique())
        with place:
            kept = address.choose_many(
                st.multiselect,
                label,
                options,
                key=f"sources_{column}",
                text=text,
                placeholder=_("Any"),
            )
        if kept:
            listed = listed[listed[column].isin(kept)]
    if found:
        folded = state.result(steps.haystack, view, everything=everything)
        listed = counts.matching(listed, folded[listed.index], found)
    if listed.empty:
        st.info(_("No source is behind this choice."), icon=":material/filter_alt_off:")
        return
    head = listed.head(LISTED)
    st.caption(_length(len(listed), len(head)))
    opened = lists.choose(
        steps.source_table(chosen, head),
        head["source_id"].to_list(),
        "source-rows",
        _("Table of {n} sources", n=len(head)),
        {
            _("Rows"): st.column_config.NumberColumn(width=60, format="localized"),
            _("Title"): st.column_config.TextColumn(width=300),
            _("Publisher"): st.column_config.TextColumn(width=150),
            _("Page"): st.column_config.LinkColumn(display_text=_("open"), width="small"),
        },
    )
    lists.download(lambda: steps.source_table(chosen, listed), "sources")
    if opened:
        source.show(opened, chosen, "list")


def _length(total: int, shown: int) -> str:
    if shown < total:
        return _(
            "The first {shown} of {total} sources; the file holds all. Choose a row to see what "
            "rests on it.",
            shown=number(shown),
            total=number(total),
        )
    return plural(
        "{n} source. Choose its row to see what rests on it.",
        "{n} sources, those that carry most rows first. Choose a row to see what rests on it.",
        total,
    )


@page.fragment
def _support() -> None:
    """How the rows rest on sources, by table and by year, and the rows of one kind."""
    view = state.view()
    chosen = state.selection(view)
    by = address.choose(
        st.segmented_control,
        _("Support by"),
        list(steps.SUPPORTED_BY),
        key="support_by",
        text=lambda value: {"table": _("Table"), "year": _("Year")}[value],
    )
    picture(state.result(steps.support, view, by=by), "support")
    with page.drawer(_("Rows by support"), "open-support-rows") as opened:
        if opened:
            _supported_rows(chosen)


@page.fragment
def _supported_rows(chosen: Selection) -> None:
    words = chosen.words
    with st.container(horizontal=True):
        table = st.selectbox(
            _("Table"),
            SUPPORTED,
            format_func=lambda name: words.term("table", name),
            key="support_table",
        )
        kind = st.selectbox(
            _("Rests on"), SUPPORT, format_func=support.support_name, key="support_kind"
        )
    rows = steps.supported_rows(chosen, table, kind)
    listed(rows, table, chosen, "support-rows")


def listed(
    rows: pd.DataFrame,
    table: str,
    chosen: Selection,
    key: str,
    *,
    counted: bool = True,
    without: tuple[str, ...] = (),
    widths: Mapping[str, int] | None = None,
) -> None:
    """Rows of a table with links to their cards, as many as a list holds.

    With `counted`, their number stands above them; the columns in `without` are left out;
    `widths` is as for `lists.rows`.
    """
    if rows.empty:
        st.info(_("No row is behind this choice."), icon=":material/filter_alt_off:")
        return
    if counted:
        st.caption(plural("{n} row", "{n} rows", len(rows)))
    kind = kinds.of(table)
    cited = ("sources",) if table in SUPPORTED else ()
    columns = [column for column in (*kind.columns, *cited) if column not in without]
    lists.rows(rows.head(LISTED), table, columns, chosen, key, widths=widths)
