"""Cards: everything on record about one row, with every link resolved."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis import links
from analysis.dates import iso
from app_pages.shared.parts import plain
from app_pages.shared.state import Selection
from charts.wording import _, day, degrees


def event(event_id: str, chosen: Selection) -> None:
    """Everything on record about an event, as known on the chosen day."""
    linked = links.of_event(chosen.record, event_id)
    if linked is None:
        st.info(
            _(
                "No event “{id}” is on record as of {date}.",
                id=plain(event_id),
                date=day(chosen.record.end),
            )
        )
        return
    words, row = chosen.words, linked.event
    with st.container(border=True, key=f"card-{event_id}"):
        st.markdown(f"**{plain(row['title'])}**")
        st.caption(
            " · ".join(
                plain(part)
                for part in (
                    day(row["date"], row["date_precision"]),
                    words.term("direction", row["direction"]),
                    words.term("domain", row["domain"]),
                    row["location"],
                )
                if part
            )
        )
        st.markdown(plain(row["summary"]))
        st.markdown(
            _(
                "{initiator} → {target}. Intensity {intensity}° (CAMEO {code}: {root}); salience "
                "{salience}.",
                initiator=plain(words.actor_names(row["initiator"])),
                target=plain(words.actor_names(row["target"])),
                intensity=degrees(row["goldstein"]),
                code=row["cameo"],
                root=plain(words.term("cameo_root", row["root"])),
                salience=row["salience"],
            )
        )
        _linked_events(_("Answers"), linked.answers)
        _linked_events(_("Answered by"), linked.answered_by)
        disagreements(linked.claims[linked.claims["disagree"]])
        sources(linked.sources, chosen)


def _linked_events(label: str, events: pd.DataFrame) -> None:
    if events.empty:
        return
    items = [
        f"- {plain(when)}: [{plain(title)}](events?event={event_id})"
        for when, title, event_id in zip(
            iso(events["date"], events["date_precision"]),
            events["title"],
            events["event_id"],
            strict=True,
        )
    ]
    st.markdown("\n".join([f"**{label}**", "", *items]))


def disagreements(claims: pd.DataFrame) -> None:
    """Where sources give different values for a field: each value, and who gives it."""
    if claims.empty:
        return
    items = [
        f"- {plain(claim.field)}: {plain(claim.value)} ({plain(claim.publisher)}"
        + (f"; {plain(claim.note)}" if claim.note else "")
        + ")"
        for claim in claims.itertuples()
    ]
    st.markdown("\n".join([f"**{_('Where sources differ')}**", "", *items]))


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
    linked = f"[{title}](<{url}>)" if url.startswith(("https://", "http://")) else title
    facts = [
        plain(str(row["publisher"])),
        plain(iso(pd.Series([row["published"]]), pd.Series([row["published_precision"]])).iloc[0]),
        plain(chosen.words.term("source_side", row["side"])),
        plain(str(row["language"])),
    ]
    return f"{linked} ({', '.join(fact for fact in facts if fact)})"
