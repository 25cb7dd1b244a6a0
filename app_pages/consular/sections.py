"""The sections of the consular page."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import streamlit as st

from analysis.consular.spoken import TOPICS
from app_pages.cards import case
from app_pages.cards.case import dates_in_words
from app_pages.consular import steps
from app_pages.frame import address, lists, page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain, target
from charts.consular.access import suspended
from charts.consular.cases import citizens, held_by
from charts.speech.formats import aside, clauses, day, labelled, listed, number
from charts.speech.language import _, plural
from charts.speech.listing import readable

AT_LEAST = re.compile(r"at least (\d+)")
"""How the claims write a count that is a lower bound."""

COLUMNS = (
    "person",
    "detained",
    "status",
    "released",
    "held_by",
    "citizenship",
    "place",
    "allegation",
    "sentence",
    "sources",
)


def directions(chosen: Selection) -> None:
    """How many citizens of each side the other holds, and citizens of both: the same words."""
    groups = state.result(steps.directions, chosen.view)
    for column, group in zip(st.columns(len(groups)), groups.itertuples(), strict=True):
        column.metric(
            plain(citizens(group.citizen, chosen.words)),
            plural("{n} case", "{n} cases", group.cases),
            plain(held_by(group.held_by, chosen.words)),
            delta_color="off",
            delta_arrow="off",
            border=True,
            help=plain(
                _(
                    "{in_custody} in custody when last found, {unknown} of unknown outcome, "
                    "{ended} ended.",
                    in_custody=number(group.in_custody),
                    unknown=number(group.outcome_unknown),
                    ended=number(group.ended),
                )
            ),
        )


@page.fragment
def time_lines() -> None:
    """The cases from detention to release; a click on one opens its card."""
    here = state.view()
    clicked = picture(state.result(steps.gantt, here), "consular-gantt", selectable=True)
    if marked := lists.clicked(clicked):
        case.show(marked[0], state.selection(here), "gantt")


def differing_dates(chosen: Selection) -> None:
    """The beginnings and ends to which sources give different dates, each with its source."""
    differing = state.result(steps.differing_dates, chosen.view)
    if differing.empty:
        return
    st.markdown(f"#### {_('Where sources differ on a date')}")
    for (person, field), rows in differing.groupby(["person", "field"], sort=False):
        name, kind = chosen.words.actor(person), chosen.words.term("milestone_kind", field)
        given = clauses(plain(text) for text in dates_in_words(rows))
        st.markdown(f"**{plain(name)}** · {labelled(plain(kind), given)}")


def access(chosen: Selection) -> None:
    """Visits and the days between them, and access suspended."""
    st.markdown(f"### {_('Access')}")
    shown = state.result(steps.strips, chosen.view)
    if shown is None:
        st.info(_("No consular visit is on record for these cases."))
    else:
        picture(shown, "consular-access")
    lines = [
        "- " + labelled(f"**{plain(chosen.words.actor(p.person))}**", plain(suspended(p)))
        for p in state.result(steps.suspensions, chosen.view).itertuples()
    ]
    lines += [
        "- "
        + plain(
            _(
                "{citizens} {held}: a consular visit is on record in {visited} of {cases}.",
                citizens=citizens(group.citizen, chosen.words),
                held=held_by(group.held_by, chosen.words),
                visited=number(group.visited),
                cases=plural("{n} case", "{n} cases", group.cases),
            )
        )
        for group in state.result(steps.directions, chosen.view).itertuples()
        if group.cases
    ]
    st.markdown("\n".join(lines))


def death_sentences(chosen: Selection) -> None:
    """The death sentences on record, and the counts that sources give."""
    sentenced = state.result(steps.sentenced, chosen.view)
    counts = state.result(steps.death_counts, chosen.view)
    if sentenced.empty and counts.empty:
        return
    st.markdown(f"### {_('Death sentences')}")
    on_record, by_sources = st.columns(2)
    with on_record:
        verdicts = [
            "- "
            + labelled(
                plain(day(row.date, row.date_precision)),
                f"[{plain(chosen.words.actor(row.person))}]"
                f"(consular?{case.PARAMETER}={row.case_id})",
            )
            for row in sentenced.itertuples()
        ]
        label = plural(
            "On record: {n} case in which a court pronounced a death sentence",
            "On record: {n} cases in which a court pronounced a death sentence",
            len(sentenced),
        )
        st.markdown("\n".join([f"**{plain(label)}**", "", *verdicts]))
    with by_sources:
        if counts["count"].nunique() > 1:
            label = _("How many, by source: the counts differ")
        else:
            label = _("How many, by source")
        given = [
            "- " + labelled(f"**{plain(_told(c))}**", listed(map(_cited, _rows(r))))
            for c, r in _counted(counts)
        ]
        if given:
            st.markdown("\n".join([f"**{plain(label)}**", "", *given]))


def _counted(counts: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    return [(str(count), rows) for count, rows in counts.groupby("count", sort=False)]


def _told(count: str) -> str:
    """A count as a source gives it, its words in the reader's language."""
    least = AT_LEAST.fullmatch(count)
    return _("at least {n}", n=number(int(least[1]))) if least else count


def _rows(table: pd.DataFrame) -> list[dict[str, object]]:
    return list(table.to_dict("records"))


def _cited(row: dict[str, object]) -> str:
    """A source by its publisher and date, linked where it has an address."""
    published = row["published"]
    text = plain(str(row["publisher"]))
    if isinstance(published, pd.Timestamp) and not pd.isna(published):
        precision = str(row["published_precision"])
        text = aside(text, plain(day(published, precision)))
    url = str(row["url"])
    return f"[{text}]({target(url)})" if url.startswith("http") else text


@page.fragment
def in_contacts() -> None:
    """How often people held were spoken of, and what came next."""
    here = state.view()
    words = state.selection(here).words
    st.markdown(f"### {_('In the contacts of the two governments')}")
    topics = address.choose_many(
        st.pills,
        _("Topics counted (none chosen: all of them)"),
        list(TOPICS),
        key="consular_topics",
        text=lambda topic: plain(words.term("topic", topic)),
        selection_mode="multi",
    )
    for step, key in ((steps.yearly, "consular-yearly"), (steps.waits, "consular-waits")):
        shown = state.result(step, here, topics=topics or TOPICS)
        if shown is None:
            st.info(_("No contact that passes the filters raised people held."))
            return
        picture(shown, key)


def table(chosen: Selection) -> None:
    """The cases as rows, each with a link to its card."""
    st.markdown(f"### {_('The cases')}")
    cases = chosen.shown.consular_cases.sort_values("detained", ascending=False)
    shown = readable(cases, "consular_cases", COLUMNS, chosen.words, chosen.record.sources)
    link = _("Card")
    addresses = "consular?" + case.PARAMETER + "=" + cases["case_id"]
    config: dict[str, Any] = {
        # Names in another script than the first rows' are wider than the column would be.
        chosen.words.field("consular_cases", "person"): st.column_config.Column(width=165),
        chosen.words.field("consular_cases", "place"): st.column_config.Column(width=180),
        link: st.column_config.LinkColumn(
            link, display_text=_("open"), help=_("Everything on record about this case")
        ),
    }
    lists.table(shown.assign(**{link: addresses}), "consular-cases", config)
