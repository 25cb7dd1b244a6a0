"""Where the relationship stands: what the page shows, and six figures of the whole record."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import streamlit as st

from analysis.headline import Headline, headline
from analysis.tables import links
from app_pages.frame import address, parts, state, tour
from app_pages.frame.state import Selection
from charts.speech.language import _, day, degrees, language, number, plural

WHOLE_RECORD = ("lang", "as_of")
"""What a link keeps of the address where it leads to rows that no filter narrows."""


def figures(chosen: Selection) -> Headline:
    """The headline figures of the whole record."""
    return headline(chosen.record)


def section(chosen: Selection) -> None:
    """What is shown, and where the relationship stands."""
    now = state.result(figures, chosen.view.record)
    _head(now, chosen)
    _figures(now, chosen)


def _head(now: Headline, chosen: Selection) -> None:
    """What is shown, how to read it and where to click, for who comes for the first time."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(parts.plain(chosen.words.title()), anchor=False)
        tour.offer()
    # A caption would fade the link below a contrast that everybody can read.
    words = _(
        "The line sums up {n} cited events up to {date}, the end of the record, as a "
        "temperature: above 0° cooperation outweighs conflict, below 0° the reverse, and the "
        "past fades. Choose a dot, a month or a bar to see what happened, “Numbers” for a "
        "table, a page for who met whom, what was restricted and what was said. "
        "[What the terms mean]({glossary})",
        n=number(len(chosen.record.events)),
        date=day(now.day),
        # The terms are the same whatever the filters.
        glossary=parts.target(f"evidence?evidence_part=glossary&lang={language()}"),
    )
    st.markdown(f":small[{words}]")


def _figures(now: Headline, chosen: Selection) -> None:
    """Where the relationship stands: six figures of the whole record, each leading to its rows."""
    with st.container(horizontal=True, key="headline"):
        st.metric(
            _leading(_("Temperature"), "method"),
            f"{degrees(now.temperature)}°",
            _("{change}° in a year", change=degrees(now.change)),
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
                _leading(
                    _("Restrictions by {side}", side=chosen.words.side(side.code)),
                    "trade?trade_section=force",
                ),
                int(held["in-force"]),
                _("+ {n} of unknown end", n=number(held["end-unknown"])),
                _("Measures in force; those whose end was not found are counted apart."),
            )
        unknown = int((now.cases["standing"] == "outcome-unknown").sum())
        _counted(
            _leading(_("Consular cases open"), "consular"),
            len(now.cases) - unknown,
            _("+ {n} of unknown outcome", n=number(unknown)),
            _("People who had not been released when last found."),
        )


def _leading(label: str, where: str) -> str:
    """The label of a figure, as a link to the rows behind it, whatever the filters."""
    return f"[{parts.plain(label)}]({parts.target(address.onward(where, WHOLE_RECORD))})"


def _arrow(change: float) -> Literal["up", "down", "off"]:
    rounded = round(change, 1)
    return "up" if rounded > 0 else "down" if rounded < 0 else "off"


def _last_contact(label: str, contact: pd.DataFrame, now: pd.Timestamp, chosen: Selection) -> None:
    if contact.empty:
        st.metric(label, "–", _("none on record"), delta_color="off", delta_arrow="off")
        return
    row = contact.iloc[0]
    st.metric(
        _leading(label, links.address("contacts", row["contact_id"])),
        plural("{n} day ago", "{n} days ago", (now - row["date"]).days),
        day(row["date"]),
        delta_color="off",
        delta_arrow="off",
        help=parts.plain(
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
