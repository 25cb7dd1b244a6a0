"""Where sources differ, and everything that they say of single fields."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analysis.evidence import disagreements
from analysis.tables.links import claims_on
from app_pages.cards import shell
from app_pages.frame import address, links, lists, page, state
from app_pages.frame.picture import answered, picture
from app_pages.frame.state import Selection
from charts.draw.picture import Picture
from charts.draw.text import LETTER, shortened
from charts.evidence import disagreements as charts
from charts.speech import names
from charts.speech.language import _, plural

KEYS = ["table", "row_id", "field"]


def claims(chosen: Selection) -> pd.DataFrame:
    """What sources say of fields of the rows of the selection, with the name of each row.

    `spoken` is the value in the reader's language, where it is a code or a date.
    """
    said = disagreements.on_record(chosen.shown)
    spoken = map(chosen.words.value, said["table"], said["field"], said["value"])
    return said.assign(
        name=names.by_table(chosen.record, said, chosen.words),
        # A source that gives no value says so: there is no end, no answer.
        spoken=[value or "–" for value in spoken],
    )


def differing(chosen: Selection) -> pd.DataFrame:
    """Where they disagree, with the name of each row and all that is said (`said`)."""
    every = state.result(claims, chosen.view)
    found = disagreements.found(chosen.shown, every)
    said = every.groupby(KEYS, observed=True).agg(
        name=("name", "first"), said=("spoken", lambda values: " | ".join(dict.fromkeys(values)))
    )
    return found.merge(said.reset_index(), on=KEYS, how="left", validate="one_to_one")


def by_table(chosen: Selection) -> Picture:
    return charts.disagreements(state.result(differing, chosen.view), chosen.words)


@page.fragment
def section() -> None:
    """The disagreements by table and kind, and the list of them or of all claims."""
    chosen = state.selection(state.view())
    picture(state.result(by_table, chosen.view), "disagreements")
    lists_of = {"differ": _("Disagreements"), "all": _("All claims")}
    which = address.choose(
        st.segmented_control,
        _("List"),
        lists_of,
        key="claims_which",
        label_visibility="collapsed",
    )
    if which == "all":
        _claims(chosen)
    else:
        _disagreements(chosen)


def _disagreements(chosen: Selection) -> None:
    found = state.result(differing, chosen.view)
    if found.empty:
        return
    kept = _narrowed(found, chosen)
    if kept.empty:
        st.info(_("No disagreement is behind this choice."), icon=":material/filter_alt_off:")
        return
    n = len(kept)
    st.caption(
        plural(
            "{n} detail. Choose its row to see who says what.",
            "{n} details. Choose a row to see who says what.",
            n,
        )
    )
    agrees = {True: _("yes"), False: _("no")}
    shown = pd.DataFrame(
        {
            **_told(kept, chosen, _("What sources say"), "said"),
            _("Kind"): [charts.kind_name(kind) for kind in kept["kind"]],
            **_placed(kept, chosen),
            _("Does a source say so?"): [agrees.get(answer, "") for answer in kept["agrees"]],
            _("How it was chosen"): kept["choice"],
        }
    )
    label = plural("Table of {n} disagreement", "Table of {n} disagreements", n)
    _listed(shown, kept, "disagreement-rows", label, chosen)


def _claims(chosen: Selection) -> None:
    """Everything that sources say of single fields, whether others differ or not."""
    columns = ("name", "row_id", "field", "value", "spoken", "publisher", "note")
    every = state.result(claims, chosen.view)
    found = lists.search(every, columns, _("Search the claims"), "claims_find")
    if found.empty:
        st.info(_("No claim is behind this choice."), icon=":material/filter_alt_off:")
        return
    n = len(found)
    st.caption(
        plural(
            "{n} claim. Choose its row to see what else is said of that field.",
            "{n} claims. Choose a row to see what else is said of that field.",
            n,
        )
    )
    shown = pd.DataFrame(
        {
            **_told(found, chosen, _("What the source says"), "spoken"),
            _("Source"): found["publisher"],
            _("Note"): found["note"],
            **_placed(found, chosen),
        }
    )
    label = plural("Table of {n} claim", "Table of {n} claims", n)
    _listed(shown, found, "claim-rows", label, chosen)


def _told(rows: pd.DataFrame, chosen: Selection, said: str, column: str) -> dict[str, Any]:
    """Row, field, what is said, and the row's own value."""
    words = chosen.words
    own = map(words.value, rows["table"], rows["field"], rows["own"].fillna(""))
    return {
        _("Row"): rows["name"],
        _("Field"): list(map(words.field, rows["table"], rows["field"])),
        said: rows[column],
        _("On record here"): list(map(words.told, own)),
    }


def _placed(rows: pd.DataFrame, chosen: Selection) -> dict[str, Any]:
    """The table of a row, and the address of its card."""
    return {
        _("Table"): chosen.words.terms("table", rows["table"]),
        _("Card"): list(map(links.row, rows["table"], rows["row_id"])),
    }


def _listed(
    shown: pd.DataFrame, rows: pd.DataFrame, key: str, label: str, chosen: Selection
) -> None:
    """The rows in words, to be chosen from and taken away; a chosen one tells who says what."""
    # What is said begins on the first screen of a phone.
    widths = {
        _("Row"): 150,
        _("Field"): 80,
        _("What sources say"): 250,
        _("What the source says"): 250,
        _("On record here"): 190,
        _("Kind"): 110,
        _("Table"): 100,
    }
    card = st.column_config.LinkColumn(display_text=_("open"), width=60)
    config = {**lists.widths(widths), _("Card"): card}
    ids = list(map(":".join, zip(*(rows[key] for key in KEYS), strict=True)))
    # Streamlit cuts through the lines of a text that is higher than its row: three have room.
    fitting = shown.copy()
    for name in shown.columns.intersection(list(widths)):
        fitting[name] = [shortened(t, int(2.85 * widths[name] / LETTER)) for t in shown[name]]
    if opened := lists.choose(
        fitting, ids, key, label, config, taken=lambda: shown, row_height=lists.lines(3)
    ):
        with answered((opened,), key):
            _card(rows.iloc[ids.index(opened)], chosen)


def _narrowed(found: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """The disagreements of the chosen tables, kinds and words."""
    by = {
        "table": ("differ_tables", _("Tables"), partial(chosen.words.term, "table")),
        "kind": ("differ_kinds", _("Kinds"), charts.kind_name),
    }
    places = st.columns(3)
    kept = lists.narrow(found, by, places)
    with places[-1]:
        columns = ("name", "field", "row_id", "own", "choice")
        return lists.search(kept, columns, _("Search"), "differ_find")


def _card(row: pd.Series, chosen: Selection) -> None:
    """One disagreement: what each source says, what the row says, and the way to the row."""
    said = claims_on(chosen.record, row["table"], row["row_id"])
    with st.container(border=True, key="disagreement-card"):
        link = links.markdown(row["name"], links.row(row["table"], row["row_id"]))
        st.markdown(f"**{link}**")
        shell.disagreements(said[said["field"] == row["field"]], chosen.words)
