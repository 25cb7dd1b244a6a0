"""Lists of contacts, and the card of one: everything on record about it, with links resolved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias
from zlib import crc32

import pandas as pd
import streamlit as st

from analysis.contacts.topics import compared
from analysis.tables.accounts import told_by
from analysis.tables.filters import involves
from analysis.tables.links import claims_on
from app_pages.cards import shell
from app_pages.frame import lists
from app_pages.frame.state import Selection
from app_pages.frame.text import plain, told
from charts.contacts.names import when, who
from charts.speech.formats import clauses, day, labelled, listed
from charts.speech.language import _, plural
from charts.speech.listing import readable
from charts.speech.names import Words

Row: TypeAlias = Mapping[str, Any]
"""One contact: its columns by name."""

PARAMETER = "contact"
"""The parameter of the address that opens a card: `contacts?contact=ID`."""

LISTED = 500
"""Rows that a list shows at most; the file holds them all."""

COLUMNS = (
    "date",
    "side_a",
    "side_b",
    "format",
    "place_city",
    "occasion",
    "requested_by",
    "duration_min",
)

WORDS_SHOWN = 5
"""Statements about a contact that its card shows."""


def listing(rows: pd.DataFrame, chosen: Selection, key: str) -> None:
    """Contacts in words, the latest first; choosing one opens its card below."""
    if rows.empty:
        st.info(_("No contact is behind this choice."), icon=":material/filter_alt_off:")
        return
    ordered = rows.sort_values("date", ascending=False, kind="stable")
    head = ordered.head(LISTED)
    st.caption(_length(len(ordered), len(head)))
    # Other rows are another table: a choice made among the former ones must not carry over.
    rows_key = crc32("|".join(head["contact_id"]).encode())
    with st.container(key=f"rows-{key}"):
        picked = st.dataframe(
            table(head, chosen),
            hide_index=True,
            on_select="rerun",
            selection_mode="single-row",
            column_config=_widths(chosen.words),
            placeholder="",
            key=f"rows-{key}-{rows_key}",
            alt=_("Table of {n} contacts", n=len(head)),
        )
    lists.download(lambda: table(ordered, chosen, everything=True), key)
    for position in picked.selection.rows:
        if position < len(head):
            show(str(head["contact_id"].iloc[position]), chosen, key)


def _length(total: int, shown: int) -> str:
    if shown < total:
        return _(
            "The latest {shown} of {total} contacts; the file holds all. Choose a row to open its "
            "card.",
            shown=shown,
            total=total,
        )
    return plural(
        "{n} contact. Choose its row to open its card.",
        "{n} contacts. Choose a row to open its card.",
        total,
    )


def table(rows: pd.DataFrame, chosen: Selection, *, everything: bool = False) -> pd.DataFrame:
    """Contacts under readable names: what a list shows, or every column of the table."""
    spec = chosen.words.package.tables["contacts"]
    columns = [field.name for field in spec.fields] if everything else list(COLUMNS)
    shown = readable(rows, "contacts", columns, chosen.words, chosen.record.sources)
    levels = pd.Series(chosen.words.terms("rank", rows["level"]), index=rows.index, dtype=object)
    shown.insert(columns.index("format") + 1, _("Level"), levels)
    return shown


def _widths(words: Words) -> dict[str, Any]:
    """Widths of the columns whose first rows say too little of how long the others are."""
    pixels = {"side_a": 170, "side_b": 170, "occasion": 180}
    return {
        words.field("contacts", name): st.column_config.Column(width=width)
        for name, width in pixels.items()
    }


def from_address(chosen: Selection) -> None:
    """The card that the address asks for, if any, with a way to close it."""
    asked = st.query_params.get(PARAMETER)
    if not asked:
        return
    show(asked, chosen, "address")
    shell.close(PARAMETER)


def show(contact_id: str, chosen: Selection, place: str) -> None:
    """Everything on record about a contact, as known on the chosen day.

    `place` tells apart the cards of one contact in several places of a page.
    """
    found = chosen.record.contacts[chosen.record.contacts["contact_id"] == contact_id]
    if found.empty:
        st.info(
            _(
                "No contact “{id}” is on record as of {date}.",
                id=plain(contact_id),
                date=day(chosen.record.end),
            )
        )
        return
    row = compared(found).to_dict("records")[0]
    with st.container(border=True, key=f"contact-{place}-{contact_id}"):
        heading(row, chosen.words)
        st.markdown("\n".join(f"- {fact}" for fact in _facts(row, chosen.words)))
        both_accounts(row, chosen.words)
        topics(row, chosen.words)
        claims = claims_on(chosen.record, "contacts", contact_id)
        _claims(claims[claims["disagree"]], _("Where sources differ"), chosen.words)
        _claims(claims[~claims["disagree"]], _("What else sources say of it"), chosen.words)
        _said_about(contact_id, chosen)
        known = chosen.record.sources
        shell.cited(known[known["source_id"].isin(row["sources"])], chosen)
        st.markdown(_links(row))


def compared_accounts(row: Row, words: Words) -> None:
    """A contact with what each side said of it, and a link to its full card.

    `row` is a contact with common, only_a and only_b (see `analysis.contacts.topics.compared`).
    """
    with st.container(border=True, key=f"accounts-{row['contact_id']}"):
        heading(row, words)
        both_accounts(row, words)
        topics(row, words)
        st.markdown(_links(row))


def heading(row: Row, words: Words) -> None:
    """Who met, when, where, how and for what."""
    st.markdown(f"**{plain(who(row['side_a'], row['side_b'], words))}**")
    known = [str(part) for part in (row["place_city"], row["place_country"]) if part]
    place = words.location(", ".join(known)) if known else ""
    st.caption(
        " · ".join(
            plain(part)
            for part in (
                when(row["date"], row["end_date"]),
                words.term("format", row["format"]),
                words.term("rank", row["level"]),
                place,
                row["occasion"],
            )
            if part
        )
    )


def _facts(row: Row, words: Words) -> list[str]:
    """Who asked, who arranged it, whether it was planned, how long it was: unknown said plainly."""
    unknown = _("not on record")
    minutes = row["duration_min"]
    third = words.actor_names(row["third_party"])
    facts = [
        (_("Asked for by"), words.term("requested_by", row["requested_by"]) or unknown),
        (_("Arranged by"), row["arranged_by"] or unknown),
        (_("Planned"), words.term("scheduled", row["scheduled"]) or unknown),
        (_("Length"), unknown if pd.isna(minutes) else _minutes(int(minutes))),
        (words.field("contacts", "third_party"), third),
    ]
    lines = [labelled(plain(label), f"**{plain(fact)}**") for label, fact in facts if fact]
    outcome = labelled(plain(words.field("contacts", "outcome")), plain(row["outcome"]))
    return [*lines, outcome] if row["outcome"] else lines


def _minutes(n: int) -> str:
    return plural("{n} minute", "{n} minutes", n)


def both_accounts(row: Row, words: Words) -> None:
    """What each side said of it, side by side, or by the other's account."""
    a, b = words.pair.sides
    for column, side, other, account in zip(
        st.columns(2), (a, b), (b, a), ("account_a", "account_b"), strict=True
    ):
        with column.container(border=True, height="stretch"):
            own, teller = words.side(side.code), words.side(other.code)
            head = _("{side} said", side=own)
            if told_by(other).search(row[account]):
                head = _("{side}, as told by {teller}", side=own, teller=teller)
            st.markdown(f"**{plain(head)}**")
            if row[account]:
                told(row[account])
            else:
                st.markdown(f"*{plain(_('No account on record.'))}*")


