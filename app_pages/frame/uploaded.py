"""A reader's own tables: shown in place of the published ones, in this browser and nowhere else.

They live in the state of the session that brought them, under a key that cannot be guessed, which
is also the key of whatever is kept of them (see `state`) and stands in the address. A link, another
window or a reload of the same browser finds them by it while a session still holds them; where
none does, as after a restart of the server, the reader is told. Nothing of them is written to disk.
"""

from __future__ import annotations

import secrets
from itertools import cycle
from threading import Lock
from weakref import WeakKeyDictionary, WeakValueDictionary

import streamlit as st
from starlette.formparsers import MultiPartParser

from analysis.check.messages import Expected
from analysis.files import archive, export, upload
from analysis.tables.dataset import Dataset
from app_pages.frame import address, links, lists, page, published, state
from app_pages.frame.text import plain
from charts.speech.language import _

# Starlette would put an upload of more than 1 MB into a temporary file. The server refuses larger
# ones than this (server.maxUploadSize) before they get here; the margin is for what frames them.
MultiPartParser.spool_max_size = archive.MOST_BYTES + 1024 * 1024

UPLOADED = "uploaded"
KEY = "data_key"
FULL = Expected("a moment in which fewer readers bring tables: please try again")
VERDICT = "verdict"
"""What the check found of the files that were last brought."""

BEFORE = "uploaded_before"
"""The tables that this session showed before, the last one last."""

MOST_UNDONE = 3

GONE, GIVEN_UP = "uploaded_gone", "uploaded_given_up"
"""Is the reader to be told that tables are gone? Has this session done with those before it?"""

# Held by the sessions that show them, and by nothing else.
_held: WeakValueDictionary[str, Dataset] = WeakValueDictionary()
_browsers: WeakKeyDictionary[Dataset, str] = WeakKeyDictionary()
_sizes: WeakKeyDictionary[Dataset, int] = WeakKeyDictionary()
_counting = Lock()


def shown() -> bool:
    """Does this session look at its own tables?"""
    return not state.is_published(state.data_key())


def files() -> dict[str, bytes]:
    """The files of the tables that this session looks at, to which rows are added."""
    if shown():
        return export.package(state.dataset(state.data_key()))
    current = published.current(published.pair_in_view())
    return dict(current.files) if current else {}


def admit(tables: Dataset) -> bool:
    """Is there room for these tables beside those of all sessions? If so, they count from now."""
    size = sum(int(rows.memory_usage(deep=True).sum()) for rows in tables.every().values())
    with _counting:
        if filled() + size > upload.MOST_TABLES_OF_ALL:
            return False
        _sizes[tables] = size
        return True


def filled() -> int:
    """Bytes of the tables that sessions hold; of a session that ended they are gone."""
    return sum(list(_sizes.values()))


def show(tables: Dataset) -> None:
    """Show these tables from now on (a callback); earlier ones can be shown again."""
    key = secrets.token_hex(16)
    _held[key], _browsers[tables] = tables, _browser()
    if shown():
        before = st.session_state.setdefault(BEFORE, [])
        before.append((state.data_key(), state.dataset(state.data_key())))
        del before[:-MOST_UNDONE]
    _take(key, tables)
    page.reset_filters()


def undo() -> None:
    """Show the tables as they were before the last ones were brought (a callback)."""
    before = st.session_state.get(BEFORE)
    if not before:
        back()
        return
    _held.pop(state.data_key(), None)
    _take(*before.pop())
    st.session_state.pop(VERDICT, None)
    page.reset_filters()


def back() -> None:
    """Show the folder's tables again (a callback)."""
    _held.pop(state.data_key(), None)
    st.session_state[KEY] = state.SHIPPED
    st.session_state[GIVEN_UP] = True
    address.write(links.OWN, [])
    for kept in (UPLOADED, VERDICT, BEFORE):
        st.session_state.pop(kept, None)
    page.reset_filters()


def follow() -> None:
    """Show the tables that the address names, or note that they are gone; name those shown."""
    if address.switched():
        st.session_state.pop(GONE, None)
    asked = st.query_params.get(links.OWN)
    if asked and not shown():
        _find(asked)
    address.write(links.OWN, [state.data_key()] if shown() else [])


def remember() -> None:
    """Let the window remember which tables it shows, in case its session ends before it does."""
    own = state.data_key() if shown() else ""
    address.window(own, bool(st.session_state.get(GIVEN_UP)), _find)


def _find(key: str) -> None:
    tables = _held.get(key)
    # The key alone is not enough: somebody may have been sent the address.
    if tables is not None and _browser() and _browsers.get(tables) == _browser():
        _take(key, tables)
    else:
        st.session_state[GONE] = st.session_state[GIVEN_UP] = True


def _take(key: str, tables: Dataset) -> None:
    st.session_state[UPLOADED] = {key: tables}
    st.session_state[KEY] = key
    st.session_state.pop(GONE, None)


def _browser() -> str:
    """What tells this browser from others: a secret that the server once gave it.

    It is the token against forged requests, which its cookie holds under a mask that changes.
    """
    parts = st.context.cookies.get("_streamlit_xsrf", "").split("|")
    try:
        _version, mask, masked, _time = parts
        signs = zip(bytes.fromhex(masked), cycle(bytes.fromhex(mask)), strict=False)
        return bytes(one ^ other for one, other in signs).hex()
    except ValueError:
        return ""


def notice() -> None:
    """Say at the top of a page that it shows uploaded tables, with the way back, or lost them."""
    if st.session_state.get(GONE):
        st.warning(
            _(
                "The tables that you uploaded are gone: this server keeps them only while a window "
                "of your browser shows them. This page shows the published tables. To see yours, "
                "bring them again on the page Your data."
            ),
            icon=":material/upload_file:",
        )
    if not shown():
        return
    with st.container(key="uploaded-notice"):
        said = st.container()
        # First of all: whatever the tables make fail, there is a way back.
        with st.container(horizontal=True):
            st.button(
                _("Back to the published tables"),
                on_click=back,
                icon=":material/arrow_back:",
                key="uploaded-back",
            )
            if st.session_state.get(BEFORE):
                st.button(
                    _("Undo what was brought last"),
                    on_click=undo,
                    icon=":material/undo:",
                    key="uploaded-undo",
                )
            tables = state.dataset(state.data_key())
            lists.file(
                _("Download them as one package"),
                lambda: export.archive(export.package(tables)),
                "tables.zip",
                "uploaded-package",
                help=_("A package can be brought again when this session is over."),
            )
        said.warning(
            _(
                "This page shows tables that you uploaded: {title}. Only this browser sees them, "
                "while one of its windows does; for others a link shows the published ones.",
                title=plain(state.dataset(state.data_key()).package.title),
            ),
            icon=":material/upload_file:",
        )
