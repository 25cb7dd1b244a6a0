"""Where the relationship stands: what the page shows, and six figures of the whole record."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import streamlit as st

from analysis.evidence.classes import classes
from analysis.headline import Headline, headline
from analysis.temperature.certainty.differences import Difference
from app_pages.cards import shell
from app_pages.frame import links, state
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from app_pages.temperature.line import Formula, whole
from charts.speech.formats import day, degrees, number, sentences
from charts.speech.language import _, plural
from charts.temperature.certainty.breaks import spans


def figures(chosen: Selection) -> Headline:
    """The headline figures of the whole record."""
    return headline(chosen.record)


def section(chosen: Selection) -> None:
    """What is shown, and where the relationship stands."""
    now = state.result(figures, chosen.view.record)
    _head(now, chosen)
    _figures(now, chosen)


def _head(now: Headline, chosen: Selection) -> None:
    """What is shown, since when it holds, and how to read it, for who comes for the first time."""
    count = len(whole(chosen, Formula()))
    said = [
        plural(
            "{n} cited act up to {date}: above 0° cooperation outweighs conflict; the past fades.",
            "{n} cited acts up to {date}: above 0° cooperation outweighs conflict; the past fades.",
            count,
            date=day(now.day),
        )
    ]
    if not now.since.empty:
        said.append(_("Their level last changed beyond chance {spans}.", spans=spans(now.since)))
    # The terms are the same whatever the filters.
    glossary = links.page("evidence", whole=True, evidence_part="glossary")
    said.append(links.markdown(_("What the terms mean"), glossary))
    words, more = st.columns([5, 1], vertical_alignment="center")
    # A caption would fade the link below a contrast that everybody can read.
    words.markdown(f":small[{sentences(said)}]")
    with more:
        _how_to_read()


def _how_to_read() -> None:
    """A word on the line, the marks, the filters and the numbers, for who asks."""
    words = [
        _(
            "Above 0° cooperation outweighs conflict, below 0° conflict outweighs cooperation. "
            "Each dot is an act of one side towards the other, larger where it matters more. The "
            "dark band shows how far the average hangs on what is on record, the light one where "
            "the relationship itself may stand; it opens in silence. A diamond is an act of a "
            "third party, which does not count."
        ),
        _(
            "Choose a dot, a month or a bar of “What moved it”: a card opens with the event, "
            "how it is coded, what it answers, what answered it, and its sources."
        ),
        _(
            "The panel at the left (on a phone, behind the arrows at the top) narrows every "
            "page to years, actors, domains and who acts; “As of” replays the record as it "
            "stood on a day. The address keeps your choices: copy it to share what you see."
        ),
        _(
            "“Numbers” under each picture opens its table, to read or to download. “Export” "
            "in the panel hands out the whole selection, and the citation for it."
        ),
    ]
    with st.popover(_("How to read this"), icon=":material/help:", key="how-to-read"):
        st.markdown("\n".join(f"- {each}" for each in words))


def _figures(now: Headline, chosen: Selection) -> None:
    """Where the relationship stands: six figures of the whole record, each leading to its rows."""
    with st.container(horizontal=True, key="headline"):
        st.metric(
            links.markdown(_("Temperature"), links.page("method", whole=True)),
            f"{degrees(now.stands['value'])}°",
            _(
                "{change}° in a year ({low} to {high})",
                change=degrees(now.change.value),
                low=degrees(now.change.low),
                high=degrees(now.change.high),
            ),
            # Warmer is not better, so neither way is green.
            delta_color="off",
            delta_arrow=_arrow(now.change),
            help=_(
                "The weighted mean intensity of events on {date}, from −10 (conflict) to +10 "
                "(cooperation). These six figures are for the whole record, whatever the filters.",
                date=day(now.day),
            ),
        )
        _last_contact(_("Leaders last spoke"), now.last_leader, now.day, chosen)
        _last_contact(_("Ministers last spoke"), now.last_minister, now.day, chosen)
        for side in chosen.record.pair.sides:
            held = now.restrictions.reindex([side.code], fill_value=0).iloc[0]
            _counted(
                links.markdown(
                    _("Restrictions by {side}", side=chosen.words.side(side.code)),
                    links.page("trade", whole=True, trade_section="force"),
                ),
                int(held["in-force"]),
                _("+ {n} of unknown end", n=number(held["end-unknown"])),
                _("Measures in force; those whose end was not found are counted apart."),
            )
        unknown = int((now.cases["standing"] == "outcome-unknown").sum())
        _counted(
            links.markdown(_("Consular cases open"), links.page("consular", whole=True)),
            len(now.cases) - unknown,
            _("+ {n} of unknown outcome", n=number(unknown)),
            _("People who had not been released when last found."),
        )


def _arrow(change: Difference) -> Literal["up", "down", "off"]:
    if not change.sure:
        return "off"
    return "up" if change.value > 0 else "down"


def _last_contact(label: str, contact: pd.DataFrame, now: pd.Timestamp, chosen: Selection) -> None:
    if contact.empty:
        st.metric(label, "–", _("none on record"), delta_color="off", delta_arrow="off")
        return
    row, when = contact.iloc[0], day(contact["date"].iloc[0])
    judged = classes(shell.cited_by(contact, chosen), chosen.record.pair)
    st.metric(
        links.markdown(label, links.row("contacts", row["contact_id"], whole=True)),
        plural("{n} day ago", "{n} days ago", (now - row["date"]).days),
        _("{date}, told by reposts alone", date=when) if (judged == "repost").all() else when,
        delta_color="off",
        delta_arrow="off",
        help=plain(
            _(
                "{side_a}; {side_b}. {occasion}",
                side_a=chosen.words.actor_names(row["side_a"]),
                side_b=chosen.words.actor_names(row["side_b"]),
                occasion=row["occasion"],
            )
        ),
    )


def _counted(label: str, count: int, apart: str, meaning: str) -> None:
    st.metric(label, number(count), apart, delta_color="off", delta_arrow="off", help=meaning)
