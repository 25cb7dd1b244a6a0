"""Rows on a page: tables that lead to cards, tables to choose from, files to take away."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from contextvars import copy_context
from functools import partial
from typing import Any, TypeVar
from zlib import crc32

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from analysis.tables.search import holding
from app_pages.frame import address, links, published, state
from app_pages.frame.state import Selection
from charts.speech.formats import aside, degrees, number, separators
from charts.speech.language import _, plural

T = TypeVar("T")

LONGEST = 120
"""Signs of the name of a file, before its table and its ending."""

MARK = 12
"""So many signs of the SHA-256 of a package stand in the name of a file."""

LINE, AROUND = 20, 26
"""Pixels of a line of text in a table, and of what is around the lines of a row.

Streamlit breaks no text in rows of 64 pixels or less.
"""


def lines(count: int) -> int:
    """The height of a row in which a text that is longer than its column breaks into lines."""
    return count * LINE + AROUND


def choose(
    shown: pd.DataFrame,
    ids: Sequence[str],
    key: str,
    label: str | None = None,
    config: dict[str, Any] | None = None,
    *,
    taken: Callable[[], pd.DataFrame] | None = None,
    **settings: Any,
) -> str | None:
    """A table of which one row can be chosen; returns that row's id (one of `ids`), if any.

    With `taken` there is a file to take away, which holds what it makes.
    """
    # Other rows are another table: a choice made among the former ones must not carry over.
    rows_key = crc32("|".join(ids).encode())
    with st.container(key=key):
        picked = st.dataframe(
            shown,
            hide_index=True,
            placeholder="",
            on_select=partial(state.note_choice, key),
            selection_mode="single-row",
            column_config=config or {},
            key=f"{key}-{rows_key}",
            alt=label or counted(shown),
            **settings,
        )
    if taken is not None:
        download(taken, key)
    chosen = [ids[position] for position in picked.selection.rows if position < len(ids)]
    state.offer(key, ids)
    return chosen[0] if chosen else None


def search(
    found: pd.DataFrame,
    columns: Sequence[str],
    label: str,
    key: str,
    hint: str | None = None,
    **settings: Any,
) -> pd.DataFrame:
    """A field for words, kept in the address; returns the rows that hold them in these columns."""
    asked = st.text_input(
        label,
        key=key,
        bind="query-params",
        icon=":material/search:",
        placeholder=hint,
        **settings,
    )
    return holding(found, columns, asked)


def narrow(
    found: pd.DataFrame,
    by: Mapping[str, tuple[str, str, Callable[[str], str]]],
    places: Sequence[Any],
) -> pd.DataFrame:
    """Choices among the values of columns, kept in the address; returns the rows that have them.

    `by` gives, by the name of a column, the parameter of the address, the label of the choice and
    the words for a value; `places` are where they stand.
    """
    kept = found
    for place, (column, (key, label, text)) in zip(places, by.items(), strict=False):
        options = sorted(found[column].astype(str).unique())
        with place:
            asked = address.choose_many(
                st.multiselect, label, options, key=key, text=text, placeholder=_("Any")
            )
        if asked:
            kept = kept[kept[column].isin(asked)]
    return kept


def table(
    shown: pd.DataFrame,
    key: str,
    config: dict[str, Any] | None = None,
    *,
    height: int | str = "auto",
    taken: pd.DataFrame | None = None,
    row_height: int | None = None,
) -> None:
    """A table whose columns are readable as they stand, and the same as a file to take away.

    `taken` is what the file holds, where numbers are shown as text.
    """
    small(shown, key, config=config, placeholder="", height=height, row_height=row_height)
    download(lambda: shown if taken is None else taken, key)


def small(
    shown: pd.DataFrame,
    key: str,
    label: str = "",
    config: dict[str, Any] | None = None,
    **settings: Any,
) -> None:
    """A table to be read where it stands."""
    st.dataframe(
        written(shown),
        hide_index=True,
        column_config=config or {},
        key=key,
        alt=label or counted(shown),
        **settings,
    )


def widths(pixels: Mapping[str, int]) -> dict[str, Any]:
    """How wide columns are, by their headings."""
    return {name: st.column_config.Column(width=width) for name, width in pixels.items()}


def figures(*columns: str, width: int | None = None) -> dict[str, Any]:
    """Columns of numbers that are written in the reader's language, and so are text."""
    return {name: st.column_config.TextColumn(alignment="right", width=width) for name in columns}


def written(shown: pd.DataFrame) -> pd.DataFrame | Styler:
    """The table with its fractions as the reader's language writes them, and degrees signed.

    A column has as many decimals as any number in it has, at most four.
    """
    write: dict[Hashable, Callable[[float], str]] = {}
    for name, column in shown.select_dtypes("float").items():
        digits = next((n for n in range(4) if column.equals(column.round(n))), 4)
        if digits:
            write[name] = partial(degrees if "°" in str(name) else number, digits=digits)
        else:
            write[name] = "{:.0f}".format  # It may hold years.
    large = shown.size > pd.get_option("styler.render.max_elements")
    return shown if large or not write else shown.style.format(write, na_rep="")


