"""Tables that a reader brings: checked first, shown when asked for, and the templates for them."""

from __future__ import annotations

import hashlib
from typing import Any

import pandas as pd
import streamlit as st

from analysis.files import archive, export, gate, newpair, upload
from analysis.files.upload import Verdict
from app_pages.frame import lists, problems, state, uploaded
from app_pages.frame.text import plain
from app_pages.your_data import beside, found
from charts.speech.formats import listed, number
from charts.speech.language import _, plural

FILES = "yours_files_of"
"""Which files the decisions of the reader are about."""

KINDS = (
    "CSV",
    "TSV",
    "Excel (.xlsx)",
    "Parquet",
    "JSON",
    "XML",
    "BibTeX",
    "RIS",
    "iCalendar",
    "ZIP",
    "gzip",
)


def section() -> None:
    """The upload, what the check found, and the templates."""
    st.markdown(
        _(
            "Bring tables as you have them, under any name. After a check, their rows are added to "
            "those shown: only for you, and only until you leave."
        )
    )
    files = st.file_uploader(
        _("Tables, or a ZIP archive of them"),
        type=[ending.removeprefix(".") for ending in archive.ENDINGS],
        accept_multiple_files=True,
        key="yours-files",
        help=_(
            "At most {megabytes} MB unpacked, {files} files and {rows} rows.",
            megabytes=number(archive.MOST_BYTES / 1024 / 1024),
            files=number(archive.MOST_FILES),
            rows=number(upload.MOST_ROWS),
        ),
    )
    # Streamlit's own line says it in English, and is cut on a phone.
    st.caption(
        _(
            "{kinds}; at most {megabytes} MB each.",
            kinds=listed(KINDS),
            megabytes=number(st.get_option("server.maxUploadSize")),
        )
    )
    if files:
        _told(_verdict(files))
    st.markdown(f"## {_('Templates')}")
    st.caption(_("Empty tables, the meaning of every column, and a small invented example."))
    shown = state.dataset(state.data_key())
    lists.file(
        _("Download the templates"),
        lambda: export.archive(newpair.templates(shown)),
        "templates.zip",
        "yours-templates",
    )


def _verdict(files: list[Any]) -> Verdict:
    """What the uploaded files turned out to be; judged once for them and the tables shown."""
    contents = [(file.name, file.getvalue()) for file in files]
    known = hashlib.sha256()
    for name, content in contents:
        known.update(f"{name}\0{len(content)}\0".encode() + content)
    kept = st.session_state.get(uploaded.VERDICT)
    files_of, digest = st.session_state.get(FILES), known.digest()
    if files_of != digest:
        st.session_state[FILES] = digest
        found.decided().clear()
    asked, base = (digest, found.choices()), state.data_key()
    # Tables that came of the files are not what these are to be added to.
    if kept is None or kept[0] != asked or (kept[1] != base and not _is_shown(kept[2])):
        said = st.empty()

        def waiting(seconds: float) -> None:
            # Writing is also what ends the check when the reader leaves or asks for something else.
            said.caption(_("Checking … {n} s", n=int(seconds)))

        verdict = gate.judge(contents, uploaded.files(), waiting, choices=asked[1])
        said.empty()
        if verdict.tables is not None and not uploaded.admit(verdict.tables):
            # Said anew each time: another reader may have left.
            return gate.refused(uploaded.FULL)
        kept = (asked, base, verdict)
        st.session_state[uploaded.VERDICT] = kept
    judged: Verdict = kept[2]
    return judged


def _is_shown(verdict: Verdict) -> bool:
    """Does the dashboard show the tables that came of the files?"""
    return uploaded.shown() and state.dataset(state.data_key()) is verdict.tables


def _told(verdict: Verdict) -> None:
    """What was found, with the way to show the tables where nothing was."""
    decided = found.told(verdict)
    # What is not decided yet would be missing from every row.
    for laid in (each for each in verdict.laid if not each.doubts):
        beside.section(laid)
    if verdict.tables is None and verdict.problems.empty:
        return
    if verdict.tables is None:
        st.error(
            plural(
                "{n} problem was found. The dashboard goes on showing what it showed.",
                "{n} problems were found. The dashboard goes on showing what it showed.",
                len(verdict.problems),
            ),
            icon=":material/error:",
        )
        problems.first(verdict.problems)
        problems.listing(verdict.problems, "upload")
        return
    found.rows(verdict)
    if not decided:
        return
    st.success(_("No problem was found."), icon=":material/check_circle:")
    if verdict.added:
        _brought(verdict)
    tables = verdict.tables
    if _is_shown(verdict):
        st.caption(_("The dashboard shows these tables now."))
    else:
        st.button(
            _("Show these tables"),
            on_click=uploaded.show,
            args=(tables,),
            icon=":material/visibility:",
            key="yours-show",
        )
    words, count = state.words(state.data_key()), _("Rows")
    counts = {words.term("table", n): len(rows) for n, rows in verdict.tables.tables().items()}
    contents = pd.DataFrame({_("Table"): list(counts), count: list(map(number, counts.values()))})
    lists.small(contents, "yours-contents", config=lists.figures(count), width="content")
    if verdict.unread:
        st.caption(_("Not read: {files}.", files=plain(listed(verdict.unread))))


def _brought(verdict: Verdict) -> None:
    """Say that the tables had an earlier schema, and which columns and tables they were given."""
    words = state.words(state.data_key())
    st.info(
        _(
            "These tables follow an earlier schema. They were brought to the present one, as "
            "python -m analysis upgrade does. Every value stands as it was; what is new is listed "
            "here, and empty where the earlier schema does not decide it."
        ),
        icon=":material/upgrade:",
    )
    new = {
        _("Table"): [words.term("table", each.table) for each in verdict.added],
        _("Column"): [each.field and words.field(each.table, each.field) for each in verdict.added],
        _("Rows"): [number(each.filled) for each in verdict.added],
    }
    config = lists.figures(_("Rows"))
    lists.small(pd.DataFrame(new), "yours-added", config=config, width="content")
