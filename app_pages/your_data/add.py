"""New rows: a form for what a piece of news says, its check, and the rows in the dashboard."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from analysis.files import export, gate
from analysis.files import row as rows
from analysis.files.row import Book, Row
from analysis.files.upload import Verdict
from analysis.record.upgrade import table_file
from app_pages.frame import address, lists, page, problems, published, state, uploaded
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from app_pages.your_data import codes, form
from charts.speech.formats import listed
from charts.speech.language import _, plural

REFUSED = "add_refused"
"""Why the rows that were last written could not be shown."""

MOST_LISTED = 50
"""So many rows of a table are written out; a file has them all."""


def section() -> None:
    """The tables to write for, and their form."""
    st.markdown(
        _(
            "Write rows for the tables; they are checked as you write. Then show them in the "
            "dashboard, for you alone, or download them to propose a change."
        )
    )
    chosen = state.selection(state.view())
    held = chosen.record.every()
    known = [name for name in chosen.record.package.every if name in held]
    st.session_state.setdefault("yours_table", ["events"])
    picked = address.choose_many(
        st.pills,
        _("Rows for"),
        known,
        key="yours_table",
        text=partial(form.named, chosen=chosen),
        selection_mode="multi",
        help=_("Choose several tables to write once what they share."),
    )
    page.fragment(_form)([name for name in known if name in picked] or ["events"])


def book_of(chosen: Selection) -> Book:
    """The whole record, as text to check a new row against."""
    return rows.book(chosen.record)


def _form(tables: list[str]) -> None:
    """A form for a row of each table, their live check, and the lines to take away."""
    view = state.view()
    chosen = state.selection(view)
    known: Book = state.measure(book_of, view.whole)
    book, written = known, dict[str, Row]()
    sides = (chosen.record.pair.a.code, chosen.record.pair.b.code)
    for table in tables:
        if len(tables) > 1:
            st.markdown(f"## {plain(form.named(table, chosen))}")
        told = rows.follows(book, table, written, sides)
        if "added_on" in {field.name for field in book.tables[table].fields}:
            told["added_on"] = chosen.record.package.version
        row = form.columns(table, book, chosen, told)
        if any(
            value != told.get(name, "") for name, value in row.items() if name != book.key(table)
        ):
            written[table] = row
            book = rows.with_rows(book, table, [row])
    if "events" in tables:
        codes.listing(chosen)
    _judged(written, known, chosen)
    _added(chosen)


def _judged(written: Mapping[str, Row], known: Book, chosen: Selection) -> None:
    """What is wrong with the rows, what they may repeat, and the ways to use them."""
    sound = bool(written)
    for table, row in written.items():
        book = known
        for other in set(written) - {table}:
            book = rows.with_rows(book, other, [written[other]])
        sound &= _told(table, row, book, chosen)
    if not written:
        st.info(_("Nothing is written yet. Columns marked with * are needed."))
        return
    with st.container(horizontal=True):
        st.button(
            _("Show in the dashboard"),
            on_click=_show,
            args=(written, known),
            disabled=not sound,
            icon=":material/visibility:",
            key="add-show",
            help=_("The rows are added to the tables that you see, and can be taken back."),
        )
        _file(written, known)
        st.button(_("Clear"), on_click=_clear, icon=":material/backspace:", key="add-clear")
    refused: Verdict | None = st.session_state.pop(REFUSED, None)
    if refused is not None:
        st.error(_("The rows cannot be shown."), icon=":material/error:")
        problems.listing(refused.problems, "add")


def _told(table: str, row: Row, book: Book, chosen: Selection) -> bool:
    """Say what is wrong with one row, and what it may repeat; is nothing wrong?"""
    words = chosen.words
    found = rows.problems(book, table, row)
    needed = {f.name for f in book.tables[table].fields if f.required and not row[f.name]}
    wrong = found[~found["field"].isin(needed)]
    named = plain(form.named(table, chosen))
    if needed:
        names = [words.field(table, name) for name in row if name in needed]
        said = _("{table}: still needed: {fields}.", table=named, fields=plain(listed(names)))
        st.info(said)
    if len(wrong):
        st.warning(
            plural("{n} problem: {table}", "{n} problems: {table}", len(wrong), table=named),
            icon=":material/error:",
        )
        fields = [words.field(table, n) if n in row else n for n in wrong["field"]]
        titles = {"field": _("Field"), "value": _("Value"), "expected": _("Expected")}
        said = [problems.told(text) for text in wrong["expected"]]
        told = wrong.assign(field=fields, expected=said).rename(columns=titles)
        lists.small(told, f"add-{table}-problems")
    if found.empty:
        st.success(
            _("{table}: the row passes every check.", table=named), icon=":material/check_circle:"
        )
    form.alike(rows.duplicates(book, table, row), f"add-{table}-alike")
    st.code(rows.line(book, table, row), language=None, wrap_lines=True)
    return found.empty


def _file(written: Mapping[str, Row], book: Book) -> None:
    """A button for the rows of one table as CSV, of several as an archive."""
    files = _files(written, book, "-new.csv")
    (name, content), *more = files.items()
    if more:
        name, content = "rows-new.zip", export.archive(files)
    lists.file(_("Download the rows"), lambda: content, name, "add-download")


def _files(written: Mapping[str, Row], book: Book, ending: str) -> dict[str, bytes]:
    """The row of each table as a CSV file, by the name of the file."""
    return {
        f"{table}{ending}": table_file(book.tables[table], [row]) for table, row in written.items()
    }


def _show(written: Mapping[str, Row], book: Book) -> None:
    """Add the rows to the tables of this session, by the same gate as uploads (a callback)."""
    verdict = gate.judge(_files(written, book, ".csv").items(), uploaded.files())
    if verdict.tables is None:
        st.session_state[REFUSED] = verdict
    elif not uploaded.admit(verdict.tables):
        st.session_state[REFUSED] = gate.refused(uploaded.FULL)
    else:
        _clear()
        uploaded.show(verdict.tables)


def _clear() -> None:
    """Empty the form (a callback)."""
    for key, value in st.session_state.items():
        if str(key).startswith("add-") and isinstance(value, (str, list)):
            # What is only forgotten goes on standing in the browser.
            st.session_state[key] = [] if isinstance(value, list) else None


def added(chosen: Selection) -> dict[str, pd.DataFrame]:
    """The rows by table that the published tables of the same name have not."""
    base = published.current(published.pair_in_view())
    if base is None or base.tables.package.name != chosen.record.package.name:
        return {}
    found: dict[str, pd.DataFrame] = {}
    for name, own in chosen.record.every().items():
        key = list(chosen.record.package.every[name].primary_key)
        before = base.tables.every().get(name)
        known = pd.MultiIndex.from_frame((own.head(0) if before is None else before)[key])
        new = own[~pd.MultiIndex.from_frame(own[key]).isin(known)]
        if len(new):
            found[name] = new
    return found


def _added(chosen: Selection) -> None:
    """The rows that this session added, as lines to take away."""
    view = chosen.view
    found = state.result(added, view.whole) if uploaded.shown() else {}
    if not found:
        return
    st.markdown(f"## {_('Rows that you added')}")
    tables = chosen.record.package.every
    files = {f"{name}-new.csv": export.csv(own, tables[name]) for name, own in found.items()}
    for name, own in found.items():
        st.markdown(f"**{plain(form.named(name, chosen))}**")
        shown = export.csv(own.head(MOST_LISTED), tables[name]).decode()
        st.code(shown, language=None, wrap_lines=True)
    lists.file(
        _("Download the rows that you added"),
        lambda: export.archive(files),
        "rows-new.zip",
        "added-download",
    )
