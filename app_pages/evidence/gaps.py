"""What is missing: gaps that can be counted, and those that the maintainers know of."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.evidence import gaps
from analysis.tables import accounts as tables
from analysis.tables.filters import in_years
from app_pages.evidence import rows
from app_pages.frame import address, lists, page, state
from app_pages.frame.picture import answered, picture
from app_pages.frame.state import Selection
from app_pages.frame.text import in_markdown, plain
from charts.draw.picture import Picture
from charts.evidence import gaps as charts
from charts.speech.formats import number, percent
from charts.speech.language import _, language, plural

EMPTY = {"office-undated": ("start", "end")}
"""Columns that are empty in every row with a gap, because that is the gap."""

WIDTHS = {"office-undated": {"office": 330, "sources": 200}}
"""Pixels of the columns whose text is so long that the link to the card would be out of sight."""


def silence(chosen: Selection) -> Picture:
    """The months of the chosen years, as far as the record goes, whatever the other filters."""
    first, last = chosen.years
    start = max(pd.Timestamp(first, 1, 1), chosen.record.events["date"].min())
    end = min(pd.Timestamp(last, 12, 31), chosen.record.end)
    return charts.silence(gaps.months(chosen.record.events, start, max(start, end)))


def accounts(chosen: Selection) -> Picture:
    told = gaps.accounts(chosen.shown.contacts, chosen.record.pair)
    return charts.accounts(told, chosen.words)


def section() -> None:
    """Silent months, meetings told by one side, rows with a gap, and the list of known gaps."""
    _silence()
    _accounts()
    _rows_with_gaps()
    _known()


@page.fragment
def _silence() -> None:
    chosen = state.selection(state.view())
    picture(state.result(silence, chosen.view), "silent-months")
    rows.drawer(in_years(chosen.record, *chosen.years).events, "events", chosen)


@page.fragment
def _accounts() -> None:
    chosen = state.selection(state.view())
    drawn = picture(state.result(accounts, chosen.view), "accounts-told", selectable=True)
    contacts = chosen.shown.contacts
    if told := lists.clicked(drawn):
        found = contacts[tables.known(contacts, chosen.record.pair) == told[0]]
        with answered(told, "accounts-rows"):
            st.caption(plural("{n} row", "{n} rows", len(found)))
            rows.listed(found, "contacts", chosen, "accounts-rows")


def gap_name(kind: str) -> str:
    """The words for a kind of gap."""
    return {
        "office-undated": _("Offices without dates"),
        "contact-account": _("Contacts without one side’s account"),
        "restriction-end": _("Restrictions whose end is unknown"),
        "case-outcome": _("Cases without an outcome"),
        "source-undated": _("Sources without a date"),
    }[kind]


@page.fragment
def _rows_with_gaps() -> None:
    """How many rows have which gap, and the rows themselves."""
    chosen = state.selection(state.view())
    counted = gaps.counted(chosen.shown).set_index("kind")
    kind = address.choose(
        st.segmented_control,
        _("Rows with a gap"),
        list(gaps.TABLE),
        key="gap",
        text=lambda name: _("{gap}: {n}", gap=gap_name(name), n=number(counted.at[name, "rows"])),
    )
    found = counted.loc[kind]
    st.caption(
        plural(
            "{rows} of {n} row ({share}).",
            "{rows} of {n} rows ({share}).",
            int(found["of"]),
            rows=number(found["rows"]),
            share=percent(found["share"]),
        )
    )
    rows.listed(
        gaps.rows(chosen.shown, kind),
        gaps.TABLE[kind],
        chosen,
        f"gap-{kind}",
        without=EMPTY.get(kind, ()),
        widths=WIDTHS.get(kind),
    )


def _known() -> None:
    """The maintainers' own list of what they looked for and did not find."""
    chosen = state.selection(state.view())
    known = gaps.listed(chosen.record.gaps)
    if not known:
        return
    st.markdown(f"## {_('Known gaps, as the maintainers list them')}")
    if chosen.view.filters.as_of is not None:
        st.info(_("The list tells of later days, so it is not shown for a chosen day."))
        return
    if language() != "en":
        st.caption(_("The list is written in English."))
    for title, lines in known:
        with st.expander(plain(title)) if title else st.container():
            st.markdown(in_markdown(lines))
