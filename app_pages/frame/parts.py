"""The parts that pages are built from: pictures with their numbers, lists of rows, notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from urllib.parse import quote
from zlib import crc32

import pandas as pd
import streamlit as st

from analysis.tables.filters import Filters
from analysis.tables.links import addresses
from app_pages.frame import address, downloads, refresh, state
from app_pages.frame.state import Selection
from charts.draw.picture import Picture
from charts.draw.text import settled
from charts.speech.language import _, day, language, plural
from charts.speech.listing import readable

PLOTLY_CONFIG = {
    "displaylogo": False,
    "displayModeBar": False,
    "scrollZoom": False,
    "showTips": False,
}

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$~:@&=^])")

# What the browser rewrites after the escapes are gone: addresses, icons, emoji, arrows. A word
# joiner, which nobody sees, keeps each from being found.
_REWRITTEN = re.compile(
    r"(?<=:)(?=//|material[/_]|streamlit:|[\w+-]+:)"
    r"|(?<=www)(?=\.)"
    r"|(?<=[\w.+-])(?=@)"
    r"|(?<=[-<>~])(?=[-=>])",
    re.IGNORECASE,
)
_WORD_JOINER = "\u2060"

# Every sign that an address may hold by RFC 3986, and the percent sign of those already coded.
_ADDRESS = ":/?#[]@!$&'()*+,;=-._~%"


@lru_cache(maxsize=10_000)
def plain(text: str) -> str:
    """The text with every sign that Markdown would read as markup put out of action."""
    return _MARKDOWN.sub(r"\\\1", _REWRITTEN.sub(_WORD_JOINER, settled(text)))


def told(text: str, head: str = "") -> None:
    """Write a text of the tables, marked as English where the reader's language is another.

    `head` is Markdown to stand before it. A screen reader then speaks the text as English.
    """
    if language() == "en":
        st.markdown(head + plain(text))
    else:
        # The text itself stays text: `plain` puts every sign of HTML out of action.
        st.markdown(f'{head}<span lang="en">{plain(text)}</span>', unsafe_allow_html=True)


def target(url: str) -> str:
    """The address of a link as Markdown takes it, whatever signs it holds."""
    return f"<{quote(url, safe=_ADDRESS)}>"


def header(title: str, question: str) -> None:
    """The head of a page: its title and the question that it answers."""
    st.title(plain(title), anchor=False)
    st.caption(question)


def picture(shown: Picture, key: str, *, selectable: bool = False, level: int = 3) -> Any:
    """A picture with its title, subtitle, note, numbers and source line.

    With `selectable`, a click on a mark reruns the page (or the fragment around it), and the
    selection is returned as Streamlit gives it.
    """
    with st.container(key=f"picture-{key}"):
        st.markdown(f"{'#' * level} {plain(shown.title)}")
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
    return st.vega_lite_chart(
        spec=shown.spec, width="stretch", key=key, on_select=on_select, alt=shown.alt
    )


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
            st.dataframe(
                shown.table,
                hide_index=True,
                placeholder="",
                alt=shown.title,
                key=f"table-{key}",
            )
            st.download_button(
                _("Download as CSV"),
                csv(shown.table),
                file_name=f"{key}.csv",
                mime="text/csv",
                icon=":material/download:",
                key=f"csv-{key}",
                on_click="ignore",
            )
            downloads.picture(shown, key)


def source_line(chosen: Selection) -> str:
    """What the figures rest on: the package, its version and how far it reaches."""
    package = chosen.record.package
    return _(
        "Source: {package}, version {version}, record to {end}.",
        # The title of the tables is English; the relationship has a name in every language.
        package=plain(package.title if language() == "en" else chosen.words.title()),
        version=plain(package.version),
        end=day(chosen.record.end),
    )


def csv(table: pd.DataFrame) -> bytes:
    """The table as CSV for a spreadsheet: UTF-8 with a mark, formulas put out of action."""
    safe = table.map(neutral).rename(columns=neutral)
    return safe.to_csv(index=False).encode("utf-8-sig")


# Spreadsheets look past blanks and signs without width; some read the wide forms as well.
_FORMULA = re.compile(
    r"[\t\r\n]|[\s\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]"
)


def neutral(value: Any) -> Any:
    """A cell that no spreadsheet reads as a formula: text that starts like one gets a quote."""
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return value


@contextmanager
def drawer(label: str, key: str) -> Iterator[bool]:
    """A box that opens on demand; tells whether it is open, so that only then it is filled."""
    box = st.expander(label, on_change="rerun", key=key)
    with box:
        yield bool(box.open)


def rows(
    table: pd.DataFrame,
    name: str,
    columns: Sequence[str],
    chosen: Selection,
    key: str,
    *,
    height: int | str = "auto",
    widths: Mapping[str, int] | None = None,
) -> None:
    """Rows of a table of the package in words, each with a link that opens its card.

    `widths` holds pixels by the name of a column, where a long one would push others out of sight.
    """
    link = _("Card")
    shown = readable(table, name, columns, chosen.words, chosen.record.sources).assign(
        **{link: address.onward_all(addresses(table, name, chosen.record))}
    )
    config = {
        chosen.words.field(name, column): st.column_config.Column(width=width)
        for column, width in (widths or {}).items()
    }
    config[link] = st.column_config.LinkColumn(
        link, display_text=_("open"), help=_("Everything on record about this row")
    )
    table_with_download(shown, key, config, height=height)


def choosable(
    shown: pd.DataFrame,
    ids: Sequence[str],
    key: str,
    label: str,
    config: dict[str, Any] | None = None,
) -> str | None:
    """A table of which one row can be chosen; returns that row's id (one of `ids`), if any."""
    # Other rows are another table: a choice made among the former ones must not carry over.
    rows_key = crc32("|".join(ids).encode())
    with st.container(key=key):
        picked = st.dataframe(
            shown,
            hide_index=True,
            placeholder="",
            on_select="rerun",
            selection_mode="single-row",
            column_config=config or {},
            key=f"{key}-{rows_key}",
            alt=label,
        )
    chosen = [ids[position] for position in picked.selection.rows if position < len(ids)]
    return chosen[0] if chosen else None


