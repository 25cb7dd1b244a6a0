"""The steps of the page Your data: the verdict on an upload, and the form for a new row."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analysis.files import export, newpair, templates, upload
from analysis.files import row as rows
from analysis.files.row import Book
from analysis.files.upload import Verdict
from analysis.tables import dataset
from analysis.tables.dataset import Dataset
from analysis.tables.filters import Filters
from analysis.tables.package import Field
from app_pages.frame import page, published, state
from app_pages.frame.state import Selection, View
from app_pages.frame.text import plain
from charts.speech.formats import listed, number
from charts.speech.language import _, plural

COMMANDS = """\
python -m analysis --help
python -m analysis export --years 2018-2021 --to rows.xlsx
python -m analysis check data
python -m analysis temperature --at 2020-08-25
"""

ANOTHER_PAIR = """\
python -m analysis new-pair AUS NZL ../aus-nzl
DASHBOARD_DATA=../aus-nzl make run
"""

DRAFTS = "drafts"
VERDICT = "_verdict"


def reading(base: str) -> str:
    """How a program reads the tables from this server."""
    return f"""\
import pandas as pd

events = pd.read_csv("{base}events.csv")
contacts = pd.read_parquet("{base}contacts.parquet")
"""


def accepted() -> str:
    """Which files can be uploaded: Streamlit's own line says it in English, and cut on a phone."""
    kinds = ["ZIP", *(ending.removeprefix(".").upper() for ending in upload.TEXT_FILES)]
    most = number(st.get_option("server.maxUploadSize"))
    return _("{kinds}; at most {megabytes} MB each.", kinds=listed(kinds), megabytes=most)


def verdict(files: list[Any]) -> Verdict:
    """What the uploaded files turned out to be; judged once for the same files."""
    contents = [(file.name, file.getvalue()) for file in files]
    known = hashlib.sha256()
    for name, content in contents:
        known.update(f"{name}\0{len(content)}\0".encode() + content)
    kept = st.session_state.get(VERDICT)
    if kept is None or kept[0] != known.digest():
        with st.spinner(_("Checking …")):
            kept = (known.digest(), upload.judge(contents, base_files()))
        st.session_state[VERDICT] = kept
    found: Verdict = kept[1]
    return found


def base_files() -> dict[str, bytes]:
    """The files of the folder, into which single tables are put."""
    shown = published.current()
    return dict(shown.files) if shown else {}


def contents(found: Verdict, chosen: Selection) -> None:
    """How many rows each table of a sound upload has."""
    if found.tables is None:
        return
    name, count = _("Table"), _("Rows")
    counts = [
        {name: chosen.words.term("table", table), count: number(len(content))}
        for table, content in found.tables.tables().items()
    ]
    st.dataframe(
        pd.DataFrame(counts),
        hide_index=True,
        column_config={count: st.column_config.TextColumn(alignment="right")},
        key="yours-contents",
        width="content",
    )
    if found.unread:
        st.caption(_("Not read: {files}.", files=plain(listed(found.unread))))


def templates_archive(shown: Dataset) -> bytes:
    """The archive of templates for these tables."""
    table = shown.package.tables[newpair.CODES]
    return export.archive(templates.templates(shown, export.csv(shown.cameo_goldstein, table)))


def book_of(chosen: Selection) -> Book:
    """The whole record, as text to check a new row against."""
    return rows.book(chosen.record)


def drafted(view: View) -> Book:
    """The same with the rows that were written and kept in this session."""
    everything = View(view.data, Filters(), view.language)
    book: Book = state.result(book_of, everything)
    for table, drafts in st.session_state.get(DRAFTS, {}).items():
        book = rows.with_rows(book, table, drafts)
    return book


@page.fragment
def form(table: str) -> None:
    """A form for one row, its live check, its likely duplicates and the line to take away."""
    view = state.view()
    chosen = state.selection(view)
    book = drafted(view)
    key = book.tables[table].primary_key[0]
    row: dict[str, str] = {}
    fields = [field for field in book.tables[table].fields if field.name != key]
    # Pair by pair, so that a phone, which puts one column below the other, keeps their order.
    for first in range(0, len(fields), 2):
        for place, field in zip(st.columns(2), fields[first : first + 2], strict=False):
            with place:
                row[field.name] = _input(field, table, book, chosen)
    began = any(row.values())
    suggested = rows.suggested_id(book, table, row) if began else ""
    row[key] = _id(book.tables[table].field(key), table, suggested, chosen) or suggested
    if not began:
        st.info(_("Nothing is written yet. Columns marked with * are needed."))
    else:
        _judged(table, row, book, chosen)
    _kept(book, chosen)


def _input(field: Field, table: str, book: Book, chosen: Selection) -> str:
    """The input of one column; its value as the table's file has it."""
    label = chosen.words.field(table, field.name) + (" *" if field.required else "")
    key, hint = f"add-{table}-{field.name}", field.description
    kind = rows.choices(field)
    if kind in {"one", "many"}:
        options, text = _options(field, book, chosen)
        if kind == "one":
            value = st.selectbox(
                label, options, index=None, format_func=text, key=key, help=hint, placeholder=""
            )
            return value or ""
        values = st.multiselect(
            label, options, format_func=text, key=key, help=hint, placeholder=""
        )
        return dataset.join(values, field.delimiter)
    if kind == "long":
        return st.text_area(label, key=key, help=hint, height=88).strip().replace("\r\n", "\n")
    dated = field.type == "date" or field.reduced_date
    placeholder = _("YYYY-MM-DD") if dated else field.unit
    return st.text_input(label, key=key, help=hint, placeholder=placeholder).strip()


