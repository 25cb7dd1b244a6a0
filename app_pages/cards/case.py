"""The card of one consular case: everything on record about it, with every link resolved."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analysis.consular import access, cases
from analysis.consular.links import CaseLinks, of_case
from app_pages.cards import shell
from app_pages.frame import state
from app_pages.frame.state import Selection
from app_pages.frame.text import plain, spoken
from charts.consular.access import suspended
from charts.consular.cases import days_held, held_by
from charts.speech.formats import (
    aside,
    clauses,
    day,
    days_range,
    labelled,
    listed,
    number,
    sentences,
)
from charts.speech.language import _, plural
from charts.speech.names import Words

CONDITIONS = "conditions"
"""The field of the claims that say how a person was kept."""


def linked(chosen: Selection, case_id: str) -> CaseLinks | None:
    """What the record says of a case, as known on the chosen day."""
    return of_case(chosen.record, case_id)


def spans(chosen: Selection) -> pd.DataFrame:
    """How long each person was held, whoever is filtered."""
    return cases.spans(chosen.record, chosen.record.end)


@shell.of("consular_cases")
def show(case_id: str, chosen: Selection) -> None:
    """Everything on record about a case, as known on the chosen day."""
    found = state.result(linked, chosen.view, case_id=case_id)
    if found is None:
        shell.missing(case_id, chosen)
        return
    apart = found.claims["disagree"] & (found.claims["field"] != CONDITIONS)
    shell.card(
        "consular_cases",
        case_id,
        chosen,
        partial(_body, found=found, chosen=chosen),
        claims=found.claims[apart],
        sources=found.sources,
    )


def _body(row: pd.Series, found: CaseLinks, chosen: Selection) -> None:
    words = chosen.words
    held = state.measure(spans, chosen.view)
    own = held[held["case_id"] == row["case_id"]]
    _heading(next(own.itertuples()), words)
    _facts(found.case, words)
    _dates(found.given)
    # How the person was kept, as each source reports it.
    kept = found.claims[found.claims["field"] == CONDITIONS].drop_duplicates(["value", "source_id"])
    reported = [aside(spoken(c.value, words), _who(c, words)) for c in kept.itertuples()]
    shell.bullets(_("Conditions reported"), reported, in_english=True)
    _access(found, own)
    _steps(found.steps, chosen)
    _contacts(found.contacts, chosen)
    label = plural("{n} statement", "{n} statements", len(found.statements))
    shell.linked_rows(label, "statements", found.statements, chosen, folded=True)
    label = plural("{n} event", "{n} events", len(found.events))
    shell.linked_rows(label, "events", found.events, chosen, folded=True)


def _heading(span: Any, words: Words) -> None:
    st.markdown(f"**{plain(words.actor(span.person))}**")
    parts = (
        _("Citizenship: {countries}", countries=listed(map(words.country, span.citizenship))),
        held_by(span.held_by, words),
        words.term("case_status", span.status),
        days_held(span),
    )
    st.caption(" · ".join(plain(part) for part in parts if part))


def _facts(case: pd.Series, words: Words) -> None:
    facts = [
        "- " + labelled(plain(words.field("consular_cases", name)), spoken(case[name], words))
        for name in ("allegation", "place", "sentence", "note")
        if case[name]
    ]
    if facts:
        st.markdown("\n".join(facts), unsafe_allow_html=True)


def _dates(given: pd.DataFrame) -> None:
    """When the case began and ended, by whom it is said; a disagreement is shown as one."""
    items = []
    for field, label in (("detained", _("Detained")), ("released", _("Released"))):
        rows = given[given["field"] == field]
        items += [labelled(plain(label), plain(text)) for text in dates_in_words(rows)]
        if rows["date"].nunique() > 1:
            items[-1] += f"  \n  :orange-badge[{plain(_('sources differ'))}]"
    shell.bullets(_("Dates, and who gives them"), items)


def dates_in_words(rows: pd.DataFrame) -> list[str]:
    """Each date that sources give, with the days it makes and the publishers."""
    told = []
    for _date, group in rows.groupby("date"):
        first = next(group.itertuples())
        when = day(first.date, first.precision)
        if pd.notna(first.days_least):
            when = listed([when, days_range(first.days_least, first.days_most)])
        publishers = listed(dict.fromkeys(group["publisher"]))
        told.append(_("{date} ({publishers})", date=when, publishers=publishers))
    return told


def _who(claim: Any, words: Words) -> str:
    """Who says so, and the remark on it, as Markdown."""
    remark = spoken(claim.note, words) if claim.note else ""
    return clauses(part for part in (plain(str(claim.publisher)), remark) if part)


def _access(found: CaseLinks, own: pd.DataFrame) -> None:
    visits = access.visits(found.steps, own)
    told = [suspended(period) for period in access.suspensions(found.steps, own).itertuples()]
    told += [
        plural(
            "{n} known visit, {dated} with a date",
            "{n} known visits, {dated} with a date",
            int(row.known),
            dated=number(row.dated),
        )
        for row in access.summary(visits, own).itertuples()
    ]
    told = told or [_("No consular visit is on record.")]
    shell.bullets(_("Consular access"), list(map(plain, told)))


def _steps(steps: pd.DataFrame, chosen: Selection) -> None:
    publishers = chosen.record.sources.set_index("source_id")["publisher"]
    items = [
        labelled(
            plain(day(s.date, s.date_precision)),
            aside(
                sentences(
                    [
                        f"**{plain(chosen.words.term('milestone_kind', s.kind))}**",
                        spoken(s.detail, chosen.words) if s.detail else "",
                    ]
                ),
                plain(listed(dict.fromkeys(publishers.get(i, i) for i in s.sources))),
            ),
        )
        for s in steps.itertuples()
    ]
    shell.bullets(_("What happened, in order"), items, in_english=True)


def _contacts(contacts: pd.DataFrame, chosen: Selection) -> None:
    named = contacts[contacts["named"]]
    label = _("Contacts in which the case was raised")
    shell.linked_rows(label, "contacts", named, chosen)
    if others := len(contacts) - len(named):
        st.caption(
            plural(
                "In {n} more contact people held were spoken of while the case was open, without "
                "this person being named in the record.",
                "In {n} more contacts people held were spoken of while the case was open, without "
                "this person being named in the record.",
                others,
            )
        )
