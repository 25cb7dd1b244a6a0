"""What is wrong with tables, shown to a reader; and the report in place of a dashboard."""

from __future__ import annotations

import logging

import pandas as pd
import streamlit as st

from analysis.check.messages import Expected
from app_pages.frame import lists, published
from app_pages.frame.text import plain
from charts.speech.language import _, plural, translated

LOG = logging.getLogger(__name__)

MOST_SHOWN = 500
"""So many problems are listed on the page; the report to take away has all."""


def first(problems: pd.DataFrame) -> None:
    """The first problem as a sentence, for those who do not read tables."""
    one = problems.iloc[0]
    line = _("line {n}", n=one["row"]) if one["row"] else ""
    own = f"[{one['id']}]" if one["id"] else ""
    place = " ".join(filter(None, (one["table"], line, own, one["field"])))
    said = {"place": place, "value": one["value"], "expected": told(one["expected"])}
    if one["value"]:
        st.markdown(plain(_("{place} is '{value}': expected {expected}", **said)))
    else:
        st.markdown(plain(_("{place}: expected {expected}", **said)))


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
    readable = problems.assign(expected=[told(text) for text in problems["expected"]])
    readable = readable.rename(columns=names)
    label = plural("{n} problem", "{n} problems", len(problems))
    lists.small(readable.head(MOST_SHOWN), f"problems-{key}", label)
    if len(problems) > MOST_SHOWN:
        st.caption(plural("The first {n} is shown.", "The first {n} are shown.", MOST_SHOWN))
    lists.download(
        lambda: readable, f"report-{key}", "problems.csv", label=_("Download the report as CSV")
    )


def stop_if_folder_is_broken() -> None:
    """Show what is wrong with the folder of tables, in place of pages that could not be drawn."""
    shelf = published.shelf()
    if shelf.editions or shelf.waiting is None:
        return
    found = shelf.waiting
    st.title(_("These tables cannot be shown"), anchor=False)
    st.error(
        plural(
            "{n} problem was found in the folder of tables. Nothing is shown until it is solved.",
            "{n} problems were found in the folder of tables. Nothing is shown until they are "
            "solved.",
            len(found),
        ),
        icon=":material/error:",
    )
    first(found)
    listing(found, "folder")
    st.caption(_("The same report on the command line:"))
    st.code("python -m analysis check FOLDER", language=None)
    st.stop()


def notice() -> None:
    """Say that the folder has changed to tables with problems, so that the former are shown."""
    waiting = published.shelf(published.pair_in_view()).waiting
    if waiting is None:
        return
    with st.expander(
        plural(
            "The folder of tables has changed, and {n} problem waits. The last tables without a "
            "problem are shown.",
            "The folder of tables has changed, and {n} problems wait. The last tables without a "
            "problem are shown.",
            len(waiting),
        ),
        icon=":material/warning:",
    ):
        listing(waiting, "waiting")


def unexpected(error: Exception) -> bool:
    """Say in plain words that this part could not be drawn; the log of the server has the error."""
    LOG.error("a page could not be drawn", exc_info=error)
    if st.get_option("client.showErrorDetails") == "full":
        return False
    st.error(
        _(
            "This part cannot be drawn: something went wrong on our side. The rest of the "
            "dashboard is not affected; “Reset the filters” leads back to the whole record."
        ),
        icon=":material/error:",
    )
    return True


def told(expected: str) -> str:
    """What the check expected, in the reader's language; as it stands where nothing is known."""
    if not isinstance(expected, Expected):
        return expected
    text = translated(expected.template)
    values = {name: told(value) for name, value in expected.values.items()}
    return text.format(**values) if values else text
