"""The card of one consular case: everything on record about it, with every link resolved."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.consular import access, cases, links
from analysis.consular.links import CaseLinks
from app_pages.cards import shell
from app_pages.frame import state
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.consular.access import suspended
from charts.consular.cases import days_held, held_by
from charts.speech.formats import aside, clauses, day, labelled, listed
from charts.speech.language import _, plural
from charts.speech.names import Words

PARAMETER = "case"
"""The parameter of the address that opens a card: `consular?case=ID`."""

CONDITIONS = "conditions"
"""The field of the claims that say how a person was kept."""

LISTED = 60
"""Contacts, statements and events that a card lists at most, the latest."""


def from_address(chosen: Selection) -> None:
    """The card that the address asks for, if any, with a way to close it."""
    asked = st.query_params.get(PARAMETER)
    if not asked:
        return
    show(asked, chosen, "address")
    shell.close(PARAMETER)


def linked(chosen: Selection, case_id: str) -> CaseLinks | None:
    """What the record says of a case, as known on the chosen day (a step)."""
    return links.of_case(chosen.record, case_id)


def spans(chosen: Selection) -> pd.DataFrame:
    """How long each person was held, whoever is filtered (a step)."""
    return cases.spans(chosen.record, chosen.record.end)


def show(case_id: str, chosen: Selection, place: str) -> None:
    """Everything on record about a case, as known on the chosen day.

    `place` tells apart the cards of one case in several places of a page.
    """
    found = state.result(linked, chosen.view, case_id=case_id)
    if found is None:
        st.info(
            _(
                "No case “{id}” is on record as of {date}.",
                id=plain(case_id),
                date=day(chosen.record.end),
            )
        )
        return
    held = state.result(spans, chosen.view)
    span = next(held[held["case_id"] == case_id].itertuples())
    words = chosen.words
    with st.container(border=True, key=f"case-{place}-{case_id}"):
        _heading(span, words)
        _facts(found.case, words)
        _dates(found.given, words)
        _conditions(found.claims, chosen)
        _access(found, held, words)
        _steps(found.steps, chosen)
        _contacts(found.contacts, words)
        _statements(found.statements, words)
        _events(found.events)
        _disagreements(found.claims, words)
        with st.expander(plural("{n} source", "{n} sources", len(found.sources))):
            shell.cited(found.sources, chosen)
        st.markdown(f"[{_('Link to this card')}](consular?{PARAMETER}={case_id})")


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
        "- " + labelled(plain(words.field("consular_cases", name)), plain(case[name]))
        for name in ("allegation", "place", "sentence", "note")
        if case[name]
    ]
    if facts:
        st.markdown("\n".join(facts))


def _dates(given: pd.DataFrame, words: Words) -> None:
    """When the case began and ended, by whom it is said; a disagreement is shown as one."""
    items = []
    for field, label in (("detained", _("Detained")), ("released", _("Released"))):
        rows = given[given["field"] == field]
        items += ["- " + labelled(plain(label), plain(text)) for text in dates_in_words(rows)]
        if rows["date"].nunique() > 1:
            items[-1] += f"  \n  :orange-badge[{plain(_('sources differ'))}]"
    if items:
        st.markdown("\n".join([f"**{plain(_('Dates, and who gives them'))}**", "", *items]))


def dates_in_words(rows: pd.DataFrame) -> list[str]:
    """Each date that sources give, with the days it makes and the publishers."""
    return [
        _with_days(first, listed(dict.fromkeys(group["publisher"])))
        for _date, group in rows.groupby("date")
        for first in group.head(1).itertuples()
    ]


def _with_days(row: Any, publishers: str) -> str:
    when = day(row.date, row.precision)
    if pd.isna(row.days):
        return _("{date} ({publishers})", date=when, publishers=publishers)
    return _(
        "{date}, {days} ({publishers})",
        date=when,
        days=plural("{n} day", "{n} days", int(row.days)),
        publishers=publishers,
    )


def _conditions(claims: pd.DataFrame, chosen: Selection) -> None:
    """How the person was kept, as each source reports it."""
    rows = claims[claims["field"] == CONDITIONS].drop_duplicates(["value", "source_id"])
    if rows.empty:
        return
    items = ["- " + aside(plain(c.value), _who(c)) for c in rows.itertuples()]
    st.markdown("\n".join([f"**{plain(_('Conditions reported'))}**", "", *items]))


def _who(claim: Any) -> str:
    """Who says so, and the remark on it."""
    return plain(clauses(part for part in (str(claim.publisher), claim.note) if part))


def _access(found: CaseLinks, held: pd.DataFrame, words: Words) -> None:
    own = held[held["case_id"] == found.case["case_id"]]
    stopped = access.suspensions(found.steps, own)
    visits = access.visits(found.steps, own)
    items = [f"- {plain(suspended(period))}" for period in stopped.itertuples()]
    for row in access.summary(visits, own).itertuples():
        text = plural(
            "{n} known visit, {dated} with a date", "{n} known visits, {dated} with a date",
            int(row.known), dated=int(row.dated),
        )  # fmt: skip
        items.append(f"- {plain(text)}")
    items = items or [f"- {plain(_('No consular visit is on record.'))}"]
    st.markdown("\n".join([f"**{plain(_('Consular access'))}**", "", *items]))


def _steps(steps: pd.DataFrame, chosen: Selection) -> None:
    publishers = chosen.record.sources.set_index("source_id")["publisher"]
    items = [
        "- "
        + labelled(
            plain(day(s.date, s.date_precision)),
            aside(
                f"**{plain(chosen.words.term('milestone_kind', s.kind))}**. {plain(s.detail)}",
                plain(listed(dict.fromkeys(publishers.get(i, i) for i in s.sources))),
            ),
        )
        for s in steps.itertuples()
    ]
    if items:
        st.markdown("\n".join([f"**{plain(_('What happened, in order'))}**", "", *items]))


def _contacts(contacts: pd.DataFrame, words: Words) -> None:
    named = contacts[contacts["named"]].tail(LISTED)
    others = int((~contacts["named"]).sum())
    if contacts.empty:
        return
    items = [
        f"- [{labelled(plain(day(c.date)), plain(words.actor_names([*c.side_a, *c.side_b])))}]"
        f"(contacts?contact={c.contact_id})"
        for c in named.itertuples()
    ]
    st.markdown("\n".join([f"**{plain(_('Contacts in which the case was raised'))}**", "", *items]))
    if others:
        st.caption(
            plural(
                "In {n} more contact people held were spoken of while the case was open, without "
                "this person being named in the record.",
                "In {n} more contacts people held were spoken of while the case was open, without "
                "this person being named in the record.",
                others,
            )
        )


def _statements(statements: pd.DataFrame, words: Words) -> None:
    if statements.empty:
        return
    with st.expander(plural("{n} statement", "{n} statements", len(statements))):
        st.markdown(
            "\n".join(
                f"- [{plain(day(s.date, s.date_precision))}, {plain(words.actor_names(s.speaker))}]"
                f"(statements?statement={s.statement_id}): {plain(s.paraphrase)}"
                for s in statements.tail(LISTED).itertuples()
            )
        )
        _more(len(statements))


def _events(events: pd.DataFrame) -> None:
    if events.empty:
        return
    with st.expander(plural("{n} event", "{n} events", len(events))):
        st.markdown(
            "\n".join(
                "- "
                + labelled(
                    plain(day(e.date, e.date_precision)),
                    f"[{plain(e.title)}](events?event={e.event_id})",
                )
                for e in events.tail(LISTED).itertuples()
            )
        )
        _more(len(events))


def _more(total: int) -> None:
    if total > LISTED:
        st.caption(_("The latest {n} of {total}.", n=LISTED, total=total))


def _disagreements(claims: pd.DataFrame, words: Words) -> None:
    """Where sources give different values: of the case, its steps and its events."""
    differ = claims[claims["disagree"] & (claims["field"] != CONDITIONS)]
    if differ.empty:
        return
    groups = differ.groupby(["table", "row_id", "field"], sort=False, observed=True)
    with st.expander(
        plural("Sources differ on {n} point", "Sources differ on {n} points", groups.ngroups)
    ):
        for (table, row_id, field), rows in groups:
            values = rows.drop_duplicates(["value", "source_id"])
            items = ["- " + aside(f"**{plain(c.value)}**", _who(c)) for c in values.itertuples()]
            label = f"**{plain(_field(str(field), str(table), words))}** · {plain(str(row_id))}"
            st.markdown("\n".join([label, "", *items]))


def _field(name: str, table: str, words: Words) -> str:
    fields = {field.name for field in words.package.tables[table].fields}
    return words.field(table, name) if name in fields else name.replace("_", " ").capitalize()
