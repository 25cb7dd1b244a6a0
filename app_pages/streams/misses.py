"""What each record has that the other lacks: acts without a machine event, and the reverse."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.streams import misses
from analysis.streams.measures import FOLD
from app_pages import pages
from app_pages.cards import listing
from app_pages.frame import address, links, lists, page, state
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from app_pages.streams import source
from app_pages.streams.source import Stream
from charts.draw.picture import Picture
from charts.speech.formats import day
from charts.speech.language import _, plural
from charts.streams import misses as charts

ALIKE = ("root", "quad_class", "any")
SALIENT = ("2", "3")
MOST_CLUSTERS, MOST_ADDRESSES = 30, 20
COLUMNS = ("date", "title", "direction", "domain", "salience")


def lacking(chosen: Selection, shown: Stream, alike: str) -> pd.DataFrame:
    """The salient acts on record without a machine event of the kind, the latest first."""
    salient, machine = _sides(chosen, shown)
    without = salient[~misses.near(salient, machine, alike)]
    return without.sort_values("date", ascending=False, kind="stable")


def clusters(chosen: Selection, shown: Stream, alike: str) -> pd.DataFrame:
    """The machine events with most reports without a curated act of the kind."""
    scale = chosen.record.cameo_goldstein
    largest = source.counts(chosen, shown).largest
    found = misses.with_classes(source.within(largest, "day", chosen), scale)
    on_record = misses.with_classes(
        chosen.record.events.assign(day=lambda rows: rows["date"]), scale
    )
    # An act known to its month or year may be any of its days.
    exact = on_record[on_record["date_precision"] == "day"]
    return found[~misses.near(found, exact, alike)].head(MOST_CLUSTERS).reset_index(drop=True)


def recalled(chosen: Selection, shown: Stream, alike: str) -> Picture | None:
    """How many of the salient acts the machine has, by kind; None without an act."""
    salient, machine = _sides(chosen, shown)
    found = misses.recall(salient, machine, alike)
    return charts.recall(found, chosen.words, misses.WITHIN_DAYS) if len(found) else None


def _sides(chosen: Selection, shown: Stream) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The salient acts that can be compared, and the machine's days and roots, with classes."""
    days = source.counts(chosen, shown).days
    scale = chosen.record.cameo_goldstein
    acts = source.acts(chosen, days)
    salient = acts[acts["salience"].astype(str).isin(SALIENT)]
    return misses.with_classes(salient, scale), misses.with_classes(days, scale)


@page.fragment
def section() -> None:
    """Recall by kind of act, the acts that the machine lacks, and the clusters that we lack."""
    view = state.view()
    chosen = state.selection(view)
    shown = source.stream(chosen)
    if source.counts(chosen, shown).days.empty:
        st.info(_("The stream has no event in these years."))
        return
    alike = _choose_alike()
    made = state.result(recalled, view, shown=shown, alike=alike)
    if made is None:
        st.info(_("No act of salience 2 or 3 lies inside the stream in these years."))
    else:
        source.draw(made, "streams-recall", shown)
    _list_lacking(state.measure(lacking, view, shown=shown, alike=alike), chosen, shown)
    found = state.result(clusters, view, shown=shown, alike=alike)
    _list_clusters(found, chosen, shown)


def _choose_alike() -> str:
    """What makes two acts the same kind."""
    names = {
        "root": _("Same CAMEO root"),
        "quad_class": _("Same class"),
        "any": _("Any act"),
    }
    chosen: str = address.choose(
        st.segmented_control,
        _("Counts as found"),
        names,
        key="streams_alike",
        help=_("Classes: verbal or material, cooperation or conflict."),
    )
    return chosen


def _head(title: str, shown: Stream) -> None:
    """The head of a list, which says of the sample that it is invented."""
    told = _("Invented sample: {title}", title=title) if shown.is_invented else title
    st.markdown(f"## {plain(told)}")


def _list_lacking(rows: pd.DataFrame, chosen: Selection, shown: Stream) -> None:
    _head(_("On record, and not in the stream"), shown)
    if rows.empty:
        st.caption(_("Every act of salience 2 and 3 has a machine event within three days."))
        return
    st.caption(
        plural(
            "{n} act of salience 2 or 3 has no machine event of its kind within three days.",
            "{n} acts of salience 2 or 3 have no machine event of their kind within three days.",
            len(rows),
        )
    )
    listing.rows(rows, "events", COLUMNS, chosen, "streams-lacking")


def _list_clusters(rows: pd.DataFrame, chosen: Selection, shown: Stream) -> None:
    _head(_("In the stream, and not on record"), shown)
    if rows.empty:
        st.caption(_("Every large cluster of reports has an act on record within three days."))
        return
    st.caption(
        _(
            "The events with the most reports that have no curated act of their kind within three "
            "days. Choose a row to see its addresses."
        )
    )
    words = chosen.words
    table = pd.DataFrame(
        {
            _("Date"): rows["day"].dt.strftime("%Y-%m-%d"),
            _("Reports"): rows["reports"],
            _("Addresses"): rows["addresses"],
            _("Who acts"): words.terms("direction", rows["direction"]),
            _("Kind of act"): words.terms("cameo_root", rows["root"]),
            _("Place"): rows["event"],
        }
    )
    ids = rows[[*FOLD, "event"]].astype(str).agg("|".join, axis=1).to_list()
    label = _("Clusters of reports")
    if picked := lists.choose(table, ids, "streams-clusters", label, taken=lambda: table):
        _open(rows.iloc[ids.index(picked)], chosen, shown)


def _open(cluster: pd.Series, chosen: Selection, shown: Stream) -> None:
    """The addresses behind a cluster, and the way to a new row."""
    addresses = source.counts(chosen, shown).addresses
    same = (addresses[[*FOLD, "event"]] == cluster[[*FOLD, "event"]]).all(axis=1)
    own = addresses[same]
    with st.container(border=True, key="streams-cluster"):
        st.markdown(
            f"**{plain(day(cluster['day']))}: "
            f"{plain(chosen.words.term('cameo_root', cluster['root']))}**"
        )
        if own.empty:
            st.caption(_("This stream gives no address of its reports."))
        for row in own.head(MOST_ADDRESSES).itertuples():
            times = plural("{n} report", "{n} reports", row.reports)
            st.markdown(f"- {links.web(row.address, row.address)} ({times})")
        if len(own) > MOST_ADDRESSES:
            more = len(own) - MOST_ADDRESSES
            st.caption(plural("and {n} more address", "and {n} more addresses", more))
        if shown.is_invented:
            st.caption(_("Invented, like the whole sample: there is nothing to add."))
            return
        if st.button(_("Write a row for it"), icon=":material/add:", key="streams-add"):
            _write(cluster)


def _write(cluster: pd.Series) -> None:
    """Open the form of a new event with what the machine knows of it."""
    st.session_state["add-events-date"] = f"{cluster['day']:%Y-%m-%d}"
    st.session_state["add-events-date_precision"] = "day"
    st.session_state["add-events-direction"] = cluster["direction"]
    st.switch_page(
        str(pages.page("your_data").script),
        query_params={"yours": "add", "yours_table": "events"},
    )
