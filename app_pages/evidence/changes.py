"""What changed since the version before, row by row, and what it did to the temperature."""

from __future__ import annotations

import json

import pandas as pd
import streamlit as st

from analysis.evidence import changes
from analysis.record import ledger, releases
from analysis.tables.dataset import Dataset
from analysis.tables.dates import iso
from app_pages.cards import listing
from app_pages.frame import address, lists, page, published, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from charts.draw.picture import Picture
from charts.draw.time import Window
from charts.evidence import changes as charts
from charts.speech import names
from charts.speech.formats import degrees
from charts.speech.language import _

NAMED = ("title", "occasion", "product", "paraphrase", "name", "office", "detail", "place", "value")
"""The columns of which one tells what a removed row was, the first that it has."""


def drawn(chosen: Selection, version: str, before: str) -> Picture:
    """The line of the version before, and of this one."""
    old = state.dataset(published.key_of(before))
    window = Window.of_years(*chosen.years, chosen.record.end)
    found = ledger.lines(old, state.dataset(chosen.view.data), window.start, window.end)
    return charts.lines(found, (before, version), window)


@page.fragment
def section() -> None:
    """The changes of a version: the line before and after, and every row."""
    chosen = state.selection(state.view())
    held = state.dataset(chosen.view.data)
    known = changes.versions(held)
    if not known:
        st.info(
            _("This version of the record has no ledger of changes."), icon=":material/history:"
        )
        return
    version = address.choose(
        st.segmented_control,
        _("Version"),
        known,
        key="changes_version",
        text=lambda name: _("Version {version}", version=name),
    )
    made = changes.of_version(held, version)
    st.caption(charts.summary(changes.counted(made)))
    if before := earlier(held, version):
        picture(state.result(drawn, chosen.view, version=version, before=before), "changes-line")
    _listed(made, chosen)


def earlier(held: Dataset, version: str) -> str:
    """The version that is kept from before this one; "" where none is, or another pair's alone."""
    own = held.package
    kept = [each for each in releases.versions() if each != own.version][-1:]
    ours = version == own.version and kept and releases.name(kept[0]) == own.name
    return kept[0] if ours else ""


def _listed(made: pd.DataFrame, chosen: Selection) -> None:
    """Every change, or those of some tables, the largest effects first where one is chosen."""
    words = chosen.words
    kept = lists.narrow(
        made,
        {
            "table": ("changes_table", _("Table"), lambda v: words.term("table", v)),
            "change": ("changes_kind", _("Change"), lambda v: words.term("change", v)),
        },
        st.columns(2),
    )
    moving = changes.moving(kept, len(kept))
    order = [*moving.index, *kept.index.difference(moving.index, sort=False)]
    shown = kept.loc[order]
    opened = [
        None if change == "removed" else (table, row_id)
        for change, table, row_id in zip(
            shown["change"], shown["table"].astype(str), shown["row_id"], strict=True
        )
    ]
    listing.listed(told(shown, chosen), opened, "changes-list")


def told(made: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """Changes as a reader sees them."""
    words = chosen.words
    return pd.DataFrame(
        {
            _("Table"): words.terms("table", made["table"]),
            _("Row"): _named(made, chosen),
            _("Change"): words.terms("change", made["change"]),
            words.field("changes", "field"): [
                words.field(table, field) if field else ""
                for table, field in zip(made["table"].astype(str), made["field"], strict=True)
            ],
            words.field("changes", "before"): made["before"].where(made["field"] != "", ""),
            words.field("changes", "after"): made["after"].where(made["field"] != "", ""),
            words.field("changes", "reason"): made["reason"],
            **{
                words.field("changes", at): ["" if pd.isna(v) else degrees(v, 2) for v in made[at]]
                for at in ("effect_at_end", "largest_effect")
            },
            words.field("changes", "largest_on"): iso(made["largest_on"]),
        }
    )


def _named(made: pd.DataFrame, chosen: Selection) -> list[str]:
    """What each row is: its name, or the text that it had when it was removed, else its id."""
    rows = made.assign(table=made["table"].astype(str))
    known = names.by_table(chosen.record, rows, chosen.words)
    return [
        _gone(before) or name if change == "removed" else name
        for name, change, before in zip(known, made["change"], made["before"], strict=True)
    ]


def _gone(before: str) -> str:
    row = json.loads(before)
    return next((row[column] for column in NAMED if row.get(column)), "")
