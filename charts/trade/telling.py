"""The timeline of restrictions in words; `shown` comes from `restriction_chains.bars`."""

from __future__ import annotations

import pandas as pd

from charts.draw.time import Window
from charts.speech.formats import day, number
from charts.speech.language import _, plural
from charts.speech.names import Words
from charts.trade.goods import measure, span, standing_name


def title(shown: pd.DataFrame, window: Window, words: Words, group: str) -> str:
    """How many phases of how many measures, on what most, and of how many no end is known."""
    phases, count = len(shown), shown["measure_id"].nunique()
    years = _("{first}–{last}", first=str(window.start.year), last=str(window.end.year))
    said = plural("{n} phase", "{n} phases", phases)
    measures = plural("{n} measure", "{n} measures", count)
    if group:
        return _(
            "{group}, {years}: {phases} of {measures}",
            group=words.term("product_group", group),
            years=years,
            phases=said,
            measures=measures,
        )
    if shown.empty:
        return _("{years}: {phases} of {measures}", years=years, phases=said, measures=measures)
    counted = shown["product_group"].astype(str).value_counts()
    return _(
        "{years}: {phases} of {measures}; most on: {group} ({most}); no known end: {unknown}",
        years=years,
        phases=said,
        measures=measures,
        group=words.term("product_group", counted.index[0]),
        most=number(counted.iloc[0]),
        unknown=number((shown["kind"] == "end-unknown").sum()),
    )


def alt(shown: pd.DataFrame, words: Words) -> str:
    """What the timeline shows, for those who do not see it."""
    if shown.empty:
        return _("No measure to draw")
    busiest = shown["product_group"].astype(str).value_counts().index[0]
    return _(
        "Timeline of {n} phases of restrictions, the first from {first}. Most are on {group}. {k} "
        "have no known end and are hatched.",
        n=number(len(shown)),
        first=day(shown["begin"].min()),
        group=words.term("product_group", busiest),
        k=number((shown["kind"] == "end-unknown").sum()),
    )


def table(shown: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The phases as rows, measure by measure."""
    rows = shown.sort_values(["product_group", "measure_id", "begin"])
    return pd.DataFrame(
        {
            _("Side"): rows["imposed_by"].map(words.side),
            _("Product group"): [words.term("product_group", g) for g in rows["product_group"]],
            _("Goods"): rows["product"],
            _("Measure"): [measure(row, words) for row in rows.itertuples()],
            _("When"): [span(row) for row in rows.itertuples()],
            _("Status"): [standing_name(str(s), words) for s in rows["status"]],
        }
    )