def counted(shown: pd.DataFrame) -> str:
    return plural("Table of {n} row", "Table of {n} rows", len(shown))


def name_of(chosen: Selection) -> str:
    """What files of this view are called: the package, its version, its end, the filters set.

    The first signs of the SHA-256 stand behind the version of what everybody is shown.
    """
    asked, package = chosen.view.filters, chosen.record.package
    edition = published.edition(chosen.view.data)
    mark = f"-{_slug(package.version)}-{edition.digest[:MARK]}" if edition else ""
    years = dict.fromkeys(asked.years or ())
    said = ["-".join(map(str, years)), *asked.actors, *asked.topics, *asked.domains]
    stem = f"{_slug(package.name)}{mark}-{chosen.record.end:%Y-%m-%d}"
    return "_".join([stem, *(_slug(each) for each in [*said, *asked.directions] if each)])[:LONGEST]


def _slug(name: str) -> str:
    return "".join(c if c.isalnum() or c in "-_." else "-" for c in name)[:60] or "tables"


def download(
    make: Callable[[], pd.DataFrame],
    key: str,
    file_name: str | None = None,
    *,
    label: str | None = None,
    ids: Sequence[str | None] | None = None,
    **settings: Any,
) -> None:
    """A button that hands out a table as a file; it is made only when the reader asks for it.

    `ids` are those of its rows on record, by which a program joins it to the tables.
    """
    file(
        label or _("Download as CSV"),
        lambda: csv(make() if ids is None else make().assign(**{_("Row"): ids})),
        file_name or f"{key}-{name_of(state.selection(state.view()))}.csv",
        f"csv-{key}",
        **{"type": "tertiary", **settings},
    )


MIME = {
    "csv": "text/csv",
    "html": "text/html",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "toml": "application/toml",
    "zip": "application/zip",
}


def file(label: str, make: Callable[[], bytes], file_name: str, key: str, **settings: Any) -> None:
    """A button that hands out a file, made in the reader's language when it is asked for."""
    st.download_button(
        label,
        deferred(make),
        file_name=file_name,
        mime=MIME[file_name.rpartition(".")[2]],
        key=key,
        on_click="ignore",
        **{"icon": ":material/download:", **settings},
    )


def deferred(make: Callable[[], T]) -> Callable[[], T]:
    """`make`, to be called later and outside of the session: in the language of now.

    Streamlit calls what a download button hands out in a thread that knows neither the language
    of the reader nor the address of the page; both are taken along.
    """
    context = copy_context()
    context.run(links.carry, links.carried())
    return lambda: context.copy().run(make)


def csv(table: pd.DataFrame) -> bytes:
    """The table as CSV for a spreadsheet: UTF-8 with a mark, formulas put out of action."""
    safe = in_figures(table).map(neutral).rename(columns=neutral)
    return safe.to_csv(index=False).encode("utf-8-sig")


def in_figures(table: pd.DataFrame) -> pd.DataFrame:
    """The table with what programs read of its shares: 58 under “Share (%)” for “58%”."""
    told, named = table.copy(), list(table)
    for place, (name, column) in enumerate(table.items()):
        cells = column.astype(str)
        known = cells[cells != "–"]
        if len(known) and known.str.fullmatch(_SHARE).all():
            told.isetitem(place, cells.str.rstrip("–%").str.strip())
            named[place] = aside(str(name), "%")
    return told.set_axis(named, axis="columns")


# Spreadsheets look past blanks and signs without width; some read the wide forms as well.
_FORMULA = re.compile(
    r"[\t\r\n]|[\s\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]"
)


_FIGURE = re.compile(r"[+−]?\d[\d.,\u00a0\u202f]*")
"""A number as pages print it."""

_SHARE = re.compile(f"{_FIGURE.pattern}%")


def neutral(value: Any) -> Any:
    """A cell that no spreadsheet reads as a formula: text that starts like one gets a quote.

    A number is no formula, and is given as programs read it, whatever the language writes.
    """
    if isinstance(value, str) and _FIGURE.fullmatch(value):
        decimal, group = separators()
        grouped = rf"[+−]?(\d{{1,3}}({group}\d{{3}})+|\d+)([{decimal}]\d+)?"
        if re.fullmatch(grouped, value):
            value = value.replace(group, "").replace(decimal, ".")
        return value.replace("−", "-")
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return value


def clicked(event: Any) -> tuple[Any, ...]:
    """What the mark stands for that a reader clicked on a picture; empty where none is.

    For Plotly the mark's customdata; for Altair the values of the fields of its selection.
    """
    selection = event.selection if event else {}
    # Plotly gives points, with places beside them; Altair the marks of each named selection.
    marks = selection.get(
        "points", next((m for m in selection.values() if isinstance(m, list)), [])
    )
    if not marks:
        return ()
    found = marks[0].get("customdata", ()) if "points" in selection else tuple(marks[0].values())
    return tuple(found) if isinstance(found, (list, tuple)) else (found,)
