"""A new row: a form for its columns, its check while it is written, and the line to take away."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from analysis.files import row as rows
from analysis.files.row import Book, Row
from analysis.tables import dataset
from analysis.tables.filters import Filters
from analysis.tables.package import Field
from app_pages.frame import address, lists, page, state
from app_pages.frame.state import Selection, View
from app_pages.frame.text import plain
from charts.speech.formats import listed
from charts.speech.language import _, plural

DRAFTS = "drafts"


def section() -> None:
    """The table to write for, and its form."""
    st.markdown(
        _(
            "Write a row with the columns and vocabularies of its table. It is checked as you "
            "write. Copy the line, or download it, and propose it as a change to the table."
        )
    )
    words = state.words(state.data_key())
    table = address.choose(
        st.segmented_control,
        _("Table"),
        list(rows.ADDABLE),
        key="yours_table",
        text=partial(words.term, "table"),
    )
    page.fragment(_form)(table)


def book_of(chosen: Selection) -> Book:
    """The whole record, as text to check a new row against."""
    return rows.book(chosen.record)


def _form(table: str) -> None:
    """A form for one row, its live check, its likely duplicates and the line to take away."""
    view = state.view()
    chosen, drafts = state.selection(view), st.session_state.setdefault(DRAFTS, {})
    book: Book = state.result(book_of, View(view.data, Filters(), view.language))
    for name, drafted in drafts.items():
        book = rows.with_rows(book, name, drafted)
    key, row = book.key(table), dict[str, str]()
    fields = [field for field in book.tables[table].fields if field.name != key]
    # Pair by pair, so that a phone, which puts one column below the other, keeps their order.
    for first in range(0, len(fields), 2):
        for place, field in zip(st.columns(2), fields[first : first + 2], strict=False):
            with place:
                row[field.name] = entry(field, table, book, chosen)
    began = any(row.values())
    suggested = rows.suggested_id(book, table, row) if began else ""
    label = _("Id ({column})", column=chosen.words.field(table, key))
    hint = book.tables[table].field(key).description
    given = st.text_input(label, key=f"add-{table}-{key}", help=hint, placeholder=suggested)
    row[key] = given.strip() or suggested
    if began:
        _judged(table, row, book, chosen)
    else:
        st.info(_("Nothing is written yet. Columns marked with * are needed."))
    for name, drafted in drafts.items():
        st.markdown(f"**{plain(chosen.words.term('table', name))}**")
        st.code(_file(book, name, drafted), language=None, wrap_lines=True)


def _file(book: Book, table: str, written: list[Row]) -> str:
    return "\n".join([rows.header(book, table), *(rows.line(book, table, r) for r in written)])


def entry(field: Field, table: str, book: Book, chosen: Selection, form: str = "add") -> str:
    """The input of one column; its value as the table's file has it."""
    label = chosen.words.field(table, field.name) + (" *" if field.required else "")
    shared = {"key": f"{form}-{table}-{field.name}", "help": field.description}
    kind = rows.choices(field)
    if kind in {"one", "many"}:
        names = _options(field, book, chosen)
        shared |= {"format_func": lambda value: names.get(value, value), "placeholder": _("Choose")}
        if kind == "one":
            return st.selectbox(label, list(names), index=None, **shared) or ""
        return dataset.join(st.multiselect(label, list(names), **shared), field.delimiter)
    if kind == "long":
        return st.text_area(label, height=88, **shared).strip().replace("\r\n", "\n")
    dated = field.type == "date" or field.reduced_date
    return st.text_input(
        label, placeholder=_("YYYY-MM-DD") if dated else field.unit, **shared
    ).strip()


def _options(field: Field, book: Book, chosen: Selection) -> dict[str, str]:
    """What a column may hold, each with the words by which it is searched."""
    if field.enum:
        return {value: chosen.words.term(field.vocabulary, value) for value in field.enum}
    names: dict[str, str] = {}
    # A draft may have an actor that the record has not.
    known = set(chosen.record.actors["actor_id"])
    for table, target in field.references:
        cells = book.cells(table)
        said = {
            "actors": lambda c: [
                chosen.words.actor_label(i) if i in known else name
                for i, name in zip(c["actor_id"], c["name"], strict=True)
            ],
            "sources": lambda c: c["publisher"] + ": " + c["title"] + " (" + c["published"] + ")",
            "events": lambda c: c["date"] + " " + c["title"],
            "cameo_goldstein": lambda c: (
                c["cameo"] + " " + c["root_name"] + " (" + c["goldstein"] + "°)"
            ),
        }.get(table, lambda c, target=target: c[target])
        names |= dict(zip(cells[target], said(cells), strict=True))
    return names


def _judged(table: str, row: Row, book: Book, chosen: Selection) -> None:
    """What is wrong with the row, what it may repeat, and its line."""
    words = chosen.words
    found = rows.problems(book, table, row)
    needed = {f.name for f in book.tables[table].fields if f.required and not row[f.name]}
    wrong = found[~found["field"].isin(needed)]
    if needed:
        names = [words.field(table, name) for name in row if name in needed]
        st.info(_("Still needed: {fields}.", fields=plain(listed(names))))
    if len(wrong):
        st.warning(plural("{n} problem", "{n} problems", len(wrong)), icon=":material/error:")
        named = wrong.assign(
            field=[words.field(table, n) if n in row else n for n in wrong["field"]]
        )
        titles = {"field": _("Field"), "value": _("Value"), "expected": _("Expected")}
        _listed(named.rename(columns=titles), f"add-{table}-problems")
    if found.empty:
        st.success(_("The row passes every check."), icon=":material/check_circle:")
    alike = rows.duplicates(book, table, row)
    if len(alike):
        said = plural(
            "{n} row may tell of the same thing.",
            "{n} rows may tell of the same thing.",
            len(alike),
        )
        st.warning(said, icon=":material/content_copy:")
        titles = {"id": _("Id"), "date": _("Date"), "text": _("Text"), "likeness": _("Likeness")}
        _listed(alike.rename(columns=titles), f"add-{table}-alike")
    st.code(rows.line(book, table, row), language=None, wrap_lines=True)
    with st.container(horizontal=True):
        lists.file(
            _("Download as a CSV line"),
            lambda: f"{_file(book, table, [row])}\n".encode(),
            f"{table}-new.csv",
            f"add-{table}-download",
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


def _listed(shown: pd.DataFrame, key: str) -> None:
    st.dataframe(shown, hide_index=True, key=key)


def _keep(table: str, row: dict[str, str]) -> None:
    """Keep a row for this session and empty the form (a callback)."""
    st.session_state[DRAFTS].setdefault(table, []).append(row)
    for name in row:
        st.session_state.pop(f"add-{table}-{name}", None)
