"""A reader's own tables: shown in place of the folder's, in this session and nowhere else.

They live in the session's state under a key that cannot be guessed, which is also the key of
whatever is kept of them (see `state`). Nothing of them is written to disk.
"""

from __future__ import annotations

import secrets

import streamlit as st
from starlette.formparsers import MultiPartParser

from analysis.files import upload
from analysis.tables.dataset import Dataset
from app_pages.frame import page, state
from app_pages.frame.text import plain
from charts.speech.language import _

# Starlette would put an upload of more than 1 MB into a temporary file. The server refuses larger
# ones than this (server.maxUploadSize) before they get here; the margin is for what frames them.
MultiPartParser.spool_max_size = upload.MOST_BYTES + 1024 * 1024

UPLOADED = "uploaded"
KEY = "data_key"
VERDICT = "verdict"
"""What the check found of the files that were last brought."""


def shown() -> bool:
    """Does this session look at its own tables?"""
    return not state.is_published(state.data_key())


def show(tables: Dataset) -> None:
    """Show these tables from now on (a callback); earlier ones of the session are given up."""
    key = secrets.token_hex(16)
    st.session_state[UPLOADED] = {key: tables}
    st.session_state[KEY] = key
    page.reset_filters()


def back() -> None:
    """Show the folder's tables again (a callback)."""
    st.session_state[KEY] = state.SHIPPED
    for kept in (UPLOADED, VERDICT):
        st.session_state.pop(kept, None)
    page.reset_filters()


def notice() -> None:
    """Say at the top of a page that it shows uploaded tables, with the way back."""
    if not shown():
        return
    package = state.dataset(state.data_key()).package
    with st.container(key="uploaded-notice"):
        st.warning(
            _(
                "This page shows tables that you uploaded: {title}. Only this session sees them; "
                "a link to this page shows the published ones.",
                title=plain(package.title),
            ),
            icon=":material/upload_file:",
        )
        st.button(
            _("Back to the published tables"),
            on_click=back,
            icon=":material/undo:",
            key="uploaded-back",
        )
