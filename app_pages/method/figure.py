"""Any figure of the line, worked out event by event."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.tables.dates import iso
from analysis.temperature.certainty.state import breakdown as state_breakdown
from analysis.temperature.line import PRIOR_WEIGHT, breakdown
from app_pages.cards import listing
from app_pages.frame import address, lists, page, state
from app_pages.frame.state import Selection
from app_pages.temperature.line import Formula, alone, first_event, measured, unsure
from charts.speech.formats import day, degrees, number
from charts.speech.language import _, plural
from charts.speech.listing import both


def contributions(chosen: Selection, at: pd.Timestamp, formula: Formula) -> pd.DataFrame:
    """Every event that counts on a day, with what is left of its weight and what it adds."""
    acts = measured(chosen, formula)
    events = breakdown(acts, at, formula.half_life)
    stands = state_breakdown(acts, at, unsure(chosen, formula).drift)
    events = events.assign(state=stands["contribution"])
    counted = events[(events["left"] > 0) | (events["state"] != 0)]
    order = counted["contribution"].abs().sort_values(ascending=False, kind="stable").index
    return counted.loc[order]


def contribution_table(chosen: Selection, at: pd.Timestamp, formula: Formula) -> pd.DataFrame:
    """The same in words, in full precision, so that a spreadsheet finds the same sum."""
    rows = contributions(chosen, at, formula)
    return pd.DataFrame(
        {
            _("Date"): iso(rows["date"], rows["date_precision"]),
            _("Event"): rows["title"].map(chosen.words.told),
            _("CAMEO code"): rows["cameo"],
            _("Intensity g (°)"): rows["goldstein"],
            _("Weight"): rows["weight"],
            _("Weight left w"): rows["left"],
            _("w × g"): rows["left"] * rows["goldstein"],
            _("Contribution c (°)"): rows["contribution"],
            _("In the state (°)"): rows["state"],
        }
    )


def contributions_in_words(chosen: Selection, at: pd.Timestamp, formula: Formula) -> pd.DataFrame:
    """The same as it is read: numbers in the reader's language, the contribution first."""
    table = contribution_table(chosen, at, formula)
    written = ((degrees, 1), (number, 1), (number, 3), *[(degrees, 3)] * 3)
    told = table.assign(
        **{
            name: [write(value, digits) for value in table[name]]
            for name, (write, digits) in zip(table.columns[3:9], written, strict=True)
        }
    )
    first = [_("Date"), _("Contribution c (°)")]
    return told[[*first, *(name for name in told.columns if name not in first)]]


@page.fragment
def section(formula: Formula) -> None:
    """Any figure of the line, worked out event by event."""
    view = state.view()
    chosen = state.selection(view)
    st.markdown(f"### {_('Reproduce a figure')}")
    at = day_asked(chosen)
    rows = state.measure(contributions, view, at=at, formula=formula)
    heat, left = float((rows["left"] * rows["goldstein"]).sum()), float(rows["left"].sum())
    total = float(rows["contribution"].sum())
    st.latex(
        rf"T = \frac{{\sum w g}}{{k + \sum w}} = \frac{{{_in_formula(number(heat, 3))}}}"
        rf"{{{number(PRIOR_WEIGHT)} + {_in_formula(number(left, 3))}}}"
        rf" = {_in_formula(degrees(total, 3))}"
    )
    told = plural(
        "{n} act counts on {date}. Its contribution is {total}°, the temperature of that day; "
        "that to the state, {state}°.",
        "{n} acts count on {date}. Their contributions add up to {total}°, the temperature of "
        "that day; those to the state, to {state}°.",
        len(rows),
        date=day(at),
        total=degrees(total, 3),
        state=degrees(float(rows["state"].sum()), 3),
    )
    st.markdown(alone(told, chosen))
    table = state.result(contribution_table, view, at=at, formula=formula)
    listing.listed(
        state.result(contributions_in_words, view, at=at, formula=formula),
        [("events", event_id) for event_id in rows["event_id"]],
        "method-contributions",
        {
            **lists.figures(*table.columns[3:9], width=90),
            **lists.figures(_("Contribution c (°)"), width=125),
            **lists.figures(_("Weight"), _("w × g"), width=70),
            **lists.widths({_("CAMEO code"): 95, _("Event"): 200}),
        },
        taken=lambda: both(table, rows, {_("Event"): "title"}, chosen.words),
        row_height=lists.lines(2),
    )


def _in_formula(figure: str) -> str:
    """A number as TeX takes it: a comma would bring a gap, and a sign of grouping its own."""
    return figure.replace(",", "{,}").replace("\u00a0", r"\,").replace("\u202f", r"\,")


def day_asked(chosen: Selection) -> pd.Timestamp:
    end = chosen.record.end
    return address.day(
        _("At the end of"),
        first_event(chosen),
        end,
        end,
        key="figure_at",
        help=_(
            "The same figure on the command line: {command}.",
            command="`python -m analysis temperature --at DATE`",
        ),
    )
