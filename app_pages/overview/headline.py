"""Where the relationship stands, how sure that is, and six figures of the whole record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd
import streamlit as st

from analysis.evidence.classes import classes
from analysis.headline import Headline, headline
from analysis.tables.filters import Filters
from analysis.temperature.certainty.differences import Difference
from analysis.temperature.line import breakdown
from analysis.trade.standing import in_force
from app_pages.cards import shell
from app_pages.frame import links, state
from app_pages.frame.state import Selection
from app_pages.frame.text import plain, small
from app_pages.temperature.line import Formula, whole
from charts.contacts.names import when
from charts.evidence import strength
from charts.speech.formats import clauses, day, days_range, degrees, number, sentences
from charts.speech.language import _, plural
from charts.temperature.certainty.breaks import spans
from charts.temperature.measures import TEMPERATURE, level_name


def figures(chosen: Selection) -> Headline:
    """The headline figures of the whole record."""
    return headline(chosen.record)


def stands(chosen: Selection) -> None:
    """Where the relationship stands and how sure that is, in a sentence; how old the record is."""
    first, *more = told(state.measure(figures, chosen.view.record))
    sure = _(
        "Record: how far the average would move had other events been recorded; the dark band of "
        "the picture. State: where the relationship itself may stand; the light one."
    )
    st.markdown(f"**{plain(first)}**", help=sure)
    small(plain(sentences([*more, _whatever(chosen)])))


def told(now: Headline) -> list[str]:
    """The same in sentences: where it stands, how old that is, who last spoke, the last break."""
    return [each for each in (_standing(now), _age(now.day), _spoke(now), _since(now)) if each]


def _standing(now: Headline) -> str:
    point = now.stands
    return _(
        "On {date} the relationship stood at {value}°, {name}. Record: {low}° to {high}°. State: "
        "{state_low}° to {state_high}°.",
        date=day(now.day),
        value=degrees(point["value"]),
        name=level_name(TEMPERATURE.level(point["value"])),
        low=degrees(point["low"]),
        high=degrees(point["high"]),
        state_low=degrees(point["state_low"]),
        state_high=degrees(point["state_high"]),
    )


def _age(end: pd.Timestamp) -> str:
    """How long ago that was, so that nobody takes days counted to it for days up to now."""
    days = max((pd.Timestamp.now().normalize() - end).days, 0)
    return plural("That was {n} day ago.", "That was {n} days ago.", days)


def _spoke(now: Headline) -> str:
    return _(
        "Last spoke: leaders {leaders}, ministers {ministers}.",
        leaders=_on(now.last_leader),
        ministers=_on(now.last_minister),
    )


def _on(contact: pd.DataFrame) -> str:
    """When this contact was: its day, or the span of a visit whose meetings are not on record."""
    if contact.empty:
        return _("none on record")
    return when(*contact[["date", "end_date", "date_precision"]].iloc[0])


def _since(now: Headline) -> str:
    if now.since.empty:
        return ""
    return _(
        "The average level of acts last changed beyond chance {spans}.", spans=spans(now.since)
    )


def _whatever(chosen: Selection) -> str:
    """That the sentence is of the whole record, where filters narrow what is below it."""
    filters = chosen.view.filters
    if replace(filters, years=None, as_of=None) == Filters():
        return ""
    return _("This holds for the whole record, whatever the filters.")


def section(chosen: Selection) -> None:
    """The last contacts, the measures in force and the open cases of the whole record."""
    now = state.measure(figures, chosen.view.record)
    st.markdown(f"## {_('Last contacts, measures and cases')}")
    counted = _(
        "The whole record, whatever the filters; days are counted to its end, {date}.",
        date=day(now.day),
    )
    small(plain(counted))
    _figures(chosen)


def strengths(chosen: Selection) -> dict[str, str]:
    """How well each headline figure is supported: its name, and the grade with its reasons."""
    now = state.measure(figures, chosen.view.record)
    record, acts = chosen.record, whole(chosen, Formula())
    left = breakdown(acts, now.day)["left"]
    held = in_force(record.trade_restrictions, now.day)
    told = {
        _("Temperature"): shell.supported(acts, chosen, left),
        _("Leaders last spoke"): shell.supported(now.last_leader, chosen),
        _("Ministers last spoke"): shell.supported(now.last_minister, chosen),
        **{
            _("Restrictions by {side}", side=chosen.words.side(side.code)): shell.supported(
                held[held["imposed_by"] == side.code], chosen
            )
            for side in record.pair.sides
        },
        _("Consular cases open"): shell.supported(now.cases, chosen),
    }
    return {name: strength.reasons(found) for name, found in told.items()}


def how_to_read(chosen: Selection, note: str) -> None:
    """A word on the line, the marks, the filters and the numbers, for who asks.

    `note` says what to keep in mind of the line that is shown.
    """
    words = [
        plural(
            "{n} cited act up to {date} makes the line; the older an act, the less it weighs.",
            "{n} cited acts up to {date} make the line; the older an act, the less it weighs.",
            len(whole(chosen, Formula())),
            date=day(chosen.record.end),
        ),
        plain(note),
        # The terms are the same whatever the filters.
        links.markdown(
            _("What the terms mean"), links.page("evidence", whole=True, evidence_part="glossary")
        ),
        _(
            "Above 0° cooperation outweighs conflict. Each dot is an act of one side towards the "
            "other, larger where it matters more; a diamond, an act of a third party, which does "
            "not count. The dark band shows how far the average would move had other events been "
            "recorded, the light one where the relationship itself may stand: it widens in "
            "silence. Hatched: no minister or leader had met for a year or more."
        ),
        _(
            "Choose a dot, a month or a bar of “What moved it” to open the card of an event, "
            "with its sources."
        ),
        _(
            "Drag over a part of the line to see those years alone. Filters go with you from "
            "page to page; “As of” leaves out everything after a day. The address keeps your "
            "choices: copy the link to share what you see."
        ),
        _(
            "“Numbers” under each picture opens its table. “Export” also gives a brief of two "
            "pages."
        ),
        strength.rule(),
    ]
    st.markdown("\n".join(f"- {each}" for each in words if each))


@dataclass(frozen=True)
class Figure:
    """A headline figure: its name, the rows that it leads to, its value, and what qualifies it."""

    name: str
    address: str
    value: str
    beside: str
    meaning: str
    arrow: Literal["up", "down", "off"] = "off"


def _figures(chosen: Selection) -> None:
    """Where the relationship stands: six figures of the whole record, each leading to its rows."""
    strong = state.result(strengths, chosen.view.record)
    with st.container(horizontal=True, gap="xsmall", key="headline"):
        for each in state.result(six, chosen.view.record):
            st.metric(
                links.markdown(each.name, each.address) if each.address else plain(each.name),
                each.value,
                each.beside,
                # Warmer is not better, so neither way is green.
                delta_color="off",
                delta_arrow=each.arrow,
                help=plain(sentences([each.meaning, strong[each.name]])) if each.meaning else None,
            )


def six(chosen: Selection) -> list[Figure]:
    """The figures of the whole record, whatever the filters."""
    return list(_six(state.measure(figures, chosen.view.record), chosen))


def _six(now: Headline, chosen: Selection) -> Iterator[Figure]:
    yield Figure(
        _("Temperature"),
        links.page("method", whole=True),
        f"{degrees(now.stands['value'])}°",
        _(
            "{change}° in a year ({low} to {high})",
            change=degrees(now.change.value),
            low=degrees(now.change.low),
            high=degrees(now.change.high),
        ),
        _(
            "The average of all acts up to {date}, recent ones weighing most, from −10 "
            "(conflict) to +10 (cooperation).",
            date=day(now.day),
        ),
        _arrow(now.change),
    )
    yield _last_contact(_("Leaders last spoke"), now.last_leader, chosen)
    yield _last_contact(_("Ministers last spoke"), now.last_minister, chosen)
    for side in chosen.record.pair.sides:
        held = now.restrictions.reindex([side.code], fill_value=0).iloc[0]
        yield Figure(
            _("Restrictions by {side}", side=chosen.words.side(side.code)),
            links.page("trade", whole=True, trade_section="force"),
            number(int(held["in-force"])),
            _("+ {n} of unknown end", n=number(held["end-unknown"])),
            _("Measures in force; those whose end was not found are counted apart."),
        )
    unknown = int((now.cases["standing"] == "outcome-unknown").sum())
    yield Figure(
        _("Consular cases open"),
        links.page("consular", whole=True),
        number(len(now.cases) - unknown),
        _("+ {n} of unknown outcome", n=number(unknown)),
        _("People still held by the last report found."),
    )


def _arrow(change: Difference) -> Literal["up", "down", "off"]:
    if not change.sure:
        return "off"
    return "up" if change.value > 0 else "down"


def _last_contact(name: str, contact: pd.DataFrame, chosen: Selection) -> Figure:
    if contact.empty:
        return Figure(name, "", "–", _on(contact), "")
    row, date = contact.iloc[0], _on(contact)
    judged = classes(shell.cited_by(contact, chosen), chosen.record.pair)
    return Figure(
        name,
        links.row("contacts", row["contact_id"], whole=True),
        days_range(row["days_least"], row["days_most"]),
        _("{date}, from reposts only", date=date) if (judged == "repost").all() else date,
        sentences(
            [
                clauses(chosen.words.actor_names(row[side]) for side in ("side_a", "side_b")),
                chosen.words.told(row["occasion"]),
            ]
        ),
    )
