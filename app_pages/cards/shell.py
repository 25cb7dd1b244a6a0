"""Cards: everything on record about one row, with every link resolved."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from analysis.tables import kinds
from analysis.tables.dataset import row_ids
from analysis.tables.links import EventLinks, of_event
from analysis.tables.offices import ranks_on
from app_pages.frame import links
from app_pages.frame.state import Selection
from app_pages.frame.text import plain, target, told
from charts.draw.text import shortened
from charts.speech import names
from charts.speech.formats import aside, day, degrees, labelled, language_name, listed, number
from charts.speech.language import _, plural
from charts.speech.names import Words

MOST_LINKS = 12
"""Rows of one kind that a card links to; the rest is counted."""

LONGEST = 140
"""Letters of a statement that a link to it shows."""


def asked(key: str) -> str | None:
    """The row whose card the address of the page asks for, by the name of its parameter."""
    return st.query_params.get(key) or None


def close(key: str) -> None:
    """A button that closes the card that the address asks for."""

    def forget() -> None:
        if key in st.query_params:
            del st.query_params[key]

    st.button(_("Close the card"), icon=":material/close:", on_click=forget, key=f"close-{key}")


def event(event_id: str, chosen: Selection) -> None:
    """Everything on record about an event, as known on the chosen day."""
    linked = of_event(chosen.record, event_id)
    if linked is None:
        missing(_("No event “{id}” is on record as of {date}."), event_id, chosen)
        return
    words, row = chosen.words, linked.event
    with st.container(border=True, key=f"card-{event_id}"):
        told(row["title"], "#### ")
        st.caption(_headline(row, words))
        told(row["summary"])
        _who(row, chosen)
        _coding(row, words)
        left, right = st.columns(2)
        with left:
            linked_rows(_("Answers"), "events", linked.answers, chosen)
            linked_rows(_("Answered by"), "events", linked.answered_by, chosen)
            _tree_link(linked)
            linked_rows(_("Contacts"), "contacts", linked.contacts, chosen)
        with right:
            linked_rows(
                _("Restrictions in answer"), "trade_restrictions", linked.restrictions, chosen
            )
            linked_rows(_("Said about it"), "statements", linked.statements, chosen)
            linked_rows(_("Cases of those who take part"), "consular_cases", linked.cases, chosen)
        disagreements(linked.claims[linked.claims["disagree"]], chosen.words)
        details(linked.claims[~linked.claims["disagree"]], chosen.words)
        sources(linked.sources, chosen)
        permalink("events", event_id)


def missing(message: str, row_id: str, chosen: Selection) -> None:
    """Say that the row is not on record; the message has {id} and {date}."""
    st.info(
        message.format(id=plain(row_id), date=plain(day(chosen.record.end))),
        icon=":material/search_off:",
    )


def link_to(table: str, row_id: str) -> str:
    """The target of a link to the card of a row, as Markdown takes it."""
    return target(links.row(table, row_id))


def permalink(table: str, row_id: str) -> None:
    """The address that opens this card."""
    # A caption would fade the link below a contrast that everybody can read.
    st.markdown(f":small[[{_('Address of this card')}]({link_to(table, row_id)})]")


def _headline(row: pd.Series, words: Words) -> str:
    """When, who acts, in which domain, where."""
    when = day(row["date"], row["date_precision"])
    if pd.notna(row["end_date"]):
        when = _("{first} to {last}", first=when, last=day(row["end_date"]))
    parts = [
        when,
        words.term("direction", row["direction"]),
        words.term("domain", row["domain"]),
        words.location(row["location"]),
        listed(words.terms("topic", row["topics"])),
    ]
    return " · ".join(plain(part) for part in parts if part)


def _who(row: pd.Series, chosen: Selection) -> None:
    """Who acts on whom: each with the rank held on the day, linked to its profile."""
    st.markdown(
        _(
            "{initiator} → {target}",
            initiator=_people(row["initiator"], row["date"], chosen),
            target=_people(row["target"], row["date"], chosen) or "–",
        )
    )


def _people(ids: Iterable[str], when: pd.Timestamp, chosen: Selection) -> str:
    people = pd.DataFrame({"actor_id": list(ids), "date": when})
    offices = chosen.record.offices
    ranks = ranks_on(people, offices)["rank"].astype(str)
    # Who holds no office on record is an official for the level of a contact, not for a reader.
    held = set(zip(offices["actor_id"], offices["rank"].astype(str), strict=True))
    words = chosen.words
    return listed(
        actor_link(actor, words)
        + (f" ({plain(words.term('rank', rank))})" if (actor, rank) in held else "")
        for actor, rank in zip(people["actor_id"], ranks, strict=True)
    )


def actor_link(actor_id: str, words: Words) -> str:
    """An actor's name as Markdown, linked to its profile."""
    return f"[{plain(words.actor(actor_id))}]({link_to('actors', actor_id)})"


