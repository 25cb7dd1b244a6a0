"""What the words mean: the terms of the dashboard, and those of the tables from their codebook."""

from __future__ import annotations

import re
from itertools import accumulate

import pandas as pd
import streamlit as st

from analysis.tables.spelling import fold
from app_pages.frame import lists, page, state
from app_pages.frame.state import Selection
from app_pages.frame.text import english, plain
from charts.compare import names
from charts.speech.formats import aside, labelled, listed, number
from charts.speech.language import _, language, plural
from charts.speech.names import Words

FIND = "glossary_find"

LONGEST_VALUES = 160
"""Letters of the values of a vocabulary that an entry names."""

FEW_VALUES = 3
"""If only so many values are left, they are named too."""


def terms() -> dict[str, str]:
    """The meanings of the terms of the dashboard that no table defines."""
    return {
        _("Temperature"): _(
            "How warm or cold the relationship is on a day: the mean intensity of the events "
            "up to then, weighted by salience and fading with age, drawn towards 0° where "
            "little is on record."
        ),
        _("Half-life"): _("The days after which an event weighs half of what it did."),
        _("Intensity"): _(
            "How cooperative or conflictual an act is, from −10 to +10: the Goldstein value of "
            "its CAMEO code (Goldstein 1992)."
        ),
        _("CAMEO"): _(
            "Conflict and Mediation Event Observations: a published list of codes for what one "
            "actor does to another."
        ),
        _("Accumulated score"): _(
            "Another measure, after Yan and Zhou (2004): every event adds to all that went "
            "before within bounds, and nothing fades."
        ),
        _("Monthly sum"): _("The intensities of a month’s events added up, unweighted."),
        _("Asymmetry"): _("The temperature of one side’s acts minus that of the other side’s."),
        _("Break"): _(
            "A day at which the mean intensity of the acts changed beyond chance, with the "
            "interval in which it may lie."
        ),
        _("Chain"): _("Acts that answer each other, directly or through others."),
        _("Episode"): names.episode(),
        _("Record band"): _(
            "How far the average would move, had other chains of acts and answers come on "
            "record, or been dated or coded otherwise."
        ),
        _("State band"): _("Where the relationship itself may stand; it widens in silence."),
        _("Range"): _("Degrees that have one name, such as mild or cold."),
        _("As of"): _("The record as it stood at the end of a day: everything later is left out."),
        _("Salience"): _(
            "How much an act matters, a judgement in three steps: routine; of ministers, or with "
            "effects for months; of leaders, or a change of course."
        ),
        _("Contact"): _("A meeting, a call or a letter between the two sides."),
        _("Restriction"): _(
            "A measure by which one side limits trade, investment or travel with the other."
        ),
        _("Consular access"): _(
            "Visits that officials of their own country pay to people who are held."
        ),
        _("Silence"): _("Days without a contact at a level or above."),
        _("Easing"): _(
            "A step that lifts or waives a restriction. It is not itself a restriction."
        ),
        _("Answered in kind"): _(
            "A conflictual act that the other side is stated, or widely reported, to have "
            "answered with one of its own."
        ),
        _("Disagreement"): _(
            "Sources that give different values for one field of one row; all are shown."
        ),
        _("Voice"): _("Whose source it is: one of the two sides, or a third party."),
    }


def entries(chosen: Selection) -> pd.DataFrame:
    """Every term: what it means, the values it may take, and the tables it is in.

    Returns term, meaning, values and tables; a column that means the same in several tables is one
    entry, and a term of the dashboard is in none.
    """
    words, package = chosen.words, chosen.record.package
    rows = [
        (
            words.field(table.name, field.name),
            _sides_named(field.description, words),
            first_values(words.terms(field.vocabulary, field.enum)) if field.vocabulary else "",
            words.term("table", table.name),
        )
        for table in package.tables.values()
        for field in table.fields
    ]
    columns = ["term", "meaning", "values", "tables"]
    named = (
        pd.DataFrame(rows, columns=columns)
        .groupby(columns[:3], sort=False)["tables"]
        .agg(lambda tables: listed(dict.fromkeys(tables)))
        .reset_index()
    )
    own = pd.DataFrame([(*said, "", "") for said in terms().items()], columns=columns)
    return pd.concat([own, named]).sort_values(
        "term", key=lambda column: column.map(fold), kind="stable"
    )


def first_values(values: list[str]) -> str:
    """The values of a vocabulary, as many as an entry has room for, and how many more there are."""
    ends = accumulate(len(value) + 2 for value in values)
    kept = max(1, sum(end <= LONGEST_VALUES for end in ends))
    left = len(values) - kept
    if left <= FEW_VALUES:
        return listed(values)
    return _("{values}, and {n} more", values=listed(values[:kept]), n=number(left))


def _sides_named(meaning: str, words: Words) -> str:
    """A meaning with the two sides called by their names: the descriptions call them a and b."""
    for letter, side in zip("ab", words.pair.sides, strict=True):
        meaning = re.sub(rf"\bside {letter}\b", side.name["en"], meaning)
    return meaning


@page.fragment
def section() -> None:
    """The terms, searched by any word of them."""
    found = lists.search(
        state.result(entries, state.view()),
        ("term", "meaning", "values"),
        _("Search the terms"),
        FIND,
        _("A term, or a word of its meaning"),
    )
    own, tables = found[found["tables"] == ""], found[found["tables"] != ""]
    st.caption(plural("{n} term", "{n} terms", len(found)))
    if not own.empty:
        st.markdown(f"## {_('Terms of the dashboard')}")
        told = zip(own["term"], own["meaning"], strict=True)
        st.markdown("\n".join(f"- {labelled(f'**{plain(t)}**', meaning)}" for t, meaning in told))
    if not tables.empty:
        # Most of them are names of columns: there for who looks for one.
        with st.expander(_("Terms of the tables"), expanded=bool(st.session_state[FIND])):
            if language() != "en":
                st.caption(_("The meanings are written in English."))
            # The meanings stay text: `plain` puts every sign of HTML out of action.
            st.markdown("\n".join(_items(tables)), unsafe_allow_html=True)


def _items(tables: pd.DataFrame) -> list[str]:
    items = []
    for term, meaning, values, where in tables.itertuples(index=False):
        said = _("Values: {values}.", values=plain(values)) if values else ""
        told = " ".join(filter(None, [english(meaning), said]))
        items.append("- " + labelled(aside(f"**{plain(term)}**", plain(where)), told))
    return items
