"""What is wrong with tables, shown to a reader; and the report in place of a dashboard."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from analysis import check
from analysis.tables import dataset
from app_pages.frame import lists, state
from app_pages.frame.text import plain
from charts.speech.language import _, plural

MOST_SHOWN = 500
"""So many problems are listed on the page; the report to take away has all."""


def first(problems: pd.DataFrame) -> None:
    """The first problem as a sentence, for those who do not read tables."""
    st.markdown(plain(check.report(problems.head(1)).splitlines()[0]))


def listing(problems: pd.DataFrame, key: str) -> None:
    """The problems as a table with a report to take away."""
    names = {
        "table": _("Table"),
        "row": _("Row"),
        "id": _("Id"),
        "field": _("Field"),
        "value": _("Value"),
        "expected": _("Expected"),
    }
    readable = problems.rename(columns=names)
    st.dataframe(
        readable.head(MOST_SHOWN),
        hide_index=True,
        key=f"problems-{key}",
        alt=plural("{n} problem", "{n} problems", len(problems)),
    )
    if len(problems) > MOST_SHOWN:
        st.caption(plural("The first {n} is shown.", "The first {n} are shown.", MOST_SHOWN))
    lists.download(
        lambda: readable, f"report-{key}", "problems.csv", label=_("Download the report as CSV")
    )


def stop_if_folder_is_broken() -> None:
    """Show what is wrong with the folder of tables, in place of pages that could not be drawn."""
    folder = state.folder()
    found = _problems(folder)
    if found is None or found.empty:
        return
    st.title(_("These tables cannot be shown"), anchor=False)
    st.error(
        plural(
            "{n} problem was found in the folder {folder}. Nothing is shown until it is solved.",
            "{n} problems were found in the folder {folder}. Nothing is shown until they are "
            "solved.",
            len(found),
            folder=plain(str(folder)),
        ),
        icon=":material/error:",
    )
    first(found)
    listing(found, "folder")
    st.caption(_("The same report on the command line:"))
    st.code(f"python -m analysis check {folder}", language="bash")
    st.stop()


def _problems(folder: Path) -> pd.DataFrame | None:
    """What is wrong with the folder; None where nothing needs to be asked.

    The shipped tables are checked by the tests of every change, so here only when they cannot be
    loaded; those of another folder are checked before the first page is shown.
    """
    if folder != dataset.FOLDER:
        return _checked(str(folder), _state_of(folder))
    try:
        state.dataset(state.SHIPPED)
    # Whatever a broken table makes the loader stumble over, the check says it in words.
    except Exception:
        found = check.problems(folder)
        if found.empty:
            raise
        return found
    return None


@st.cache_resource(max_entries=2, show_spinner=False)
def _checked(folder: str, state_of_it: tuple[tuple[str, int, int], ...]) -> pd.DataFrame:
    return check.problems(Path(folder))


def _state_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when a file of the folder does."""
    try:
        stats = [(path.name, path.stat()) for path in sorted(folder.iterdir())]
    except OSError:
        return ()
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)
