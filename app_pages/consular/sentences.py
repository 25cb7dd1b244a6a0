"""The death sentences on record, and the counts that sources give."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.consular import sentences
from app_pages.cards import shell
from app_pages.frame import links
from app_pages.frame.state import Selection
from app_pages.frame.text import plain
from charts.speech.formats import aside, day, labelled, listed, number
from charts.speech.language import _, plural

AT_LEAST = "+"
"""What the claims write behind a count that is a lower bound."""


def death_sentences(chosen: Selection) -> None:
    sentenced = sentences.sentenced_to_death(chosen.shown)
    counted = sentences.death_counts(chosen.record)
    if sentenced.empty and counted.empty:
        return
    st.markdown(f"## {_('Death sentences')}")
    left, right = st.columns(2)
    with left:
        label = plural(
            "On record: {n} case in which a court pronounced a death sentence",
            "On record: {n} cases in which a court pronounced a death sentence",
            len(sentenced),
        )
        verdicts = [
            labelled(
                plain(day(row.date, row.date_precision)),
                links.markdown(
                    chosen.words.actor(row.person), links.row("consular_cases", row.case_id)
                ),
            )
            for row in sentenced.itertuples()
        ]
        shell.bullets(plain(label), verdicts)
    with right:
        differ = counted["count"].nunique() > 1
        given = [
            labelled(f"**{plain(_told(count))}**", listed(map(_cited, rows.itertuples())))
            for count, rows in counted.groupby("count", sort=False)
        ]
        label = _("How many, by source: the counts differ") if differ else _("How many, by source")
        shell.bullets(plain(label), given)


def _told(count: str) -> str:
    """A count as a source gives it."""
    least, bound, rest = count.partition(AT_LEAST)
    if bound and least.isdecimal() and not rest:
        return _("at least {n}", n=number(int(least)))
    return count


def _cited(row: pd.Series) -> str:
    """A source by its publisher and date, linked where it has an address."""
    text = str(row.publisher)
    if pd.notna(row.published):
        text = aside(text, day(row.published, row.published_precision))
    return links.web(text, str(row.url))