def _coding(row: pd.Series, words: Words) -> None:
    """How the event is coded, and what that weighs."""
    st.caption(
        _(
            "Intensity {intensity}° on the scale from −10 to +10 (CAMEO {code}: {root}; {quad}). "
            "Salience {salience}, weight {weight}.",
            intensity=degrees(row["goldstein"]),
            code=plain(str(row["cameo"])),
            root=plain(words.term("cameo_root", row["root"])),
            quad=plain(words.term("quad_class", row["quad_class"])),
            salience=plain(words.term("salience", row["salience"])),
            weight=number(row["weight"], 1),
        )
    )


def _tree_link(linked: EventLinks) -> None:
    if linked.answers.empty and linked.answered_by.empty:
        return
    tree = links.page("events", events_part="answers", chain=linked.event["event_id"])
    st.markdown(f"[{_('The whole chain of acts and answers')}]({target(tree)})")


def linked_rows(label: str, table: str, rows: pd.DataFrame, chosen: Selection) -> None:
    """Rows of a table under a label, each linked to its card; nothing where there are none."""
    if rows.empty:
        return
    spec = chosen.record.package.tables[table]
    ids = row_ids(rows, spec)
    # The name of a contact begins with its date already.
    dates = (
        [""] * len(rows) if table == "contacts" else names.dates(rows, kinds.of(table).dated_by[0])
    )
    shown = _names(table, rows, chosen)
    items = [
        "- " + _dated(plain(when), f"[{plain(name)}]({link_to(table, row)})")
        for when, name, row in list(zip(dates, shown, ids, strict=True))[:MOST_LINKS]
    ]
    if len(rows) > MOST_LINKS:
        more = len(rows) - MOST_LINKS
        items.append(f"- {plural('and {n} more', 'and {n} more', more)}")
    st.markdown("\n".join([f"**{label}**", "", *items]))


def _dated(when: str, what: str) -> str:
    """What happened after when it did, where that is known."""
    return _("{date}: {title}", date=when, title=what) if when else what


def _names(table: str, rows: pd.DataFrame, chosen: Selection) -> list[str]:
    """The names of the rows; of statements also who speaks, and how."""
    words = chosen.words
    if table != "statements":
        return names.of_rows(rows, table, words)
    return [
        _(
            "{speaker} ({stance}): {words}",
            speaker=words.actor_names(who),
            stance=words.term("stance", stance),
            words=shortened(said, LONGEST),
        )
        for who, stance, said in zip(
            rows["speaker"], rows["stance"], rows["paraphrase"], strict=True
        )
    ]


def disagreements(claims: pd.DataFrame, words: Words) -> None:
    """Where sources give different values for a field: each value, and who gives it.

    `claims` is what `analysis.tables.links.claims_on` returns, cut to the fields that disagree.
    """
    if claims.empty:
        return
    items = []
    for (table, field), group in claims.groupby(["table", "field"], sort=False, observed=True):
        own = str(group["own"].fillna("").iloc[0]) if "own" in group else ""
        label = f"**{plain(words.field(str(table), str(field)))}**"
        here = _("on record here: {value}", value=plain(own)) if own else ""
        items.append("- " + (aside(label, here) if here else label))
        items += [f"    - {_claim(claim)}" for claim in group.to_dict("records")]
    st.markdown("\n".join([f"**{_('Where sources differ')}**", "", *items]))


def details(claims: pd.DataFrame, words: Words) -> None:
    """What single sources add on a field: nothing contradicts them.

    `claims` is what `analysis.tables.links.claims_on` returns, cut to the fields that agree.
    """
    if claims.empty:
        return
    items = [
        "- " + labelled(plain(words.field(claim["table"], claim["field"])), _claim(claim))
        for claim in claims.to_dict("records")
    ]
    st.markdown("\n".join([f"**{_('Details from single sources')}**", "", *items]))


def _claim(claim: dict[str, str]) -> str:
    """A value, who gives it (linked to the source), and the note on it."""
    who = plain(str(claim["publisher"]))
    linked = f"[{who}]({link_to('sources', claim['source_id'])})"
    said = aside(plain(claim["value"]), linked)
    return f"{said}. {plain(claim['note'])}" if claim["note"] else said


def sources(rows: pd.DataFrame, chosen: Selection) -> None:
    """The sources of a row: publisher, title, date, language, whose voice, and the link."""
    if rows.empty:
        return
    items = [f"- {source_text(row, chosen)}" for row in rows.to_dict("records")]
    st.markdown("\n".join([f"**{_('Sources')}**", "", *items]))


def source_text(row: dict[str, object], chosen: Selection) -> str:
    """One source as Markdown: linked where it has an address that a browser can open."""
    title = plain(str(row["title"]))
    url = str(row["url"])
    linked = f"[{title}]({target(url)})" if url.startswith(("https://", "http://")) else title
    when = row["published"]
    facts = _(
        "{publisher}, {date}, voice: {side}, {language}",
        publisher=plain(str(row["publisher"])),
        date=_("undated") if pd.isna(when) else plain(day(when, row["published_precision"])),
        side=plain(chosen.words.term("source_side", row["side"])),
        language=plain(language_name(str(row["language"]))),
    )
    return aside(linked, facts)