def table_with_download(
    shown: pd.DataFrame,
    key: str,
    config: dict[str, Any] | None = None,
    *,
    height: int | str = "auto",
    taken: pd.DataFrame | None = None,
) -> None:
    """A table whose columns are readable as they stand, and the same as a file to take away.

    `taken` is what the file holds, where numbers are shown as text.
    """
    st.dataframe(
        shown,
        hide_index=True,
        placeholder="",
        column_config=config or {},
        height=height,
        key=key,
        alt=_("Table of {n} rows", n=len(shown)),
    )
    download(lambda: shown if taken is None else taken, key)


def download(make: Callable[[], pd.DataFrame], key: str) -> None:
    """A button that hands out a table as a file; it is made only when the reader asks for it."""
    st.download_button(
        _("Download as CSV"),
        lambda: csv(make()),
        file_name=f"{key}.csv",
        mime="text/csv",
        icon=":material/download:",
        type="tertiary",
        key=f"csv-{key}",
        on_click="ignore",
    )


def empty(chosen: Selection, what: str, key: str) -> None:
    """Say in words that nothing is selected, and offer to reset the filters."""
    st.info(what, icon=":material/filter_alt_off:")
    st.button(_("Reset the filters"), on_click=reset_filters, key=f"reset-{key}")


def reset_filters() -> None:
    """Put every shared filter back to its default (a callback)."""
    for name, value in default_choices().items():
        st.session_state[name] = value
    refresh.everything()


def default_choices() -> dict[str, Any]:
    """The default of each shared filter, by its key in the address."""
    record = state.dataset(state.data_key())
    end = record.end.year
    first = int(record.events["date"].dt.year.min())
    return {
        # A record that ends before the usual first year opens whole.
        "years": (max(2015, first) if end >= 2015 else first, end),
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


def clicked(selection: Any) -> list[Any]:
    """What the clicked marks of a picture stand for."""
    points = selection.selection.points if selection else []
    return [first(point["customdata"]) for point in points if "customdata" in point]