def _id(field: Field, table: str, suggested: str, chosen: Selection) -> str:
    """The input of the row's id, which may be left to be made of the date and the first words."""
    return st.text_input(
        _("Id ({column})", column=chosen.words.field(table, field.name)),
        key=f"add-{table}-{field.name}",
        help=field.description,
        placeholder=suggested,
    ).strip()


def _options(field: Field, book: Book, chosen: Selection) -> tuple[list[str], Any]:
    """What a column may hold, and how each of it is called."""
    words = chosen.words
    if field.enum:
        return list(field.enum), partial(words.term, field.vocabulary)
    names: dict[str, str] = {}
    for table, target in field.references:
        names |= _names(book.sheets[table].cells, table, target, chosen)
    return list(names), lambda value: names.get(value, value)


def _names(cells: pd.DataFrame, table: str, target: str, chosen: Selection) -> dict[str, str]:
    """Each id with the words by which it is searched."""
    ids = cells[target]
    if table == "actors":
        known = set(chosen.record.actors["actor_id"])
        text = [
            chosen.words.actor_label(i) if i in known else name
            for i, name in zip(ids, cells["name"], strict=True)
        ]
    elif table == "sources":
        text = (
            cells["publisher"] + ": " + cells["title"] + " (" + cells["published"] + ")"
        ).tolist()
    elif table == "events":
        text = (cells["date"] + " " + cells["title"]).tolist()
    elif table == "cameo_goldstein":
        text = (
            cells["cameo"] + " " + cells["root_name"] + " (" + cells["goldstein"] + "°)"
        ).tolist()
    else:
        text = ids.tolist()
    return dict(zip(ids, text, strict=True))


def _judged(table: str, row: Mapping[str, str], book: Book, chosen: Selection) -> None:
    """What is wrong with the row, what it may repeat, and its line."""
    found = rows.problems(book, table, row)
    missing = [f.name for f in book.tables[table].fields if f.required and not row[f.name]]
    wrong = found[~found["field"].isin(missing)]
    if missing:
        names = [chosen.words.field(table, name) for name in missing]
        st.info(_("Still needed: {fields}.", fields=plain(listed(names))))
    if len(wrong):
        st.warning(plural("{n} problem", "{n} problems", len(wrong)), icon=":material/error:")
        named = wrong.assign(field=[_column(table, name, chosen) for name in wrong["field"]])
        st.dataframe(
            named.rename(
                columns={"field": _("Field"), "value": _("Value"), "expected": _("Expected")}
            ),
            hide_index=True,
            key=f"add-{table}-problems",
        )
    if found.empty:
        st.success(_("The row passes every check."), icon=":material/check_circle:")
    _alike(rows.duplicates(book, table, row), table)
    line = rows.line(book, table, row)
    st.code(line, language=None, wrap_lines=True)
    with st.container(horizontal=True):
        st.download_button(
            _("Download as a CSV line"),
            f"{rows.header(book, table)}\n{line}\n",
            file_name=f"{table}-new.csv",
            mime="text/csv",
            icon=":material/download:",
            key=f"add-{table}-download",
            on_click="ignore",
        )
        st.button(
            _("Keep it and write another"),
            on_click=_keep,
            args=(table, dict(row)),
            disabled=not found.empty,
            icon=":material/add:",
            key=f"add-{table}-keep",
            help=_("Rows that are kept can be referred to by the next ones in this session."),
        )


def _column(table: str, name: str, chosen: Selection) -> str:
    known = {field.name for field in chosen.words.package.tables[table].fields}
    return chosen.words.field(table, name) if name in known else name


def _alike(found: pd.DataFrame, table: str) -> None:
    if found.empty:
        return
    st.warning(
        plural(
            "{n} row may tell of the same thing.",
            "{n} rows may tell of the same thing.",
            len(found),
        ),
        icon=":material/content_copy:",
    )
    names = {"id": _("Id"), "date": _("Date"), "text": _("Text"), "likeness": _("Likeness")}
    st.dataframe(found.rename(columns=names), hide_index=True, key=f"add-{table}-alike")


def _keep(table: str, row: dict[str, str]) -> None:
    """Keep a row for this session and empty the form (a callback)."""
    st.session_state.setdefault(DRAFTS, {}).setdefault(table, []).append(row)
    for name in row:
        st.session_state.pop(f"add-{table}-{name}", None)


def _kept(book: Book, chosen: Selection) -> None:
    """The rows that were kept, by table, to take away together."""
    for table, drafts in st.session_state.get(DRAFTS, {}).items():
        lines = [rows.header(book, table), *(rows.line(book, table, row) for row in drafts)]
        st.markdown(f"**{plain(chosen.words.term('table', table))}**")
        st.code("\n".join(lines), language=None, wrap_lines=True)
