"""The parts that pages are built from: pictures with their numbers, lists of rows, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analysis.filters import Filters
from app_pages.shared import state
from app_pages.shared.state import Selection
from charts.listing import readable
from charts.picture import Picture
from charts.wording import _, day, plural

PLOTLY_CONFIG = {
    "displaylogo": False,
    "displayModeBar": False,
    "scrollZoom": False,
    "showTips": False,
}

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$~:@])")


def plain(text: str) -> str:
    """The text with every sign that Markdown would read as markup put out of action."""
    return _MARKDOWN.sub(r"\\\1", text)


def header(title: str, question: str) -> None:
    """The head of a page: its title and the question that it answers."""
    st.title(title, anchor=False)
    st.caption(question)


def picture(shown: Picture, key: str, *, selectable: bool = False, level: int = 3) -> Any:
    """A picture with its title, subtitle, note, numbers and source line.

    With `selectable`, a click on a mark reruns the page (or the fragment around it), and the
    selection is returned as Streamlit gives it.
    """
    with st.container(key=f"picture-{key}"):
        st.markdown(f"{'#' * (level + 1)} {plain(shown.title)}")
        st.caption(plain(shown.subtitle))
        chosen = _draw(shown, key, selectable)
        if shown.note:
            st.caption(plain(shown.note))
        _foot(shown, key)
    return chosen


def _draw(shown: Picture, key: str, selectable: bool) -> Any:
    on_select: Any = "rerun" if selectable else "ignore"
    if shown.is_plotly:
        return st.plotly_chart(
            shown.figure,
            key=key,
            on_select=on_select,
            selection_mode=("points",),
            config=PLOTLY_CONFIG,
            alt=shown.alt,
        )
    return st.altair_chart(shown.figure, key=key, on_select=on_select, alt=shown.alt)


@st.fragment
def _foot(shown: Picture, key: str) -> None:
    """The numbers behind a picture, opened on demand, and what they rest on."""
    view = state.view()
    chosen = state.selection(view)
    with st.container(horizontal=True, vertical_alignment="center"):
        numbers = st.popover(
            _("Numbers"),
            icon=":material/table:",
            type="tertiary",
            on_change="rerun",
            key=f"numbers-{key}",
        )
        st.caption(source_line(chosen))
    if numbers.open:
        with numbers:
            st.dataframe(shown.table, hide_index=True, alt=shown.title, key=f"table-{key}")
            st.download_button(
                _("Download as CSV"),
                csv(shown.table),
                file_name=f"{key}.csv",
                mime="text/csv",
                icon=":material/download:",
                key=f"csv-{key}",
                on_click="ignore",
            )


def source_line(chosen: Selection) -> str:
    """What the figures rest on: the package, its version and how far it reaches."""
    package = chosen.record.package
    return _(
        "Source: {package}, version {version}, record to {end}.",
        package=plain(package.title),
        version=plain(package.version),
        end=day(chosen.record.end),
    )


def csv(table: pd.DataFrame) -> bytes:
    """The table as CSV for a spreadsheet: UTF-8 with a mark, formulas put out of action."""
    safe = table.map(neutral).rename(columns=neutral)
    return safe.to_csv(index=False).encode("utf-8-sig")


def neutral(value: Any) -> Any:
    """A cell that no spreadsheet reads as a formula: text that starts like one gets a quote."""
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return value


def rows(
    table: pd.DataFrame,
    name: str,
    columns: Sequence[str],
    chosen: Selection,
    key: str,
    *,
    height: int | str = "auto",
) -> None:
    """Rows of a table of the package in words, with a link that opens the card of an event."""
    words = chosen.words
    shown = readable(table, name, columns, words, chosen.record.sources)
    config: dict[str, Any] = {}
    event_column = "event_id" if "event_id" in table else None
    if event_column:
        link = _("Card")
        shown = shown.assign(**{link: "events?event=" + table[event_column]})
        config[link] = st.column_config.LinkColumn(
            link, display_text=_("open"), help=_("Everything on record about this event")
        )
    st.dataframe(
        shown,
        hide_index=True,
        column_config=config,
        height=height,
        key=key,
        alt=_("Table of {n} rows", n=len(shown)),
    )


def empty(chosen: Selection, what: str, key: str) -> None:
    """Say in words that nothing is selected, and offer to reset the filters."""
    st.info(what, icon=":material/filter_alt_off:")
    st.button(_("Reset the filters"), on_click=reset_filters, key=f"reset-{key}")


def reset_filters() -> None:
    """Put every shared filter back to its default (a callback)."""
    for name, value in default_choices().items():
        st.session_state[name] = value
    st.session_state["_reset"] = True


def default_choices() -> dict[str, Any]:
    """The default of each shared filter, by its key in the address."""
    record = state.dataset(state.data_key())
    end = record.end.year
    first = max(2015, int(record.events["date"].dt.year.min()))
    return {
        "years": (min(first, end), end),
        "actors": [],
        "domains": [],
        "directions": [],
        "as_of": None,
        "people": True,
    }


def selected(chosen: Selection) -> str:
    """How many rows of the main tables the filters keep, out of how many."""
    full = state.dataset(chosen.view.data)
    if chosen.view.filters == Filters():
        return plural("All {n} event", "All {n} events", len(full.events))
    return _(
        "{events} of {all_events} events and {contacts} of {all_contacts} contacts selected",
        events=len(chosen.shown.events),
        all_events=len(full.events),
        contacts=len(chosen.shown.contacts),
        all_contacts=len(full.contacts),
    )


def first(value: Any) -> Any:
    """A click's customdata: the value itself, or the first of a list of one."""
    return value[0] if isinstance(value, (list, tuple)) else value