def topics(row: Row, words: Words) -> None:
    """The topics in common, and those that only one side names."""
    a, b = (words.side(side.code) for side in words.pair.sides)
    named = {
        _("In common, or not said by whom"): row["common"],
        _("Only {side}", side=a): row["only_a"],
        _("Only {side}", side=b): row["only_b"],
    }
    lines = [
        labelled(plain(label), _badges(words.terms("topic", topics)))
        for label, topics in named.items()
        if topics
    ]
    if lines:
        st.markdown("  \n".join(lines))


def _badges(names: list[str]) -> str:
    return " ".join(f":gray-badge[{plain(name)}]" for name in names)


def _claims(claims: pd.DataFrame, title: str, words: Words) -> None:
    """What sources say of each field: every value, with those who give it."""
    if claims.empty:
        return
    items = [
        "- " + labelled(plain(_field(str(field), words)), clauses(_values(rows)))
        for field, rows in claims.groupby("field", sort=False, observed=True)
    ]
    st.markdown("\n".join([f"**{plain(title)}**", "", *items]))


def _values(rows: pd.DataFrame) -> list[str]:
    return [
        _(
            "{value} ({publishers})",
            value=f"**{plain(str(value)) or '–'}**",
            publishers=plain(listed(_publisher(c) for c in claims.itertuples())),
        )
        for value, claims in rows.groupby("value", sort=False)
    ]


def _publisher(claim: object) -> str:
    note = claim.note  # type: ignore[attr-defined]
    publisher = str(claim.publisher)  # type: ignore[attr-defined]
    return _("{publisher}: {note}", publisher=publisher, note=note) if note else publisher


def _field(name: str, words: Words) -> str:
    fields = {field.name for field in words.package.tables["contacts"].fields}
    return words.field("contacts", name) if name in fields else name.replace("_", " ").capitalize()


def _said_about(contact_id: str, chosen: Selection) -> None:
    """The first statements that are about the contact."""
    statements = chosen.record.statements
    about = statements[involves(statements, frozenset([contact_id]), ("about",))]
    if about.empty:
        return
    items = [
        "- "
        + labelled(
            plain(listed([chosen.words.actor_names(s.speaker), day(s.date)])),
            plain(s.paraphrase),
        )
        for s in about.head(WORDS_SHOWN).itertuples()
    ]
    st.markdown("\n".join([f"**{plain(_('Statements about it'))}**", "", *items]))


def _links(row: Row) -> str:
    links = [f"[{_('Link to this card')}](contacts?{PARAMETER}={row['contact_id']})"]
    if row["event_id"]:
        links.append(f"[{_('The event it belongs to')}](events?event={row['event_id']})")
    return " · ".join(links)
