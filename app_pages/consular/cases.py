"""Who was held, from when to when, and by which side?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.consular import cases
from analysis.consular.access import visits
from app_pages.cards import case, listing, shell
from app_pages.frame import page, state
from app_pages.frame.picture import picture
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.consular import cases as charts
from charts.draw.picture import Picture
from charts.speech.formats import clauses, labelled, number
from charts.speech.language import _, plural

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


def dates_given(chosen: Selection) -> pd.DataFrame:
    """The dates that each source gives for the beginning and the end of a case that is shown."""
    shown = chosen.shown.consular_cases
    return cases.dates_given(chosen.record.with_tables(consular_cases=shown))


def spans(chosen: Selection) -> pd.DataFrame:
    """How long each person was held, counted to the chosen day."""
    given = state.measure(dates_given, chosen.view)
    return cases.spans(chosen.shown, chosen.record.end, given)


def directions(chosen: Selection) -> pd.DataFrame:
    """How many cases run in each direction."""
    held = state.measure(spans, chosen.view)
    seen = visits(chosen.shown.consular_milestones, held)
    return cases.directions(held, seen, chosen.record.pair)


def gantt(chosen: Selection) -> Picture:
    """The time lines of the cases, drawn for the window of years."""
    held = state.measure(spans, chosen.view)
    steps = chosen.shown.consular_milestones
    steps = steps[steps["case_id"].isin(held["case_id"])]
    first, last = chosen.years
    start = max(pd.Timestamp(first, 1, 1), held["start"].min() - pd.Timedelta(days=90))
    end = min(pd.Timestamp(last, 12, 31), chosen.record.end)
    bail = cases.bail_periods(held, steps)
    return charts.gantt(held, steps, bail, (start, end), chosen.words)


def both_directions(chosen: Selection) -> None:
    """How many citizens of each side the other holds, and citizens of both: the same words."""
    groups = state.measure(directions, chosen.view)
    # Side by side also on a phone, as far as they fit.
    row = st.container(horizontal=True, gap="xsmall")
    for group in groups.itertuples():
        row.metric(
            plain(charts.citizens(group.citizen, chosen.words)),
            plural("{n} case", "{n} cases", group.cases),
            plain(charts.held_by(group.held_by, chosen.words)),
            delta_color="off",
            delta_arrow="off",
            border=True,
            help=plain(
                _(
                    "{in_custody} in custody by the last report found, {unknown} of unknown "
                    "outcome, {ended} ended.",
                    in_custody=number(group.in_custody),
                    unknown=number(group.outcome_unknown),
                    ended=number(group.ended),
                )
            ),
        )


@page.fragment
def time_lines() -> None:
    """The cases from detention to release; a click on one opens its card."""
    drawn = picture(state.result(gantt, state.view()), "consular-gantt", selectable=True)
    shell.clicked(drawn, "consular_cases")


def where_dates_differ(chosen: Selection) -> None:
    """The beginnings and ends to which sources give different dates, each with its source."""
    given = state.measure(dates_given, chosen.view)
    people = chosen.shown.consular_cases[["case_id", "person"]]
    exact = given[given["precision"] == "day"].merge(people, validate="many_to_one")
    by_date = exact.groupby(["person", "field"], sort=False)
    differing = [(key, rows) for key, rows in by_date if rows["date"].nunique() > 1]
    if differing:
        st.markdown(f"### {_('Where sources differ on a date')}")
    for (person, field), rows in differing:
        name, kind = chosen.words.actor(person), chosen.words.term("milestone_kind", field)
        told = clauses(plain(text) for text in case.dates_in_words(rows))
        st.markdown(f"**{plain(name)}** · {labelled(plain(kind), told)}")


def table(chosen: Selection) -> None:
    """The cases as rows, each with a link to its card."""
    st.markdown(f"## {_('The cases')}")
    rows = chosen.shown.consular_cases.sort_values("detained", ascending=False)
    # Names in another script than the first rows' are wider than the column would be.
    widths = {"person": 165, "place": 180}
    listing.rows(rows, "consular_cases", COLUMNS, chosen, "consular-cases", widths=widths)
