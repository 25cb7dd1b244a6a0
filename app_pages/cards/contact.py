"""Lists of contacts, and the card of one: what each side said of it, and all else on record."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, TypeAlias

import pandas as pd
import streamlit as st

from analysis.contacts.topics import compared
from analysis.tables.filters import involves
from app_pages.cards import shell
from app_pages.frame import links, lists
from app_pages.frame.state import Selection
from app_pages.frame.text import plain, told
from charts.contacts.names import when, who
from charts.speech.formats import labelled
from charts.speech.language import _, plural
from charts.speech.listing import both, headings, readable
from charts.speech.names import Words

Row: TypeAlias = Mapping[str, Any] | pd.Series
"""One contact: its columns by name."""

COLUMNS = [
    *("date", "side_a", "side_b", "format", "place_city"),
    *("occasion", "requested_by", "duration_min"),
]
"""The columns of a list."""

WIDTHS = {"side_a": 170, "side_b": 170, "occasion": 180}
"""Pixels of the columns whose first rows say too little of how long the others are."""


def listing(rows: pd.DataFrame, chosen: Selection, key: str) -> None:
    """Contacts in words, the latest first; choosing one opens its card beside the page."""
    if rows.empty:
        st.info(_("No contact is behind this choice."), icon=":material/filter_alt_off:")
        return
    ordered = rows.sort_values("date", ascending=False, kind="stable")
    st.caption(
        plural(
            "{n} contact. Choose its row to open its card.",
            "{n} contacts. Choose a row to open its card.",
            len(ordered),
        )
    )
    picked = lists.choose(
        _table(ordered, COLUMNS, chosen),
        ordered["contact_id"].to_list(),
        f"rows-{key}",
        plural("Table of {n} contact", "Table of {n} contacts", len(ordered)),
        lists.widths({chosen.words.field("contacts", n): width for n, width in WIDTHS.items()}),
    )
    every = [field.name for field in chosen.words.package.tables["contacts"].fields]
    said = headings("contacts", every, chosen.words)
    lists.download(lambda: both(_table(ordered, every, chosen), ordered, said, chosen.words), key)
    shell.choose("contacts", picked)


def _table(rows: pd.DataFrame, columns: list[str], chosen: Selection) -> pd.DataFrame:
    """Contacts under readable names, with the level of each beside its form."""
    shown = readable(rows, "contacts", columns, chosen.words, chosen.record.sources)
    shown.insert(columns.index("format") + 1, _("Level"), chosen.words.terms("rank", rows["level"]))
    return shown


@shell.of("contacts")
def show(contact_id: str, chosen: Selection) -> None:
    """Everything on record about a contact, as known on the chosen day."""
    shell.card("contacts", contact_id, chosen, partial(_body, chosen=chosen))


def _body(contact: pd.Series, chosen: Selection) -> None:
    record, words = chosen.record, chosen.words
    row = compared(contact.to_frame().T).iloc[0]
    _heading(row, words)
    st.markdown("\n".join(f"- {fact}" for fact in _facts(row, words)))
    _both_accounts(row, words)
    _topics(row, words)
    about = involves(record.statements, frozenset([row["contact_id"]]), ("about",))
    shell.linked_rows(_("Statements about it"), "statements", record.statements[about], chosen)
    events = record.events[record.events["event_id"] == row["event_id"]]
    shell.linked_rows(_("The event it belongs to"), "events", events, chosen)


def compared_accounts(row: Row, words: Words) -> None:
    """A contact with what each side said of it, and links to its full card and its event.

    `row` is a contact with common, only_a and only_b (see `analysis.contacts.topics.compared`).
    """
    with st.container(border=True, key=f"accounts-{row['contact_id']}"):
        _heading(row, words)
        _both_accounts(row, words)
        shell.original(row, "contacts", words)
        _topics(row, words)
        leads = [links.markdown(_("Link to this card"), links.row("contacts", row["contact_id"]))]
        if row["event_id"]:
            event = links.row("events", row["event_id"])
            leads.append(links.markdown(_("The event it belongs to"), event))
        st.markdown(" · ".join(leads))


def _heading(row: Row, words: Words) -> None:
    """Who met, when, where, how and for what."""
    st.markdown(f"**{plain(who(row['side_a'], row['side_b'], words))}**")
    known = [str(part) for part in (row["place_city"], row["place_country"]) if part]
    place = words.location(", ".join(known)) if known else ""
    parts = (
        when(row["date"], row["end_date"], row["date_precision"]),
        words.term("format", row["format"]),
        words.term("rank", row["level"]),
        place,
        words.told(row["occasion"]),
    )
    st.caption(" · ".join(plain(part) for part in parts if part))


def _facts(row: Row, words: Words) -> list[str]:
    """Who asked, who arranged it, whether it was planned, how long it was: unknown said plainly."""
    unknown = _("not on record")
    minutes = row["duration_min"]
    length = unknown if pd.isna(minutes) else plural("{n} minute", "{n} minutes", int(minutes))
    third = words.actor_names(row["third_party"])
    facts = [
        (_("Asked for by"), words.term("requested_by", row["requested_by"]) or unknown),
        (_("Arranged by"), row["arranged_by"] or unknown),
        (_("Planned"), words.term("scheduled", row["scheduled"]) or unknown),
        (_("Length"), length),
        (words.field("contacts", "third_party"), third),
    ]
    lines = [labelled(plain(label), f"**{plain(fact)}**") for label, fact in facts if fact]
    outcome = labelled(plain(words.field("contacts", "outcome")), plain(words.told(row["outcome"])))
    return [*lines, outcome] if row["outcome"] else lines


def _both_accounts(row: Row, words: Words) -> None:
    """What each side said of it, side by side, or by the other's account."""
    a, b = words.pair.sides
    for column, side, account in zip(
        st.columns(2), (a, b), ("account_a", "account_b"), strict=True
    ):
        with column.container(border=True, height="stretch"):
            own, teller = words.side(side.code), row[f"{account}_by"]
            head = _("{side} said", side=own)
            if row[account] and teller != side.code:
                named = words.term("source_side", teller)
                head = _("{side}, as told by {teller}", side=own, teller=named)
            st.markdown(f"**{plain(head)}**")
            if row[account]:
                told(row[account], words)
            else:
                st.markdown(f"*{plain(_('No account on record.'))}*")


def _topics(row: Row, words: Words) -> None:
    """The topics in common, and those that only one side names."""
    a, b = (words.side(side.code) for side in words.pair.sides)
    named = {
        _("In common, or not said by whom"): row["common"],
        _("Only {side}", side=a): row["only_a"],
        _("Only {side}", side=b): row["only_b"],
    }
    lines = []
    for label, topics in named.items():
        badges = [f":gray-badge[{plain(name)}]" for name in words.terms("topic", topics)]
        if badges:
            lines.append(labelled(plain(label), " ".join(badges)))
    if lines:
        st.markdown("  \n".join(lines))
